import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cluster, frame_of, miller, read_box, view_of } from '../../src/lib/projection';

test('the frame of a view of a box holds the box', () => {
  const view = view_of([10, 20, 50, 45], 800, 600);
  const [west, south, east, north] = frame_of(view, 800, 600);
  assert.ok(west <= 10.001 && south <= 20.001 && east >= 49.999 && north >= 44.999);
});

test('the projection can be undone', () => {
  const projection = miller();
  for (const place of [[0, 0], [37.2, 36.2], [-70, -33], [139, 35.6]] as const) {
    const there = projection([...place]);
    const back = there ? projection.invert?.(there) : null;
    assert.ok(back && Math.abs(back[0] - place[0]) < 1e-6 && Math.abs(back[1] - place[1]) < 1e-6);
  }
});

test('no event is lost or doubled by clusters, and the order of the places does not matter', () => {
  let seed = 11;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const points = Array.from({ length: 500 }, (_, i) => ({ x: random() * 800, y: random() * 500, weight: 1 + Math.floor(random() * 9), key: `p${i}`, value: i }));
  const found = cluster(points, 34);
  assert.equal(found.reduce((sum, one) => sum + one.weight, 0), points.reduce((sum, one) => sum + one.weight, 0));
  assert.equal(new Set(found.flatMap((one) => one.members)).size, 500);
  assert.deepEqual(cluster([...points].reverse(), 34), found);
});

test('a box that is none is none', () => {
  assert.equal(read_box('1,2,3'), null);
  assert.equal(read_box('5,5,1,9'), null);
  assert.deepEqual(read_box('-10,-5.5,20,30'), [-10, -5.5, 20, 30]);
});
