import assert from 'node:assert/strict';
import { test } from 'node:test';
import { warp_of } from '../../src/lib/warp';

test('a day is as wide as any other day within a run', () => {
  const warp = warp_of([[100, 130], [140, 160]]);
  assert.equal(warp.runs.length, 1);
  assert.ok(Math.abs(warp.to_u(121) - warp.to_u(120) - (warp.to_u(151) - warp.to_u(150))) < 1e-9);
});

test('a long silence between two short stories takes little room', () => {
  const warp = warp_of([[0, 14], [4000, 4020]]);
  assert.equal(warp.runs.length, 2);
  assert.ok(warp.to_u(4000) - warp.to_u(15) < 10);
  assert.ok(warp.end - warp.start < 50);
});

test('the way back from the screen finds the day again, inside runs and inside silences', () => {
  const warp = warp_of([[-5000, -4990], [0, 14], [4000, 4020], [4022, 4100]]);
  for (const day of [-5000, -4800, -100, 0, 3, 14, 1000, 3999, 4000, 4050, 4100]) {
    assert.ok(Math.abs(warp.to_day(warp.to_u(day)) - day) < 1e-6, String(day));
  }
});

test('time never runs backwards on the screen', () => {
  const warp = warp_of([[0, 3], [900, 905], [901, 1200], [9000, 9001]]);
  for (let day = -100; day < 9100; day += 7) assert.ok(warp.to_u(day + 1) > warp.to_u(day));
});

test('no events make no error', () => {
  assert.equal(warp_of([]).runs.length, 1);
});
