// The rail of filters: what the events in view are made of, each line a count and a switch.

import { useState } from 'preact/hooks';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import { api_query, toggled, values_of } from '../lib/state';
import type { FilterKey } from '../lib/state';
import type { Facet, Facets as FacetsAnswer } from '../lib/types';
import { fill, number, strings } from '../strings';
import { Failed } from './common';
import { Day } from './day';
import { Text } from './text';

const kShort = 6;

// Which facet of the server sets which key of the filter.
const kFacets: readonly { facet: string; key: FilterKey; long?: boolean }[] = [
  { facet: 'type', key: 'type' },
  { facet: 'status', key: 'status' },
  { facet: 'actor', key: 'actor', long: true },
  { facet: 'outlet', key: 'outlet' },
  { facet: 'country', key: 'country' },
  { facet: 'place', key: 'place', long: true },
  { facet: 'topic', key: 'topic' },
  { facet: 'mode', key: 'mode' },
  { facet: 'outcome', key: 'outcome' },
];

function label_of(facet: string, entry: Facet): string {
  if (facet === 'type') return strings.type[entry.value] ?? entry.value;
  if (facet === 'status') return strings.status[entry.value] ?? entry.value;
  if (facet === 'outcome') return strings.outcome[entry.value] ?? entry.value;
  return entry.name ?? entry.value;
}

function Line(props: { facet: string; entry: Facet; most: number; chosen: boolean; onToggle: () => void }) {
  const { facet, entry } = props;
  return (
    <li>
      <button type="button" class="facet-line" aria-pressed={props.chosen} onClick={props.onToggle}>
        <span
          class="share"
          aria-hidden="true"
          data-corner={facet === 'type' ? corner_of(entry.value) : undefined}
          style={{ width: `${Math.max(1.5, (100 * entry.count) / Math.max(1, props.most))}%` }}
        />
        <Text class="facet-name">{label_of(facet, entry)}</Text>
        <span class="facet-count">{number(entry.count)}</span>
      </button>
    </li>
  );
}

function Group(props: { facet: string; filter_key: FilterKey; entries: Facet[]; long?: boolean }) {
  const app = useApp();
  const [all, set_all] = useState(false);
  const [words, set_words] = useState('');
  const { facet, filter_key, entries } = props;
  const chosen = values_of(app.state.filter, filter_key);
  const found = words
    ? entries.filter((entry) => label_of(facet, entry).toLowerCase().includes(words.toLowerCase()))
    : entries;
  const shown = all || words ? found.slice(0, 200) : found.slice(0, kShort);
  if (entries.length === 0 && chosen.length === 0) return null;
  const toggle = (entry: Facet) => app.refine(toggled(app.state.filter, filter_key, entry.value));
  const title = strings.filter.names[facet] ?? facet;
  const most = Math.max(0, ...entries.map((entry) => entry.count));
  return (
    <section class="facet" data-facet={facet}>
      <h3>{title}</h3>
      {props.long && entries.length > kShort ? (
        <input
          type="search"
          class="facet-find"
          aria-label={fill(strings.filter.find, title)}
          placeholder={fill(strings.filter.find, title)}
          value={words}
          onInput={(event) => set_words(event.currentTarget.value)}
        />
      ) : null}
      <ul>
        {shown.map((entry) => (
          <Line
            key={entry.value}
            facet={facet}
            entry={entry}
            most={most}
            chosen={chosen.includes(entry.value)}
            onToggle={() => toggle(entry)}
          />
        ))}
      </ul>
      {!words && found.length > kShort ? (
        <button type="button" class="quiet small" aria-expanded={all} onClick={() => set_all(!all)}>
          {all ? strings.filter.fewer : fill(strings.filter.all, number(found.length - kShort))}
        </button>
      ) : null}
    </section>
  );
}

function Days() {
  const app = useApp();
  const { since, until } = app.state.filter;
  return (
    <section class="facet days">
      <Day name={strings.filter.from} value={since} last={false} onSet={(day) => app.refine({ since: day })} />
      <Day name={strings.filter.to} value={until} last={true} onSet={(day) => app.refine({ until: day })} />
    </section>
  );
}

export function Facets() {
  const app = useApp();
  const answer = useAnswer<FacetsAnswer>(`/facets${api_query(app.state.filter, { limit: 100 })}`, app.now);
  return (
    <div class="facets">
      <Days />
      {answer.error ? <Failed error={answer.error} /> : null}
      {kFacets.map(({ facet, key, long }) => (
        <Group key={facet} facet={facet} filter_key={key} entries={answer.value?.facets[facet] ?? []} long={long ?? false} />
      ))}
    </div>
  );
}
