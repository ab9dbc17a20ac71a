// The events in view as a table: a view of its own, and the twin of every picture for those who do not see it.

import { useMemo } from 'preact/hooks';
import { usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query } from '../lib/state';
import type { Brief, BriefPage } from '../lib/types';
import { Failed, Nothing, PlaceName, StatusMark, Type, Waiting, time_text } from '../parts/common';
import { Text } from '../parts/text';
import { VirtualTable } from '../parts/virtual';
import type { Column } from '../parts/virtual';
import { number, strings } from '../strings';

const titles = strings.events.columns;

const kColumns: readonly Column<Brief>[] = [
  { key: 'time', title: titles.time, cell: (event) => <span class="when">{time_text(event.time)}</span> },
  {
    key: 'headline',
    title: titles.headline,
    cell: (event) => (
      <>
        <span class="phone-time" aria-hidden="true">
          {time_text(event.time)}
        </span>
        <Type type={event.type} mode={event.mode} />
        <Text class="headline">{event.headline}</Text>
      </>
    ),
  },
  { key: 'status', title: titles.status, cell: (event) => <StatusMark status={event.status} /> },
  { key: 'place', title: titles.place, cell: (event) => <PlaceName place={event.place} /> },
  { key: 'roots', title: titles.roots, numeric: true, cell: (event) => number(event.roots) },
  { key: 'documents', title: titles.documents, numeric: true, cell: (event) => number(event.documents) },
];

export function Events() {
  const app = useApp();
  const pages = usePages<Brief, BriefPage>(`/events${api_query(app.state.filter, { limit: 200 })}`, app.now, (body) => body.events);
  const columns = useMemo(() => kColumns, []);
  if (pages.error) return <Failed error={pages.error} />;
  if (pages.items.length === 0) return pages.waiting || pages.total === null ? <Waiting /> : <Nothing />;
  return (
    <VirtualTable
      label={strings.events.title}
      columns={columns}
      rows={pages.items}
      total={pages.total ?? pages.items.length}
      row_height={54}
      id_of={(event) => event.id}
      open={app.state.event}
      onOpen={(event) => app.go({ event: event.id, list: undefined })}
      onNearEnd={pages.next}
    />
  );
}
