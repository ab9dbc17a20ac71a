// Full text over the sentences of all documents. Every hit opens its document where the sentence stands.

import { useAnswer, usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query, toggled, values_of } from '../lib/state';
import type { Filter } from '../lib/state';
import { segments } from '../lib/text';
import type { Hit, SearchAnswer } from '../lib/types';
import { Failed, StatusMark, Type, Waiting, source_name, time_text } from '../parts/common';
import { Day } from '../parts/day';
import { Text, pieces } from '../parts/text';
import { count, number, strings } from '../strings';

const words = strings.search;
const kMostShown = 20;
const kHere = ['outlet', 'since', 'until']; // what of the filter holds for sentences

function Marked({ hit }: { hit: Hit }) {
  const parts = segments(hit.text, hit.marks.map(([from, to]) => ({ from, to, kind: 'hit' })));
  return (
    <bdi dir="auto">
      {parts.map((part) => (part.kinds.length > 0 ? <mark key={part.from}>{pieces(part.text)}</mark> : <span key={part.from}>{pieces(part.text)}</span>))}
    </bdi>
  );
}

// Outlets and years of what was found: each is a value of the filter that all views share.
function Narrow({ facets }: { facets: SearchAnswer['facets'] }) {
  const app = useApp();
  const { filter } = app.state;
  const outlets = values_of(filter, 'outlet');
  const years = facets.year.map(({ value, count: found }) => ({ value, found, chosen: filter.since === `${value}-01-01` && filter.until === `${value}-12-31` }));
  return (
    <aside class="search-facets facets" aria-label={words.narrow}>
      <section class="facet days">
        <Day name={strings.filter.from} value={filter.since} last={false} onSet={(day) => app.refine({ since: day })} />
        <Day name={strings.filter.to} value={filter.until} last={true} onSet={(day) => app.refine({ until: day })} />
      </section>
      <section class="facet" data-facet="outlet">
        <h3>{words.outlets}</h3>
        <ul>
          {facets.outlet.slice(0, kMostShown).map((entry) => (
            <li key={entry.value}>
              <button type="button" class="facet-line" aria-pressed={outlets.includes(entry.value)} onClick={() => app.refine(toggled(filter, 'outlet', entry.value))}>
                <Text class="facet-name">{entry.value}</Text>
                <span class="facet-count">{number(entry.count)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section class="facet" data-facet="year">
        <h3>{words.years}</h3>
        <ul>
          {years.slice(-kMostShown).map(({ value, found, chosen }) => (
            <li key={value}>
              <button
                type="button"
                class="facet-line"
                aria-pressed={chosen}
                onClick={() => app.refine(chosen ? { since: '', until: '' } : { since: `${value}-01-01`, until: `${value}-12-31` })}
              >
                <span class="facet-name">{value}</span>
                <span class="facet-count">{number(found)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {Object.keys(filter).some((key) => !kHere.includes(key)) ? <p class="faint">{words.others}</p> : null}
    </aside>
  );
}

export function Search() {
  const app = useApp();
  const query = app.state.words;
  const { outlet, since, until } = app.state.filter;
  const filter = Object.fromEntries(Object.entries({ q: query, outlet, since, until }).filter(([, value]) => value)) as Filter;
  const path = query ? `/search${api_query(filter, { limit: 50 })}` : null;
  const pages = usePages<Hit, SearchAnswer>(path, app.now, (body) => body.hits);
  const first = useAnswer<SearchAnswer>(query ? `/search${api_query(filter, { limit: 1 })}` : null, app.now);
  return (
    <section class="view view-search" aria-label={words.title} data-ready={pages.total !== null}>
      {query ? null : (
        <div class="notice">
          <p>{words.empty}</p>
        </div>
      )}
      <p class="view-lead faint">
        {query && pages.total !== null ? <strong>{count(pages.total, words.found_one, words.found)}</strong> : null}
        <span>{words.hint}</span>
      </p>
      {pages.error ? <Failed error={pages.error} /> : null}
      {query && pages.items.length === 0 && !pages.error ? pages.waiting || pages.total === null ? <Waiting /> : <p class="notice">{words.none}</p> : null}
      <div class="search-columns">
        <ol class="hits">
        {pages.items.map((hit, i) => (
          <li key={i} class="hit" data-document={hit.document}>
            <button
              type="button"
              class="sentence"
              onClick={() => app.go({ document: hit.document, claim: hit.claims[0]?.id ?? (hit.spans[0] ? `b${hit.spans[0][0]}` : undefined) })}
            >
              <Marked hit={hit} />
            </button>
            <p class="hit-foot faint">
              <Text class="source">{source_name(hit.outlet, hit.path)}</Text>
              {hit.published ? <span>{time_text(hit.published)}</span> : null}
              {hit.claims.slice(0, 3).map((claim) => (
                <button key={claim.id} type="button" class="link" onClick={() => app.go({ event: claim.event ?? undefined, list: undefined })}>
                  <Type type={claim.type} /> <StatusMark status={claim.status} />
                </button>
              ))}
            </p>
          </li>
        ))}
      </ol>
        {first.value ? <Narrow facets={first.value.facets} /> : null}
      </div>
      {pages.more ? (
        <button type="button" class="quiet" onClick={pages.next}>
          {strings.more}
        </button>
      ) : null}
    </section>
  );
}
