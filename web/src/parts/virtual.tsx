// A table of any length: rows of one height, of which only those in sight stand in the document. Screen readers hear its
// whole length by aria-rowcount; the arrow keys, Page Up and Page Down move the row in focus.

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  numeric?: boolean;
}

const kAround = 12;

export function VirtualTable<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  total: number; // of the list, where not all of it has come yet
  row_height: number;
  id_of: (row: Row) => string;
  onOpen: (row: Row) => void;
  onNearEnd?: () => void;
  open?: string | undefined;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [frame, set_frame] = useState({ top: 0, height: 800 });
  const [marked, set_mark] = useState(0);
  const newest = useRef(0); // keys come faster than rows are drawn
  const set_marked = (row: number) => {
    newest.current = row;
    set_mark(row);
  };
  const wants_focus = useRef(false);
  const { rows, row_height } = props;

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const read = () => set_frame({ top: box.scrollTop, height: box.clientHeight });
    read();
    const watch = new ResizeObserver(read);
    watch.observe(box);
    box.addEventListener('scroll', read, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', read);
    };
  }, []);

  const first = Math.max(0, Math.floor(frame.top / row_height) - kAround);
  const last = Math.min(rows.length, Math.ceil((frame.top + frame.height) / row_height) + kAround);
  useEffect(() => {
    if (last >= rows.length - kAround) props.onNearEnd?.();
  }, [last, rows.length]);

  const row_at = (row: number) => scroller.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
  useEffect(() => {
    if (!wants_focus.current) return;
    wants_focus.current = false;
    row_at(newest.current)?.focus({ preventScroll: true });
  }, [marked, first]);

  const mark = (row: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, row));
    const box = scroller.current;
    if (box) {
      const top = to * row_height;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + row_height * 2 > box.scrollTop + box.clientHeight) box.scrollTop = top + row_height * 2 - box.clientHeight;
    }
    const there = row_at(to);
    wants_focus.current = !there; // far away: it has to be drawn first
    set_marked(to);
    there?.focus({ preventScroll: true });
  };
  const page = Math.max(1, Math.floor(frame.height / row_height) - 2);
  const on_key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length,
    };
    const step = steps[event.key];
    const row = rows[newest.current];
    if (step !== undefined) mark(newest.current + step);
    else if (event.key === 'Enter' && row !== undefined) props.onOpen(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="virtual" ref={scroller} tabIndex={rows.length === 0 ? 0 : -1} onKeyDown={on_key}>
      <table aria-label={props.label} aria-rowcount={props.total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" class={`c-${column.key}${column.numeric ? ' numeric' : ''}`}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 ? <tr class="gap" aria-hidden="true" style={{ height: `${first * row_height}px` }} /> : null}
          {rows.slice(first, last).map((row, i) => {
            const index = first + i;
            const id = props.id_of(row);
            return (
              <tr
                key={id}
                data-row={index}
                data-id={id}
                aria-rowindex={index + 2}
                aria-current={props.open === id ? 'true' : undefined}
                tabIndex={index === marked ? 0 : -1}
                style={{ height: `${row_height}px` }}
                onClick={() => {
                  set_marked(index);
                  props.onOpen(row);
                }}
                onFocus={() => set_marked(index)}
              >
                {props.columns.map((column) => (
                  <td key={column.key} class={`c-${column.key}${column.numeric ? ' numeric' : ''}`}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {last < rows.length ? <tr class="gap" aria-hidden="true" style={{ height: `${(rows.length - last) * row_height}px` }} /> : null}
        </tbody>
      </table>
    </div>
  );
}
