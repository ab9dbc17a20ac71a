// The picture of the timeline. A bar is as wide as its days are uncertain; how it is drawn says what its claims say:
// solid what happened, open what is planned, dotted what might be, crossed what is denied, struck through what is off.

import type { Corner } from '../lib/colours';
import type { Laid } from '../lib/lanes';
import type { Warp } from '../lib/warp';

export const kRow = 12; // pixels from bar to bar
export const kBar = 9;
export const kThinRow = 6;
export const kThinBar = 4;
export const kAxis = 30;

export interface Lane {
  top: number; // from the first lane's
  height: number;
  head: number; // room above the bars
}

export interface Bars {
  count: number;
  start: Float64Array; // in u
  end: Float64Array;
  days: Float64Array; // how many the event may have taken place on
  thin: Uint8Array;
  open: Uint8Array; // 1: nobody says since when; 2: until when
  lane: Int32Array;
  corner: Corner[];
  status: string[];
}

export interface Look {
  colours: Record<Corner, string>;
  ink: string;
  faint: string;
  line: string;
  paper: string;
  stripe: string;
  font: string;
}

export interface Scene {
  width: number;
  height: number;
  scroll: number;
  left: number; // where time begins
  from: number; // in u
  to: number;
  bars: Bars;
  spans: { start: Float64Array; end: Float64Array }; // of the bars, open ones cut to a tail
  laid: Laid;
  lanes: readonly Lane[];
  warp: Warp;
  axis: readonly { u: number; label: string; major: boolean }[];
  look: Look;
  marked: number; // a bar, or -1
  open: number;
}

export interface Hit {
  bar: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

export function draw(context: CanvasRenderingContext2D, scene: Scene): Hit[] {
  const { width, height, left, look } = scene;
  context.clearRect(0, 0, width, height);
  const scale = (width - left) / (scene.to - scene.from);
  const x_of = (u: number) => left + (u - scene.from) * scale;
  draw_ground(context, scene, x_of);
  context.save();
  context.beginPath();
  context.rect(left, kAxis, width - left, height - kAxis);
  context.clip();
  const hits = draw_bars(context, scene, x_of, scale);
  context.restore();
  draw_axis(context, scene, x_of);
  for (const bar of [scene.marked, scene.open]) {
    const hit = hits.find((one) => one.bar === bar);
    if (!hit) continue;
    context.strokeStyle = look.ink;
    context.lineWidth = 1.5;
    context.strokeRect(hit.x - 2.5, hit.y - 2.5, hit.width + 5, hit.height + 5);
  }
  return hits;
}

function draw_ground(context: CanvasRenderingContext2D, scene: Scene, x_of: (u: number) => number): void {
  const { look, width, height, left } = scene;
  scene.lanes.forEach((lane) => {
    const top = kAxis + lane.top - scene.scroll;
    if (top > height || top + lane.height < kAxis) return;
    context.fillStyle = look.line;
    context.fillRect(0, Math.round(top + lane.height) - 1, width, 1);
  });
  context.fillStyle = look.line;
  for (const tick of scene.axis) {
    const x = Math.round(x_of(tick.u));
    if (x >= left) context.fillRect(x, kAxis, 1, height - kAxis);
  }
  scene.warp.runs.forEach((run, i) => {
    const next = scene.warp.runs[i + 1];
    if (next) draw_break(context, scene, x_of(run.u + run.to - run.from), x_of(next.u));
  });
}

// A silence folded away: a hatched strip.
function draw_break(context: CanvasRenderingContext2D, scene: Scene, from: number, to: number): void {
  const { look, height, left, width } = scene;
  if (to < left || from > width) return;
  context.save();
  context.beginPath();
  context.rect(Math.max(from, left), 0, to - Math.max(from, left), height);
  context.clip();
  context.fillStyle = look.stripe;
  context.fillRect(from, 0, to - from, height);
  context.strokeStyle = look.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let y = -((to - from) + 8); y < height + (to - from); y += 8) {
    context.moveTo(from, y + (to - from));
    context.lineTo(to, y);
  }
  context.stroke();
  context.restore();
}

function draw_axis(context: CanvasRenderingContext2D, scene: Scene, x_of: (u: number) => number): void {
  const { look, width, left } = scene;
  context.fillStyle = look.paper;
  context.fillRect(0, 0, width, kAxis);
  context.fillStyle = look.line;
  context.fillRect(0, kAxis - 1, width, 1);
  context.textBaseline = 'middle';
  for (const tick of scene.axis) {
    const x = x_of(tick.u);
    if (x < left - 1 || x > width) continue;
    context.font = `${tick.major ? '600' : '400'} 12px ${look.font}`;
    context.fillStyle = tick.major ? look.ink : look.faint;
    context.fillText(tick.label, x + 5, kAxis / 2);
    context.fillStyle = look.line;
    context.fillRect(Math.round(x), 6, 1, kAxis - 6);
  }
}

function draw_bars(context: CanvasRenderingContext2D, scene: Scene, x_of: (u: number) => number, scale: number): Hit[] {
  const { bars, laid, lanes, width, height, left } = scene;
  const hits: Hit[] = [];
  for (let bar = 0; bar < bars.count; ++bar) {
    const row = laid.row[bar] ?? -1;
    const lane = lanes[bars.lane[bar] ?? 0];
    if (row < 0 || !lane) continue;
    const x = Math.max(left - 20, x_of(scene.spans.start[bar] ?? 0));
    const right = Math.min(width + 20, Math.max(x_of(scene.spans.end[bar] ?? 0), x + 5));
    if (right < left || x > width) continue;
    const thin = bars.thin[bar] === 1;
    const rows = laid.rows[bars.lane[bar] ?? 0] ?? 0;
    const y = kAxis - scene.scroll + lane.top + lane.head + (thin ? rows * kRow + row * kThinRow : row * kRow);
    if (y > height || y < kAxis - kRow) continue;
    const hit = { bar, x, y, width: Math.max(5, right - x - Math.min(1, scale * 0.2)), height: thin ? kThinBar : kBar };
    hits.push(hit);
    draw_bar(context, scene, hit, thin);
  }
  return hits;
}

function draw_bar(context: CanvasRenderingContext2D, scene: Scene, hit: Hit, thin: boolean): void {
  const { bars, look } = scene;
  const colour = look.colours[bars.corner[hit.bar] ?? 'words_with'];
  const status = bars.status[hit.bar] ?? 'happened';
  const { x, y, width, height } = hit;
  const certain = (bars.days[hit.bar] ?? 1) <= 1.5;
  const ink = bars.open[hit.bar] ? fading(context, hit, colour, bars.open[hit.bar] === 1) : colour;
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.lineWidth = 1.25;
  if (status === 'happened' || status === 'ongoing') {
    context.globalAlpha = thin ? 0.42 : certain ? 1 : 0.62;
    context.beginPath();
    if (status === 'ongoing') {
      const tip = Math.min(6, width);
      context.moveTo(x, y);
      context.lineTo(x + width - tip, y);
      context.lineTo(x + width, y + height / 2);
      context.lineTo(x + width - tip, y + height);
      context.lineTo(x, y + height);
      context.closePath();
    } else {
      context.roundRect(x, y, width, height, Math.min(2, height / 2));
    }
    context.fill();
    context.globalAlpha = 1;
    return;
  }
  context.globalAlpha = thin ? 0.75 : 1;
  context.fillStyle = bars.open[hit.bar] ? 'transparent' : look.paper;
  context.setLineDash(status === 'possible' || status === 'requested' ? [2, 2] : []);
  context.beginPath();
  context.roundRect(x + 0.6, y + 0.6, Math.max(1, width - 1.2), height - 1.2, Math.min(2, height / 2));
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (status === 'denied') cross(context, hit);
  if (status === 'cancelled') strike(context, hit);
  context.globalAlpha = 1;
}

// Where one end of the time is not known, the bar fades out towards it.
function fading(context: CanvasRenderingContext2D, { x, width }: Hit, colour: string, from_left: boolean): CanvasGradient {
  const gradient = from_left ? context.createLinearGradient(x, 0, x + width, 0) : context.createLinearGradient(x + width, 0, x, 0);
  gradient.addColorStop(0, `${colour}00`);
  gradient.addColorStop(1, colour);
  return gradient;
}

// Crosses along a denied bar, one in a short one.
function cross(context: CanvasRenderingContext2D, { x, y, width, height }: Hit): void {
  const arm = height / 2 + 1;
  const count = Math.max(1, Math.min(12, Math.floor(width / 28)));
  context.beginPath();
  for (let i = 0; i < count; ++i) {
    const middle = x + (width * (i + 0.5)) / count;
    const reach = Math.min(arm, width / 2 + 1);
    context.moveTo(middle - reach, y - 0.5);
    context.lineTo(middle + reach, y + height + 0.5);
    context.moveTo(middle + reach, y - 0.5);
    context.lineTo(middle - reach, y + height + 0.5);
  }
  context.stroke();
}

function strike(context: CanvasRenderingContext2D, { x, y, width, height }: Hit): void {
  context.beginPath();
  context.moveTo(x - 3, y + height / 2);
  context.lineTo(x + width + 3, y + height / 2);
  context.stroke();
}
