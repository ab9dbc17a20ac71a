// The keyboard, and what the marks and colours mean.

import { useEffect, useRef } from 'preact/hooks';
import { kCorners } from '../lib/colours';
import type { Corner } from '../lib/colours';
import { strings } from '../strings';
import { Icon } from './icon';

const words = strings.keys;

function BarSample({ kind }: { kind: string }) {
  return <span class="bar-sample" data-bar={kind} aria-hidden="true" />;
}

export function Help({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="help" aria-label={strings.help} onClose={onClose} onClick={(event) => event.target === dialog.current && dialog.current?.close()}>
      <div class="help-inside">
        <button type="button" class="bare close" aria-label={strings.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
        <section>
          <h2>{words.title}</h2>
          <dl class="keys">
            {words.rows.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h2>{words.legend}</h2>
          <p class="faint">{words.colours}</p>
          <ul class="legend">
            {(Object.keys(kCorners) as Corner[]).map((corner) => (
              <li key={corner} data-corner={corner}>
                <span class="dot" aria-hidden="true" /> {strings.corner[corner]}
                <span class="faint"> {kCorners[corner].map((type) => strings.type[type] ?? type).join(', ')}</span>
              </li>
            ))}
          </ul>
          <ul class="legend">
            {Object.entries(words.bars).map(([kind, text]) => (
              <li key={kind}>
                <BarSample kind={kind} /> {text}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </dialog>
  );
}
