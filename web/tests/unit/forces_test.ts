import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layout } from '../../src/lib/forces';

test('the same network lies the same way, no two nodes on one spot', () => {
  const ties = Array.from({ length: 60 }, (_, i) => ({ from: i % 30, to: (i * 7 + 3) % 30, weight: 1 + (i % 5) })).filter((tie) => tie.from !== tie.to);
  const once = layout(30, ties);
  assert.deepEqual(layout(30, ties), once);
  for (let i = 0; i < 30; ++i) {
    for (let j = 0; j < i; ++j) {
      assert.ok(Math.hypot((once.x[i] ?? 0) - (once.x[j] ?? 0), (once.y[i] ?? 0) - (once.y[j] ?? 0)) > 0.2);
    }
  }
});

test('who has much to do with one another lies nearer than who has not', () => {
  const { x, y } = layout(8, [{ from: 0, to: 5, weight: 40 }, { from: 1, to: 2, weight: 1 }]);
  const far = (a: number, b: number) => Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0));
  assert.ok(far(0, 5) < far(0, 3) && far(0, 5) < far(0, 7));
});
