// Each view opened on the examples and clicked through to the sentence in its document; the address that brings it all
// back; the keyboard; and axe on every view by day, by night and on a phone. Screenshots are left in build/screenshots.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, make_store, open, ready, serve, visit } from './browser.mjs';

const kViews = ['timeline', 'events', 'map', 'network', 'matrix', 'commitments', 'search', 'documents'];
const kByNight = ['timeline', 'map', 'matrix', 'commitments']; // where colours are drawn, or many
const kPhone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

// `only`: one part of it, for whoever works on it.
export async function test_views(browser, setting, only) {
  const store = make_store(setting, 'examples', ['examples/*/[0-9]*']);
  const server = await serve(setting, store);
  try {
    for (const [name, part] of Object.entries({ walk, keyboard, grow })) {
      if (!only || only === name) await part(browser, server, setting);
    }
    if (only && only !== 'look') return;
    for (const [name, options] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['phone', kPhone]]) {
      await look(browser, server, setting, name, options);
    }
  } finally {
    await server.stop();
  }
}

const ask = (page, path) => page.evaluate(async (from) => (await fetch(`/api/v1/${from}`)).json(), path);
const folded = (text) => text.replace(/\s+/g, ' ').trim();

// From the card that is open to the sentence of its first claim, in its document, word for word.
async function to_the_sentence(page, where) {
  await page.locator('.card-body').waitFor();
  const id = await page.locator('.card-body').getAttribute('data-event');
  const event = await ask(page, `events/${id}`);
  await page.locator('.claims .sentence').first().click();
  await page.locator('.story').waitFor();
  const [claim] = event.claims;
  const told = page.locator('.story .told[data-chosen="true"]');
  await told.first().waitFor();
  const words = (await told.allTextContents()).join('');
  assert.equal(folded(words), folded(claim.sentence.text), `${where}: the sentence of ${claim.id}`);
  assert.ok(await told.first().evaluate((element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }), `${where}: the sentence is in sight`);
  assert.ok((await page.locator('.story .told[data-role="trigger"]').count()) > 0, `${where}: the act is marked`);
  assert.ok((await page.locator('.margin-claim[data-chosen="true"]').count()) === 1);
  // Escape shuts what is open, the last first: the card, the list it was opened from, the document.
  for (let open = 0; open < 3 && (await page.locator('.story').count()); ++open) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
  await page.locator('.story').waitFor({ state: 'detached' });
}

async function walk(browser, server, setting) {
  const { page, check } = await open(browser, server);
  const started = Date.now();
  await page.goto(server.url);
  await ready(page);
  setting.log(`first view after ${Date.now() - started} ms`);
  const summary = await ask(page, 'summary');
  assert.match(await page.locator('.count').innerText(), new RegExp(`${summary.events}`));

  // Timeline: as many bars as dated events; a bar opens its card.
  const timeline = await ask(page, 'timeline');
  assert.equal(Number(await page.locator('.timeline').getAttribute('data-bars')), timeline.dated);
  await page.locator('.timeline').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await to_the_sentence(page, 'timeline');
  await brush(page);
  await check();

  await visit(page, '/?view=events');
  await page.locator('.virtual tbody tr[data-row="3"]').click();
  await to_the_sentence(page, 'table');

  await visit(page, '/?view=map');
  await ready(page);
  await map(page);
  await to_the_sentence(page, 'map');
  await check();

  await visit(page, '/?view=network');
  await network(page);
  await to_the_sentence(page, 'network');
  await check();

  await visit(page, '/?view=matrix');
  await page.locator('.matrix .row-open').first().click();
  await to_the_sentence(page, 'matrix');
  await page.locator('.matrix .differ').first().click();
  await page.locator('.beside .side').nth(1).waitFor();

  await visit(page, '/?view=commitments');
  await page.locator('.commitment-what').first().click();
  const step = folded(await page.locator('.steps .sentence bdi').first().innerText());
  await page.locator('.steps .sentence').first().click();
  await page.locator('.told[data-chosen="true"]').first().waitFor();
  assert.equal(folded((await page.locator('.told[data-chosen="true"]').allTextContents()).join('')), step, 'commitments: the sentence of the step');
  await visit(page, '/?view=commitments');
  await as_of(page);

  await page.locator('#search').fill('talks');
  await page.keyboard.press('Enter');
  await page.locator('.hit mark').first().waitFor();
  const outlet = page.locator('.search-facets [data-facet="outlet"] .facet-line').first();
  const [name, of_outlet] = [await outlet.locator('.facet-name').innerText(), await outlet.locator('.facet-count').innerText()];
  await outlet.click();
  await page.waitForFunction((wanted) => document.querySelector('.view-lead strong')?.textContent.startsWith(`${wanted} `), of_outlet);
  assert.deepEqual([...new Set(await page.locator('.hit-foot .source').allInnerTexts())], [name], 'search: of one outlet alone');
  await page.locator('.search-facets [data-facet="year"] .facet-line').first().click();
  await page.waitForFunction(() => /since=.*until=/.test(location.search));
  await page.waitForFunction(() => document.documentElement.dataset.asking === '0');
  const sentence = await page.locator('.hit .sentence').first().innerText();
  await page.locator('.hit .sentence').first().click();
  await page.locator('.story').waitFor();
  await page.locator('.story [data-chosen="true"], .story mark').first().waitFor();
  assert.ok(folded(await page.locator('.story').innerText()).includes(folded(sentence)), 'search: its sentence is in the document');

  await visit(page, '/?view=documents');
  await page.locator('.virtual tbody tr[data-row="0"]').click();
  await page.locator('.story').waitFor();
  const raw = await page.locator('.document-head a').getAttribute('href');
  const bytes = await page.evaluate(async (from) => {
    const answer = await fetch(from);
    return { type: answer.headers.get('content-type'), length: (await answer.arrayBuffer()).byteLength };
  }, raw);
  assert.match(bytes.type, /^text\/plain/);
  assert.ok(bytes.length > 0);
  await check();
  setting.log('every view, clicked through to the sentence');

  await address(page, browser, server);
  await check();
  setting.log('the address brings it back');
  await page.context().close();
}

// Dragging over the strip of all time sets the filter's days, and the counts say so.
async function brush(page) {
  const strip = page.locator('.brush');
  const box = await strip.boundingBox();
  await page.waitForFunction(() => /\d/.test(document.querySelector('.count')?.textContent ?? ''));
  const before = await page.locator('.count').innerText();
  await page.mouse.move(box.x + 4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => /since=.*until=/.test(location.search));
  await page.waitForFunction(() => / of /.test(document.querySelector('.count').textContent));  // empty while it counts
  assert.notEqual(await page.locator('.count').innerText(), before);
  assert.equal(await page.locator('.chip').count(), 2);
  await page.locator('.chips .quiet').click();
  await page.waitForFunction((old) => document.querySelector('.count').textContent === old, before);
}

async function map(page) {
  const facts = await ask(page, 'map');
  assert.equal(facts.placed + facts.unplaced, facts.total);
  for (let tries = 0; tries < 8 && !(await page.locator('.panel').count()); ++tries) {
    const spots = (await page.locator('.map').getAttribute('data-spots')).split(' ').map((spot) => spot.split(',').map(Number));
    const box = await page.locator('.map').boundingBox();
    const [x, y] = spots.find(([left, top]) => left > 20 && top > 20 && left < box.width - 70 && top < box.height - 20) ?? [];
    await page.mouse.click(box.x + x, box.y + y);
    await page.waitForTimeout(450); // the frame settles, then is the filter
  }
  await page.locator('.panel .brief-open').first().click();
}

async function network(page) {
  await page.locator('.network[data-nodes]').waitFor();
  const nodes = Object.values(JSON.parse(await page.locator('.network').getAttribute('data-nodes')));
  const box = await page.locator('.network').boundingBox();
  for (const [x, y] of nodes) {
    if (await page.locator('.panel').count()) break;
    if (x < 5 || y < 5 || x > box.width - 60 || y > box.height - 5) continue;
    await page.mouse.move(box.x + x, box.y + y);
    await page.mouse.click(box.x + x, box.y + y);
    await page.waitForTimeout(120);
  }
  await page.locator('.panel .brief-open').first().click();
}

// On an earlier day less was known.
async function as_of(page) {
  const known = await ask(page, 'commitments');
  const day = known.commitments.map((one) => one.steps[0].as_of?.split('/').pop()).filter(Boolean).sort()[1];
  const then = await ask(page, `commitments?as_of=${day}`);
  await page.locator('.as-of-box .day input').fill(day);
  await page.keyboard.press('Enter');
  await page.waitForFunction((wanted) => document.querySelectorAll('.commitment').length === wanted, then.total);
  assert.ok(then.total < known.total);
  assert.match(page.url(), /as_of=/);
}

// What was clicked together is in the address: another browser that is given it shows the same.
async function address(page, browser, server) {
  const seen = async (of) => ({
    chips: await of.locator('.chip').allInnerTexts(),
    count: await of.locator('.count').innerText(),
    card: await of.locator('.panel h2').innerText(),
    current: await of.locator('.tabs [aria-current]').innerText(),
    rows: await of.locator('.virtual tbody tr:not(.gap)').count(),
  });
  await visit(page, '/?view=timeline&twin=table');
  await ready(page);
  await page.locator('.facet[data-facet="type"] .facet-line').first().click();
  await page.locator('.chip').first().waitFor();
  await page.locator('.facet[data-facet="status"] .facet-line').first().click();
  await page.locator('.chip').nth(1).waitFor();
  await page.waitForFunction(() => document.querySelector('.count')?.dataset.busy === 'false');
  await page.locator('.virtual tbody tr[data-row="1"]').click();
  await page.locator('.panel h2').waitFor();
  await ready(page);
  const first = await seen(page);
  const other = await open(browser, server);
  await other.page.goto(page.url());
  await other.page.locator('.panel h2').waitFor();
  await ready(other.page);
  await other.page.waitForFunction(() => / of /.test(document.querySelector('.count')?.textContent ?? ''));
  assert.deepEqual(await seen(other.page), first);
  await other.check();
  await other.context.close();
  await page.goBack();
  assert.equal(await page.locator('.panel').count(), 0, 'back closes the card');
}

// Nothing here is touched but the keyboard.
async function keyboard(browser, server, setting) {
  const { page, check } = await open(browser, server);
  const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? '');
  await page.goto(server.url);
  await ready(page);
  await page.keyboard.press('Tab');
  assert.match(await focused(), /skip/);
  await page.keyboard.press('Enter');
  assert.match(await focused(), /<main/);
  await page.keyboard.press('/');
  assert.match(await focused(), /id="search"/);
  await page.keyboard.type('talks');
  await page.keyboard.press('Enter');
  await page.locator('.hit').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await page.locator('.view-events tbody tr').first().waitFor();
  await page.locator('.view-events tbody tr').first().focus();
  for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
  await page.locator('.card-body').waitFor();
  const id = await page.locator('.virtual tr[data-row="1"]').getAttribute('data-id');
  assert.equal(await page.locator('.card-body').getAttribute('data-event'), id);
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  await page.keyboard.press('5');
  await page.locator('.matrix').waitFor();
  await page.locator('[data-at="0 0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(), /data-at="1 1"/);
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  await page.screenshot({ path: `${setting.shots}/help.png` });
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('1');
  await page.locator('.timeline').waitFor();
  await page.locator('.timeline').focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', '+', '+', '-', '0']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await page.locator('.card-body').waitFor();
  // A document is walked through claim by claim.
  const documents = await page.evaluate(async () => (await (await fetch('/api/v1/documents?limit=50')).json()).documents);
  const rich = documents.sort((a, b) => b.claims - a.claims)[0];
  await visit(page, `/?document=${rich.id}`);
  await page.locator('.story').waitFor();
  await page.keyboard.press('j');
  await page.locator('.told[data-chosen="true"]').first().waitFor();
  const one = page.url();
  await page.keyboard.press('j');
  await page.waitForFunction((old) => location.href !== old, one);
  await check();
  await page.context().close();
  setting.log('by keyboard alone');
}

// Text from right to left, with marks in it that nobody would see.
const kArabic = {
  outlet: 'صحيفة\u202e الساحل', title: 'لقاء\u200b في المدينة', published: '2019-03-04', url: 'https://news.example/arabic',
  text: 'لقاء في المدينة\n\nاجتمع الوزيران في المدينة يوم الاثنين\u202e وناقشا الحدود والتجارة بين البلدين.\n\nوقال متحدث إن اللقاء القادم سيكون في الربيع.',
};

// A page read into the store while somebody looks at it: the counts follow without being asked.
async function grow(browser, server, setting) {
  const { page, check } = await open(browser, server);
  await page.goto(`${server.url}/?view=documents`);
  await ready(page);
  const before = (await ask(page, 'summary')).documents;
  const file = join(setting.scratch, 'arabic.jsonl');
  writeFileSync(file, JSON.stringify(kArabic));
  make_store(setting, 'examples', [file]);
  await page.waitForFunction((old) => document.querySelectorAll('.virtual tbody tr:not(.gap)').length > old, before);
  const { documents } = await ask(page, 'documents?limit=100');
  const { id } = documents.find((one) => one.path.includes('arabic.jsonl'));
  await visit(page, `/?document=${id}`);
  await page.locator('.story .block').first().waitFor();
  assert.equal(await page.locator('.story .block').first().evaluate((block) => getComputedStyle(block).direction), 'rtl');
  const marks = await page.locator('.view-document .hidden-mark').allInnerTexts();
  assert.ok(marks.includes('U+202E'), `hidden marks: ${marks}`);
  await page.screenshot({ path: `${setting.shots}/right-to-left.png` });
  await check();
  await page.context().close();
  setting.log('the record grows; right to left');
}

async function look(browser, server, setting, name, options) {
  const { page, check } = await open(browser, server, options);
  await page.goto(server.url);
  await ready(page);
  const event = await ask(page, 'events?sort=documents&limit=1');
  const [first] = event.events;
  const shoot = async (what, wait = 0) => {
    if (wait) await page.waitForTimeout(wait);
    await page.screenshot({ path: `${setting.shots}/${name}-${what}.png` });
    await accessible(page, `${name} ${what}`, setting.log);
  };
  for (const view of name === 'dark' ? kByNight : kViews) {
    await visit(page, `/?view=${view}&words=ceasefire`);
    await ready(page);
    if (view === 'network') await page.locator('.network[data-nodes]').waitFor();
    await shoot(view, view === 'network' ? 200 : 60);
  }
  await visit(page, `/?view=timeline&event=${first.id}`);
  await page.locator('.card-body').waitFor();
  await shoot('card', 60);
  await page.locator('.pair').first().waitFor({ state: 'attached' });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('.card-body details')) details.open = true;
  });
  await page.locator('.pair .weight').first().scrollIntoViewIfNeeded();
  await shoot('why', 60);
  await visit(page, `/?document=${first.lead.document}&claim=${first.lead.claim}`);
  await page.locator('.told[data-chosen="true"]').first().waitFor();
  await shoot('document', 60);
  if (name === 'phone') {
    await visit(page, '/');
    await ready(page);
    await page.locator('.filters-button').click();
    await page.locator('.facet').first().waitFor();
    await shoot('filters', 60);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, 'nothing is wider than the phone');
  }
  await check();
  await page.context().close();
  setting.log(`looked at, ${name}`);
}
