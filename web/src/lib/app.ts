// What every part of the page can reach: the state in the address and how to change it, the record's revision, and who
// reviews.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Filter, Parameter, State, View } from './state';
import type { Summary } from './types';

export type Patch = Partial<Record<Parameter, string | undefined>> & { view?: View; filter?: Filter };

export interface Reviewer {
  token: string;
  who: string;
}

export interface App {
  state: State;
  go: (patch: Patch, how?: { replace?: boolean }) => void;
  refine: (filter: Filter) => void; // lays `filter` over the one in force; an empty string takes a key away
  now: string; // the record's revision
  renew: () => void; // after a decision: the record may have changed
  summary: Summary | null;
  reviewer: Reviewer | null;
  set_reviewer: (reviewer: Reviewer | null) => void;
  say: (message: string) => void; // to screen readers, and for a moment on the screen
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('outside the page');
  return app;
}
