// All decisions, who made them and when, how to undo them, and how far people who looked at the same thing agree.

import { useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import type { DecisionsAnswer } from '../lib/types';
import { Failed, Waiting } from '../parts/common';
import { Text } from '../parts/text';
import { fill, number, strings } from '../strings';
import { decision_text, useDecide, when_text } from './desk';

const words = strings.review;

function Enter() {
  const app = useApp();
  const [token, set_token] = useState('');
  const [who, set_who] = useState('');
  if (app.reviewer) {
    return (
      <p class="desk-who">
        <Text>{fill(words.as, app.reviewer.who)}</Text>{' '}
        <button type="button" class="quiet small" onClick={() => app.set_reviewer(null)}>
          {words.stop}
        </button>
      </p>
    );
  }
  if (!app.summary?.review) return <p class="notice">{words.off}</p>;
  return (
    <form
      class="desk-enter"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() && who.trim()) app.set_reviewer({ token: token.trim(), who: who.trim() });
      }}
    >
      <h2>{words.enter}</h2>
      <p class="faint">{words.enter_hint}</p>
      <label>
        <span>{words.who}</span>
        <input name="who" value={who} autocomplete="name" onInput={(event) => set_who(event.currentTarget.value)} />
      </label>
      <label>
        <span>{words.token}</span>
        <input name="token" value={token} autocomplete="off" spellcheck={false} onInput={(event) => set_token(event.currentTarget.value)} />
      </label>
      <button type="submit" class="solid" disabled={!token.trim() || !who.trim()}>
        {words.start}
      </button>
    </form>
  );
}

export function Decisions() {
  const app = useApp();
  const decide = useDecide();
  const answer = useAnswer<DecisionsAnswer>('/decisions', app.now);
  const pairs = (answer.value?.agreement ?? []).filter((pair) => pair.both > 0);
  const decisions = [...(answer.value?.decisions ?? [])].reverse();
  return (
    <section class="view view-decisions" aria-label={words.list} data-ready={app.summary !== null}>
      <Enter />
      {answer.error ? <Failed error={answer.error} /> : null}
      {answer.waiting && !answer.value ? <Waiting /> : null}
      {pairs.length > 0 ? (
        <ul class="agreement" aria-label={words.agreement}>
          {pairs.map((pair) => (
            <li key={`${pair.a} ${pair.b}`}>
              <Text>{fill(words.agreement_text, pair.a, pair.b, number(pair.agreed), number(pair.both))}</Text>
              {pair.kappa === null ? null : <span class="faint"> {fill(words.kappa, pair.kappa.toFixed(2))}</span>}
            </li>
          ))}
        </ul>
      ) : null}
      {answer.value && (app.summary?.review || decisions.length > 0) ? (
        decisions.length === 0 ? (
          <p class="notice">{words.list_empty}</p>
        ) : (
          <div class="table-scroll" tabIndex={0} role="region" aria-label={words.list}>
            <table class="plain-table" aria-label={words.list}>
              <thead>
                <tr>
                  <th scope="col">{words.columns.when}</th>
                  <th scope="col">{words.columns.who}</th>
                  <th scope="col">{words.columns.what}</th>
                  <th scope="col">{words.columns.target}</th>
                  <th scope="col">{words.columns.reason}</th>
                  <th scope="col">
                    <span class="visually-hidden">{words.undo}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {decisions.map((one) => (
                  <tr key={one.id} data-undone={one.superseded_by !== null}>
                    <td>{when_text(one.when)}</td>
                    <td>
                      <Text>{one.who}</Text>
                    </td>
                    <td>
                      <Text>{decision_text(one)}</Text>
                    </td>
                    <td>
                      {one.targets.map((id) => (
                        <button key={id} type="button" class="link id" disabled={id.startsWith('dc_')} onClick={() => app.go({ event: id, list: undefined })}>
                          {id}
                        </button>
                      ))}
                    </td>
                    <td>
                      <Text>{one.reason}</Text>
                    </td>
                    <td>
                      {app.reviewer && !one.superseded_by && one.what !== 'undo' ? (
                        <button type="button" class="quiet small" onClick={() => decide({ what: 'undo', targets: [one.id] }, words.undone)}>
                          {words.undo}
                        </button>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      ) : null}
    </section>
  );
}
