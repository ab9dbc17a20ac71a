// The reviewer's desk in the card of an event: what was decided about it and by whom, and, with a token, the means to
// decide: accept, reject, correct, merge, split, each with its reason, each to be undone.

import { useState } from 'preact/hooks';
import { ApiError, tell, useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import type { Decision, DecisionsAnswer, EventWhole } from '../lib/types';
import { Text } from '../parts/text';
import { fill, strings } from '../strings';

const words = strings.review;
type Kind = 'accept' | 'reject' | 'correct' | 'merge' | 'split';
const kKinds: readonly Kind[] = ['accept', 'reject', 'correct', 'merge', 'split'];

export function when_text(when: string | null): string {
  return when ? when.replace('T', ' ').replace(/(:\d\d)(:\d\d)?(\.\d+)?Z?$/, '$1') : '';
}

export function decision_text(one: Decision): string {
  const kind = words.kinds[one.what] ?? one.what;
  if (one.what !== 'correct') return kind;
  return `${kind}: ${words.fields[one.field ?? ''] ?? one.field ?? ''} → ${one.value || strings.unknown}`;
}

export function useDecide(): (body: Record<string, unknown>, done: string) => Promise<boolean> {
  const app = useApp();
  return async (body, done) => {
    if (!app.reviewer) return false;
    // What is rejected is in no event: its card goes before it, and comes back where the decision was not kept.
    const { event } = app.state;
    if (body.what === 'reject') app.go({ event: undefined });
    try {
      await tell('/decisions', { ...body, who: app.reviewer.who }, app.reviewer.token);
      app.say(done);
      app.renew();
      return true;
    } catch (error) {
      if (body.what === 'reject') app.go({ event });
      const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
      app.say(refused ? words.wrong_token : (error as Error).message);
      return false;
    }
  };
}

function Marks({ decisions }: { decisions: readonly Decision[] }) {
  const app = useApp();
  const decide = useDecide();
  if (decisions.length === 0) return null;
  return (
    <section class="marks">
      <h3>{words.marks}</h3>
      <ul>
        {decisions.map((one) => (
          <li key={one.id} data-undone={one.superseded_by !== null} data-kind={one.what}>
            <Text>{fill(words.by, decision_text(one), one.who, when_text(one.when))}</Text>
            {one.reason ? <Text class="mark-reason">{one.reason}</Text> : null}
            {app.reviewer && !one.superseded_by && one.what !== 'undo' ? (
              <button type="button" class="quiet small" onClick={() => decide({ what: 'undo', targets: [one.id] }, words.undone)}>
                {words.undo}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Form({ event, kind, fields, onDone }: { event: EventWhole; kind: Kind; fields: DecisionsAnswer['fields']; onDone: () => void }) {
  const decide = useDecide();
  const [reason, set_reason] = useState('');
  const [field, set_field] = useState('type');
  const [value, set_value] = useState('');
  const [other, set_other] = useState('');
  const [claims, set_claims] = useState<readonly string[]>([]);
  const complete =
    (kind !== 'merge' || other.trim() !== '') &&
    (kind !== 'split' || (claims.length > 0 && claims.length < event.claims.length));
  const send = async () => {
    const targets = kind === 'merge' ? [event.id, other.trim()] : kind === 'split' ? claims : [event.id];
    const corrected = kind === 'correct' ? { field, value: value.trim() } : {};
    if (await decide({ what: kind, targets, ...corrected, reason }, words.kept)) onDone();
  };
  return (
    <form
      class="desk-form"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (complete) void send();
      }}
    >
      {kind === 'correct' ? (
        <div class="desk-pair">
          <label>
            <span>{words.field}</span>
            <select value={field} onChange={(change) => set_field(change.currentTarget.value)}>
              {fields.map(({ name }) => (
                <option key={name} value={name}>
                  {words.fields[name] ?? name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>{words.value}</span>
            <input value={value} placeholder={fields.find(({ name }) => name === field)?.form} onInput={(input) => set_value(input.currentTarget.value)} />
          </label>
        </div>
      ) : null}
      {kind === 'merge' ? (
        <label>
          <span>{words.into}</span>
          <input value={other} placeholder={words.into_hint} onInput={(input) => set_other(input.currentTarget.value)} />
        </label>
      ) : null}
      {kind === 'split' ? (
        <fieldset>
          <legend>{words.claims}</legend>
          {event.claims.map((claim) => (
            <label key={claim.id} class="desk-claim">
              <input
                type="checkbox"
                checked={claims.includes(claim.id)}
                onChange={(change) => set_claims(change.currentTarget.checked ? [...claims, claim.id] : claims.filter((id) => id !== claim.id))}
              />
              <Text>{claim.sentence.text}</Text>
            </label>
          ))}
        </fieldset>
      ) : null}
      <label>
        <span>{words.reason}</span>
        <textarea rows={2} value={reason} placeholder={words.reason_hint} onInput={(input) => set_reason(input.currentTarget.value)} />
      </label>
      <p>
        <button type="submit" class="solid" disabled={!complete}>
          {words.send}
        </button>
        <button type="button" class="quiet" onClick={onDone}>
          {strings.close}
        </button>
      </p>
    </form>
  );
}

export function Desk({ event }: { event: EventWhole }) {
  const app = useApp();
  const [kind, set_kind] = useState<Kind | null>(null);
  const answer = useAnswer<DecisionsAnswer>('/decisions', app.now);
  const mine = new Set([event.id, ...event.claims.map((claim) => claim.id)]);
  const about = (answer.value?.decisions ?? []).filter(
    (one) => one.what !== 'undo' && (one.targets.some((id) => mine.has(id)) || one.claims.some(({ id }) => mine.has(id))),
  );
  return (
    <>
      <Marks decisions={about} />
      {app.reviewer ? (
        <section class="desk" aria-label={words.title}>
          <div class="desk-kinds" role="group" aria-label={words.title}>
            {kKinds.map((name) => (
              <button key={name} type="button" aria-pressed={kind === name} data-kind={name} onClick={() => set_kind(kind === name ? null : name)}>
                {words[name]}
              </button>
            ))}
          </div>
          {kind ? <Form key={kind} event={event} kind={kind} fields={answer.value?.fields ?? []} onDone={() => set_kind(null)} /> : null}
        </section>
      ) : null}
    </>
  );
}
