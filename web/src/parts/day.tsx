// A day as historians write it: 2016-12-08, or a month or a year that stand for their first or their last day.

import { useEffect, useState } from 'preact/hooks';
import { typed_day } from '../lib/days';
import { strings } from '../strings';

export function Day(props: { name: string; value: string | undefined; last: boolean; onSet: (day: string) => void }) {
  const [text, set_text] = useState(props.value ?? '');
  useEffect(() => set_text(props.value ?? ''), [props.value]);
  const read = text.trim() === '' ? '' : typed_day(text, props.last);
  return (
    <label class="day">
      <span>{props.name}</span>
      <input
        value={text}
        placeholder={strings.filter.day}
        aria-invalid={read === null}
        onInput={(event) => set_text(event.currentTarget.value)}
        onChange={() => read !== null && props.onSet(read)}
      />
    </label>
  );
}
