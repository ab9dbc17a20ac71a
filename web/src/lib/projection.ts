// Miller's cylindrical projection: kinder to the north than Mercator's, and a frame on the screen is a frame of degrees,
// so that what the reader sees can be the filter.

import { geoProjection } from 'd3-geo';
import type { GeoProjection } from 'd3-geo';

const raw = Object.assign(
  (lambda: number, phi: number): [number, number] => [lambda, 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * phi))],
  { invert: (x: number, y: number): [number, number] => [x, 2.5 * Math.atan(Math.exp(0.8 * y)) - 0.625 * Math.PI] },
);

export const kWorldWidth = 1000;
export const kNorth = 83.7;
export const kSouth = -57;

// The whole world is kWorldWidth wide and begins at its north-west corner (0, 0).
export function miller(): GeoProjection {
  const scale = kWorldWidth / (2 * Math.PI);
  const top = (raw(0, (kNorth * Math.PI) / 180)[1] ?? 0) * scale;
  return geoProjection(raw).scale(scale).translate([kWorldWidth / 2, top]).precision(0.2);
}

export function world_height(): number {
  return miller()([0, kSouth])?.[1] ?? 500;
}

export interface View {
  k: number; // screen pixels a unit of the world
  x: number; // where the world's corner lies
  y: number;
}

export type Box = [west: number, south: number, east: number, north: number];

export function frame_of(view: View, width: number, height: number): Box {
  const projection = miller();
  const invert = (x: number, y: number) => projection.invert?.([(x - view.x) / view.k, (y - view.y) / view.k]) ?? [0, 0];
  const [west, north] = invert(0, 0);
  const [east, south] = invert(width, height);
  const limit = (value: number, most: number) => Math.max(-most, Math.min(most, value));
  return [limit(west, 180), limit(south, 90), limit(east, 180), limit(north, 90)];
}

export function view_of(frame: Box, width: number, height: number): View {
  const projection = miller();
  const [west, south, east, north] = frame;
  const a = projection([Math.max(-180, west), Math.min(kNorth, north)]) ?? [0, 0];
  const b = projection([Math.min(179.999, east), Math.max(kSouth, south)]) ?? [kWorldWidth, 500];
  const k = Math.min(width / Math.max(1e-6, b[0] - a[0]), height / Math.max(1e-6, b[1] - a[1]));
  return { k, x: width / 2 - (k * (a[0] + b[0])) / 2, y: height / 2 - (k * (a[1] + b[1])) / 2 };
}

export function read_box(text: string | undefined): Box | null {
  const values = (text ?? '').split(',').map(Number);
  if (values.length !== 4 || values.some((value) => !Number.isFinite(value))) return null;
  const [west = 0, south = 0, east = 0, north = 0] = values;
  return west < east && south < north ? [west, south, east, north] : null;
}

export interface Cluster<T> {
  x: number;
  y: number;
  weight: number;
  members: T[];
}

// Points nearer than `reach` pixels to a heavier one join it. The order of the input does not matter.
export function cluster<T>(points: readonly { x: number; y: number; weight: number; key: string; value: T }[], reach: number): Cluster<T>[] {
  const sorted = [...points].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const grid = new Map<string, Cluster<T>[]>();
  const result: Cluster<T>[] = [];
  for (const point of sorted) {
    const column = Math.floor(point.x / reach);
    const row = Math.floor(point.y / reach);
    let home: Cluster<T> | undefined;
    let nearest = reach;
    for (let dx = -1; dx <= 1; ++dx) {
      for (let dy = -1; dy <= 1; ++dy) {
        for (const other of grid.get(`${column + dx} ${row + dy}`) ?? []) {
          const far = Math.hypot(other.x - point.x, other.y - point.y);
          if (far < nearest) [nearest, home] = [far, other];
        }
      }
    }
    if (home) {
      home.members.push(point.value);
      home.weight += point.weight;
    } else {
      const made = { x: point.x, y: point.y, weight: point.weight, members: [point.value] };
      result.push(made);
      const cell = `${column} ${row}`;
      grid.set(cell, [...(grid.get(cell) ?? []), made]);
    }
  }
  return result;
}
