// The strip of all time over a view that moves through it; what is chosen there is the filter of every view.

import { useMemo, useRef } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import type { Answer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import type { Corner } from '../lib/colours';
import { from_parts, parts, to_day, to_iso } from '../lib/days';
import { useSize } from '../lib/hooks';
import { api_query } from '../lib/state';
import type { TimelineAnswer } from '../lib/types';
import { warp_of } from '../lib/warp';
import type { Warp } from '../lib/warp';
import { strings } from '../strings';
import { Brush, bins_of } from './brush';

const kYear = 366;
export const kMostBars = 5000; // more than a screen holds; the strip and the counts are of all

// The last day of the bin that begins on `start`.
function bin_end(unit: string, start: number): number {
  const { year, month } = parts(start);
  if (unit === 'year') return from_parts(year + 1, 0, 1) - 1;
  return unit === 'month' ? from_parts(year, month + 1, 1) - 1 : start;
}

// Where time is told of: by what is known to the season at least, else by whatever there is.
function warp_for(answer: TimelineAnswer): Warp {
  if (answer.total > answer.shown) return warp_of(answer.histogram.start.map((start) => [start, bin_end(answer.histogram.unit, start)]));
  const spans: [number, number][] = [];
  const wide: [number, number][] = [];
  for (let i = 0; i < answer.id.length; ++i) {
    const from = answer.from[i] ?? null;
    const to = answer.to[i] ?? null;
    if (from === null || to === null) {
      const day = from ?? to;
      if (day !== null) wide.push([day, day]);
    } else {
      (to - from <= kYear / 4 ? spans : wide).push([from, to]);
    }
  }
  return warp_of(spans.length > 0 ? spans : wide);
}

export interface Times {
  all: Answer<TimelineAnswer>; // of the filter without its days
  warp: Warp | null;
  chosen: [number, number] | null; // days, inclusive
  choose: (days: readonly [number, number] | null, how?: { replace?: boolean }) => void;
}

export function useTimes(): Times {
  const app = useApp();
  const { filter } = app.state;
  const { since, until, ...timeless } = filter;
  const all = useAnswer<TimelineAnswer>(`/timeline${api_query(timeless, { limit: kMostBars })}`, app.now);
  const warp = useMemo(() => (all.value ? warp_for(all.value) : null), [all.value]);
  const from = to_day(since);
  const to = to_day(until);
  return {
    all,
    warp,
    chosen: warp && (from !== null || to !== null) ? [from ?? Math.ceil(warp.to_day(warp.start)), to ?? Math.floor(warp.to_day(warp.end))] : null,
    choose: (days, how) =>
      app.go({ filter: { ...filter, since: days ? to_iso(days[0]) : '', until: days ? to_iso(days[1]) : '' }, window: undefined }, how),
  };
}

// Where only the strongest events came, all of them stand in the histogram: a month's are spread over its days.
function add_histogram(histogram: TimelineAnswer['histogram'], warp: Warp, add: (u: number, corner: Corner, weight: number) => void): void {
  histogram.start.forEach((start, bin) => {
    const days = bin_end(histogram.unit, start) - start + 1;
    const steps = Math.min(days, 12);
    for (const [type, counts] of Object.entries(histogram.types)) {
      const weight = (counts[bin] ?? 0) / steps;
      for (let step = 0; weight > 0 && step < steps; ++step) add(warp.to_u(start + ((step + 0.5) * days) / steps), corner_of(type), weight);
    }
  });
}

export function TimeStrip({ times }: { times: Times }) {
  const strip = useRef<HTMLDivElement>(null);
  const { width } = useSize(strip);
  const { warp, chosen, choose } = times;
  const held = times.all.value;
  const bins = useMemo(() => {
    if (!held || !warp) return null;
    return bins_of(warp, Math.max(40, Math.min(240, Math.floor((width || 800) / 5))), (add) => {
      if (held.total > held.shown) return add_histogram(held.histogram, warp, add);
      for (let i = 0; i < held.id.length; ++i) {
        const start = held.from[i] ?? null;
        const end = held.to[i] ?? null;
        if (start === null || end === null || end - start > kYear) continue;
        add(warp.to_u((start + end + 1) / 2), corner_of(held.types[held.type[i] ?? 0] ?? ''), 1);
      }
      return undefined;
    });
  }, [held, warp, width]);
  return (
    <div class="brush-box" ref={strip}>
      {warp && bins ? <Brush label={strings.timeline.brush} warp={warp} bins={bins} width={width} chosen={chosen} onChoose={(next) => choose(next)} /> : null}
    </div>
  );
}
