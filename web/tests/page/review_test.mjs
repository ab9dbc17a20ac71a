// The reviewer's desk: two people look at the same event, decide, see each other's marks, and one thinks again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, ready, make_store, root, serve } from './browser.mjs';

// What the store itself holds, by another program than the one that is tested.
function events_in(setting, store) {
  const lines = execFileSync(setting.annals, ['export', store, '--what', 'events', '--format', 'jsonl', '-o', '-'], { cwd: root, maxBuffer: 1 << 28 });
  return lines.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// Linking follows a decision, on a thread of its own.
async function until(what, holds) {
  for (const end = Date.now() + 60000; ; ) {
    if (holds()) return;
    assert.ok(Date.now() < end, `the store does not come to hold ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const ids_of = (event) => event.claims.map(({ id }) => id).sort();
const together = (events, claims) => events.some((event) => claims.every((id) => ids_of(event).includes(id)));

async function undo(page, kind) {
  await page.locator(`.marks li[data-kind="${kind}"][data-undone="false"] button`, { hasText: 'Undo' }).first().click();
  await page.locator(`.marks li[data-kind="${kind}"][data-undone="true"]`).first().waitFor();
}

// Merge, split and reject by hand; each is looked for in the store, outlives more pages' being read, and is undone.
async function rearrange(first, second, server, setting, store) {
  const now = () => events_in(setting, store);
  const visit = async (page, id) => {
    await page.goto(`${server.url}/?view=events&event=${id}`);
    await page.locator('.desk').waitFor();
  };
  let extra = 0;
  const read_more = () => {
    const file = join(setting.scratch, `more-${++extra}.jsonl`);
    writeFileSync(file, JSON.stringify({ id: `more-${extra}`, outlet: 'The Harbour Post', published: `2019-05-0${extra}`, title: 'A visit',
      text: `The foreign minister of Norway visited Tokyo on ${extra} May 2019, the ministry said.` }));
    make_store(setting, 'review', ['examples/algiers-2000/[0-9]*', file]);
  };

  const before = now();
  const [a, b] = before.filter((event) => event.type === before[0].type || event.claims.length === 1);
  const all = [...ids_of(a), ...ids_of(b)];
  assert.equal(together(before, all), false);
  await visit(first, a.id);
  await decide(first, 'merge', 'The same talks.', () => first.locator('.desk-form input').first().fill(b.id));
  await until('the two as one', () => together(now(), all));
  await visit(second, b.id); // its id leads to what it is part of now
  assert.match(await second.locator('.marks').innerText(), /Ada/);
  assert.match(await second.locator('.marks').innerText(), /The same talks/);
  read_more();
  assert.ok(together(now(), all), 'a merge outlives more pages');
  await undo(second, 'merge');
  await until('two again', () => !together(now(), all));
  setting.log('merged, and undone');

  const several = now().find((event) => event.claims.length >= 2);
  const [one, ...rest] = ids_of(several);
  await visit(first, several.id);
  await decide(first, 'split', 'Another day.', async () => {
    const at = several.claims.findIndex(({ id }) => id === one);
    await first.locator('.desk-claim input').nth(at).check();
  });
  await until('the claim apart', () => !rest.some((id) => together(now(), [one, id])));
  read_more();
  assert.ok(!rest.some((id) => together(now(), [one, id])), 'a split outlives more pages');
  await visit(second, one);
  await undo(second, 'split');
  await until('one again', () => together(now(), [one, ...rest]));
  setting.log('split, and undone');

  const bad = now().at(-1);
  const [claim] = ids_of(bad);
  const is_told = () => now().some((event) => ids_of(event).includes(claim));
  await visit(first, bad.id);
  await decide(first, 'reject', 'Nothing of the kind was said.');
  await until('no more of it', () => !is_told());
  read_more();
  assert.ok(!is_told(), 'a rejection outlives more pages');
  await first.goto(`${server.url}/?view=decisions`);
  await first.locator('.plain-table tr', { hasText: 'Nothing of the kind' }).locator('button', { hasText: 'Undo' }).click();
  await until('it again', is_told);
  setting.log('rejected, and undone');
}

async function enter(page, who, token) {
  await page.goto(page.url().split('#')[0]);
  await page.locator('header .tools button').nth(1).click();
  await page.locator('input[name="who"]').fill(who);
  await page.locator('input[name="token"]').fill(token);
  await page.locator('.desk-enter button[type="submit"]').click();
  await page.locator('.desk-who').waitFor();
}

async function decide(page, kind, reason, more = async () => undefined) {
  // What another reviewer decided a moment ago may have the card made anew under one's hands: then again, as he would.
  const form = page.locator('.desk-form');
  for (let tries = 1; ; tries += 1) {
    try {
      if (!(await form.isVisible())) await page.locator(`.desk-kinds button[data-kind="${kind}"]`).click();
      await form.waitFor({ timeout: 5000 });
      await more();
      await form.locator('textarea').fill(reason);
      break;
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
  await page.locator('.desk-form button[type="submit"]').click();
  await page.locator('.desk-form').waitFor({ state: 'detached' });
}

export async function test_review(browser, setting) {
  const store = make_store(setting, 'review', ['examples/algiers-2000/[0-9]*']);
  const server = await serve(setting, store, '--review');
  try {
    const first = await open(browser, server);
    const second = await open(browser, server);
    await first.page.goto(server.url);
    await ready(first.page);
    await enter(first.page, 'Ada', server.token);
    const id = await first.page.evaluate(async () => (await (await fetch('/api/v1/events?limit=1&sort=documents')).json()).events[0].id);
    const go = async (page) => {
      await page.goto(`${server.url}/?view=events&event=${id}`);
      await page.locator('.desk').waitFor();
    };
    await go(first.page);
    await decide(first.page, 'accept', 'Both papers tell it so.');
    await first.page.locator('.marks li').first().waitFor();
    await first.page.screenshot({ path: `${setting.shots}/review.png` });

    // The token in the fragment lets the second one in, and is gone from the address.
    await second.page.goto(`${server.url}/?view=events&event=${id}#token=${server.token}&who=Ben`);
    await second.page.locator('.marks li').first().waitFor();
    assert.equal(new URL(second.page.url()).hash, '');
    assert.match(await second.page.locator('.marks').innerText(), /Ada/);
    await decide(second.page, 'accept', 'I think so, too.');
    await second.page.locator('.marks li').nth(1).waitFor();

    await second.page.goto(`${server.url}/?view=decisions`);
    await second.page.locator('.plain-table tbody tr').nth(1).waitFor();
    assert.match(await second.page.locator('.agreement').innerText(), /Ada and Ben judge (\d+) of \1 claims alike/);
    await second.page.screenshot({ path: `${setting.shots}/decisions.png` });
    await second.page.locator('.plain-table tbody tr').first().locator('button', { hasText: 'Undo' }).click();
    await second.page.locator('.plain-table tr[data-undone="true"]').first().waitFor();

    await go(first.page);
    await decide(first.page, 'correct', 'The page says so.', async () => {
      await first.page.locator('.desk-form select').selectOption('status');
      await first.page.locator('.desk-form input').fill('denied');
    });
    await first.page.locator('.marks li', { hasText: 'status' }).first().waitFor();
    await until('the correction', () => events_in(setting, store).some((event) => event.status === 'denied' && (event.review ?? []).some((note) => note.field === 'status' && note.value === 'denied')));
    await rearrange(first.page, second.page, server, setting, store);
    await first.check();
    await second.check();

    // Without the token nothing is decided.
    const refused = await first.page.evaluate(async (target) => {
      const answer = await fetch('/api/v1/decisions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ what: 'accept', targets: [target], who: 'Eve' }) });
      return answer.status;
    }, id);
    assert.ok(refused === 401 || refused === 403, String(refused));
    setting.log('the reviewer’s desk');
  } finally {
    await server.stop();
  }
}
