// Where the bars of the timeline lie: a lane is a pair of actors, and within it bars that would touch stand in rows. What
// is known to the month at least comes first; what lies somewhere in a longer time is set below it, in thin rows.

export interface Laid {
  row: Int32Array; // within its lane; -1: no room
  rows: Int32Array; // of each lane
  thin_rows: Int32Array;
  hidden: Int32Array; // of each lane: bars that found no row
}

export interface Spans {
  start: ArrayLike<number>; // in u
  end: ArrayLike<number>;
  lane: ArrayLike<number>;
  thin: ArrayLike<number>; // 1: set in thin rows, which begin below the others
}

// `least` is how wide a bar is at least, in u. `order` lists the bars by start.
export function lay(spans: Spans, order: ArrayLike<number>, lanes: number, least: number, most_rows: number): Laid {
  const count = spans.start.length;
  const laid: Laid = {
    row: new Int32Array(count).fill(-1),
    rows: new Int32Array(lanes),
    thin_rows: new Int32Array(lanes),
    hidden: new Int32Array(lanes),
  };
  const ends = [new Float64Array(lanes * most_rows).fill(-Infinity), new Float64Array(lanes * most_rows).fill(-Infinity)] as const;
  for (let i = 0; i < order.length; ++i) {
    const bar = order[i] ?? 0;
    const lane = spans.lane[bar] ?? 0;
    const start = spans.start[bar] ?? 0;
    const end = Math.max(spans.end[bar] ?? 0, start + least);
    const thin = spans.thin[bar] === 1;
    const used = ends[thin ? 1 : 0];
    let row = 0;
    while (row < most_rows && (used[lane * most_rows + row] ?? 0) > start) ++row;
    if (row === most_rows) {
      laid.hidden[lane] = (laid.hidden[lane] ?? 0) + 1;
      continue;
    }
    used[lane * most_rows + row] = end;
    laid.row[bar] = row;
    const rows = thin ? laid.thin_rows : laid.rows;
    rows[lane] = Math.max(rows[lane] ?? 0, row + 1);
  }
  return laid;
}

// The order that `lay` wants: by start, the narrower first where two start together.
export function by_start(spans: Spans): Int32Array {
  const order = Int32Array.from({ length: spans.start.length }, (_, i) => i);
  return order.sort((a, b) => {
    const starts = (spans.start[a] ?? 0) - (spans.start[b] ?? 0);
    return starts || (spans.end[a] ?? 0) - (spans.end[b] ?? 0) || a - b;
  });
}
