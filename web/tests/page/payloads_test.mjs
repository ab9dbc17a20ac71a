// No text of a source ever runs: script payloads in every field of pages, shown in every view.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { make_store, open, ready, serve, visit } from './browser.mjs';
import { html_page, json_record, payloads } from './payloads.mjs';

const kViews = ['timeline', 'events', 'map', 'network', 'matrix', 'commitments', 'search', 'documents'];

function write_pages(folder, texts) {
  mkdirSync(folder, { recursive: true });
  texts.forEach((text, n) => n % 4 === 0 && writeFileSync(join(folder, `${String(n).padStart(4, '0')}.html`), html_page(text, n)));
  writeFileSync(join(folder, 'records.jsonl'), texts.map((text, n) => json_record(text, n)).join('\n'));
}

export async function test_payloads(browser, setting, count) {
  const texts = payloads(count);
  const folder = join(setting.scratch, 'payloads');
  write_pages(folder, texts);
  const store = make_store(setting, 'payloads', [folder]);
  setting.log(`${count} payloads in every field of pages and records`);
  const server = await serve(setting, store);
  const { page, check } = await open(browser, server);
  try {
    await page.goto(server.url);
    await ready(page);
    for (const view of kViews) {
      await visit(page, `/?view=${view}&words=ministry`);
      await ready(page);
      for (const twin of ['', '&twin=table']) {
        await visit(page, `/?view=${view}&words=annals_ran${twin}`);
        await ready(page);
        await check();
      }
    }
    setting.log('all views');
    await every_document(page, check, setting);
    await every_event(page, check, setting);
    await every_filter(page, check, texts);
    setting.log('filters and addresses');
  } finally {
    await server.stop();
  }
}

async function all_of(page, path, key) {
  return page.evaluate(
    async ([from, name]) => {
      const result = [];
      let cursor = '';
      do {
        const answer = await (await fetch(`${from}?limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)).json();
        result.push(...answer[name]);
        cursor = answer.next ?? '';
      } while (cursor);
      return result;
    },
    [`/api/v1/${path}`, key],
  );
}

async function every_document(page, check, setting) {
  const documents = await all_of(page, 'documents', 'documents');
  assert.ok(documents.length > 0);
  let claims = 0;
  for (const { id, claims: told } of documents) {
    await visit(page, `/?document=${encodeURIComponent(id)}`);
    await page.locator(`.story[data-document]`).waitFor();
    await page.waitForFunction((wanted) => document.querySelector('.story')?.dataset.document === wanted, id);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details.meta, details.furniture')) details.open = true;
      document.querySelector('.margin-open')?.click();
    });
    claims += told;
  }
  await check();
  // What a payload would have left behind: elements that are not ours.
  assert.equal(await page.locator('script:not([src="/app.js"]), iframe, object, embed, base, form[action], [onerror], [onload], a[href^="javascript"]').count(), 0);
  assert.ok(claims > documents.length / 4, `only ${claims} claims in ${documents.length} documents: the payloads keep the coder from its work`);
  setting.log(`${documents.length} documents with ${claims} claims`);
}

async function every_event(page, check, setting) {
  const events = (await all_of(page, 'events', 'events')).slice(0, 150);
  for (const { id } of events) {
    await visit(page, `/?view=commitments&event=${id}`);
    await page.locator(`.card-body[data-event="${id}"]`).waitFor();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.card-body details')) details.open = true;
    });
  }
  await check();
  setting.log(`${events.length} cards`);
}

// The address is outside text, too.
async function every_filter(page, check, texts) {
  const keys = ['actor', 'outlet', 'place', 'topic', 'since', 'type', 'bbox', 'list', 'event', 'window', 'frame', 'as_of', 'sort', 'claim'];
  for (let n = 0; n < Math.min(texts.length, 90); ++n) {
    const key = keys[n % keys.length];
    const view = kViews[n % kViews.length];
    await visit(page, `/?view=${view}&words=x&${key}=${encodeURIComponent(texts[n])}`);
    await page.locator('main').waitFor();
    if (n % 10 === 0) await page.waitForTimeout(60);
  }
  await page.waitForTimeout(200);
  const heard = await page.evaluate(() => window.annals_heard.slice());
  assert.deepEqual(heard, []);
  await page.goto('about:blank').catch(() => undefined);
  void check;
}
