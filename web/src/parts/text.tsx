// Words of a source: text nodes only, in their own direction, with nothing hidden in them.

import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { visible } from '../lib/text';
import { fill, strings } from '../strings';

function Hidden({ name }: { name: string }) {
  return (
    <span class="hidden-mark" title={fill(strings.hidden, name)}>
      {name}
    </span>
  );
}

export function pieces(text: string): ComponentChildren {
  return visible(text).map((piece, i) =>
    piece.hidden ? <Hidden key={i} name={piece.text} /> : <Fragment key={i}>{piece.text}</Fragment>,
  );
}

export function Text({ children, class: name }: { children: string | null | undefined; class?: string }) {
  const shown = useMemo(() => pieces(children ?? ''), [children]);
  return (
    <bdi dir="auto" class={name}>
      {shown}
    </bdi>
  );
}
