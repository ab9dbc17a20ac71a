// An event, whole: who with which office on that day, when and where and how that is known, what became of it, where the
// accounts differ, and every claim in its sentence, a click away from the place in its document.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { kApi, useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import { iso_text } from '../lib/days';
import { segments } from '../lib/text';
import type { Brief, Claim, ClaimPair, EventWhole, Explained, Participant, Side, Speaker, WeighedClaim } from '../lib/types';
import { Failed, PlaceName, StatusMark, Type, Waiting, source_name, time_text } from '../parts/common';
import { Icon } from '../parts/icon';
import { Text, pieces } from '../parts/text';
import { count, fill, number, strings } from '../strings';
import { Desk } from './desk';

const words = strings.card;

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Who({ one }: { one: Participant }) {
  const app = useApp();
  return (
    <li class="who" data-role={one.role}>
      <button
        type="button"
        class="link"
        onClick={() => app.go({ event: undefined, list: `actor~${one.id ?? one.name}~${one.name}` })}
      >
        <Text>{one.name}</Text>
      </button>
      {one.role === 'recipient' ? <span class="role">{strings.role.recipient}</span> : null}
      {one.office ? <Text class="office">{one.office}</Text> : null}
      {one.as_written && one.as_written !== one.name ? (
        <span class="faint">
          “<Text>{one.as_written}</Text>”
        </span>
      ) : null}
    </li>
  );
}

function Reasons({ why }: { why: readonly string[] | undefined }) {
  if (!why || why.length === 0) return null;
  return (
    <ul class="reasons">
      {why.map((reason, i) => (
        <li key={i}>
          <Text>{reason}</Text>
        </li>
      ))}
    </ul>
  );
}

export function SaidBy({ chain, outlet }: { chain: readonly Speaker[]; outlet: string | null }) {
  if (chain.length === 0) {
    return (
      <span class="said-by">
        <Text>{outlet ?? strings.unknown}</Text> <span class="faint">{words.outlet_voice}</span>
      </span>
    );
  }
  return (
    <span class="said-by">
      {chain.map((speaker, i) => (
        <span key={i}>
          {i > 0 ? ' ← ' : null}
          <Text>{speaker.name}</Text>
          {speaker.how ? (
            <span class="faint">
              {' '}
              <Text>{speaker.how}</Text>
            </span>
          ) : null}
        </span>
      ))}
      {outlet ? (
        <span class="faint">
          {' · '}
          <Text>{outlet}</Text>
        </span>
      ) : null}
    </span>
  );
}

// The sentence, with the words that tell of the act marked.
function Marked({ claim }: { claim: Claim }) {
  const marks = (claim.marks?.trigger ?? []).map(([from, to]) => ({ from, to, kind: 'trigger' }));
  return (
    <bdi dir="auto" data-corner={corner_of(claim.type)}>
      {segments(claim.sentence.text, marks).map((part) => (
        <span key={part.from} class={part.kinds.length > 0 ? 'act' : undefined}>
          {pieces(part.text)}
        </span>
      ))}
    </bdi>
  );
}

function ClaimLine({ claim }: { claim: Claim }) {
  const app = useApp();
  return (
    <li class="claim" id={`claim-${claim.id}`} data-claim={claim.id}>
      <p class="claim-head">
        <StatusMark status={claim.status} /> <SaidBy chain={claim.said_by} outlet={source_name(claim.outlet, claim.path)} />
      </p>
      <button type="button" class="sentence" onClick={() => app.go({ document: claim.document, claim: claim.id })}>
        <Marked claim={claim} />
        <span class="visually-hidden">{strings.search.open}</span>
      </button>
      <p class="claim-foot faint">
        {claim.time_as_written ? (
          <span>
            “<Text>{claim.time_as_written}</Text>” → {time_text(claim.time)}
          </span>
        ) : null}
        {claim.confidence !== null ? <span>{fill(words.confidence, claim.confidence.toFixed(2))}</span> : null}
      </p>
    </li>
  );
}

function side_value(value: unknown): string {
  if (value === null || value === undefined) return strings.unknown;
  if (typeof value === 'string') return strings.status[value] ?? value;
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map(side_value).join(', ');
  const object = value as Record<string, unknown>;
  if (typeof object.name === 'string') return object.name;
  if ('from' in object) return time_text(object as unknown as EventWhole['time']);
  return Object.entries(object)
    .map(([key, entry]) => `${key} ${side_value(entry)}`)
    .join(', ');
}

export function Sides(props: { field: string; sides: readonly Side[]; claims: readonly Claim[] }) {
  const app = useApp();
  const by_id = new Map(props.claims.map((claim) => [claim.id, claim]));
  return (
    <div class="sides">
      <h4>{fill(strings.matrix.differ, strings.review.fields[props.field] ?? props.field)}</h4>
      <div class="sides-row">
        {props.sides.map((side, i) => (
          <section key={i} class="side">
            <h5>
              <Text>{side_value(side.value)}</Text>
            </h5>
            <ul>
              {side.claims.map((id) => {
                const claim = by_id.get(id);
                return claim ? (
                  <li key={id}>
                    <button type="button" class="link" onClick={() => app.go({ document: claim.document, claim: id })}>
                      <Text>{source_name(claim.outlet, claim.path)}</Text>
                    </button>{' '}
                    <Text class="faint">{claim.said_by[0]?.name}</Text>
                  </li>
                ) : null;
              })}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

export function BriefLine({ event, children }: { event: Brief; children?: ComponentChildren }) {
  const app = useApp();
  return (
    <li class="brief" data-event={event.id} aria-current={app.state.event === event.id ? 'true' : undefined}>
      <button type="button" class="brief-open" onClick={() => app.go({ event: event.id })}>
        <span class="brief-time">{time_text(event.time)}</span>
        <Text class="brief-headline">{event.headline}</Text>
        <span class="brief-foot">
          <Type type={event.type} mode={event.mode} /> <StatusMark status={event.status} /> <PlaceName place={event.place} />
        </span>
      </button>
      {children}
    </li>
  );
}

// Which document has it from which, where that is known; at the end of each chain stands a root.
function Origins({ event }: { event: EventWhole }) {
  const app = useApp();
  const name_of = new Map(event.claims.map((claim) => [claim.document, source_name(claim.outlet, claim.path)]));
  const told = (event.origins ?? []).filter((one) => one.kind !== 'own');
  if (told.length === 0) return null;
  return (
    <section>
      <h3>{words.origins}</h3>
      <ul class="origins">
        {told.map((one, i) => (
          <li key={i}>
            <button type="button" class="link" onClick={() => app.go({ document: one.document, claim: undefined })}>
              <Text>{name_of.get(one.document) ?? one.document}</Text>
            </button>
            <span>
              {' ← '}
              <Text>{one.source ?? (one.from ? (name_of.get(one.from) ?? one.from) : strings.unknown)}</Text> <span class="faint">{one.kind}</span>
            </span>
            {one.why ? <Text class="faint origin-why">{one.why}</Text> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Weighed({ claim }: { claim: WeighedClaim }) {
  const app = useApp();
  return (
    <li>
      <button type="button" class="link" onClick={() => app.go({ document: claim.document, claim: claim.id })}>
        <Text>{source_name(claim.outlet, claim.path)}</Text>
      </button>{' '}
      <Text class="weighed-sentence">{claim.sentence}</Text>
    </li>
  );
}

// Two claims beside each other, and what was weighed of them: for and against.
function Pair({ pair }: { pair: ClaimPair }) {
  return (
    <div class="pair" data-weight={pair.weight}>
      <ul>
        <Weighed claim={pair.claim} />
        <Weighed claim={pair.other} />
      </ul>
      <ul class="weights">
        {pair.against ? <li data-for="never">{fill(words.never, pair.against)}</li> : null}
        {pair.reasons.map((reason) => (
          <li key={reason.words} data-for={reason.weight > 0 ? 'yes' : 'no'}>
            <span class="weight">{signed(reason.weight)}</span> {reason.words}
            {reason.times >= 2 ? ` (${number(Math.floor(reason.times))})` : ''}
          </li>
        ))}
        {pair.against ? null : (
          <li class="sum">
            <span class="weight">{signed(pair.weight)}</span> {words.weighed}
          </li>
        )}
      </ul>
    </div>
  );
}

function signed(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}

function Explanation({ event }: { event: EventWhole }) {
  const app = useApp();
  const answer = useAnswer<Explained>(`/events/${encodeURIComponent(event.id)}/explain`, app.now);
  const pairs = answer.value?.pairs ?? [];
  // The pairs say it better, sentence beside sentence.
  const why = (answer.value?.why ?? event.why).filter((reason) => pairs.length === 0 || !reason.startsWith('cl_'));
  return (
    <>
      {why.length > 0 || pairs.length > 0 ? (
        <details>
          <summary>{words.why}</summary>
          <Reasons why={why} />
          {pairs.map((pair) => <Pair key={pair.claim.id + pair.other.id} pair={pair} />)}
        </details>
      ) : null}
      <details>
        <summary>{words.why_not}</summary>
        {answer.value?.nearest && answer.value.nearest.length > 0 ? (
          <ul class="briefs">
            {answer.value.nearest.map((near) => (
              <BriefLine key={near.event.id} event={near.event}>
                <Reasons why={near.why_not} />
                <Pair pair={near.pair} />
              </BriefLine>
            ))}
          </ul>
        ) : (
          <p class="faint">{words.why_not_none}</p>
        )}
      </details>
    </>
  );
}

function teller(claim: Claim | undefined): string {
  return claim ? source_name(claim.outlet, claim.path) : '';
}

function casualties_text(event: EventWhole): string {
  const { killed, injured } = event.casualties;
  return [
    killed === null ? '' : fill(words.killed, number(killed)),
    injured === null ? '' : fill(words.injured, number(injured)),
  ]
    .filter(Boolean)
    .join(', ');
}

function Body({ event }: { event: EventWhole }) {
  const app = useApp();
  const [shown, set_shown] = useState(40);
  const casualties = casualties_text(event);
  const by_id = new Map(event.claims.map((claim) => [claim.id, claim]));
  return (
    <article class="card-body" data-event={event.id}>
      <p class="card-kind">
        <Type type={event.type} mode={event.mode} /> <StatusMark status={event.status} />
      </p>
      <h2>
        <Text>{event.headline}</Text>
      </h2>
      {event.asked_as?.startsWith('ev_') ? <p class="faint">{fill(words.alias, event.asked_as)}</p> : null}
      <p class="card-facts">
        <span>{count(event.roots, words.roots_one, words.roots)}</span>
        <span>{count(event.documents, words.documents_one, words.documents)}</span>
        {event.score !== null ? <span>{fill(words.score, event.score.toFixed(1))}</span> : null}
        {event.confidence !== null ? <span>{fill(words.confidence, event.confidence.toFixed(2))}</span> : null}
      </p>
      <dl class="facts">
        <Row name={words.when}>
          {event.time_text || time_text(event.time)}
          <span class="faint"> {strings.precision[event.time.precision] ?? event.time.precision}</span>
          <Reasons why={event.time.why} />
        </Row>
        {event.place ? (
          <Row name={words.where}>
            <PlaceName place={event.place} />
          </Row>
        ) : null}
        {event.participants.length > 0 ? (
          <Row name={words.participants}>
            <ul class="whos">
              {event.participants.map((one, i) => (
                <Who key={i} one={one} />
              ))}
            </ul>
          </Row>
        ) : null}
        {event.setting ? (
          <Row name={words.setting}>
            <Text>{event.setting}</Text>
          </Row>
        ) : null}
        {event.topics.length > 0 ? (
          <Row name={words.topics}>
            <Text>{event.topics.join(', ')}</Text>
          </Row>
        ) : null}
        {casualties ? <Row name={words.casualties}>{casualties}</Row> : null}
      </dl>
      {event.outcome === 'moved' && event.moved_to ? (
        <button type="button" class="link" onClick={() => app.go({ event: event.moved_to ?? undefined })}>
          {words.moved}
        </button>
      ) : null}
      <Desk event={event} />
      {event.disagreements.length > 0 ? (
        <section>
          <h3>{words.disagreements}</h3>
          {event.disagreements.map((one) => (
            <Sides key={one.field} field={one.field} sides={one.sides} claims={event.claims} />
          ))}
        </section>
      ) : null}
      {event.history.length > 1 ? (
        <section>
          <h3>{words.history}</h3>
          <ol class="history">
            {event.history.map((step, i) => (
              <li key={i}>
                <span class="as-of">{(step.as_of ?? '').split('/').map(iso_text).filter(Boolean).join(' – ')}</span>
                <StatusMark status={step.status} />
                <Text class="faint">{teller(by_id.get(step.claim))}</Text>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <section>
        <h3>{words.claims}</h3>
        <p class="faint">
          {fill(words.claims_hint, number(event.claims.length), number(event.documents), number(event.roots))}
        </p>
        <ol class="claims">
          {event.claims.slice(0, shown).map((claim) => (
            <ClaimLine key={claim.id} claim={claim} />
          ))}
        </ol>
        {event.claims.length > shown ? (
          <button type="button" class="quiet" onClick={() => set_shown(shown + 100)}>
            {strings.more}
          </button>
        ) : null}
      </section>
      <Origins event={event} />
      <Explanation event={event} />
      <p class="card-foot">
        <button
          type="button"
          class="quiet small"
          onClick={() => navigator.clipboard?.writeText(location.href).then(() => app.say(words.copied))}
        >
          <Icon name="link" /> {words.copy_link}
        </button>
        <a class="quiet small" href={`${kApi}/events/${encodeURIComponent(event.id)}`} target="_blank" rel="noreferrer">
          {words.json}
        </a>
        <span class="faint id">{event.id}</span>
      </p>
    </article>
  );
}

export function Card({ id }: { id: string }) {
  const app = useApp();
  const answer = useAnswer<EventWhole>(`/events/${encodeURIComponent(id)}`, app.now);
  if (answer.error) return <Failed error={answer.error} />;
  if (!answer.value || !answer.fresh) return <Waiting />;
  return <Body event={answer.value} />;
}
