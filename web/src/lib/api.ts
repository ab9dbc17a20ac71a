// Questions to the server that sent this page, and to nobody else. An answer is kept for as long as the record stands
// still; what was answered last stays on the screen until the next answer is there, so that nothing flickers.

import { useEffect, useRef, useState } from 'preact/hooks';

export const kApi = '/api/v1';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const kKept = 80;
let revision = '';
const answers = new Map<string, unknown>();

// Called when the record changed: nothing answered before holds.
export function forget(now: string): void {
  revision = now;
  answers.clear();
}

// How many answers are awaited stands on the root element, for styles and for whoever waits for the page to rest.
let asking = 0;
function note_asking(by: number): void {
  asking += by;
  document.documentElement.dataset.asking = String(asking);
}

async function failure(response: Response): Promise<ApiError> {
  let message = response.statusText;
  try {
    message = ((await response.json()) as { detail?: string }).detail ?? message;
  } catch {
    // not JSON: the status says what there is to say
  }
  return new ApiError(response.status, message);
}

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const key = path;
  if (answers.has(key)) return answers.get(key) as T;
  const asked = revision;
  note_asking(1);
  let answer: T;
  try {
    const response = await fetch(kApi + path, { signal: signal ?? null, headers: { Accept: 'application/json' } });
    if (!response.ok) throw await failure(response);
    answer = (await response.json()) as T;
  } finally {
    note_asking(-1);
  }
  if (asked === revision) {
    answers.set(key, answer);
    const oldest = answers.keys().next().value;
    if (answers.size > kKept && oldest !== undefined) answers.delete(oldest);
  }
  return answer;
}

export async function tell<T>(path: string, body: unknown, token: string): Promise<T> {
  const response = await fetch(kApi + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

export interface Answer<T> {
  value: T | null; // the newest there is, perhaps of the question before
  error: Error | null;
  waiting: boolean;
  fresh: boolean; // `value` answers this very question
}

// Asks whenever `path` or the record's revision changes; null asks nothing.
export function useAnswer<T>(path: string | null, now: string): Answer<T> {
  const [answer, set_answer] = useState<Answer<T> & { path: string | null }>({
    value: null, error: null, waiting: path !== null, fresh: false, path: null,
  });
  const wanted = useRef(path);
  wanted.current = path;
  useEffect(() => {
    if (path === null) {
      set_answer({ value: null, error: null, waiting: false, fresh: false, path });
      return;
    }
    const stop = new AbortController();
    set_answer((old) => ({ ...old, waiting: true }));
    ask<T>(path, stop.signal).then(
      (value) => wanted.current === path && set_answer({ value, error: null, waiting: false, fresh: true, path }),
      (error: Error) => {
        if (error.name === 'AbortError') return;
        if (wanted.current === path) set_answer({ value: null, error, waiting: false, fresh: true, path });
      },
    );
    return () => stop.abort();
  }, [path, now]);
  return { ...answer, fresh: answer.fresh && answer.path === path };
}

export interface Pages<T> {
  items: T[];
  total: number | null;
  more: boolean;
  waiting: boolean;
  error: Error | null;
  next: () => void;
}

// A list that is asked for a page at a time, by the server's cursor. `path` ends without the cursor.
export function usePages<T, Body extends { next?: string | null; total?: number }>(
  path: string | null,
  now: string,
  items_of: (body: Body) => T[],
): Pages<T> {
  const [state, set_state] = useState<{ path: string; items: T[]; total: number | null; cursor: string | null; error: Error | null }>({
    path: '', items: [], total: null, cursor: null, error: null,
  });
  const [waiting, set_waiting] = useState(false);
  const busy = useRef('');
  const load = (cursor: string | null, items: T[]) => {
    if (path === null) return;
    const url = cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    if (busy.current === url) return;
    busy.current = url;
    set_waiting(true);
    const done = () => {
      busy.current = '';
      set_waiting(false);
    };
    ask<Body>(url).then(
      (body) => {
        if (busy.current !== url) return;
        done();
        set_state({ path, items: [...items, ...items_of(body)], total: body.total ?? null, cursor: body.next ?? null, error: null });
      },
      (error: Error) => {
        if (busy.current !== url) return;
        done();
        set_state({ path, items, total: null, cursor: null, error });
      },
    );
  };
  useEffect(() => load(null, []), [path, now]);
  return {
    items: state.items,
    total: state.total,
    more: state.cursor !== null,
    waiting,
    error: state.error,
    next: () => {
      if (!waiting && state.cursor !== null && state.path === path) load(state.cursor, state.items);
    },
  };
}
