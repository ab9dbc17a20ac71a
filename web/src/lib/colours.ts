// The hues of the page. Sixteen kinds of act are too many to tell apart by hue, so a hue is one of PLOVER's four corners
// (words or deeds, with or against) and the name of the kind is always written beside it or one key away.

export type Corner = 'words_with' | 'deeds_with' | 'words_against' | 'deeds_against';

export const kCorners: Record<Corner, readonly string[]> = {
  words_with: ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE'],
  deeds_with: ['COOPERATE', 'AID', 'RETREAT'],
  words_against: ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'],
  deeds_against: ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'],
};

const kCornerOf = new Map<string, Corner>(
  Object.entries(kCorners).flatMap(([corner, types]) => types.map((type) => [type, corner as Corner] as const)),
);

export function corner_of(type: string): Corner {
  return kCornerOf.get(type) ?? 'words_against';
}

// A custom property of the style sheet, as it stands in the theme of the moment: for what is drawn on a canvas.
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export function corner_colours(): Record<Corner, string> {
  return {
    words_with: token('words-with'),
    deeds_with: token('deeds-with'),
    words_against: token('words-against'),
    deeds_against: token('deeds-against'),
  };
}

// PLOVER's scores run from -10 (war) to 10 (peace kept).
export function tone_colour(score: number | null): string {
  if (score === null || Math.abs(score) < 0.5) return token('tone-none');
  return token(score > 0 ? (score > 4 ? 'tone-warm-strong' : 'tone-warm') : score < -4 ? 'tone-cold-strong' : 'tone-cold');
}
