// The timeline: lanes of actor pairs, bars as wide as their days are uncertain. The strip above holds all of time; what
// is chosen there is the filter of every view. Zooming changes only what this view shows.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_colours, corner_of, token } from '../lib/colours';
import { span_text, to_day, to_iso } from '../lib/days';
import { prepare, useColours, useNarrow, useSize } from '../lib/hooks';
import { by_start, lay } from '../lib/lanes';
import { api_query } from '../lib/state';
import type { EventWhole, TimelineAnswer } from '../lib/types';
import type { Warp } from '../lib/warp';
import { axis_of } from '../parts/brush';
import { Choice, Failed, Nothing, StatusMark, Type, Waiting } from '../parts/common';
import { Icon } from '../parts/icon';
import { TimeStrip, kMostBars, useTimes } from '../parts/time_strip';
import { Text } from '../parts/text';
import { count, fill, number, strings } from '../strings';
import { Events } from './events';
import { draw, kAxis, kRow, kThinRow } from './timeline_draw';
import type { Bars, Hit, Lane, Look } from './timeline_draw';

const words = strings.timeline;
const kMostLanes = 40;
const kMostRows = 12;
const kOthers = -1; // the pair of an event whose pair has no lane of its own
const kMonth = 31; // days; what is known no better is drawn thin
const kTail = 90; // pixels of a bar with an end that nobody knows

interface Group {
  name: string;
  pair: [string, string] | null; // ids, for the filter
}

interface Loaded {
  bars: Bars;
  answer: TimelineAnswer;
  index: Int32Array; // of each bar, in the answer
  groups: Group[];
  undated: number;
}

function pair_group(answer: TimelineAnswer, pair: { a: number | null; b: number | null }): Group {
  const a = pair.a === null ? undefined : answer.actors[pair.a];
  const b = pair.b === null ? undefined : answer.actors[pair.b];
  if (a && b) return { name: `${a.name} – ${b.name}`, pair: [a.id, b.id] };
  const alone = a ?? b;
  if (alone) return { name: fill(words.lane_alone, alone.name), pair: [alone.id, ''] };
  return { name: words.lane_nobody, pair: null };
}

// Lanes go to the pairs with most events in sight; whoever is left shares the last one.
function load(answer: TimelineAnswer, warp: Warp, since: number | null, until: number | null): Loaded {
  const kept: number[] = [];
  const weight = new Map<number, number>();
  let undated = 0;
  for (let i = 0; i < answer.id.length; ++i) {
    const from = answer.from[i] ?? null;
    const to = answer.to[i] ?? null;
    if (from === null && to === null) {
      undated += 1;
      continue;
    }
    if (since !== null && to !== null && to < since) continue;
    if (until !== null && from !== null && from > until) continue;
    kept.push(i);
    const pair = answer.pair[i] ?? kOthers;
    weight.set(pair, (weight.get(pair) ?? 0) + 1);
  }
  const nobody = (pair: number) => Number(answer.pairs[pair]?.a === null && answer.pairs[pair]?.b === null);
  weight.delete(kOthers);
  const ranked = [...weight.keys()].sort((a, b) => nobody(a) - nobody(b) || (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || a - b);
  const some = ranked.slice(0, ranked.length > kMostLanes ? kMostLanes - 1 : kMostLanes);
  const lane_of = new Map(some.map((pair, lane) => [pair, lane]));
  const groups = some.map((pair) => pair_group(answer, answer.pairs[pair] ?? { a: null, b: null }));
  if (ranked.length > some.length || kept.some((i) => answer.pair[i] === null)) groups.push({ name: words.lane_others, pair: null });
  const bars: Bars = {
    count: kept.length,
    start: Float64Array.from(kept, (i) => warp.to_u(answer.from[i] ?? (answer.to[i] ?? 0) + 1)),
    end: Float64Array.from(kept, (i) => warp.to_u(answer.to[i] === null ? (answer.from[i] ?? 0) : (answer.to[i] ?? 0) + 1)),
    days: Float64Array.from(kept, (i) => (answer.to[i] ?? Infinity) - (answer.from[i] ?? -Infinity) + 1),
    thin: Uint8Array.from(kept, (i) => Number((answer.to[i] ?? Infinity) - (answer.from[i] ?? -Infinity) >= kMonth)),
    open: Uint8Array.from(kept, (i) => (answer.from[i] === null ? 1 : answer.to[i] === null ? 2 : 0)),
    lane: Int32Array.from(kept, (i) => lane_of.get(answer.pair[i] ?? kOthers) ?? groups.length - 1),
    corner: kept.map((i) => corner_of(answer.types[answer.type[i] ?? 0] ?? '')),
    status: kept.map((i) => answer.statuses[answer.status[i] ?? 0] ?? 'happened'),
  };
  return { bars, answer, index: Int32Array.from(kept), groups, undated };
}

function read_window(text: string | undefined, warp: Warp): [number, number] | null {
  const [from, to] = (text ?? '').split('..').map(to_day);
  if (from === null || from === undefined || to === null || to === undefined || to < from) return null;
  return [warp.to_u(from), warp.to_u(to + 1)];
}

function useLook(): Look {
  const turn = useColours();
  return useMemo(
    () => ({
      colours: corner_colours(), ink: token('ink'), faint: token('faint'), line: token('line'), paper: token('paper'),
      stripe: token('stripe'), font: token('sans'),
    }),
    [turn],
  );
}

// What stands under the pointer or the keyboard, in words.
function Tip({ loaded, bar }: { loaded: Loaded; bar: number }) {
  const app = useApp();
  const { answer } = loaded;
  const at = loaded.index[bar] ?? 0;
  const [id, set_id] = useState<string | null>(null);
  const wanted = answer.id[at] ?? '';
  useEffect(() => {
    const timer = setTimeout(() => set_id(wanted), 90);
    return () => clearTimeout(timer);
  }, [wanted]);
  const event = useAnswer<EventWhole>(id ? `/events/${encodeURIComponent(id)}` : null, app.now);
  const headline = event.fresh && id === wanted ? event.value?.headline : null;
  const pair = answer.pairs[answer.pair[at] ?? kOthers];
  return (
    <>
      <span class="tip-time">{span_text(answer.from[at] ?? null, answer.to[at] ?? null)}</span>
      <Text class="tip-head">{headline ?? (pair ? pair_group(answer, pair).name : words.lane_others)}</Text>
      <span class="tip-foot">
        <Type type={answer.types[answer.type[at] ?? 0] ?? ''} />
        <StatusMark status={answer.statuses[answer.status[at] ?? 0] ?? ''} />
        <span class="faint">{count(answer.roots[at] ?? 0, strings.card.roots_one, strings.card.roots)}</span>
      </span>
    </>
  );
}

function Picture(props: { loaded: Loaded; warp: Warp; chosen: [number, number] | null }) {
  const app = useApp();
  const { loaded, warp } = props;
  const look = useLook();
  const narrow = useNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const hits = useRef<Hit[]>([]);
  const { width, height } = useSize(scroller);
  const [scroll, set_scroll] = useState(0);
  const [marked, set_mark] = useState(-1);
  const newest = useRef(-1); // keys come faster than pictures are drawn
  const set_marked = (bar: number) => {
    newest.current = bar;
    set_mark(bar);
  };
  const [pointer, set_pointer] = useState<{ x: number; y: number } | null>(null);
  const left = narrow ? 0 : 208;

  const whole: [number, number] = props.chosen
    ? [Math.max(warp.start, warp.to_u(props.chosen[0])), Math.min(warp.end, warp.to_u(props.chosen[1] + 1))]
    : [warp.start, warp.end];
  if (whole[1] - whole[0] < 1) whole[1] = whole[0] + 1;
  const [view, set_view] = useState<[number, number]>(() => read_window(app.state.window, warp) ?? whole);
  const [from, to] = view;
  const whole_key = whole.join(' ');
  useEffect(() => set_view(read_window(app.state.window, warp) ?? whole), [warp, whole_key, app.state.window]);

  const settle = useRef(0);
  const look_at = (next: [number, number]) => {
    const least = 1.5;
    const most = (warp.end - warp.start) * 1.02;
    const span = Math.max(least, Math.min(most, next[1] - next[0]));
    const middle = (next[0] + next[1]) / 2;
    let start = middle - span / 2;
    start = Math.max(warp.start - span * 0.2, Math.min(warp.end - span * 0.8, start));
    const now: [number, number] = [start, start + span];
    set_view(now);
    clearTimeout(settle.current);
    settle.current = window.setTimeout(() => {
      app.go({ window: `${to_iso(warp.to_day(now[0]))}..${to_iso(Math.max(warp.to_day(now[0]), warp.to_day(now[1]) - 1))}` }, { replace: true });
    }, 400);
  };
  useEffect(() => () => clearTimeout(settle.current), []);
  const zoom = (factor: number, around = (from + to) / 2) => look_at([around - (around - from) * factor, around + (to - around) * factor]);

  const scale = Math.max(1, width - left) / (to - from);
  const zoom_step = Math.round(Math.log2(scale) * 4); // bars are laid anew a few times a doubling, not at every pixel
  const { order, spans, laid, lanes, total_height } = useMemo(() => {
    const rough = 2 ** (zoom_step / 4);
    const { start, end, lane, thin, open: unknown } = loaded.bars;
    const cut = {
      start: start.map((u, i) => (unknown[i] === 1 ? u - kTail / rough : u)),
      end: end.map((u, i) => (unknown[i] === 2 ? u + kTail / rough : u)),
    };
    const by_time = by_start({ ...cut, lane, thin });
    const done = lay({ ...cut, lane, thin }, by_time, loaded.groups.length, 6 / rough, kMostRows);
    let top = 0;
    const head = narrow ? 24 : 10;
    const placed: Lane[] = loaded.groups.map((_, i) => {
      const rows = (done.rows[i] ?? 0) * kRow + (done.thin_rows[i] ?? 0) * kThinRow;
      const lane = { top, head, height: Math.max(narrow ? 44 : 38, head + rows + 8) };
      top += lane.height;
      return lane;
    });
    return { order: by_time, spans: cut, laid: done, lanes: placed, total_height: top };
  }, [loaded, zoom_step, narrow]);

  const open = useMemo(() => {
    const at = app.state.event ? loaded.answer.id.indexOf(app.state.event) : -1;
    return at < 0 ? -1 : loaded.index.indexOf(at);
  }, [loaded, app.state.event]);
  const axis = useMemo(() => axis_of(warp, Math.max(1, width - left), from, to, 84), [warp, width, left, from, to]);
  useLayoutEffect(() => {
    if (!canvas.current || width === 0 || height === 0) return;
    const context = prepare(canvas.current, width, height);
    if (!context) return;
    hits.current = draw(context, {
      width, height, scroll, left, from, to, bars: loaded.bars, spans, laid, lanes, warp, axis, look, marked, open,
    });
  });

  const open_bar = (bar: number) => {
    const id = loaded.answer.id[loaded.index[bar] ?? -1];
    if (id) app.go({ event: id, list: undefined });
  };
  const at = (event: PointerEvent | WheelEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const hit_at = (x: number, y: number) => {
    let best: Hit | null = null;
    for (const hit of hits.current) {
      const near = x >= hit.x - 2 && x <= hit.x + hit.width + 2 && y >= hit.y - 1.5 && y <= hit.y + hit.height + 1.5;
      if (near && (!best || hit.width < best.width)) best = hit;
    }
    return best;
  };

  // One pointer drags time along, two pinch it.
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const grab = useRef<{ view: [number, number]; x: number; moved: boolean; span: number; middle: number } | null>(null);
  const regrab = () => {
    const held = [...pointers.current.values()];
    const [a, b] = held;
    grab.current = a
      ? { view: [from, to], x: b ? (a.x + b.x) / 2 : a.x, moved: grab.current?.moved ?? false, span: b ? Math.max(20, Math.abs(a.x - b.x)) : 0, middle: 0 }
      : null;
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    pointers.current.set(event.pointerId, at(event));
    if (pointers.current.size === 1) grab.current = null;
    regrab();
  };
  const move = (event: PointerEvent) => {
    const where = at(event);
    const held = grab.current;
    if (!pointers.current.has(event.pointerId) || !held) {
      const hit = hit_at(where.x, where.y);
      set_marked(hit?.bar ?? -1);
      set_pointer(hit ? where : null);
      return;
    }
    pointers.current.set(event.pointerId, where);
    const [a, b] = [...pointers.current.values()];
    if (!a) return;
    const x = b ? (a.x + b.x) / 2 : a.x;
    if (!held.moved && Math.abs(x - held.x) < 4 && !b) return;
    if (!held.moved) canvas.current?.setPointerCapture(event.pointerId);
    held.moved = true;
    const factor = b && held.span ? held.span / Math.max(20, Math.abs(a.x - b.x)) : 1;
    const span = (held.view[1] - held.view[0]) * factor;
    const fixed = held.view[0] + ((held.x - left) / (width - left)) * (held.view[1] - held.view[0]);
    const start = fixed - ((x - left) / (width - left)) * span;
    look_at([start, start + span]);
  };
  const up = (event: PointerEvent) => {
    const held = grab.current;
    pointers.current.delete(event.pointerId);
    if (pointers.current.size === 0) {
      const where = at(event);
      const hit = held && !held.moved ? hit_at(where.x, where.y) : null;
      grab.current = null;
      if (hit) open_bar(hit.bar);
    } else {
      regrab();
    }
  };
  const wheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const { x } = at(event);
      zoom(Math.exp(event.deltaY * 0.003), from + ((x - left) / (width - left)) * (to - from));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const by = ((event.deltaX || event.deltaY) / (width - left)) * (to - from);
      look_at([from + by, to + by]);
    }
  };
  const wheel_now = useRef(wheel);
  wheel_now.current = wheel;
  useEffect(() => {
    const box = scroller.current;
    const on_wheel = (event: WheelEvent) => wheel_now.current(event);
    box?.addEventListener('wheel', on_wheel, { passive: false });
    return () => box?.removeEventListener('wheel', on_wheel);
  }, []);

  // The keyboard goes through the bars of a lane in the order of time, and from lane to lane.
  const step = (along: number, across: number) => {
    const at_bar = newest.current;
    const lane = loaded.bars.lane[at_bar] ?? 0;
    const here = at_bar < 0 ? from : (loaded.bars.start[at_bar] ?? 0);
    const shown = [...order].filter((bar) => (laid.row[bar] ?? -1) >= 0);
    let next = -1;
    if (at_bar < 0) next = shown.find((bar) => (loaded.bars.end[bar] ?? 0) >= from) ?? -1;
    else if (along !== 0) {
      const mine = shown.filter((bar) => loaded.bars.lane[bar] === lane);
      next = mine[mine.indexOf(at_bar) + along] ?? at_bar;
    } else {
      for (let to_lane = lane + across; to_lane >= 0 && to_lane < lanes.length && next < 0; to_lane += across) {
        let best = Infinity;
        for (const bar of shown) {
          const far = Math.abs((loaded.bars.start[bar] ?? 0) - here);
          if (loaded.bars.lane[bar] === to_lane && far < best) [best, next] = [far, bar];
        }
      }
    }
    if (next < 0) return;
    set_marked(next);
    set_pointer(null);
    const start = loaded.bars.start[next] ?? 0;
    if (start < from || start > to) look_at([start - (to - from) / 2, start + (to - from) / 2]);
    const row = lanes[loaded.bars.lane[next] ?? 0];
    const box = scroller.current;
    if (row && box && (row.top < box.scrollTop || row.top + row.height > box.scrollTop + height - kAxis)) box.scrollTop = row.top;
  };
  const key = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const span = to - from;
    const acts: Record<string, () => void> = {
      ArrowRight: () => (event.shiftKey ? look_at([from + span / 4, to + span / 4]) : step(1, 0)),
      ArrowLeft: () => (event.shiftKey ? look_at([from - span / 4, to - span / 4]) : step(-1, 0)),
      ArrowDown: () => step(0, 1),
      ArrowUp: () => step(0, -1),
      j: () => step(1, 0),
      k: () => step(-1, 0),
      '+': () => zoom(1 / 1.5),
      '=': () => zoom(1 / 1.5),
      '-': () => zoom(1.5),
      '0': () => app.go({ window: undefined }, { replace: true }),
      Enter: () => newest.current >= 0 && open_bar(newest.current),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  const tip = marked >= 0 ? hits.current.find((hit) => hit.bar === marked) : undefined;
  const tip_x = pointer?.x ?? tip?.x ?? 0;
  const tip_y = (pointer?.y ?? tip?.y ?? 0) + 20;
  return (
    <div class="timeline-box">
      <div
        class="timeline"
        ref={scroller}
        role="application"
        aria-label={words.title}
        aria-describedby="timeline-hint"
        tabIndex={0}
        data-bars={loaded.bars.count}
        onKeyDown={key}
        onScroll={(event) => set_scroll(event.currentTarget.scrollTop)}
      >
        <canvas
          ref={canvas}
          class="timeline-canvas"
          aria-hidden="true"
          style={{ width: `${width}px`, height: `${height}px`, cursor: marked >= 0 && pointer ? 'pointer' : 'grab' }}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onPointerLeave={() => {
            if (!grab.current) {
              set_marked(-1);
              set_pointer(null);
            }
          }}
        />
        <div class="timeline-lanes" style={{ height: `${total_height}px`, marginTop: `${kAxis - height}px` }}>
          {loaded.groups.map((group, i) => {
            const lane = lanes[i];
            const pair = group.pair;
            return lane ? (
              <div key={i} class="lane-name" data-lines={narrow || lane.height < 48 ? 1 : 2} style={{ top: `${lane.top}px`, height: `${lane.height}px`, width: narrow ? '100%' : `${left}px` }}>
                {pair ? (
                  <button
                    type="button"
                    class="link"
                    title={fill(words.lane_filter, group.name)}
                    onClick={() => app.go({ list: pair[1] ? `pair~${pair[0]}~${pair[1]}` + names_tail(group.name) : `actor~${pair[0]}~${group.name}`, event: undefined })}
                  >
                    <Text>{group.name}</Text>
                  </button>
                ) : (
                  <span class="faint">{group.name}</span>
                )}
                {(laid.hidden[i] ?? 0) > 0 ? <span class="lane-more faint">{fill(words.overflow, number(laid.hidden[i] ?? 0))}</span> : null}
              </div>
            ) : null;
          })}
        </div>
      </div>
      {marked >= 0 ? (
        <div
          class="tip"
          role="status"
          style={{ left: `${Math.max(8, Math.min(tip_x, width - 308))}px`, top: `${tip_y > height - 110 ? Math.max(0, tip_y - 130) : tip_y}px` }}
        >
          <Tip loaded={loaded} bar={marked} />
        </div>
      ) : null}
      <div class="tools zoom" role="group" aria-label={words.title}>
        <button type="button" aria-label={words.zoom_in} title={words.zoom_in} onClick={() => zoom(1 / 1.6)}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={words.zoom_out} title={words.zoom_out} onClick={() => zoom(1.6)}>
          <Icon name="minus" />
        </button>
        <button type="button" aria-label={words.zoom_all} title={words.zoom_all} onClick={() => app.go({ window: undefined }, { replace: true })}>
          <Icon name="whole" />
        </button>
      </div>
    </div>
  );
}

function names_tail(name: string): string {
  const [a = '', b = ''] = name.split(' – ');
  return `~${a}~${b}`;
}

export function Timeline() {
  const app = useApp();
  const { filter } = app.state;
  const times = useTimes();
  const { all, warp, chosen } = times;
  const timed = Boolean(filter.since || filter.until);
  const partial = all.value !== null && all.value.total > all.value.shown;
  const dated = useAnswer<TimelineAnswer>(partial && timed ? `/timeline${api_query(filter, { limit: kMostBars })}` : null, app.now);
  const answer = partial && timed ? dated.value : all.value;
  const from = to_day(filter.since);
  const to = to_day(filter.until);
  const loaded = useMemo(() => (answer && warp ? load(answer, warp, from, to) : null), [answer, warp, from, to]);
  const twin = app.state.twin === 'table';
  const error = all.error ?? dated.error;
  return (
    <section class="view view-timeline" aria-label={words.title} data-ready={loaded !== null}>
      <div class="view-head">
        <TimeStrip times={times} />
        <Choice
          label={words.as}
          value={twin ? 'table' : 'bars'}
          options={[['bars', words.bars], ['table', words.table]]}
          onChoose={(value) => app.go({ twin: value === 'table' ? 'table' : undefined })}
        />
      </div>
      <p id="timeline-hint" class="visually-hidden">
        {words.hint}
      </p>
      {error ? <Failed error={error} /> : null}
      {twin ? (
        <Events />
      ) : loaded && warp ? (
        loaded.bars.count === 0 && loaded.undated === 0 ? (
          <Nothing />
        ) : (
          <Picture loaded={loaded} warp={warp} chosen={chosen} />
        )
      ) : error ? null : (
        <Waiting />
      )}
      {!twin && loaded ? (
        <p class="view-foot faint">
          {loaded.answer.undated > 0 ? <span>{count(loaded.answer.undated, words.undated_one, words.undated)}</span> : null}
          {loaded.answer.total > loaded.answer.shown ? (
            <span>{fill(words.strongest, number(loaded.answer.shown), number(loaded.answer.total))}</span>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}
