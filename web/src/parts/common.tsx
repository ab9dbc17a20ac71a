// Small things that many views show.

import type { ComponentChildren } from 'preact';
import { useApp } from '../lib/app';
import { corner_of } from '../lib/colours';
import { span_text, to_day } from '../lib/days';
import type { Interval, Place, Status } from '../lib/types';
import { strings } from '../strings';
import { Text } from './text';

export function time_text(time: Interval & { text?: string }): string {
  if (time.text) return time.text;
  const text = span_text(to_day(time.from), to_day(time.to)) || strings.undated;
  return time.part_of_day ? `${text}, ${time.part_of_day}` : text;
}

export function Type({ type, mode }: { type: string; mode?: string[] }) {
  return (
    <span class="type" data-corner={corner_of(type)}>
      <span class="dot" aria-hidden="true" />
      {strings.type[type] ?? type.toLowerCase()}
      {mode && mode.length > 0 ? <span class="mode"> {mode.join(', ')}</span> : null}
    </span>
  );
}

export function StatusMark({ status }: { status: Status | string }) {
  return (
    <span class="status" data-status={status}>
      <span class="mark" aria-hidden="true" />
      {strings.status[status] ?? status}
    </span>
  );
}

export function PlaceName({ place }: { place: Place | null }) {
  if (!place) return null;
  const country = place.country && place.country !== place.name ? ` · ${place.country}` : '';
  return (
    <span>
      <Text>{place.name}</Text>
      {country}
    </span>
  );
}

// What to call a document whose outlet nobody knows: the end of its path.
export function source_name(outlet: string | null, path: string): string {
  return outlet ?? path.split('/').pop() ?? path;
}

export function Waiting() {
  return (
    <p class="waiting" role="status">
      <span class="visually-hidden">{strings.loading}</span>
      <span class="pulse" aria-hidden="true" />
    </p>
  );
}

export function Failed({ error }: { error: Error }) {
  const app = useApp();
  return (
    <div class="notice" role="alert">
      <p>{error.message || strings.no_store}</p>
      <button type="button" class="quiet" onClick={app.renew}>
        {strings.retry}
      </button>
    </div>
  );
}

export function Nothing({ children }: { children?: ComponentChildren }) {
  return (
    <div class="notice">
      <p>{strings.nothing}</p>
      <p class="faint">{children ?? strings.nothing_hint}</p>
    </div>
  );
}

export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}) {
  return (
    <div class="choice" role="group" aria-label={props.label}>
      {props.options.map(([value, text]) => (
        <button key={value} type="button" aria-pressed={value === props.value} onClick={() => props.onChoose(value)}>
          {text}
        </button>
      ))}
    </div>
  );
}
