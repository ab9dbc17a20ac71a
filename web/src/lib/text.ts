// Source text, made fit to be shown. What a page can hide in text (marks that turn its direction, characters of no
// width, control characters) is shown as what it is, and ranges over the text become pieces that do not overlap.

export interface Piece {
  text: string;
  hidden: boolean; // a character that would not be seen; `text` names it
}

export interface Range {
  from: number; // UTF-16 offsets, as the API gives them
  to: number;
  kind: string;
}

export interface Segment {
  from: number;
  text: string;
  kinds: string[]; // of the ranges that cover it, sorted
}

const kHidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}\u{1d173}-\u{1d17a}]/gu;

// Joiners belong to the spelling of these scripts and of emoji; there they are no hiding place.
const kJoins = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\ufe0f]$/u;

function belongs(mark: string, before: string): boolean {
  return (mark === '\u200c' || mark === '\u200d') && kJoins.test(before.slice(-2));
}

export function visible(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(kHidden)) {
    if (belongs(match[0], text.slice(0, match.index))) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index), hidden: false });
    const code = match[0].codePointAt(0) ?? 0;
    pieces.push({ text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, hidden: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hidden: false });
  return pieces;
}

// The same for places that take a plain string only: a title, a canvas, an option.
export function plain(text: string): string {
  return visible(text)
    .map((piece) => (piece.hidden ? `[${piece.text}]` : piece.text))
    .join('');
}

// Cuts `text` at the ends of all ranges. Ranges outside the text are cut to it.
export function segments(text: string, ranges: readonly Range[]): Segment[] {
  const inside = ranges
    .map((range) => ({ ...range, from: Math.max(0, range.from), to: Math.min(text.length, range.to) }))
    .filter((range) => range.from < range.to);
  const ends = new Set([0, text.length]);
  for (const range of inside) ends.add(range.from).add(range.to);
  const cuts = [...ends].sort((a, b) => a - b);
  const result: Segment[] = [];
  for (let i = 0; i + 1 < cuts.length; ++i) {
    const from = cuts[i] ?? 0;
    const to = cuts[i + 1] ?? 0;
    const kinds = inside.filter((range) => range.from <= from && range.to >= to).map((range) => range.kind);
    result.push({ from, text: text.slice(from, to), kinds: [...new Set(kinds)].sort() });
  }
  return result;
}
