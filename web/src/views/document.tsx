// A document: its story as text, the sentences that were coded marked in it, their claims beside them in the margin, and
// for the claim that is chosen, which words say who, what, when and where. Long pages are put together as they are
// scrolled to.

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { kApi, useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import { useNarrow } from '../lib/hooks';
import { segments } from '../lib/text';
import type { Range } from '../lib/text';
import type { DocumentText, Span, TextClaim } from '../lib/types';
import { Failed, StatusMark, Type, Waiting, source_name } from '../parts/common';
import { Icon } from '../parts/icon';
import { Text, pieces } from '../parts/text';
import { count, fill, number, strings } from '../strings';
import { SaidBy } from './card';

const words = strings.document;
const kRoles = ['trigger', 'actor', 'recipient', 'time', 'place', 'said_by'];
const kChunk = 40; // blocks put together at a time

interface Placed {
  claim: TextClaim;
  block: number; // where its sentence begins
  from: number;
}

function placed(claims: readonly TextClaim[]): Placed[] {
  return claims
    .map((claim) => ({ claim, block: claim.sentence[0]?.[0] ?? 0, from: claim.sentence[0]?.[1] ?? 0 }))
    .sort((a, b) => a.block - b.block || a.from - b.from || (a.claim.id < b.claim.id ? -1 : 1));
}

function ranges_in(spans: readonly Span[], block: number, kind: string): Range[] {
  return spans.filter((span) => span[0] === block).map(([, from, to]) => ({ from, to, kind }));
}

interface BlockProps {
  at: number;
  block: DocumentText['blocks'][number];
  claims: readonly Placed[]; // whose sentence has words in this block
  chosen: TextClaim | null;
  hit: readonly [number, number] | null; // a sentence that was searched for
  onChoose: (id: string) => void;
}

function Block({ at, block, claims, chosen, hit, onChoose }: BlockProps) {
  const ranges: Range[] = claims.flatMap(({ claim }) => ranges_in(claim.sentence, at, `sentence ${claim.id}`));
  if (hit) ranges.push({ from: hit[0], to: hit[1], kind: 'hit' });
  if (chosen) for (const role of kRoles) ranges.push(...ranges_in(chosen.evidence[role] ?? [], at, `evidence ${role}`));
  const Tag = block.kind === 'title' ? 'h1' : block.kind === 'quote' ? 'blockquote' : 'p';
  return (
    <Tag class={`block block-${block.kind}`} data-block={at} dir="auto" title={is_aside(block) ? (block.why ?? undefined) : undefined}>
      {segments(block.text, ranges).map((segment) => {
        // Where a word is of two, the one that stands first: "after weeks of heavy fighting" tells the act within its time.
        const role = kRoles.find((one) => segment.kinds.includes(`evidence ${one}`));
        const ids = segment.kinds.filter((kind) => kind.startsWith('sentence ')).map((kind) => kind.slice(9));
        if (segment.kinds.includes('hit')) {
          return (
            <mark key={segment.from} data-hit="true" data-claims={ids.join(' ') || undefined}>
              {pieces(segment.text)}
            </mark>
          );
        }
        if (ids.length === 0 && !role) return <span key={segment.from}>{pieces(segment.text)}</span>;
        const first = claims.find(({ claim }) => ids.includes(claim.id))?.claim;
        return (
          <span
            key={segment.from}
            class="told"
            data-claims={ids.join(' ')}
            data-role={role}
            data-chosen={chosen !== null && ids.includes(chosen.id)}
            data-corner={first ? corner_of((chosen && ids.includes(chosen.id) ? chosen : first).type) : undefined}
            onClick={() => {
              const next = chosen ? ids[(ids.indexOf(chosen.id) + 1) % ids.length] : ids[0];
              if (next) onChoose(next);
            }}
          >
            {pieces(segment.text)}
          </span>
        );
      })}
    </Tag>
  );
}

const is_aside = (block: DocumentText['blocks'][number]) => block.kind === 'chrome' || block.kind === 'related';

// What is no story (menus, notices, links to others) stands where it stood, grey and folded to a line.
function Furniture({ blocks }: { blocks: readonly DocumentText['blocks'][number][] }) {
  const [open, set_open] = useState(false);
  return (
    <details class="furniture" onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary>
        <span class="visually-hidden">{words.furniture}: </span>
        <Text>{blocks.slice(0, 12).map((block) => block.text).join(' · ')}</Text>
      </summary>
      {open
        ? blocks.map((block, i) => (
            <p key={i} class={`block block-${block.kind}`} dir="auto" title={block.why ?? undefined}>
              {pieces(block.text)}
            </p>
          ))
        : null}
    </details>
  );
}

// Runs of furniture, and all other blocks one by one.
function runs_of(blocks: DocumentText['blocks'], first: number, last: number, keep: (at: number) => boolean): { from: number; to: number; aside: boolean }[] {
  const runs: { from: number; to: number; aside: boolean }[] = [];
  for (let at = first; at < last; ++at) {
    const block = blocks[at];
    const aside = block !== undefined && is_aside(block) && !keep(at);
    const run = runs[runs.length - 1];
    if (run && run.aside && aside) run.to = at + 1;
    else runs.push({ from: at, to: at + 1, aside });
  }
  return runs;
}

// Blocks that come into being when they are nearly in sight. Until then they take about the room they will need.
function Chunk(props: { first: number; count: number; letters: number; forced: boolean; children: () => ComponentChildren }) {
  const [seen, set_seen] = useState(props.first === 0);
  const box = useRef<HTMLDivElement>(null);
  const shown = seen || props.forced;
  useEffect(() => {
    if (shown || !box.current) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && set_seen(true), { rootMargin: '1200px' });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [shown]);
  return (
    <div ref={box} class="chunk" data-chunk={props.first} style={shown ? undefined : { minHeight: `${Math.round(props.letters * 0.42 + props.count * 18)}px` }}>
      {shown ? props.children() : null}
    </div>
  );
}

function MarginCard({ one, chosen, onChoose, outlet }: { one: Placed; chosen: boolean; onChoose: (id: string | null) => void; outlet: string | null }) {
  const app = useApp();
  const { claim } = one;
  const title = claim.headline;
  return (
    <div class="margin-claim" data-claim={claim.id} data-chosen={chosen} data-corner={corner_of(claim.type)}>
      <button type="button" class="margin-open" aria-expanded={chosen} onClick={() => onChoose(chosen ? null : claim.id)}>
        <Type type={claim.type} mode={claim.mode} /> <StatusMark status={claim.status} />
        {title ? <Text class="margin-title">{title}</Text> : null}
      </button>
      {chosen ? (
        <div class="margin-more">
          <p>
            <SaidBy chain={claim.said_by} outlet={outlet} />
          </p>
          <ul class="roles">
            {kRoles
              .filter((role) => (claim.evidence[role] ?? []).length > 0)
              .map((role) => (
                <li key={role} data-role={role}>
                  {strings.evidence[role]}
                </li>
              ))}
          </ul>
          <p class="margin-links">
            {claim.event ? (
              <button type="button" class="link" onClick={() => app.go({ event: claim.event ?? undefined, list: undefined })}>
                {words.of_event}
              </button>
            ) : null}
          </p>
          <WhyClaim id={claim.id} />
        </div>
      ) : null}
    </div>
  );
}

function WhyClaim({ id }: { id: string }) {
  const app = useApp();
  const [open, set_open] = useState(false);
  const answer = useAnswer<{ why?: string[]; text?: string }>(open ? `/claims/${encodeURIComponent(id)}/explain` : null, app.now);
  return (
    <details onToggle={(event) => set_open(event.currentTarget.open)}>
      <summary>{words.why_claim}</summary>
      {answer.error ? <p class="faint">{answer.error.message}</p> : null}
      {answer.value?.text ? <pre class="explained">{pieces(answer.value.text)}</pre> : null}
      {(answer.value?.why ?? []).map((reason, i) => (
        <p key={i} class="reason">
          <Text>{reason}</Text>
        </p>
      ))}
    </details>
  );
}

// Cards stand beside their sentences, pushed down where they would cover one another. The chosen one keeps its place.
function useMargin(story: { current: HTMLElement | null }, margin: { current: HTMLElement | null }, list: readonly Placed[], chosen: string | null, turn: unknown): void {
  useLayoutEffect(() => {
    const column = margin.current;
    const text = story.current;
    if (!column || !text) return;
    const place = () => {
      const top = text.getBoundingClientRect().top;
      const cards = list.map(({ claim }) => {
        const card = column.querySelector<HTMLElement>(`[data-claim="${CSS.escape(claim.id)}"]`);
        const told = text.querySelector<HTMLElement>(`[data-claims~="${CSS.escape(claim.id)}"]`);
        return { id: claim.id, card, wanted: told ? told.getBoundingClientRect().top - top : null };
      });
      const heights = cards.map(({ card }) => (card?.offsetHeight ?? 0) + 8);
      const at = cards.findIndex(({ id }) => id === chosen);
      const tops: number[] = new Array<number>(cards.length).fill(0);
      const down = (first: number, from: number) => {
        let y = from;
        for (let i = first; i < cards.length; ++i) {
          tops[i] = Math.max(y, cards[i]?.wanted ?? y);
          y = (tops[i] ?? 0) + (heights[i] ?? 0);
        }
      };
      down(0, 0);
      const wanted = at >= 0 ? cards[at]?.wanted : null;
      if (at >= 0 && wanted !== null && wanted !== undefined && (tops[at] ?? 0) > wanted) {
        down(at, wanted);
        let below = wanted;
        for (let i = at - 1; i >= 0; --i) {
          tops[i] = Math.min(tops[i] ?? 0, below - (heights[i] ?? 0));
          below = tops[i] ?? 0;
        }
      }
      cards.forEach(({ card, wanted: seen }, i) => {
        if (!card) return;
        card.style.transform = `translateY(${Math.round(tops[i] ?? 0)}px)`;
        card.style.visibility = seen === null ? 'hidden' : 'visible';
      });
      column.style.minHeight = `${Math.max(0, ...tops.map((y, i) => y + (heights[i] ?? 0)))}px`;
    };
    place();
    const watch = new ResizeObserver(place);
    watch.observe(text);
    for (const card of column.children) watch.observe(card);
    return () => watch.disconnect();
  }, [list, chosen, turn]);
}

interface Arc {
  path: string;
  role: string;
  label: [number, number];
}

// From the act to each of its parts, over the lines of the sentence that is chosen, and over no other.
function arcs_of(story: HTMLElement): Arc[] {
  const home = story.getBoundingClientRect();
  const middle = (element: Element) => {
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    return { x: box.left - home.left + box.width / 2, y: box.top - home.top };
  };
  const trigger = story.querySelector('[data-role="trigger"]');
  if (!trigger) return [];
  const from = middle(trigger);
  const seen = new Set<string>();
  const arcs: Arc[] = [];
  for (const part of story.querySelectorAll<HTMLElement>('.told[data-role]')) {
    const role = part.dataset.role ?? '';
    const key = `${role} ${part.dataset.claims ?? ''}`;
    if (role === 'trigger' || seen.has(key + part.previousElementSibling?.getAttribute('data-role'))) continue;
    if (part.previousElementSibling?.getAttribute('data-role') === role) continue;
    seen.add(key + role);
    const to = middle(part);
    const lift = Math.min(26, 10 + Math.abs(to.x - from.x) * 0.05);
    const top = Math.min(from.y, to.y) - lift;
    arcs.push({
      role,
      path: `M${from.x.toFixed(1)} ${from.y.toFixed(1)}C${from.x.toFixed(1)} ${top.toFixed(1)} ${to.x.toFixed(1)} ${top.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`,
      label: [to.x, to.y],
    });
  }
  return arcs;
}

function Arcs({ story, chosen, turn }: { story: { current: HTMLElement | null }; chosen: string | null; turn: unknown }) {
  const [arcs, set_arcs] = useState<Arc[]>([]);
  useLayoutEffect(() => {
    const element = story.current;
    if (!element) return;
    const read = () => set_arcs(chosen ? arcs_of(element) : []);
    read();
    const watch = new ResizeObserver(read);
    watch.observe(element);
    return () => watch.disconnect();
  }, [chosen, turn]);
  return (
    <svg class="arcs" aria-hidden="true">
      {arcs.map((arc, i) => (
        <g key={i} data-role={arc.role}>
          <path d={arc.path} />
          <circle cx={arc.label[0]} cy={arc.label[1]} r="2.2" />
        </g>
      ))}
    </svg>
  );
}

function Meta({ text }: { text: DocumentText }) {
  const app = useApp();
  return (
    <details class="meta">
      <summary>{words.meta}</summary>
      <dl class="facts">
        <div class="row">
          <dt>{words.published}</dt>
          <dd>
            {text.published_text}
            <ul class="reasons">
              {(text.published.why ?? []).map((reason, i) => (
                <li key={i}>
                  <Text>{reason}</Text>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div class="row">
          <dt>{words.origin}</dt>
          <dd>
            <Text class="path">{text.url ?? text.path}</Text>
          </dd>
        </div>
        {text.root && text.root !== text.id ? (
          <div class="row">
            <dt>{words.root}</dt>
            <dd>
              <Text>{text.root}</Text>
            </dd>
          </div>
        ) : null}
        {text.copies.length > 0 ? (
          <div class="row">
            <dt>{words.copies}</dt>
            <dd>
              <ul class="whos">
                {text.copies.map((copy) => (
                  <li key={copy.document}>
                    <button type="button" class="link" onClick={() => app.go({ document: copy.document, claim: undefined })}>
                      <Text>{copy.document}</Text>
                    </button>{' '}
                    <span class="faint">
                      {copy.kind}, {Math.round(copy.similarity * 100)} %
                    </span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
        {text.notes.map((note, i) => (
          <p key={i} class="faint">
            <Text>{note}</Text>
          </p>
        ))}
      </dl>
    </details>
  );
}

function Story({ text }: { text: DocumentText }) {
  const app = useApp();
  const narrow = useNarrow();
  const story = useRef<HTMLDivElement>(null);
  const margin = useRef<HTMLDivElement>(null);
  const list = useMemo(() => placed(text.claims), [text]);
  const chosen = list.find(({ claim }) => claim.id === app.state.claim) ?? null;
  const by_block = useMemo(() => {
    const map = new Map<number, Placed[]>();
    for (const one of list) {
      for (const block of new Set(one.claim.sentence.map((span) => span[0]))) map.set(block, [...(map.get(block) ?? []), one]);
    }
    return map;
  }, [list]);
  const hit = useMemo(() => {
    const at = /^b(\d+)$/.exec(app.state.claim ?? '');
    return at ? (text.sentences.find((one) => one.spans[0]?.[0] === Number(at[1])) ?? null) : null;
  }, [text, app.state.claim]);
  const choose = (id: string | null) => app.go({ claim: id ?? undefined }, { replace: true });

  // The sentence that was asked for comes into sight; once, so that the reader can scroll away from it.
  const went_to = useRef('');
  useLayoutEffect(() => {
    const wanted = app.state.claim ?? '';
    if ((!chosen && !hit) || went_to.current === wanted) return;
    went_to.current = wanted;
    const told = story.current?.querySelector<HTMLElement>(chosen ? `[data-claims~="${CSS.escape(chosen.claim.id)}"]` : '[data-hit="true"]');
    if (!told) return;
    const box = told.getBoundingClientRect();
    if (box.top < 140 || box.bottom > innerHeight - 60) told.scrollIntoView({ block: 'center' });
  });
  useMargin(story, margin, list, chosen?.claim.id ?? null, narrow);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
      const by = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (by === 0 || list.length === 0) return;
      event.preventDefault();
      const at = chosen ? list.indexOf(chosen) : by > 0 ? -1 : list.length;
      choose(list[Math.max(0, Math.min(list.length - 1, at + by))]?.claim.id ?? null);
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });

  const chunks: number[] = [];
  for (let first = 0; first < text.blocks.length; first += kChunk) chunks.push(first);
  const first_title = text.blocks.findIndex((block) => block.kind === 'title');
  return (
    <div class="document-columns">
      <div class="story" ref={story} data-document={text.id}>
        {first_title < 0 && text.title ? (
          <h1 class="block block-title" dir="auto">
            {pieces(text.title)}
          </h1>
        ) : null}
        {chunks.map((first) => {
          const blocks = text.blocks.slice(first, first + kChunk);
          return (
            <Chunk key={first} first={first} count={blocks.length} letters={blocks.reduce((sum, block) => sum + block.text.length, 0)} forced={[chosen?.block, hit?.block].some((block) => block !== undefined && block >= first && block < first + kChunk)}>
              {() =>
                runs_of(text.blocks, first, first + blocks.length, (at) => by_block.has(at) || hit?.block === at).map(({ from: at, to, aside }) => {
                  const block = text.blocks[at];
                  if (!block) return null;
                  if (aside) return <Furniture key={at} blocks={text.blocks.slice(at, to)} />;
                  const told = by_block.get(at) ?? [];
                  return [
                    <Block key={at} at={at} block={block} claims={told} chosen={chosen?.claim ?? null} hit={hit && hit.block === at ? [hit.from, hit.to] : null} onChoose={choose} />,
                    narrow
                      ? told
                          .filter((one) => one.block === at)
                          .map((one) => <MarginCard key={one.claim.id} one={one} chosen={one === chosen} onChoose={choose} outlet={source_name(text.outlet, text.path)} />)
                      : null,
                  ];
                })
              }
            </Chunk>
          );
        })}
        <Arcs story={story} chosen={chosen?.claim.id ?? null} turn={narrow} />
      </div>
      {narrow ? null : (
        <div class="margin" ref={margin} role="group" aria-label={fill(words.claims, number(list.length))}>
          {list.map((one) => (
            <MarginCard key={one.claim.id} one={one} chosen={one === chosen} onChoose={choose} outlet={source_name(text.outlet, text.path)} />
          ))}
        </div>
      )}
    </div>
  );
}

export function DocumentView({ id }: { id: string }) {
  const app = useApp();
  const answer = useAnswer<DocumentText>(`/documents/${encodeURIComponent(id)}/text`, app.now);
  const text = answer.fresh ? answer.value : null;
  return (
    <section class="view view-document" aria-label={words.open} data-ready={text !== null}>
      <div class="document-head">
        <button type="button" class="quiet" onClick={() => app.go({ document: undefined, claim: undefined })}>
          <Icon name="back" /> {strings.back}
        </button>
        {text ? (
          <p class="document-line">
            <Text class="outlet">{source_name(text.outlet, text.path)}</Text>
            <span>{text.published_text}</span>
            {text.byline ? <Text>{text.byline}</Text> : null}
            <span>{count(text.claims.length, words.claim_one, words.claims)}</span>
          </p>
        ) : null}
        <a class="quiet" href={`${kApi}/documents/${encodeURIComponent(id)}/raw`} title={words.raw_hint} download={`${id}.txt`}>
          <Icon name="file" /> {words.raw}
        </a>
      </div>
      {answer.error ? <Failed error={answer.error} /> : null}
      {text ? (
        <>
          <Meta text={text} />
          <Story text={text} />
        </>
      ) : answer.error ? null : (
        <Waiting />
      )}
    </section>
  );
}
