// The page: head, filters, one view, and a panel for what is open. Everything it shows is in its address.

import { render } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AppContext, useApp } from './lib/app';
import type { App, Patch, Reviewer } from './lib/app';
import { forget, kApi, useAnswer } from './lib/api';
import { useNarrow } from './lib/hooks';
import { kViews, read_state, write_state } from './lib/state';
import type { Filter, State, View } from './lib/state';
import type { Summary } from './lib/types';
import { Chips, Count } from './parts/chips';
import { Failed } from './parts/common';
import { Facets } from './parts/facets';
import { Help } from './parts/help';
import { Icon } from './parts/icon';
import { fill, number, strings } from './strings';
import { Card } from './views/card';
import { Commitments } from './views/commitments';
import { Decisions } from './views/decisions';
import { DocumentView } from './views/document';
import { Documents } from './views/documents';
import { Events } from './views/events';
import { List } from './views/list';
import { MapView } from './views/map';
import { Matrix } from './views/matrix';
import { Network } from './views/network';
import { Search } from './views/search';
import { Timeline } from './views/timeline';

type Theme = 'auto' | 'light' | 'dark';
const kThemes: readonly Theme[] = ['auto', 'light', 'dark'];

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // a browser that keeps nothing shows the same page
  }
}

function keep(storage: 'localStorage' | 'sessionStorage', key: string, value: string | null): void {
  try {
    if (value === null) window[storage].removeItem(key);
    else window[storage].setItem(key, value);
  } catch {
    // see above
  }
}

function useTheme(): [Theme, () => void] {
  const [theme, set_theme] = useState<Theme>(() => {
    const held = kept('annals-theme') as Theme;
    return kThemes.includes(held) ? held : 'auto';
  });
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    dispatchEvent(new Event('annals-theme'));
    keep('localStorage', 'annals-theme', theme === 'auto' ? null : theme);
  }, [theme]);
  return [theme, () => set_theme(kThemes[(kThemes.indexOf(theme) + 1) % kThemes.length] ?? 'auto')];
}

// The token may come in the fragment of the address, which no server ever sees; it is taken out of it at once.
function first_reviewer(): Reviewer | null {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get('token');
  if (token) {
    const reviewer = { token, who: fragment.get('who') ?? kept('annals-who') ?? 'reviewer' };
    history.replaceState(null, '', location.pathname + location.search);
    keep('sessionStorage', 'annals-reviewer', JSON.stringify(reviewer));
    return reviewer;
  }
  try {
    const held = JSON.parse(sessionStorage.getItem('annals-reviewer') ?? 'null') as Reviewer | null;
    return held && typeof held.token === 'string' && typeof held.who === 'string' ? held : null;
  } catch {
    return null;
  }
}

function useAddress(): [State, (patch: Patch, how?: { replace?: boolean }) => void] {
  const [state, set_state] = useState(() => read_state(location.search));
  useEffect(() => {
    const back = () => set_state(read_state(location.search));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const newest = useRef(state);
  newest.current = state;
  const go = useCallback((patch: Patch, how?: { replace?: boolean }) => {
    const next = { ...newest.current, ...patch } as State;
    next.filter = Object.fromEntries(Object.entries(next.filter).filter(([, value]) => value)) as Filter;
    for (const key of Object.keys(next) as (keyof State)[]) if (next[key] === undefined) delete next[key];
    const address = location.pathname + write_state(next);
    if (address !== location.pathname + location.search) {
      if (how?.replace) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    }
    newest.current = next;
    set_state(next);
  }, []);
  return [state, go];
}

function ViewOf({ view }: { view: View }) {
  const app = useApp();
  if (app.state.document) return <DocumentView key={app.state.document} id={app.state.document} />;
  switch (view) {
    case 'timeline': return <Timeline />;
    case 'events': return (
      <section class="view view-events" aria-label={strings.events.title}>
        <Events />
      </section>
    );
    case 'map': return <MapView />;
    case 'network': return <Network />;
    case 'matrix': return <Matrix />;
    case 'commitments': return <Commitments />;
    case 'search': return <Search />;
    case 'documents': return <Documents />;
    case 'decisions': return <Decisions />;
  }
}

function Head(props: { theme: Theme; onTheme: () => void; onHelp: () => void; onFilters: () => void; filters: boolean }) {
  const app = useApp();
  const [words, set_words] = useState(app.state.words ?? '');
  useEffect(() => set_words(app.state.words ?? ''), [app.state.words]);
  return (
    <header class="head">
      <a
        class="brand"
        href="/"
        onClick={(event) => {
          event.preventDefault();
          app.go({ view: 'timeline', filter: {}, event: undefined, document: undefined, claim: undefined, list: undefined, window: undefined, words: undefined, frame: undefined });
        }}
      >
        {strings.name}
      </a>
      <form
        class="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (words.trim()) app.go({ view: 'search', words: words.trim(), document: undefined, claim: undefined });
        }}
      >
        <Icon name="search" />
        <input id="search" type="search" aria-label={strings.search_label} placeholder={strings.search_hint} value={words} onInput={(event) => set_words(event.currentTarget.value)} />
      </form>
      <div class="tools">
        <button type="button" class="bare filters-button" aria-expanded={props.filters} aria-label={strings.filter.show} title={strings.filter.show} onClick={props.onFilters}>
          <Icon name="filter" />
        </button>
        <button type="button" class="bare" aria-label={strings.review.enter} title={strings.review.enter} data-on={app.reviewer !== null} onClick={() => app.go({ view: 'decisions', document: undefined, claim: undefined })}>
          <Icon name="pen" />
        </button>
        <button type="button" class="bare" aria-label={strings.theme[props.theme]} title={strings.theme[props.theme]} onClick={props.onTheme}>
          <Icon name={props.theme === 'auto' ? 'auto' : props.theme === 'light' ? 'sun' : 'moon'} />
        </button>
        <button type="button" class="bare" aria-label={strings.help} title={`${strings.help} (?)`} onClick={props.onHelp}>
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

function Tabs() {
  const app = useApp();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [app.state.view]);
  const shown = kViews.filter((view) => view !== 'decisions' || app.summary?.review || app.state.view === 'decisions');
  return (
    <nav class="tabs" ref={tabs} aria-label={strings.views_label}>
      {shown.map((view) => (
        <a
          key={view}
          href={write_state({ ...app.state, view })}
          aria-current={app.state.view === view && !app.state.document ? 'page' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            app.go({ view, document: undefined, claim: undefined, twin: undefined });
          }}
        >
          {strings.views[view]}
        </a>
      ))}
    </nav>
  );
}

function Panel() {
  const app = useApp();
  const { event, list } = app.state;
  const box = useRef<HTMLElement>(null);
  const open = event ?? list;
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    before.current = document.activeElement;
    box.current?.focus({ preventScroll: true });
    if (box.current) box.current.scrollTop = 0;
    return () => {
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true });
    };
  }, [open]);
  if (!open) return null;
  return (
    <aside class="panel" ref={box} tabIndex={-1} aria-label={event ? strings.card.event : strings.list.title}>
      <button type="button" class="bare close" aria-label={strings.close} title={`${strings.close} (Esc)`} onClick={() => app.go(event ? { event: undefined } : { list: undefined })}>
        <Icon name="close" />
      </button>
      {event ? <Card key={event} id={event} /> : <List key={list} text={list ?? ''} />}
    </aside>
  );
}

function Page() {
  const [state, go] = useAddress();
  const [theme, next_theme] = useTheme();
  const [now, set_now] = useState('');
  const [reviewer, put_reviewer] = useState<Reviewer | null>(first_reviewer);
  const [said, set_said] = useState('');
  const [help, set_help] = useState(false);
  const narrow = useNarrow();
  const [filters, set_filters] = useState(false);
  const summary = useAnswer<Summary>('/summary', now);
  const renewed = useRef(0);
  const renew = useCallback(() => {
    renewed.current += 1;
    const next = `renewed ${renewed.current}`;
    forget(next);
    set_now(next);
  }, []);

  const silence = useRef(0);
  const say = useCallback((message: string) => {
    set_said(message);
    clearTimeout(silence.current);
    silence.current = window.setTimeout(() => set_said(''), 4000);
  }, []);

  // While pages are read into the store the record grows under the reader: what is shown is asked for again.
  useEffect(() => {
    const stream = new EventSource(`${kApi}/stream`);
    let known = '';
    const hear = (message: MessageEvent<string>) => {
      try {
        const told = JSON.parse(message.data) as { revision?: string; events?: number };
        if (!told.revision || told.revision === known) return;
        if (known) {
          renew();
          if (told.events !== undefined) say(fill(strings.live.fresh, number(told.events)));
        }
        known = told.revision;
      } catch {
        // not for us
      }
    };
    stream.addEventListener('revision', hear);
    stream.addEventListener('message', hear);
    return () => stream.close();
  }, []);

  const set_reviewer = useCallback((next: Reviewer | null) => {
    put_reviewer(next);
    keep('sessionStorage', 'annals-reviewer', next ? JSON.stringify(next) : null);
    if (next) keep('localStorage', 'annals-who', next.who);
  }, []);
  const app: App = useMemo(
    () => ({
      state, go, now, renew, summary: summary.value, reviewer, set_reviewer, say,
      refine: (filter: Filter) => go({ filter: { ...state.filter, ...filter } }),
    }),
    [state, go, now, summary.value, reviewer],
  );

  useEffect(() => {
    document.title = `${state.document ? strings.document.open : strings.views[state.view]} · ${strings.name}`;
  }, [state.view, state.document]);

  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
      if (event.ctrlKey || event.metaKey || event.altKey || help) return;
      if (event.key === 'Escape') {
        if (typing) return target.blur();
        if (filters && narrow) return set_filters(false);
        if (state.event) return go({ event: undefined });
        if (state.list) return go({ list: undefined });
        if (state.document) return go({ document: undefined, claim: undefined });
        return undefined;
      }
      if (typing) return undefined;
      const view = kViews[Number(event.key) - 1];
      const acts: Record<string, () => void> = {
        '/': () => document.getElementById('search')?.focus(),
        '?': () => set_help(true),
        f: () => (narrow ? set_filters(true) : document.querySelector<HTMLElement>('.rail input, .rail button')?.focus()),
        t: () => go({ twin: state.twin === 'table' ? undefined : 'table' }),
        d: next_theme,
      };
      const act = view ? () => go({ view, document: undefined, claim: undefined, twin: undefined }) : acts[event.key];
      if (!act) return undefined;
      event.preventDefault();
      return act();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });

  const rail = !state.document && state.view !== 'decisions' && state.view !== 'search' && state.view !== 'documents';
  return (
    <AppContext.Provider value={app}>
      <div class="page" data-panel={state.event || state.list ? 'open' : 'shut'} data-rail={rail ? 'open' : 'shut'} data-filters={filters ? 'open' : 'shut'}>
        <a class="skip" href="#view" onClick={(event) => { event.preventDefault(); document.getElementById('view')?.focus(); }}>
          {strings.skip}
        </a>
        <Head theme={theme} onTheme={next_theme} onHelp={() => set_help(true)} onFilters={() => set_filters(!filters)} filters={filters} />
        <div class="bar">
          <Tabs />
          <Count />
        </div>
        <Chips />
        <div class="body">
          {rail ? (
            <aside class="rail" aria-label={strings.filter.title}>
              <button type="button" class="bare close rail-close" aria-label={strings.close} onClick={() => set_filters(false)}>
                <Icon name="close" />
              </button>
              {narrow && !filters ? null : <Facets />}
            </aside>
          ) : null}
          <main id="view" tabIndex={-1}>
            {state.document ? null : <h1 class="visually-hidden">{strings.views[state.view]}</h1>}
            {summary.error ? <Failed error={summary.error} /> : <ViewOf view={state.view} />}
          </main>
          <Panel />
        </div>
        <div class="said" role="status" aria-live="polite">
          {said}
        </div>
        {help ? <Help onClose={() => set_help(false)} /> : null}
      </div>
    </AppContext.Provider>
  );
}

const home = document.getElementById('page');
if (home) render(<Page />, home);
