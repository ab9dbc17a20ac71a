// Time on a screen. An archive may hold two weeks of one year and two weeks of another with eleven years of silence
// between; drawn to scale both would be hairlines. Long silences are therefore folded: between `runs` a gap takes a fixed
// small part of the width and is drawn as a break. Within a run a day is always as wide as any other day.
//
// Positions are in "u": days, less what is folded away.

export interface Run {
  from: number; // first day
  to: number; // the day after the last
  u: number; // where `from` lies
}

export interface Warp {
  runs: readonly Run[];
  start: number; // in u
  end: number;
  to_u: (day: number) => number;
  to_day: (u: number) => number;
}

const kLeastFold = 60; // days; a shorter silence is never folded
const kFoldShare = 0.25; // of the days that are told of: a silence has to be longer than this
const kBreakShare = 0.035; // what a folded silence takes, of the same

// `spans` are [from, to] in days, inclusive, in any order.
export function warp_of(spans: readonly (readonly [number, number])[]): Warp {
  const sorted = spans.filter(([a, b]) => Number.isFinite(a) && b >= a).sort((a, b) => a[0] - b[0]);
  const merged: { from: number; to: number }[] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last && from <= last.to + kLeastFold) last.to = Math.max(last.to, to + 1);
    else merged.push({ from, to: to + 1 });
  }
  if (merged.length === 0) merged.push({ from: 0, to: 1 });
  return fold(join(merged));
}

// Joins runs whose silence is short beside what is told.
function join(runs: { from: number; to: number }[]): { from: number; to: number }[] {
  const told = runs.reduce((sum, run) => sum + run.to - run.from, 0);
  const least = Math.max(kLeastFold, told * kFoldShare);
  const result: { from: number; to: number }[] = [];
  for (const run of runs) {
    const last = result[result.length - 1];
    if (last && run.from - last.to <= least) last.to = run.to;
    else result.push({ ...run });
  }
  return result;
}

function fold(spans: { from: number; to: number }[]): Warp {
  const told = spans.reduce((sum, run) => sum + run.to - run.from, 0);
  const pad = Math.max(1, told * 0.012);
  const gap = Math.max(1, told * kBreakShare);
  let u = 0;
  const runs: Run[] = spans.map((span) => {
    const run = { from: span.from - pad, to: span.to + pad, u };
    u += run.to - run.from + gap;
    return run;
  });
  const end = u - gap;
  return { runs, start: 0, end, to_u: (day) => to_u(runs, gap, day), to_day: (at) => to_day(runs, gap, at) };
}

// The last run that begins at or before the day (or place).
function find(runs: readonly Run[], key: 'from' | 'u', value: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.[key] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

function to_u(runs: readonly Run[], gap: number, day: number): number {
  const i = find(runs, 'from', day);
  const run = runs[i];
  if (!run) return day;
  const next = runs[i + 1];
  if (day <= run.to || !next) return run.u + (day - run.from);
  return run.u + (run.to - run.from) + (gap * (day - run.to)) / (next.from - run.to);
}

function to_day(runs: readonly Run[], gap: number, u: number): number {
  const i = find(runs, 'u', u);
  const run = runs[i];
  if (!run) return u;
  const next = runs[i + 1];
  const length = run.to - run.from;
  if (u <= run.u + length || !next) return run.from + (u - run.u);
  return run.to + ((u - run.u - length) / gap) * (next.from - run.to);
}
