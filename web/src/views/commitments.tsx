// Commitments: what was announced, and what had become of it on a day of the reader's choice, by what documents up to
// that day said.

import { useMemo } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { iso_text, span_text, to_day, to_iso } from '../lib/days';
import { api_query } from '../lib/state';
import type { Commitment, CommitmentsAnswer, Step } from '../lib/types';
import { warp_of } from '../lib/warp';
import type { Warp } from '../lib/warp';
import { Failed, Nothing, Waiting, time_text } from '../parts/common';
import { Day } from '../parts/day';
import { fill, number, strings } from '../strings';
import { BriefLine } from './card';

const words = strings.commitments;
const kSteps = 500; // of the slider
const kOrder = ['owed', 'due', 'kept', 'moved', 'broken', 'unconfirmed'];

// The days on which documents spoke of them, and those they were meant for.
function warp_for(list: readonly Commitment[]): Warp {
  const days = list
    .flatMap((one) => [one.announced?.from, one.announced?.to, one.settled?.from, one.event.time.from, one.event.time.to])
    .map(to_day)
    .filter((day): day is number => day !== null);
  return warp_of(days.map((day) => [day, day] as const));
}

// What is owed is due once its day may have come.
function state_on(one: Commitment, day: number): string {
  const from = to_day(one.event.time.from);
  return one.state === 'owed' && from !== null && from <= day ? 'due' : one.state;
}

// From the announcement over the days it was meant for to the day it was settled, long silences folded.
function Course({ one, warp, as_of }: { one: Commitment; warp: Warp; as_of: number | null }) {
  const share = (day: number) => `${Math.max(0, Math.min(100, (100 * (warp.to_u(day) - warp.start)) / (warp.end - warp.start))).toFixed(2)}%`;
  const told = to_day(one.announced?.from);
  const start = to_day(one.event.time.from);
  const end = to_day(one.event.time.to);
  const settled = to_day(one.settled?.from ?? one.settled?.to);
  if (told === null && start === null) return null;
  const left = start ?? told ?? 0;
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
  // The days to choose from are those of all that is known by now, not of what was known on the day that is chosen.
  const whole = useAnswer<CommitmentsAnswer>(`/commitments${api_query(app.state.filter)}`, app.now);
  const warp = useMemo(() => warp_for(whole.value?.commitments ?? []), [whole.value]);
  const last = Math.floor(warp.to_day(warp.end));
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
        <div class="as-of-box">
          <Day name={words.as_of} value={to_iso(chosen)} last={true} onSet={(day) => set_day(to_day(day), false)} />
          <input
            type="range"
            aria-label={words.as_of}
            min={0}
            max={kSteps}
            value={Math.round((kSteps * (warp.to_u(chosen) - warp.start)) / (warp.end - warp.start))}
            aria-valuetext={iso_text(to_iso(chosen))}
            onInput={(event) => set_day(Math.floor(warp.to_day(warp.start + (Number(event.currentTarget.value) / kSteps) * (warp.end - warp.start))), true)}
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
              <h3>
                {words.states[name]} <span class="faint">{number(members.length)}</span>
              </h3>
              <ul class="briefs">
                {members.map((one) => (
                  <BriefLine key={one.event.id} event={one.event}>
                    <Course one={one} warp={warp} as_of={as_of ? chosen : null} />
                    <Foot one={one} />
                  </BriefLine>
                ))}
              </ul>
            </section>
        ))}
      </div>
    </section>
  );
}
