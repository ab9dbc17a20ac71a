// The reviewer's desk: two people look at the same event, decide, see each other's marks, and one thinks again.
import assert from 'node:assert/strict';
import { open, ready, make_store, serve } from './browser.mjs';

async function enter(page, who, token) {
  await page.goto(page.url().split('#')[0]);
  await page.locator('header .tools button').nth(1).click();
  await page.locator('input[name="who"]').fill(who);
  await page.locator('input[name="token"]').fill(token);
  await page.locator('.desk-enter button[type="submit"]').click();
  await page.locator('.desk-who').waitFor();
}

async function decide(page, kind, reason, more = async () => undefined) {
  await page.locator(`.desk-kinds button[data-kind="${kind}"]`).click();
  await more();
  await page.locator('.desk-form textarea').fill(reason);
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
