import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain, segments, visible } from '../../src/lib/text';

test('marks that turn the direction of text are named', () => {
  assert.equal(plain('pay \u202Eevil\u202C now'), 'pay [U+202E]evil[U+202C] now');
  assert.equal(plain('\u2066a\u2069'), '[U+2066]a[U+2069]');
});

test('characters of no width are named, in and beyond the first plane', () => {
  assert.equal(plain('a\u200Bb\uFEFFc\u00ADd'), 'a[U+200B]b[U+FEFF]c[U+00AD]d');
  assert.equal(plain('x\u{E0041}y'), 'x[U+E0041]y');
});

test('joiners stay where the script needs them, and only there', () => {
  assert.equal(plain('می\u200Cخواهم'), 'می\u200Cخواهم');
  assert.equal(plain('pay\u200Cpal'), 'pay[U+200C]pal');
  assert.equal(plain('👩\u200D👧'), '👩\u200D👧');
});

test('plain text is one piece; markup is text like any other', () => {
  assert.deepEqual(visible('<script>alert(1)</script>'), [{ text: '<script>alert(1)</script>', hidden: false }]);
});

test('ranges become pieces that do not overlap and give the text again', () => {
  const text = 'The minister met his guest.';
  const cut = segments(text, [
    { from: 4, to: 12, kind: 'actor' }, { from: 0, to: 27, kind: 'sentence' }, { from: 10, to: 16, kind: 'trigger' },
  ]);
  assert.equal(cut.map((piece) => piece.text).join(''), text);
  assert.deepEqual(cut.find((piece) => piece.from === 10)?.kinds, ['actor', 'sentence', 'trigger']);
});

test('ranges outside the text are cut to it', () => {
  assert.equal(segments('abc', [{ from: -4, to: 99, kind: 'x' }]).length, 1);
  assert.equal(segments('', [{ from: 0, to: 4, kind: 'x' }]).length, 0);
});
