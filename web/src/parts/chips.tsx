// The filter in force, a chip a value, each with its own way out; and how many events stand in view.

import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { iso_text } from '../lib/days';
import { plain } from '../lib/text';
import { api_query, kFilters, toggled, values_of } from '../lib/state';
import type { Filter, FilterKey } from '../lib/state';
import { count, fill, number, strings } from '../strings';
import { Icon } from './icon';
import { Text } from './text';

function value_text(key: FilterKey, value: string): string {
  if (key === 'type') return strings.type[value] ?? value;
  if (key === 'status') return strings.status[value] ?? value;
  if (key === 'outcome') return strings.outcome[value] ?? value;
  if (key === 'since' || key === 'until') return iso_text(value) || value;
  if (key === 'bbox') return strings.filter.frame;
  return value;
}

function without(filter: Filter, key: FilterKey, value: string): Filter {
  return key === 'bbox' || values_of(filter, key).length < 2 ? { [key]: '' } : toggled(filter, key, value);
}

export function Chips() {
  const app = useApp();
  const { filter } = app.state;
  const chips = kFilters.flatMap((key) => {
    if (!filter[key]) return [];
    return (key === 'bbox' ? [filter[key] ?? ''] : values_of(filter, key)).map((value) => ({ key, value }));
  });
  if (chips.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label={strings.filter.title}>
      {chips.map(({ key, value }) => {
        const name = strings.filter.names[key] ?? key;
        const text = value_text(key, value);
        return (
          <button
            key={`${key}=${value}`}
            type="button"
            class="chip"
            aria-label={plain(fill(strings.filter.remove, name, text))}
            onClick={() => app.refine(without(filter, key, value))}
          >
            <span class="chip-key">{name}</span> <Text>{text}</Text>
            <Icon name="close" />
          </button>
        );
      })}
      <button type="button" class="quiet small" onClick={() => app.go({ filter: {} })}>
        {strings.filter.clear}
      </button>
    </div>
  );
}

// Always says what is in view: of the filter, out of the whole record.
export function Count() {
  const app = useApp();
  const filtered = Object.values(app.state.filter).some(Boolean);
  const answer = useAnswer<{ total: number }>(filtered ? `/events${api_query(app.state.filter, { limit: 1 })}` : null, app.now);
  const all = app.summary?.events ?? 0;
  const here = filtered ? answer.value?.total : all;
  const text =
    here === undefined || !app.summary
      ? ''
      : filtered
        ? fill(strings.of_total, number(here), number(all))
        : count(all, strings.events_one, strings.events_many);
  return (
    <p class="count" role="status" aria-live="polite" data-busy={answer.waiting}>
      {text}
    </p>
  );
}
