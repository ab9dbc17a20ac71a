// Who says what: events down, outlets and speakers across, and in each cell whether it was told, announced, denied, or
// passed over. Copies of one origin are one voice and fold into it.

import { useMemo, useRef, useState } from 'preact/hooks';
import { useAnswer, usePages } from '../lib/api';
import { useApp } from '../lib/app';
import { api_query } from '../lib/state';
import { plain } from '../lib/text';
import type { EventWhole, MatrixAnswer, MatrixCell, MatrixColumn, MatrixRow } from '../lib/types';
import { Failed, Nothing, Type, Waiting, time_text } from '../parts/common';
import { Text } from '../parts/text';
import { fill, strings } from '../strings';
import { Sides } from './card';

const words = strings.matrix;

// What a cell says in one mark; two where a voice says two things of one event.
function marks_of(cell: MatrixCell): string[] {
  const kinds = cell.status.map((status) => (status === 'happened' || status === 'ongoing' ? 'told' : status));
  return [...new Set(kinds)];
}

interface Folded {
  cell: MatrixCell;
  copy_of: number | null; // the column whose origin it repeats
}

// Within a row, an outlet whose claims come from the same origin as those of an outlet before it is its copy.
function fold(row: MatrixRow, columns: readonly MatrixColumn[], folding: boolean): Map<number, Folded> {
  const first = new Map<string, number>();
  const result = new Map<number, Folded>();
  for (const cell of row.cells) {
    const outlet = columns[cell.column]?.kind === 'outlet';
    const before = outlet && cell.roots.length > 0 && cell.roots.every((root) => first.has(root)) ? first.get(cell.roots[0] ?? '') : undefined;
    if (outlet && before === undefined) for (const root of cell.roots) if (!first.has(root)) first.set(root, cell.column);
    result.set(cell.column, { cell, copy_of: folding ? (before ?? null) : null });
  }
  return result;
}

function Cell({ folded, column, columns }: { folded: Folded | undefined; column: MatrixColumn; columns: readonly MatrixColumn[] }) {
  if (!folded) {
    return (
      <span class="cell" data-say="silent">
        <span class="visually-hidden">{words.cell.silent}</span>
      </span>
    );
  }
  const origin = folded.copy_of === null ? null : columns[folded.copy_of];
  const says = marks_of(folded.cell);
  const text = says.map((say) => words.cell[say] ?? say).join(', ');
  const note = origin ? `${text}, ${fill(words.copy_of, origin.name)}` : text;
  return (
    <span class="cell" data-copy={origin ? 'true' : undefined} title={plain(`${column.name}: ${note}`)}>
      {says.map((say) => (
        <span key={say} class="say" data-say={say} aria-hidden="true" />
      ))}
      <span class="visually-hidden">{plain(note)}</span>
    </span>
  );
}

function Beside({ id, fields }: { id: string; fields: readonly string[] }) {
  const app = useApp();
  const answer = useAnswer<EventWhole>(`/events/${encodeURIComponent(id)}`, app.now);
  if (answer.error) return <Failed error={answer.error} />;
  if (!answer.value || !answer.fresh) return <Waiting />;
  const event = answer.value;
  if (event.disagreements.length === 0 && fields.length === 0) return <p class="faint">{words.agree}</p>;
  return (
    <>
      {event.disagreements.map((one) => (
        <Sides key={one.field} field={one.field} sides={one.sides} claims={event.claims} />
      ))}
    </>
  );
}

function Legend() {
  return (
    <p class="view-foot faint matrix-legend">
      {['told', 'planned', 'possible', 'denied', 'cancelled', 'silent'].map((say) => (
        <span key={say}>
          <span class="cell" data-say={say === 'silent' ? 'silent' : undefined} aria-hidden="true">
            {say === 'silent' ? null : <span class="say" data-say={say} />}
          </span>
          {words.cell[say]}
        </span>
      ))}
      <span>
        <span class="cell" data-copy="true" aria-hidden="true">
          <span class="say" data-say="told" />
        </span>
        {words.copy}
      </span>
    </p>
  );
}

export function Matrix() {
  const app = useApp();
  const { fold: fold_text, sort = 'disagreements', open } = app.state;
  const folding = fold_text !== 'no';
  const columns = useRef<MatrixColumn[]>([]);
  const path = `/matrix${api_query(app.state.filter, { sort, limit: 60 })}`;
  const pages = usePages<MatrixRow, MatrixAnswer>(path, app.now, (body) => {
    columns.current = body.columns;
    return body.rows;
  });
  const [focus, put_focus] = useState<[number, number]>([0, 0]);
  const newest = useRef<[number, number]>([0, 0]);
  const set_focus = (at: [number, number]) => {
    newest.current = at;
    put_focus(at);
  };
  const grid = useRef<HTMLTableElement>(null);
  const all = columns.current;
  const shown = useMemo(() => {
    const used = new Set(pages.items.flatMap((row) => row.cells.map((cell) => cell.column)));
    return all.map((column, index) => ({ column, index })).filter(({ index }) => used.has(index));
  }, [pages.items, all]);
  const outlets = shown.filter(({ column }) => column.kind === 'outlet');
  const speakers = shown.filter(({ column }) => column.kind === 'speaker');
  const ordered = [...outlets, ...speakers];

  const go_to = (row: number, column: number) => {
    const next: [number, number] = [
      Math.max(0, Math.min(pages.items.length - 1, row)), Math.max(0, Math.min(ordered.length, column)),
    ];
    set_focus(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next[0]} ${next[1]}"]`)?.focus();
  };
  const key = (event: KeyboardEvent) => {
    const [row, column] = newest.current;
    const acts: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column], ArrowUp: [row - 1, column], ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1],
      Home: [row, 0], End: [row, ordered.length],
    };
    const to = acts[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    go_to(...to);
  };
  // A claim's document is asked of the event when the cell is opened: cells carry claims' names only.
  const open_claim = (row: MatrixRow, cell: MatrixCell | undefined) => {
    const claim = cell?.claims[0];
    app.go({ event: row.event.id, claim, list: undefined });
  };

  return (
    <section class="view view-matrix" aria-label={words.title} data-ready={pages.items.length > 0}>
      <div class="view-head">
        <label class="switch">
          <input type="checkbox" checked={folding} onChange={(event) => app.go({ fold: event.currentTarget.checked ? undefined : 'no' })} />
          {words.fold}
        </label>
        <label class="select">
          <span>{words.sort}</span>
          <select value={sort} onChange={(event) => app.go({ sort: event.currentTarget.value === 'disagreements' ? undefined : event.currentTarget.value })}>
            {Object.entries(words.sorts).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      {pages.error ? <Failed error={pages.error} /> : null}
      {pages.items.length === 0 ? pages.waiting || pages.total === null ? <Waiting /> : <Nothing /> : null}
      {pages.items.length > 0 ? (
        <div class="matrix-scroll" tabIndex={-1}>
          <table ref={grid} class="matrix" role="grid" aria-label={words.title} aria-rowcount={(pages.total ?? 0) + 2} onKeyDown={key}>
            <thead>
              <tr class="groups">
                <td />
                {outlets.length > 0 ? (
                  <th colSpan={outlets.length} scope="colgroup">
                    {words.outlets}
                  </th>
                ) : null}
                {speakers.length > 0 ? (
                  <th colSpan={speakers.length} scope="colgroup" class="first-speaker">
                    {words.speakers}
                  </th>
                ) : null}
              </tr>
              <tr>
                <th scope="col" class="corner-cell">
                  {words.event}
                </th>
                {ordered.map(({ column }, i) => (
                  <th key={i} scope="col" class={`column-name${i === outlets.length ? ' first-speaker' : ''}`} title={plain(column.name)}>
                    <Text>{column.name}</Text>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pages.items.map((row, at) => {
                const cells = fold(row, all, folding);
                const opened = open === row.event.id;
                return [
                  <tr key={row.event.id} data-event={row.event.id} data-differ={row.fields.length > 0}>
                    <th scope="row">
                      <button type="button" class="row-open" data-at={`${at} 0`} tabIndex={focus[0] === at && focus[1] === 0 ? 0 : -1} onFocus={() => set_focus([at, 0])} onClick={() => app.go({ event: row.event.id, list: undefined })}>
                        <span class="row-time">{time_text(row.event.time)}</span>
                        <Text class="row-head">{row.event.headline}</Text>
                        <Type type={row.event.type} />
                      </button>
                      {row.fields.length > 0 ? (
                        <button type="button" class="quiet small differ" aria-expanded={opened} onClick={() => app.go({ open: opened ? undefined : row.event.id }, { replace: true })}>
                          {fill(words.differ, row.fields.map((field) => strings.review.fields[field] ?? field).join(', '))}
                        </button>
                      ) : null}
                    </th>
                    {ordered.map(({ column, index }, i) => {
                      const folded = cells.get(index);
                      const here = `${at} ${i + 1}`;
                      const focused = focus[0] === at && focus[1] === i + 1;
                      return (
                        <td key={i} class={i === outlets.length ? 'first-speaker' : ''}>
                          {folded ? (
                            <button type="button" data-at={here} tabIndex={focused ? 0 : -1} onFocus={() => set_focus([at, i + 1])} onClick={() => open_claim(row, folded.cell)}>
                              <Cell folded={folded} column={column} columns={all} />
                            </button>
                          ) : (
                            <span data-at={here} tabIndex={focused ? 0 : -1}>
                              <Cell folded={undefined} column={column} columns={all} />
                            </span>
                          )}
                        </td>
                      );
                    })}
                  </tr>,
                  opened ? (
                    <tr key={`${row.event.id} sides`} class="beside">
                      <td colSpan={ordered.length + 1}>
                        <Beside id={row.event.id} fields={row.fields} />
                      </td>
                    </tr>
                  ) : null,
                ];
              })}
            </tbody>
          </table>
          {pages.more ? (
            <button type="button" class="quiet" onClick={pages.next}>
              {strings.more}
            </button>
          ) : null}
        </div>
      ) : null}
      <Legend />
    </section>
  );
}

