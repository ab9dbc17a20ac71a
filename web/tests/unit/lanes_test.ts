import assert from 'node:assert/strict';
import { test } from 'node:test';
import { by_start, lay } from '../../src/lib/lanes';

const spans = (bars: [number, number, number][]) => ({
  start: bars.map((bar) => bar[0]), end: bars.map((bar) => bar[1]), lane: bars.map((bar) => bar[2]),
  thin: bars.map((bar) => (bar[1] - bar[0] > 50 ? 1 : 0)),
});

test('bars that overlap stand in different rows, others share one', () => {
  const all = spans([[0, 2, 0], [1, 3, 0], [2, 4, 0], [9, 10, 0]]);
  const laid = lay(all, by_start(all), 1, 0.1, 8);
  assert.deepEqual([...laid.row], [0, 1, 0, 0]);
  assert.equal(laid.rows[0], 2);
});

test('no two bars of a row overlap, whatever is thrown at it', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const all = spans(Array.from({ length: 3000 }, () => {
    const from = random() * 1000;
    return [from, from + random() * random() * 90, Math.floor(random() * 7)] as [number, number, number];
  }));
  const laid = lay(all, by_start(all), 7, 0.5, 400);
  const held = new Map<string, [number, number][]>();
  laid.row.forEach((row, bar) => {
    assert.ok(row >= 0);
    const key = `${all.lane[bar]} ${all.thin[bar]} ${row}`;
    held.set(key, [...(held.get(key) ?? []), [all.start[bar] ?? 0, Math.max(all.end[bar] ?? 0, (all.start[bar] ?? 0) + 0.5)]]);
  });
  for (const row of held.values()) {
    row.sort((a, b) => a[0] - b[0]);
    for (let i = 0; i + 1 < row.length; ++i) assert.ok((row[i]?.[1] ?? 0) <= (row[i + 1]?.[0] ?? 0));
  }
});

test('what finds no row is counted, not lost', () => {
  const all = spans([[0, 2, 0], [0, 2, 0], [0, 2, 0]]);
  const laid = lay(all, by_start(all), 1, 0.1, 2);
  assert.equal(laid.hidden[0], 1);
});

test('thin bars have rows of their own', () => {
  const all = spans([[0, 200, 0], [5, 6, 0]]);
  const laid = lay(all, by_start(all), 1, 0.1, 2);
  assert.deepEqual([...laid.row], [0, 0]);
  assert.equal(laid.thin_rows[0], 1);
});
