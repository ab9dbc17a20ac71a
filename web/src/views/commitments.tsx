// Commitments: who owes what to whom by when, and what had become of it on a day of the reader's choice, by what
// documents up to that day said. Every step of one is a sentence in its document.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { iso_text, to_day, to_iso } from '../lib/days';
import { api_query } from '../lib/state';
import type { Commitment, CommitmentsAnswer, Participant, Step } from '../lib/types';
import { warp_of } from '../lib/warp';
import type { Warp } from '../lib/warp';
import { Failed, Nothing, Type, Waiting, source_name } from '../parts/common';
import { Day } from '../parts/day';
import { Text } from '../parts/text';
import { fill, number, strings } from '../strings';
import { SaidBy } from './card';

const words = strings.commitments;
const kSlider = 500; // steps of the slider
const kMost = 300; // of a state, on one page
const kOrder = ['owed', 'due', 'in_force', 'kept', 'moved', 'broken', 'cancelled', 'unconfirmed'];

const told_on = (step: Step) => to_day(step.as_of?.split('/')[0]);
const told_text = (step: Step) => (step.as_of ?? '').split('/').map(iso_text).filter(Boolean).join(' – ');

// The days on which documents spoke of them, and those they were meant for.
function warp_for(list: readonly Commitment[]): Warp {
  const days = list.flatMap((one) => [...one.steps.map(told_on), to_day(one.due.from), to_day(one.due.to)]).filter((day): day is number => day !== null);
  return warp_of(days.map((day) => [day, day] as const));
}

// What is open is owed, and due once its day may have come.
function state_on(one: Commitment, day: number): string {
  if (one.state !== 'open') return one.state;
  const from = to_day(one.due.from);
  return from !== null && from <= day ? 'due' : 'owed';
}

// From the announcement over the days it is due on to the last that was heard of it, long silences folded.
function Course({ one, warp, as_of }: { one: Commitment; warp: Warp; as_of: number | null }) {
  const share = (day: number) => `${Math.max(0, Math.min(100, (100 * (warp.to_u(day) - warp.start)) / (warp.end - warp.start))).toFixed(2)}%`;
  const told = one.steps.map(told_on).filter((day): day is number => day !== null);
  const start = to_day(one.due.from);
  const end = to_day(one.due.to);
  const all = [...told, ...(start === null ? [] : [start]), ...(end === null ? [] : [end + 1])];
  if (all.length === 0) return null;
  const from = start ?? end;
  return (
    <div class="course" data-state={one.state} aria-hidden="true">
      <span class="course-line" style={{ left: share(Math.min(...all)), right: `calc(100% - ${share(Math.max(...all))})` }} />
      {from !== null ? <span class="course-due" data-open={start === null ? 'from' : end === null ? 'to' : undefined} style={{ left: share(from), right: `calc(100% - ${share((end ?? from) + 1)})` }} /> : null}
      {told.map((day, i) => (
        <span key={i} class="course-told" data-first={i === 0} style={{ left: share(day) }} />
      ))}
      {as_of !== null ? <span class="course-now" style={{ left: share(as_of) }} /> : null}
    </div>
  );
}

function Names({ list }: { list: readonly Participant[] }) {
  const app = useApp();
  return (
    <>
      {list.map((one, i) => (
        <span key={i}>
          {i > 0 ? ', ' : ''}
          <button type="button" class="link plain" onClick={() => app.go({ list: `actor~${one.id ?? one.name}~${one.name}`, event: undefined })}>
            <Text>{one.name}</Text>
          </button>
        </span>
      ))}
    </>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const app = useApp();
  return (
    <ol class="steps">
      {steps.map((step, i) => (
        <li key={i} data-step={step.step}>
          <p class="step-head">
            <span class="as-of">{told_text(step)}</span>
            <strong>{step.step}</strong>
            {step.by.length > 0 ? (
              <span>
                {words.by} <Names list={step.by} />
              </span>
            ) : null}
            <span class="faint">
              <SaidBy chain={step.said_by} outlet={source_name(step.outlet, step.path)} />
            </span>
          </p>
          <button type="button" class="sentence" onClick={() => app.go({ document: step.document, claim: step.claim })}>
            <Text>{step.sentence.text}</Text>
            <span class="visually-hidden">{strings.search.open}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Line({ one, warp, as_of }: { one: Commitment; warp: Warp; as_of: number | null }) {
  const app = useApp();
  const opened = app.state.open === one.id;
  const target = one.owed_to.length > 0;
  return (
    <li class="commitment" data-commitment={one.id} data-open={opened}>
      <p class="brief-time">
        {one.due.from || one.due.to ? one.due_text : words.no_day}
        {one.due_as_written ? (
          <span>
            {' '}
            · “<Text>{one.due_as_written}</Text>”
          </span>
        ) : null}
      </p>
      <button type="button" class="commitment-what" aria-expanded={opened} onClick={() => app.go({ open: opened ? undefined : one.id }, { replace: true })}>
        <Text>{one.what}</Text>
      </button>
      {one.condition ? (
        <p class="condition">
          <Text>{one.condition}</Text>
        </p>
      ) : null}
      <p class="brief-foot">
        <Type type={one.type} mode={one.mode} />
        <span>{words.kinds[one.kind] ?? one.kind}</span>
        {one.owed_by.length > 0 || target ? (
          <span>
            <Names list={one.owed_by} />
            {target ? <span> → </span> : null}
            <Names list={one.owed_to} />
          </span>
        ) : null}
        {one.event ? (
          <button type="button" class="link" onClick={() => app.go({ event: one.event ?? undefined, list: undefined })}>
            {strings.card.event}
          </button>
        ) : null}
        {one.moved_to ? (
          <button type="button" class="link" onClick={() => app.go({ event: one.moved_to ?? undefined, list: undefined })}>
            {words.moved_to}
          </button>
        ) : null}
      </p>
      <Course one={one} warp={warp} as_of={as_of} />
      {opened ? (
        <Steps steps={one.steps} />
      ) : (
        <p class="faint last-step">
          {one.steps.length > 0 ? fill(words.steps, one.steps.map((step) => step.step).join(' → ')) : null}
        </p>
      )}
    </li>
  );
}

export function Commitments() {
  const app = useApp();
  const { as_of, state } = app.state;
  const answer = useAnswer<CommitmentsAnswer>(`/commitments${api_query(app.state.filter, { as_of })}`, app.now);
  // The days to choose from are those of all that is known by now, not of what was known on the day that is chosen.
  const whole = useAnswer<CommitmentsAnswer>(`/commitments${api_query(app.state.filter)}`, app.now);
  const warp = useMemo(() => warp_for(whole.value?.commitments ?? []), [whole.value]);
  const last = Math.floor(warp.to_day(warp.end));
  const chosen = to_day(as_of) ?? last;
  const list = useMemo(() => (answer.value?.commitments ?? []).map((one) => ({ one, is: state_on(one, chosen) })), [answer.value, chosen]);
  const [slid, set_slid] = useState<number | null>(null);
  const rest = useRef(0);
  useEffect(() => () => clearTimeout(rest.current), []);
  const set_day = (day: number | null, replace: boolean) => app.go({ as_of: day === null ? undefined : to_iso(day) }, { replace });
  const slide = (at: number) => {
    set_slid(at);
    clearTimeout(rest.current);
    rest.current = window.setTimeout(() => {
      set_slid(null);
      set_day(Math.floor(warp.to_day(warp.start + (at / kSlider) * (warp.end - warp.start))), true);
    }, 250);
  };
  const shown_day = slid === null ? chosen : Math.floor(warp.to_day(warp.start + (slid / kSlider) * (warp.end - warp.start)));
  const groups = kOrder
    .map((name) => ({ name, members: list.filter(({ is }) => is === name) }))
    .filter(({ members, name }) => members.length > 0 && (!state || state === name));
  const counts = Object.fromEntries(kOrder.map((name) => [name, list.filter(({ is }) => is === name).length]));
  return (
    <section class="view view-commitments" aria-label={words.title} data-ready={answer.value !== null}>
      <div class="view-head">
        <div class="as-of-box">
          <Day name={words.as_of} value={to_iso(shown_day)} last={true} onSet={(day) => set_day(to_day(day), false)} />
          <input
            type="range"
            aria-label={words.as_of}
            min={0}
            max={kSlider}
            value={slid ?? Math.round((kSlider * (warp.to_u(chosen) - warp.start)) / (warp.end - warp.start))}
            aria-valuetext={iso_text(to_iso(shown_day))}
            onInput={(event) => slide(Number(event.currentTarget.value))}
          />
        </div>
        {as_of ? (
          <button type="button" class="quiet small" onClick={() => set_day(null, false)}>
            {words.today}
          </button>
        ) : null}
        <p class="faint">{words.hint}</p>
      </div>
      <div class="states" role="group" aria-label={words.title}>
        {kOrder.map((name) => (
          <button key={name} type="button" class="state" data-state={name} aria-pressed={state === name} onClick={() => app.go({ state: state === name ? undefined : name })}>
            <span class="state-count">{number(counts[name] ?? 0)}</span>
            <span class="state-name">{words.states[name]}</span>
            <span class="state-explain">{words.explain[name]}</span>
          </button>
        ))}
      </div>
      {answer.error ? <Failed error={answer.error} /> : null}
      {!answer.value && !answer.error ? <Waiting /> : null}
      {answer.value && groups.length === 0 ? <Nothing /> : null}
      <div class="commitment-groups">
        {groups.map(({ name, members }) => (
          <section key={name} data-state={name}>
            <h2>
              {words.states[name]} <span class="faint">{number(members.length)}</span>
            </h2>
            <ul class="briefs">
              {members.slice(0, kMost).map(({ one }) => (
                <Line key={one.id} one={one} warp={warp} as_of={as_of ? chosen : null} />
              ))}
            </ul>
            {members.length > kMost ? <p class="faint">{fill(words.left_out, number(members.length - kMost))}</p> : null}
          </section>
        ))}
      </div>
    </section>
  );
}
