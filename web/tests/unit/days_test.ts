import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span_text, ticks, to_day, to_iso, typed_day } from '../../src/lib/days';

test('days go to numbers and back, also before 1970, before 100 and on leap days', () => {
  for (const iso of ['1970-01-01', '2000-02-29', '1869-12-31', '0044-03-15', '2400-02-29']) {
    assert.equal(to_iso(to_day(iso) ?? NaN), iso);
  }
  assert.equal(to_day('2016-12-08T10:30+03:00'), to_day('2016-12-08'));
  assert.equal(to_day('soon'), null);
});

test('a span is told as short as it can be', () => {
  const day = (iso: string) => to_day(iso);
  assert.equal(span_text(day('2000-06-12'), day('2000-06-12')), '12 Jun 2000');
  assert.equal(span_text(day('2000-06-12'), day('2000-06-14')), '12–14 Jun 2000');
  assert.equal(span_text(day('2000-06-30'), day('2000-07-02')), '30 Jun – 2 Jul 2000');
  assert.equal(span_text(null, day('2000-07-02')), 'until 2 Jul 2000');
  assert.equal(span_text(null, null), '');
});

test('ticks stand far enough apart at every zoom', () => {
  for (let scale = 0.0005; scale < 200; scale *= 1.7) {
    const found = ticks(0, 1200 / scale, scale, 60);
    for (let i = 0; i + 1 < found.length; ++i) {
      assert.ok(((found[i + 1]?.day ?? 0) - (found[i]?.day ?? 0)) * scale >= 50, `scale ${scale}`);
    }
    assert.ok(found.length > 1);
  }
});

test('a year or a month that is typed stands for its first or its last day', () => {
  assert.equal(typed_day('2016', false), '2016-01-01');
  assert.equal(typed_day('2016', true), '2016-12-31');
  assert.equal(typed_day('2016-2', true), '2016-02-29');
  assert.equal(typed_day('2015-02-30', false), null);
  assert.equal(typed_day('last spring', true), null);
});
