// Full text over the sentences of all documents. Every hit opens its document where the sentence stands.

import { usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query } from '../lib/state';
import { segments } from '../lib/text';
import type { Hit, SearchAnswer } from '../lib/types';
import { Failed, StatusMark, Type, Waiting, source_name, time_text } from '../parts/common';
import { Text, pieces } from '../parts/text';
import { count, strings } from '../strings';

const words = strings.search;

function Marked({ hit }: { hit: Hit }) {
  const parts = segments(hit.text, hit.marks.map(([from, to]) => ({ from, to, kind: 'hit' })));
  return (
    <bdi dir="auto">
      {parts.map((part) => (part.kinds.length > 0 ? <mark key={part.from}>{pieces(part.text)}</mark> : <span key={part.from}>{pieces(part.text)}</span>))}
    </bdi>
  );
}

export function Search() {
  const app = useApp();
  const query = app.state.words;
  const pages = usePages<Hit, SearchAnswer>(query ? `/search${api_query({ q: query }, { limit: 50 })}` : null, app.now, (body) => body.hits);
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
      {pages.more ? (
        <button type="button" class="quiet" onClick={pages.next}>
          {strings.more}
        </button>
      ) : null}
    </section>
  );
}
