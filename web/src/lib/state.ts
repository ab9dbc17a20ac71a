// What the reader looks at, whole, in the page's address: the view, the filter that all views share, and what is open.
// Anything that can be clicked together can be sent as a link and comes back the same.

export const kViews = ['timeline', 'events', 'map', 'network', 'matrix', 'commitments', 'search', 'documents', 'decisions'] as const;
export type View = (typeof kViews)[number];

export const kFilters = [
  'q', 'actor', 'with', 'type', 'mode', 'status', 'outcome', 'country', 'place', 'topic', 'outlet', 'since', 'until', 'bbox',
] as const;
export type FilterKey = (typeof kFilters)[number];
export type Filter = Partial<Record<FilterKey, string>>;

// Of one view or panel each.
export const kParameters = [
  'event', 'document', 'claim', 'list', 'twin', 'window', 'as_of', 'state', 'level', 'fold', 'sort', 'open', 'words', 'frame',
] as const;
export type Parameter = (typeof kParameters)[number];

export type State = { view: View; filter: Filter } & Partial<Record<Parameter, string>>;

export function read_state(search: string): State {
  const query = new URLSearchParams(search);
  const view = query.get('view') as View;
  const state: State = { view: kViews.includes(view) ? view : 'timeline', filter: {} };
  for (const key of kFilters) {
    const value = query.get(key);
    if (value) state.filter[key] = value;
  }
  for (const key of kParameters) {
    const value = query.get(key);
    if (value) state[key] = value;
  }
  return state;
}

export function write_state(state: State): string {
  const query = new URLSearchParams();
  if (state.view !== 'timeline') query.set('view', state.view);
  for (const key of kFilters) if (state.filter[key]) query.set(key, state.filter[key] ?? '');
  for (const key of kParameters) if (state[key]) query.set(key, state[key] ?? '');
  const text = query.toString();
  return text ? `?${text}` : '';
}

// Names may hold commas: the API takes several of them as a parameter each. Words of the record it takes in one.
const kNamed: readonly FilterKey[] = ['actor', 'with', 'country', 'place', 'topic', 'outlet'];

// The filter as a query for the API, with `extra` beside it. Keys in the order of kFilters: one question, one address.
export function api_query(filter: Filter, extra: Record<string, string | number | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const key of kFilters) {
    if (kNamed.includes(key)) for (const value of values_of(filter, key)) query.append(key, value);
    else if (filter[key]) query.set(key, filter[key] ?? '');
  }
  for (const [key, value] of Object.entries(extra)) if (value !== undefined && value !== '') query.set(key, String(value));
  const text = query.toString();
  return text ? `?${text}` : '';
}

// Lists of values in a filter are parted by commas; a comma inside a value is written as "\,".
export function values_of(filter: Filter, key: FilterKey): string[] {
  const text = filter[key];
  if (!text) return [];
  return text.split(/(?<!\\),/).map((value) => value.replaceAll('\\,', ','));
}

export function toggled(filter: Filter, key: FilterKey, value: string): Filter {
  const held = values_of(filter, key);
  const next = held.includes(value) ? held.filter((other) => other !== value) : [...held, value];
  return { ...filter, [key]: next.map((text) => text.replaceAll(',', '\\,')).join(',') };
}
