// All documents of the record, by the filter's days and outlets.

import { usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query } from '../lib/state';
import type { Filter } from '../lib/state';
import type { DocumentBrief, DocumentPage } from '../lib/types';
import { Failed, Nothing, Waiting, time_text } from '../parts/common';
import { Text } from '../parts/text';
import { VirtualTable } from '../parts/virtual';
import { number, strings } from '../strings';

// The part of the filter that documents have, too.
function of_documents({ outlet, since, until }: Filter): Filter {
  return Object.fromEntries(Object.entries({ outlet, since, until }).filter(([, value]) => value));
}

const titles = strings.documents.columns;

export function Documents() {
  const app = useApp();
  const pages = usePages<DocumentBrief, DocumentPage>(`/documents${api_query(of_documents(app.state.filter), { sort: 'published', limit: 200 })}`, app.now, (body) => body.documents);
  return (
    <section class="view view-documents" aria-label={strings.documents.title} data-ready={pages.total !== null}>
      {pages.error ? <Failed error={pages.error} /> : null}
      {pages.items.length === 0 && !pages.error ? pages.waiting || pages.total === null ? <Waiting /> : <Nothing /> : null}
      {pages.items.length > 0 ? (
        <VirtualTable
          label={strings.documents.title}
          columns={[
            { key: 'published', title: titles.published, cell: (one: DocumentBrief) => time_text(one.published) },
            {
              key: 'title',
              title: titles.title,
              cell: (one: DocumentBrief) => <Text class="headline">{one.title ?? one.path}</Text>,
            },
            { key: 'outlet', title: titles.outlet, cell: (one: DocumentBrief) => <Text>{one.outlet}</Text> },
            { key: 'claims', title: titles.claims, numeric: true, cell: (one: DocumentBrief) => number(one.claims) },
            { key: 'events', title: titles.events, numeric: true, cell: (one: DocumentBrief) => number(one.events) },
          ]}
          rows={pages.items}
          total={pages.total ?? pages.items.length}
          row_height={46}
          id_of={(one) => one.id}
          onOpen={(one) => app.go({ document: one.id, claim: undefined })}
          onNearEnd={pages.next}
        />
      ) : null}
    </section>
  );
}
