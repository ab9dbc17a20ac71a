// The events behind a thing that was clicked: a place, a country, a pair of actors, one actor. What is listed stands in
// the address as kind~what~name, so that it can be sent on.

import { useAnswer, usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query } from '../lib/state';
import type { Filter } from '../lib/state';
import { span_text, to_day } from '../lib/days';
import type { ActorWhole, Brief, BriefPage } from '../lib/types';
import { Failed, Nothing, Waiting } from '../parts/common';
import { Text } from '../parts/text';
import { count, fill, number, strings } from '../strings';
import { BriefLine } from './card';

export interface Listed {
  title: string;
  filter: Filter;
}

const escaped = (value: string) => value.replaceAll(',', '\\,');

export function read_list(text: string): Listed {
  const [kind = '', ...rest] = text.split('~');
  const [a = '', b = '', c = '', d = ''] = rest;
  if (kind === 'pair') return { title: fill(strings.network.between, c || a, d || b), filter: { actor: escaped(a), with: escaped(b) } };
  if (kind === 'place') return { title: fill(strings.map.at, b || a), filter: { place: escaped(a) } };
  return { title: fill(strings.network.of, b || a), filter: { actor: escaped(a) } };
}

// Who somebody is: the offices held on the days of the record's events, and with whom there was most to do.
function ActorHead({ id }: { id: string }) {
  const app = useApp();
  const answer = useAnswer<ActorWhole>(`/actors/${encodeURIComponent(id)}`, app.now);
  const actor = answer.fresh ? answer.value : null;
  if (!actor) return null;
  const most = Math.max(1, ...actor.partners.map((one) => one.events));
  return (
    <>
      {actor.offices.length > 0 ? (
        <ul class="offices">
          {actor.offices.slice(0, 8).map((one) => (
            <li key={one.office}>
              <Text>{one.office}</Text> <span class="faint">{span_text(to_day(one.from), to_day(one.to))}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {actor.partners.length > 0 ? (
        <section>
          <h3>{strings.list.partners}</h3>
          <ul class="partners">
            {actor.partners.slice(0, 8).map((one) => (
              <li key={one.id ?? one.name}>
                <button type="button" class="facet-line" onClick={() => app.go({ list: `pair~${id}~${one.id ?? one.name}~${actor.name}~${one.name}` })}>
                  <span class="share" aria-hidden="true" data-tone={one.score > 0.5 ? 'warm' : one.score < -0.5 ? 'cold' : 'none'} style={{ width: `${(100 * one.events) / most}%` }} />
                  <Text class="facet-name">{one.name}</Text>
                  <span class="facet-count">{number(one.events)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

export function List({ text }: { text: string }) {
  const app = useApp();
  const { title, filter } = read_list(text);
  const all = { ...app.state.filter, ...filter };
  const pages = usePages<Brief, BriefPage>(`/events${api_query(all, { limit: 50 })}`, app.now, (body) => body.events);
  return (
    <section class="list-panel">
      <h2>
        <Text>{title}</Text>
      </h2>
      <p class="card-facts">
        {pages.total !== null ? <span>{count(pages.total, strings.events_one, strings.events_many)}</span> : null}
        <button type="button" class="link" onClick={() => app.go({ filter: all, list: undefined })}>
          {strings.list.filter}
        </button>
      </p>
      {text.startsWith('actor~') ? <ActorHead id={text.split('~')[1] ?? ''} /> : null}
      {pages.error ? <Failed error={pages.error} /> : null}
      {pages.items.length === 0 ? pages.waiting ? <Waiting /> : <Nothing /> : null}
      <ul class="briefs">
        {pages.items.map((event) => (
          <BriefLine key={event.id} event={event} />
        ))}
      </ul>
      {pages.more ? (
        <button type="button" class="quiet" onClick={pages.next}>
          {strings.more}
        </button>
      ) : null}
    </section>
  );
}
