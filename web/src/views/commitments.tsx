// Commitments: what was announced, and what had become of it on a day of the reader's choice, by what documents up to
// that day said.

import { useEffect, useMemo, useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { iso_text, span_text, to_day, to_iso } from '../lib/days';
import { api_query } from '../lib/state';
import type { Commitment, CommitmentsAnswer, Step } from '../lib/types';
import { Failed, Nothing, Waiting, time_text } from '../parts/common';
import { fill, number, strings } from '../strings';
import { BriefLine } from './card';

const words = strings.commitments;
const kOrder = ['owed', 'due', 'kept', 'moved', 'broken', 'unconfirmed'];

// The days on which documents spoke of them: what the reader's day can be chosen from.
function spoken_days(list: readonly Commitment[]): [number, number] | null {
  const days = list
    .flatMap((one) => [one.announced?.from, one.announced?.to, one.settled?.from, one.event.time.from, one.event.time.to])
    .map(to_day)
    .filter((day): day is number => day !== null);
  return days.length > 0 ? [Math.min(...days), Math.max(...days)] : null;
}

// What is owed is due once its day may have come.
function state_on(one: Commitment, day: number): string {
  const from = to_day(one.event.time.from);
  return one.state === 'owed' && from !== null && from <= day ? 'due' : one.state;
}

// From the announcement over the days it was meant for to the day it was settled, on the scale of all that are shown.
function Course({ one, from, to, as_of }: { one: Commitment; from: number; to: number; as_of: number | null }) {
  const share = (day: number) => `${Math.max(0, Math.min(100, (100 * (day - from)) / Math.max(1, to - from))).toFixed(2)}%`;
  const told = to_day(one.announced?.from);
  const start = to_day(one.event.time.from);
  const end = to_day(one.event.time.to);
  const settled = to_day(one.settled?.from ?? one.settled?.to);
  if (told === null && start === null) return null;
  const left = start ?? told ?? from;
  const right = Math.max(left + 1, (end ?? left) + 1);
  return (
    <div class="course" data-state={one.state} aria-hidden="true">
      {told !== null ? <span class="course-line" style={{ left: share(Math.min(told, left)), right: `calc(100% - ${share(Math.max(told, right, settled ?? right))})` }} /> : null}
      <span class="course-due" style={{ left: share(left), right: `calc(100% - ${share(right)})` }} />
      {told !== null ? <span class="course-told" style={{ left: share(told) }} /> : null}
      {settled !== null ? <span class="course-settled" style={{ left: share(settled) }} /> : null}
      {as_of !== null ? <span class="course-now" style={{ left: share(as_of) }} /> : null}
    </div>
  );
}

function Foot({ one }: { one: Commitment }) {
  const app = useApp();
  const day_of = (step: Step | null) => (step ? span_text(to_day(step.from), to_day(step.to)) : '');
  const told = day_of(one.announced);
  const settled = one.state === 'kept' || one.state === 'broken' ? day_of(one.settled) : '';
  return (
    <p class="brief-extra faint">
      {told ? <span>{fill(words.announced, told)}</span> : null}
      <span>{fill(words.due, time_text(one.event.time))}</span>
      {settled ? <span>{fill(words.settled, settled)}</span> : null}
      {one.moved_to ? (
        <button type="button" class="link" onClick={() => app.go({ event: one.moved_to ?? undefined })}>
          {words.moved_to}
        </button>
      ) : null}
    </p>
  );
}

export function Commitments() {
  const app = useApp();
  const { as_of, state } = app.state;
  const answer = useAnswer<CommitmentsAnswer>(`/commitments${api_query(app.state.filter, { as_of })}`, app.now);
  const days = useMemo(() => spoken_days(answer.value?.commitments ?? []), [answer.value]);
  const [all_days, set_all_days] = useState<[number, number] | null>(null);
  useEffect(() => {
    if (answer.fresh && !as_of && days) set_all_days(days);
  }, [answer.fresh, as_of, days]);
  const [first, last] = all_days ?? days ?? [0, 1];
  const chosen = to_day(as_of) ?? last;
  const list = useMemo(() => (answer.value?.commitments ?? []).map((one) => ({ ...one, state: state_on(one, chosen) })), [answer.value, chosen]);
  const set_day = (day: number | null, replace: boolean) => app.go({ as_of: day === null ? undefined : to_iso(day) }, { replace });
  const groups = kOrder
    .map((name) => ({ name, members: list.filter((one) => one.state === name) }))
    .filter(({ members, name }) => members.length > 0 && (!state || state === name));
  const counts = Object.fromEntries(kOrder.map((name) => [name, list.filter((one) => one.state === name).length]));
  return (
    <section class="view view-commitments" aria-label={words.title} data-ready={answer.value !== null}>
      <div class="view-head">
        <label class="as-of-box">
          <span>{words.as_of}</span>
          <input type="date" value={to_iso(chosen)} onChange={(event) => set_day(to_day(event.currentTarget.value), false)} />
          <input
            type="range"
            aria-label={words.as_of}
            min={first}
            max={last}
            value={chosen}
            aria-valuetext={iso_text(to_iso(chosen))}
            onInput={(event) => set_day(Number(event.currentTarget.value), true)}
          />
        </label>
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
        {groups.map(({ name, members }) => {
          const around = members.flatMap((one) => [to_day(one.announced?.from), to_day(one.event.time.from)]).filter((day): day is number => day !== null);
          const from = Math.min(...around) - 3;
          const to = Math.max(...around) + 10;
          return (
            <section key={name} data-state={name}>
              <h3>
                {words.states[name]} <span class="faint">{number(members.length)}</span>
              </h3>
              <ul class="briefs">
                {members.map((one) => (
                  <BriefLine key={one.event.id} event={one.event}>
                    <Course one={one} from={from} to={to} as_of={as_of ? chosen : null} />
                    <Foot one={one} />
                  </BriefLine>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </section>
  );
}
