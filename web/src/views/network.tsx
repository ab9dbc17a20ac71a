// The network: who did what to or with whom, and in what tone, over time. Its table tells the same ties in words.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { useCalm, useColours } from '../lib/hooks';
import { api_query } from '../lib/state';
import type { NetworkAnswer, NetworkEdge } from '../lib/types';
import { Choice, Failed, Nothing, Waiting } from '../parts/common';
import { Icon } from '../parts/icon';
import { Text } from '../parts/text';
import { TimeStrip, useTimes } from '../parts/time_strip';
import type { Times } from '../parts/time_strip';
import { VirtualTable } from '../parts/virtual';
import { count, fill, number, strings } from '../strings';
import { kinds_text } from './map';
import type { Chosen, Drawn } from './network_graph';

const words = strings.network;
const kNodes = 70;

function Score({ score }: { score: number | null }) {
  if (score === null) return <span class="faint">–</span>;
  return (
    <span class="score" data-tone={score > 0.5 ? 'warm' : score < -0.5 ? 'cold' : 'none'}>
      {score > 0 ? '+' : score < 0 ? '−' : ''}
      {Math.abs(score).toFixed(1)}
    </span>
  );
}

function weights_of(answer: NetworkAnswer): Map<string, number> {
  return new Map(answer.nodes.map((node) => [node.node, node.events]));
}

function list_of(chosen: Chosen, names: ReadonlyMap<string, string>): string | null {
  const name = (id: string) => names.get(id) ?? id;
  if (chosen.edge) return `pair~${chosen.edge.from}~${chosen.edge.to}~${name(chosen.edge.from)}~${name(chosen.edge.to)}`;
  return chosen.node ? `actor~${chosen.node}~${name(chosen.node)}` : null;
}

function Graph(props: { whole: NetworkAnswer; now: NetworkAnswer; names: ReadonlyMap<string, string>; onFail: () => void }) {
  const app = useApp();
  const { whole, now, names } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const [tip, set_tip] = useState<{ chosen: Chosen; x: number; y: number } | null>(null);
  const [ready, set_ready] = useState(false);
  const turn = useColours();
  const go = useRef<(chosen: Chosen) => void>(() => undefined);
  go.current = (chosen) => {
    const list = list_of(chosen, names);
    if (list) app.go({ list, event: undefined });
  };
  useEffect(() => {
    let gone = false;
    const path = '/network.js';
    (import(path) as Promise<typeof import('./network_graph')>).then((graph) => {
      if (gone || !box.current) return;
      try {
        drawn.current = graph.draw_network(
          box.current,
          whole,
          (chosen) => go.current(chosen),
          (chosen, x, y) => set_tip(chosen ? { chosen, x, y } : null),
        );
      } catch {
        props.onFail();
        return;
      }
      set_ready(true);
    }, props.onFail);
    return () => {
      gone = true;
      drawn.current?.stop();
      drawn.current = null;
      set_ready(false);
    };
  }, [whole]);
  useEffect(() => {
    drawn.current?.show(now.edges, weights_of(now));
    if (box.current && drawn.current) box.current.dataset.nodes = JSON.stringify(drawn.current.places());
  }, [now, ready]);
  useEffect(() => drawn.current?.recolour(), [turn, ready]);
  const edge = tip?.chosen.edge;
  return (
    <div class="network-box">
      <div class="network" ref={box} role="img" aria-label={`${words.title}: ${words.hint}`} />
      {tip ? (
        <div class="tip" role="status" style={{ left: `${tip.x + 12}px`, top: `${tip.y + 12}px` }}>
          {edge ? (
            <>
              <Text class="tip-head">{`${names.get(edge.from) ?? edge.from} ${edge.mutual ? words.mutual : '→'} ${names.get(edge.to) ?? edge.to}`}</Text>
              <span class="tip-foot">
                <span>{count(edge.events, strings.events_one, strings.events_many)}</span> <Score score={edge.score} />
              </span>
              <span class="faint">{kinds_text(edge.types)}</span>
            </>
          ) : (
            <>
              <Text class="tip-head">{names.get(tip.chosen.node ?? '') ?? ''}</Text>
              <span class="faint">{count(weights_of(now).get(tip.chosen.node ?? '') ?? 0, strings.events_one, strings.events_many)}</span>
            </>
          )}
        </div>
      ) : null}
      <div class="tools zoom" role="group" aria-label={words.title}>
        <button type="button" aria-label={strings.timeline.zoom_in} title={strings.timeline.zoom_in} onClick={() => drawn.current?.zoom(1.5)}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={strings.timeline.zoom_out} title={strings.timeline.zoom_out} onClick={() => drawn.current?.zoom(1 / 1.5)}>
          <Icon name="minus" />
        </button>
        <button type="button" aria-label={strings.timeline.zoom_all} title={strings.timeline.zoom_all} onClick={() => drawn.current?.zoom(null)}>
          <Icon name="whole" />
        </button>
      </div>
    </div>
  );
}

function Twin({ answer, names }: { answer: NetworkAnswer; names: ReadonlyMap<string, string> }) {
  const app = useApp();
  const name = (id: string) => names.get(id) ?? id;
  const rows = [...answer.edges].sort((a, b) => b.events - a.events || (a.from + a.to < b.from + b.to ? -1 : 1));
  return (
    <VirtualTable
      label={words.title}
      columns={[
        { key: 'from', title: words.columns.from, cell: (edge: NetworkEdge) => <Text>{name(edge.from)}</Text> },
        {
          key: 'to',
          title: words.columns.to,
          cell: (edge: NetworkEdge) => (
            <>
              <span class="faint">{edge.mutual ? `${words.mutual} ` : '→ '}</span>
              <Text>{name(edge.to)}</Text>
            </>
          ),
        },
        { key: 'kinds', title: words.columns.kinds, cell: (edge: NetworkEdge) => kinds_text(edge.types) },
        { key: 'score', title: words.columns.score, numeric: true, cell: (edge: NetworkEdge) => <Score score={edge.score} /> },
        { key: 'events', title: words.columns.events, numeric: true, cell: (edge: NetworkEdge) => number(edge.events) },
      ]}
      rows={rows}
      total={rows.length}
      row_height={40}
      id_of={(edge) => `${edge.from} ${edge.to} ${edge.mutual}`}
      onOpen={(edge) => app.go({ list: list_of({ edge }, names) ?? undefined, event: undefined })}
    />
  );
}

// Moves a part of time along the strip, a step at a time.
function Play({ times }: { times: Times }) {
  const calm = useCalm();
  const [playing, set_playing] = useState(false);
  const { warp, chosen, choose } = times;
  const step = useRef<() => void>(() => undefined);
  step.current = () => {
    if (!warp) return;
    const span = warp.end - warp.start;
    const from = chosen ? warp.to_u(chosen[0]) : warp.start;
    const width = chosen ? warp.to_u(chosen[1]) - from : span / 8;
    const next = chosen ? from + Math.max(1, span / 40) : warp.start;
    if (next + width >= warp.end) set_playing(false);
    const start = Math.min(next, warp.end - width);
    choose([Math.floor(warp.to_day(start)), Math.floor(warp.to_day(start + width))], { replace: true });
  };
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => step.current(), calm ? 1600 : 600);
    return () => clearInterval(timer);
  }, [playing, calm]);
  const play = () => {
    if (!playing && warp && chosen && warp.to_u(chosen[1] + 2) >= warp.end) choose(null);
    if (!playing) step.current();
    set_playing(!playing);
  };
  return (
    <button type="button" class="play" aria-label={playing ? words.pause : words.play} title={playing ? words.pause : words.play} onClick={play}>
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}

export function Network() {
  const app = useApp();
  const level = app.state.level === 'country' ? 'country' : 'actor';
  const { since, until, ...timeless } = app.state.filter;
  const whole = useAnswer<NetworkAnswer>(`/network${api_query(timeless, { level, limit: kNodes, ids: 0 })}`, app.now);
  const timed = Boolean(since ?? until);
  const now = useAnswer<NetworkAnswer>(timed ? `/network${api_query(app.state.filter, { level, limit: 400, ids: 0 })}` : null, app.now);
  const shown = timed ? now.value : whole.value;
  const [failed, set_failed] = useState(false);
  const names = useMemo(() => {
    const all = [...(whole.value?.nodes ?? []), ...(now.value?.nodes ?? [])];
    return new Map(all.map((node) => [node.node, node.name]));
  }, [whole.value, now.value]);
  const times = useTimes();
  const twin = app.state.twin === 'table' || failed;
  const error = whole.error ?? now.error;
  return (
    <section class="view view-network" aria-label={words.title} data-ready={shown !== null}>
      <div class="view-head">
        <Play times={times} />
        <TimeStrip times={times} />
        <Choice
          label={words.level}
          value={level}
          options={[['actor', words.actors], ['country', words.countries]]}
          onChoose={(next) => app.go({ level: next === 'country' ? 'country' : undefined })}
        />
        <Choice
          label={strings.timeline.as}
          value={twin ? 'table' : 'graph'}
          options={[['graph', words.graph], ['table', words.table]]}
          onChoose={(next) => app.go({ twin: next === 'table' ? 'table' : undefined })}
        />
      </div>
      {error ? <Failed error={error} /> : null}
      {failed ? <p class="faint">{words.no_webgl}</p> : null}
      {whole.value && shown ? (
        whole.value.nodes.length === 0 ? (
          <Nothing />
        ) : twin ? (
          <Twin answer={shown} names={names} />
        ) : (
          <Graph whole={whole.value} now={shown} names={names} onFail={() => set_failed(true)} />
        )
      ) : error ? null : (
        <Waiting />
      )}
      {!twin ? (
        <p class="view-foot faint">
          <span class="tone-key" aria-hidden="true" />
          <span>{words.tone}</span>
          {(whole.value?.left_out ?? 0) > 0 ? <span>{fill(words.left_out, number(whole.value?.left_out ?? 0))}</span> : null}
        </p>
      ) : null}
    </section>
  );
}
