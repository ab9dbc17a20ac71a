// What views share: the size of a box, the theme of the moment, a narrow screen.

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export function useSize(box: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, set_size] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const read = () => set_size({ width: element.clientWidth, height: element.clientHeight });
    read();
    const watch = new ResizeObserver(read);
    watch.observe(element);
    return () => watch.disconnect();
  }, [box.current]);
  return size;
}

function useMedia(query: string): boolean {
  const [matches, set_matches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => set_matches(media.matches);
    read();
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, [query]);
  return matches;
}

export const useNarrow = () => useMedia('(max-width: 760px)');
export const useCalm = () => useMedia('(prefers-reduced-motion: reduce)');

// Changes whenever the colours do, so that canvases are drawn again.
export function useColours(): number {
  const [turn, set_turn] = useState(0);
  const dark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    const read = () => set_turn((old) => old + 1);
    addEventListener('annals-theme', read);
    return () => removeEventListener('annals-theme', read);
  }, []);
  return turn * 2 + Number(dark);
}

// A canvas as sharp as the screen.
export function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = Math.min(3, devicePixelRatio || 1);
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
