// Where the nodes of the network lie: those with many events between them near each other, all others apart. The same
// actors always come to lie in the same places: they begin on a spiral in the order of their ids, and nothing is thrown.

export interface Tie {
  from: number;
  to: number;
  weight: number;
}

export function layout(count: number, ties: readonly Tie[], rounds = 260): { x: Float64Array; y: Float64Array } {
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
    const heat = 0.9 * (1 - round / rounds) + 0.01;
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < count; ++i) {
      for (let j = i + 1; j < count; ++j) {
        const ox = at(x, i) - at(x, j);
        const oy = at(y, i) - at(y, j);
        const force = 2.6 / Math.max(0.01, ox * ox + oy * oy);
        push(i, ox * force, oy * force);
        push(j, -ox * force, -oy * force);
      }
      push(i, -at(x, i) * 0.045, -at(y, i) * 0.045);
    }
    for (const tie of ties) {
      const ox = at(x, tie.from) - at(x, tie.to);
      const oy = at(y, tie.from) - at(y, tie.to);
      const far = Math.hypot(ox, oy);
      const force = 0.09 * far * Math.log2(1 + tie.weight) * 0.6;
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
  return { x, y };
}
