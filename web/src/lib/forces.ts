// Where the nodes of the network lie: those with many events between them near each other, all others apart. The same
// actors always come to lie in the same places: they begin on a spiral in the order of their ids, and nothing is thrown.

export interface Tie {
  from: number;
  to: number;
  weight: number;
}

export function layout(count: number, ties: readonly Tie[], sizes: ArrayLike<number> = [], rounds = 260): { x: Float64Array; y: Float64Array } {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; ++i) {
    const angle = i * 2.399963;
    const radius = Math.sqrt(i + 0.5);
    x[i] = radius * Math.cos(angle);
    y[i] = radius * Math.sin(angle);
  }
  const dx = new Float64Array(count);
  const dy = new Float64Array(count);
  const at = (values: Float64Array, i: number) => values[i] ?? 0;
  const push = (i: number, by_x: number, by_y: number) => {
    dx[i] = at(dx, i) + by_x;
    dy[i] = at(dy, i) + by_y;
  };
  for (let round = 0; round < rounds; ++round) {
    const heat = 1.1 * (1 - round / rounds) + 0.01;
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < count; ++i) {
      for (let j = i + 1; j < count; ++j) {
        const ox = at(x, i) - at(x, j);
        const oy = at(y, i) - at(y, j);
        const force = 5.2 / Math.max(0.05, ox * ox + oy * oy);
        push(i, ox * force, oy * force);
        push(j, -ox * force, -oy * force);
      }
      push(i, -at(x, i) * 0.05, -at(y, i) * 0.075);
    }
    for (const tie of ties) {
      const ox = at(x, tie.from) - at(x, tie.to);
      const oy = at(y, tie.from) - at(y, tie.to);
      const far = Math.hypot(ox, oy);
      const force = 0.05 * far * Math.min(2, Math.log2(1 + tie.weight));
      const scale = force / Math.max(0.01, far);
      push(tie.from, -ox * scale, -oy * scale);
      push(tie.to, ox * scale, oy * scale);
    }
    for (let i = 0; i < count; ++i) {
      const length = Math.hypot(at(dx, i), at(dy, i));
      const step = Math.min(length, heat * 1.6) / Math.max(1e-9, length);
      x[i] = at(x, i) + at(dx, i) * step;
      y[i] = at(y, i) + at(dy, i) * step;
    }
  }
  part(x, y, sizes);
  return { x, y };
}

// Discs that overlap are pushed apart; `sizes` are their radii where the whole picture is 1000 wide.
function part(x: Float64Array, y: Float64Array, sizes: ArrayLike<number>): void {
  const count = x.length;
  const span = Math.max(1e-6, Math.max(...x) - Math.min(...x), Math.max(...y) - Math.min(...y));
  const unit = span / 1000;
  for (let round = 0; round < 60; ++round) {
    let moved = false;
    for (let i = 0; i < count; ++i) {
      for (let j = i + 1; j < count; ++j) {
        const ox = (x[i] ?? 0) - (x[j] ?? 0);
        const oy = (y[i] ?? 0) - (y[j] ?? 0);
        const far = Math.hypot(ox, oy);
        const wanted = ((sizes[i] ?? 0) + (sizes[j] ?? 0) + 14) * unit;
        if (far >= wanted) continue;
        const by = (wanted - far) / 2 / Math.max(far, 1e-6);
        x[i] = (x[i] ?? 0) + ox * by;
        y[i] = (y[i] ?? 0) + oy * by;
        x[j] = (x[j] ?? 0) - ox * by;
        y[j] = (y[j] ?? 0) - oy * by;
        moved = true;
      }
    }
    if (!moved) return;
  }
}
