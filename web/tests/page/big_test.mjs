// A large record stays usable: how long until the first paint, until the first picture stands, and from a click on a
// filter until every part of the page has followed it. Medians over several rounds, each with a browser that keeps
// nothing; the machine's load is told, for it is in the figures.
import assert from 'node:assert/strict';
import { loadavg } from 'node:os';
import { open, ready, serve } from './browser.mjs';

export const kMostFirstPaint = 1000; // milliseconds
export const kMostFilter = 200;

const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const told = (list) => `${middle(list).toFixed(0)} ms (${[...list].sort((a, b) => a - b).map((one) => one.toFixed(0)).join(' ')})`;

// Runs in the page: acts, then waits until nothing is asked for any more and the picture has been drawn. The time is that
// of the first frame of a few that all found the page at rest.
async function settled(act) {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
  const began = performance.now();
  act();
  let since = 0;
  for (let still = 0; still < 4; ) {
    const now = await frame();
    const rests = document.documentElement.dataset.asking === '0' && document.querySelector('.view[data-ready="true"], .view-events tbody tr') !== null;
    if (now - began > 20000) throw new Error(`the page does not come to rest: ${document.documentElement.dataset.asking} answers are awaited`);
    if (rests && still === 0) since = now;
    still = rests ? still + 1 : 0;
  }
  return since - began;
}

const kActs = {
  'a type': () => document.querySelector('.facet[data-facet="type"] .facet-line').click(),
  'a status besides': () => document.querySelector('.facet[data-facet="status"] .facet-line').click(),
  'an actor besides': () => document.querySelector('.facet[data-facet="actor"] .facet-line').click(),
  'none again': () => document.querySelector('.chips .quiet').click(),
};

async function timed(page, act) {
  return page.evaluate(`(${settled.toString()})(${act.toString()})`);
}

async function one_round(browser, server, took) {
  const { page, check, context } = await open(browser, server);
  const note = (what, time) => (took[what] ??= []).push(time);
  await page.goto(server.url, { waitUntil: 'commit' });
  const picture = await page.evaluate(`(${settled.toString()})(() => undefined).then(() => performance.now())`);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  note('first paint', paint);
  note('first picture', picture);
  for (const view of ['timeline', 'events', 'map']) {
    if (view !== 'timeline') {
      await page.locator(`.tabs a[href*="view=${view}"]`).click();
      await ready(page);
      await timed(page, () => undefined);
    }
    for (const [what, act] of Object.entries(kActs)) note(`${view}: ${what}`, await timed(page, act));
  }
  await check();
  await context.close();
}

export async function test_big(browser, setting, store, rounds = 5) {
  const server = await serve(setting, store);
  try {
    const took = {};
    const { events } = await (await fetch(`${server.url}/api/v1/summary`)).json();
    setting.log(`${events} events; load ${loadavg()[0].toFixed(2)}`);
    for (let round = 0; round < rounds; ++round) await one_round(browser, server, took);
    for (const [what, times] of Object.entries(took)) setting.log(`${what.padEnd(28)} ${told(times)}`);
    setting.log(`load ${loadavg()[0].toFixed(2)}`);
    assert.ok(middle(took['first paint']) < kMostFirstPaint, 'the first paint is late');
    const filters = Object.entries(took).filter(([what]) => what.includes(':'));
    const late = filters.filter(([, times]) => middle(times) >= kMostFilter).map(([what]) => what);
    assert.deepEqual(late, [], 'a filter is slow');
  } finally {
    await server.stop();
  }
}
