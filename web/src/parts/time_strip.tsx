// The strip of all time over a view that moves through it; what is chosen there is the filter of every view.

import { useMemo, useRef } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import type { Answer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import { to_day, to_iso } from '../lib/days';
import { useSize } from '../lib/hooks';
import { api_query } from '../lib/state';
import type { TimelineAnswer } from '../lib/types';
import { warp_of } from '../lib/warp';
import type { Warp } from '../lib/warp';
import { strings } from '../strings';
import { Brush, bins_of } from './brush';

const kYear = 366;

// Where time is told of: by what is known to the season at least, else by whatever there is.
function warp_for(answer: TimelineAnswer): Warp {
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
  const all = useAnswer<TimelineAnswer>(`/timeline${api_query(timeless)}`, app.now);
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

export function TimeStrip({ times }: { times: Times }) {
  const strip = useRef<HTMLDivElement>(null);
  const { width } = useSize(strip);
  const { warp, chosen, choose } = times;
  const held = times.all.value;
  const bins = useMemo(() => {
    if (!held || !warp) return null;
    return bins_of(warp, Math.max(40, Math.min(240, Math.floor((width || 800) / 5))), (add) => {
      for (let i = 0; i < held.id.length; ++i) {
        const start = held.from[i] ?? null;
        const end = held.to[i] ?? null;
        if (start === null || end === null || end - start > kYear) continue;
        add(warp.to_u((start + end + 1) / 2), corner_of(held.types[held.type[i] ?? 0] ?? ''), 1);
      }
    });
  }, [held, warp, width]);
  return (
    <div class="brush-box" ref={strip}>
      {warp && bins ? <Brush label={strings.timeline.brush} warp={warp} bins={bins} width={width} chosen={chosen} onChoose={(next) => choose(next)} /> : null}
    </div>
  );
}
