// All of time in one strip: how many events when, and the part that is chosen. Drag to choose, drag the ends, or move
// them with the arrow keys; a click beside what is chosen takes the choice away.

import { useRef, useState } from 'preact/hooks';
import { kCorners } from '../lib/colours';
import type { Corner } from '../lib/colours';
import { day_text, month_text, ticks } from '../lib/days';
import type { Warp } from '../lib/warp';

export interface Bins {
  count: number; // of bins
  stacks: Record<Corner, Float64Array>;
  most: number;
}

export function bins_of(warp: Warp, count: number, each: (add: (u: number, corner: Corner, weight: number) => void) => void): Bins {
  const empty = () => new Float64Array(count);
  const stacks = { words_with: empty(), deeds_with: empty(), words_against: empty(), deeds_against: empty() };
  const width = warp.end - warp.start;
  each((u, corner, weight) => {
    const bin = Math.max(0, Math.min(count - 1, Math.floor(((u - warp.start) / width) * count)));
    stacks[corner][bin] = (stacks[corner][bin] ?? 0) + weight;
  });
  let most = 0;
  for (let i = 0; i < count; ++i) {
    let sum = 0;
    for (const stack of Object.values(stacks)) sum += stack[i] ?? 0;
    most = Math.max(most, sum);
  }
  return { count, stacks, most };
}

// A square root: one busy day does not flatten all others.
function Bars({ bins }: { bins: Bins }) {
  const corners = Object.keys(kCorners) as Corner[];
  const paths = Object.fromEntries(corners.map((corner) => [corner, ''])) as Record<Corner, string>;
  for (let i = 0; i < bins.count; ++i) {
    let sum = 0;
    for (const corner of corners) sum += bins.stacks[corner][i] ?? 0;
    if (sum === 0) continue;
    const height = 100 * Math.sqrt(sum / bins.most);
    let top = 100;
    for (const corner of corners) {
      const share = (height * (bins.stacks[corner][i] ?? 0)) / sum;
      if (share === 0) continue;
      paths[corner] += `M${i + 0.08} ${top.toFixed(2)}v${(-share).toFixed(2)}h.84v${share.toFixed(2)}z`;
      top -= share;
    }
  }
  return (
    <svg class="brush-bars" viewBox={`0 0 ${bins.count} 100`} preserveAspectRatio="none" aria-hidden="true">
      {corners.map((corner) => (
        <path key={corner} d={paths[corner]} data-corner={corner} />
      ))}
    </svg>
  );
}

export function Brush(props: {
  label: string;
  warp: Warp;
  bins: Bins;
  width: number;
  chosen: [number, number] | null; // days, inclusive
  onChoose: (chosen: [number, number] | null) => void;
}) {
  const { warp, chosen, width } = props;
  const strip = useRef<HTMLDivElement>(null);
  const [drag, set_drag] = useState<[number, number] | null>(null);
  const span = warp.end - warp.start;
  const share = (day: number) => Math.max(0, Math.min(1, (warp.to_u(day) - warp.start) / span));
  const day_at = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    const at = box ? Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) : 0;
    return warp.to_day(warp.start + at * span);
  };
  const sorted = (pair: [number, number]): [number, number] => [Math.floor(Math.min(...pair)), Math.floor(Math.max(...pair))];
  const shown = drag ? sorted(drag) : chosen;

  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const end = (event.target as HTMLElement).dataset.end;
    const day = day_at(event);
    const fixed = chosen && end === 'from' ? chosen[1] : chosen && end === 'to' ? chosen[0] : day;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    set_drag([fixed, day]);
  };
  const move = (event: PointerEvent) => drag && set_drag([drag[0], day_at(event)]);
  const stop = () => {
    if (!drag) return;
    const [from, to] = sorted(drag);
    set_drag(null);
    const wide = (share(to + 1) - share(from)) * width > 3;
    props.onChoose(wide && Math.abs(share(drag[1]) - share(drag[0])) * width > 3 ? [from, to] : null);
  };
  const nudge = (end: 0 | 1) => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -30, PageUp: 30 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next: [number, number] = chosen ? [...chosen] : [Math.ceil(warp.to_day(warp.start)), Math.floor(warp.to_day(warp.end))];
    next[end] += by;
    if (next[0] <= next[1]) props.onChoose(next);
  };
  const handle = (end: 0 | 1, name: 'from' | 'to') => {
    const day = chosen?.[end] ?? warp.to_day(end === 0 ? warp.start : warp.end);
    return (
      <div
        class="brush-end"
        role="slider"
        tabIndex={0}
        data-end={name}
        aria-label={`${props.label}: ${name}`}
        aria-valuemin={Math.round(warp.to_day(warp.start))}
        aria-valuemax={Math.round(warp.to_day(warp.end))}
        aria-valuenow={Math.round(day)}
        aria-valuetext={day_text(day)}
        onKeyDown={nudge(end)}
      />
    );
  };
  const left = shown ? share(shown[0]) * 100 : 0;
  const right = shown ? share(shown[1] + 1) * 100 : 100;
  return (
    <div class="brush" ref={strip} data-chosen={shown !== null} onPointerDown={start} onPointerMove={move} onPointerUp={stop} onPointerCancel={() => set_drag(null)}>
      <Bars bins={props.bins} />
      <div class="brush-shade" style={{ left: '0', width: `${left}%` }} />
      <div class="brush-shade" style={{ left: `${right}%`, right: '0' }} />
      <div class="brush-frame" style={{ left: `${left}%`, width: `${Math.max(0.2, right - left)}%` }}>
        {handle(0, 'from')}
        {handle(1, 'to')}
      </div>
      <div class="brush-axis" aria-hidden="true">
        {axis_of(warp, width, warp.start, warp.end, 84).map((tick) => (
          <span key={tick.u} style={{ left: `${((tick.u - warp.start) / span) * 100}%` }}>
            {tick.label}
          </span>
        ))}
      </div>
    </div>
  );
}

export interface AxisTick {
  u: number;
  day: number;
  label: string;
  major: boolean;
}

// Ticks of each run. Where a run begins its month and year are said, whatever else has to give way.
export function axis_of(warp: Warp, width: number, from = warp.start, to = warp.end, gap = 64): AxisTick[] {
  const scale = width / (to - from);
  const result: AxisTick[] = [];
  for (const run of warp.runs) {
    const end = run.u + run.to - run.from;
    if (end < from || run.u > to) continue;
    const first = run.from + Math.max(0, from - run.u);
    const stop = run.from + Math.min(run.to - run.from, to - run.u);
    const found = ticks(first, stop, scale, gap).map((tick) => ({ u: run.u + tick.day - run.from, ...tick }));
    const head = found[0];
    const near = head && (head.u - Math.max(run.u, from)) * scale < gap * 0.8 ? head : null;
    const day = near ? near.day : Math.ceil(first);
    const said = near?.major ? near : { u: run.u + day - run.from, day, label: near && scale * 20 > gap ? day_text(day) : month_text(day), major: true };
    while (result.length > 0 && (said.u - (result[result.length - 1]?.u ?? 0)) * scale < gap * 0.75) result.pop();
    result.push(said);
    for (const tick of found) if (tick.day > said.day && (tick.u - (result[result.length - 1]?.u ?? 0)) * scale >= gap * 0.8) result.push(tick);
  }
  return result;
}
