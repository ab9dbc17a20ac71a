// The map. It draws no more than is known: an event told of a place is in a circle there; one told of a country shades
// the country and stands nowhere in it. The frame is the filter of every view, unless that is switched off.

import { geoPath } from 'd3-geo';
import type { GeoPath } from 'd3-geo';
import type { Geometry } from 'geojson';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { useAnswer } from '../lib/api';
import { useApp } from '../lib/app';
import { corner_colours, corner_of, kCorners, token } from '../lib/colours';
import type { Corner } from '../lib/colours';
import { prepare, useColours, useSize } from '../lib/hooks';
import { cluster, frame_of, kWorldWidth, miller, read_box, view_of, world_height } from '../lib/projection';
import type { Box, Cluster, View } from '../lib/projection';
import { api_query } from '../lib/state';
import { plain } from '../lib/text';
import type { MapAnswer, MapPoint, MapRegion } from '../lib/types';
import { Choice, Failed, Waiting } from '../parts/common';
import { Icon } from '../parts/icon';
import { Text } from '../parts/text';
import { VirtualTable } from '../parts/virtual';
import { count, fill, number, strings } from '../strings';

const words = strings.map;
const kReach = 34; // pixels
const kLeastDisc = 9; // the same: a province is seen from far off, too
const kKilometresADegree = 111.2; // of latitude
const kClosest = 400;

interface Country {
  code: string | null;
  name: string;
  path: Path2D;
  centre: [number, number];
  box: [number, number]; // width and height in the world
}

let loaded: Promise<Country[]> | null = null;

// Islands and colonies aside: where a country's name belongs.
function largest(shape: Geometry, path: GeoPath): Geometry {
  if (shape.type !== 'MultiPolygon') return shape;
  const parts: Geometry[] = shape.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  return parts.reduce((best, part) => (path.area(part) > path.area(best) ? part : best), parts[0] ?? shape);
}

function load_world(): Promise<Country[]> {
  loaded ??= fetch('/world.json')
    .then((response) => response.json())
    .then((topology: Topology) => {
      const path = geoPath(miller());
      const shapes = feature(topology, topology.objects.countries as GeometryCollection<{ name: string }>).features;
      return shapes
        .filter((shape) => shape.properties.name !== 'Antarctica')
        .map((shape) => {
          const main = largest(shape.geometry, path);
          const [[left, top], [right, bottom]] = path.bounds(main);
          return {
            code: shape.id === undefined ? null : String(shape.id),
            name: shape.properties.name,
            path: new Path2D(path(shape) ?? ''),
            centre: path.centroid(main),
            box: [right - left, bottom - top] as [number, number],
          };
        });
    });
  return loaded;
}

function useWorld(): Country[] | null {
  const [world, set_world] = useState<Country[] | null>(null);
  useEffect(() => {
    load_world().then(set_world, () => set_world([]));
  }, []);
  return world;
}

function corners_of(types: Record<string, number>): [Corner, number][] {
  return (Object.keys(kCorners) as Corner[]).map((corner) => [
    corner,
    Object.entries(types).reduce((sum, [type, events]) => sum + (corner_of(type) === corner ? events : 0), 0),
  ]);
}

function sum_types(points: readonly MapPoint[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const point of points) for (const [type, events] of Object.entries(point.types)) sum[type] = (sum[type] ?? 0) + events;
  return sum;
}

type Spot = { kind: 'region'; region: MapRegion } | { kind: 'cluster'; cluster: Cluster<MapPoint>; radius: number } | { kind: 'country'; code: string; name: string; events: number };

function radius_of(events: number): number {
  return Math.min(30, 5.5 + 2.6 * Math.sqrt(events));
}

// Hatched, without an edge that would be one of the map's: somewhere in here.
function draw_disc(context: CanvasRenderingContext2D, disc: { x: number; y: number; radius: number }, region: MapRegion, shade: string, ink: string, font: string): void {
  const { x, y, radius } = disc;
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.clip();
  context.strokeStyle = shade;
  context.globalAlpha = 0.55;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = -2 * radius; at <= 2 * radius; at += 6) {
    context.moveTo(x + at - radius, y + radius);
    context.lineTo(x + at + radius, y - radius);
  }
  context.stroke();
  context.restore();
  context.save();
  context.strokeStyle = shade;
  context.setLineDash([3, 4]);
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
  context.fillStyle = ink;
  context.font = `600 11px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(number(region.events), x, y + 0.5);
  context.textAlign = 'start';
}

function draw_ring(context: CanvasRenderingContext2D, one: Cluster<MapPoint>, radius: number, colours: Record<Corner, string>, paper: string, ink: string, font: string): void {
  context.beginPath();
  context.arc(one.x, one.y, radius + 1.5, 0, 2 * Math.PI);
  context.fillStyle = paper;
  context.fill();
  const parts = corners_of(sum_types(one.members)).filter(([, events]) => events > 0);
  const sum = parts.reduce((total, [, events]) => total + events, 0);
  let angle = -Math.PI / 2;
  for (const [corner, events] of parts) {
    const next = angle + (2 * Math.PI * events) / sum;
    context.beginPath();
    context.arc(one.x, one.y, radius - 1, angle, next);
    context.strokeStyle = colours[corner];
    context.lineWidth = 3.5;
    context.stroke();
    angle = next;
  }
  context.fillStyle = ink;
  context.font = `600 ${one.weight > 999 ? 10 : 11}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(number(one.weight), one.x, one.y + 0.5);
  context.textAlign = 'start';
}

function Picture({ answer, world }: { answer: MapAnswer; world: Country[] }) {
  const app = useApp();
  const turn = useColours();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(box);
  const free = app.state.frame !== undefined;
  const written = useRef<string | null>(null);
  const [view, set_view] = useState<View | null>(null);
  const [hover, set_hover] = useState<{ spot: Spot; x: number; y: number } | null>(null);
  const wanted = free ? app.state.frame : app.state.filter.bbox;

  // At first, the frame is the one in the address, else what holds all that is on the map.
  const home = useMemo(() => home_frame(answer, world), [answer, world]);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    if (wanted !== undefined && wanted === written.current) return;
    set_view(limit(view_of(read_box(wanted) ?? home, width, height), width, height));
  }, [wanted, width, height, home]);

  const settle = useRef(0);
  const look_at = (next: View) => {
    const kept = limit(next, width, height);
    set_view(kept);
    clearTimeout(settle.current);
    settle.current = window.setTimeout(() => {
      const text = frame_of(kept, width, height).map((value) => value.toFixed(2)).join(',');
      written.current = text;
      if (free) app.go({ frame: text }, { replace: true });
      else app.go({ filter: { ...app.state.filter, bbox: text } }, { replace: true });
    }, 350);
  };
  useEffect(() => () => clearTimeout(settle.current), []);
  const zoom = (factor: number, x = width / 2, y = height / 2) => {
    if (!view) return;
    const k = Math.max(least_zoom(width), Math.min(kClosest, view.k * factor));
    const by = k / view.k;
    look_at({ k, x: x - (x - view.x) * by, y: y - (y - view.y) * by });
  };

  const clusters = useMemo(() => {
    if (!view) return [];
    const projection = miller();
    return cluster(
      answer.points.map((point, i) => {
        const [x = 0, y = 0] = projection([point.longitude, point.latitude]) ?? [];
        return { x: x * view.k + view.x, y: y * view.k + view.y, weight: point.events, key: `${point.name} ${i}`, value: point };
      }),
      kReach,
    );
  }, [answer, view]);
  // As wide as they are, larger ones below.
  const discs = useMemo(() => {
    if (!view) return [];
    const projection = miller();
    const spot = (longitude: number, latitude: number) => {
      const [x = 0, y = 0] = projection([longitude, latitude]) ?? [];
      return { x: x * view.k + view.x, y: y * view.k + view.y };
    };
    return answer.regions
      .map((region) => {
        const middle = spot(region.longitude, region.latitude);
        const north = spot(region.longitude, Math.min(89, region.latitude + region.radius_km / kKilometresADegree));
        return { region, ...middle, radius: Math.max(kLeastDisc, middle.y - north.y) };
      })
      .sort((a, b) => b.radius - a.radius);
  }, [answer, view]);
  const shaded = useMemo(() => new Map(answer.countries.flatMap((one) => (one.country ? [[one.country, one] as const] : []))), [answer]);
  const most = Math.max(1, ...answer.countries.map((one) => one.events));

  // Land and borders take the longest to draw and change with the frame only: they are kept as a picture.
  const ground = useMemo(() => {
    if (!view || width === 0 || height === 0) return null;
    const picture = document.createElement('canvas');
    const context = prepare(picture, width, height);
    if (!context) return null;
    context.fillStyle = token('sea');
    context.fillRect(0, 0, width, height);
    context.translate(view.x, view.y);
    context.scale(view.k, view.k);
    context.lineWidth = 0.7 / view.k;
    context.fillStyle = token('land');
    context.strokeStyle = token('border');
    for (const country of world) {
      context.fill(country.path);
      context.stroke(country.path);
    }
    return picture;
  }, [view?.k, view?.x, view?.y, width, height, world, turn]);

  useLayoutEffect(() => {
    if (!canvas.current || !view || !ground || width === 0) return;
    const context = prepare(canvas.current, width, height);
    if (!context) return;
    context.drawImage(ground, 0, 0, width, height);
    context.save();
    context.translate(view.x, view.y);
    context.scale(view.k, view.k);
    context.lineWidth = 0.7 / view.k;
    const [border, shade] = [token('border'), token('shade')];
    const hot = hover?.spot.kind === 'country' ? hover.spot.code : null;
    for (const country of world) {
      const told = country.code ? shaded.get(country.code) : undefined;
      if (!told) continue;
      context.globalAlpha = (hot === country.code ? 0.18 : 0) + 0.16 + 0.5 * (Math.log1p(told.events) / Math.log1p(most));
      context.fillStyle = shade;
      context.fill(country.path);
      context.globalAlpha = 1;
      context.strokeStyle = border;
      context.stroke(country.path);
    }
    context.restore();
    for (const disc of discs) draw_disc(context, disc, disc.region, shade, token('ink'), token('sans'));
    draw_names(context, view, width, height, world, shaded);
    const colours = corner_colours();
    const [paper, ink, font] = [token('paper'), token('ink'), token('sans')];
    for (const one of [...clusters].reverse()) draw_ring(context, one, radius_of(one.weight), colours, paper, ink, font);
  }, [view, width, height, clusters, discs, ground, world, shaded, turn, hover]);

  const spot_at = (x: number, y: number): Spot | null => {
    for (const one of clusters) {
      const radius = Math.max(12, radius_of(one.weight));
      if (Math.hypot(one.x - x, one.y - y) <= radius + 2) return { kind: 'cluster', cluster: one, radius };
    }
    const disc = [...discs].reverse().find((one) => Math.hypot(one.x - x, one.y - y) <= one.radius);
    if (disc) return { kind: 'region', region: disc.region };
    const context = canvas.current?.getContext('2d');
    if (!context || !view) return null;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    const found = world.find(
      (country) => country.code && shaded.has(country.code) && context.isPointInPath(country.path, (x - view.x) / view.k, (y - view.y) / view.k),
    );
    context.restore();
    const told = found?.code ? shaded.get(found.code) : undefined;
    return found?.code && told ? { kind: 'country', code: found.code, name: told.name ?? found.name, events: told.events } : null;
  };
  const open = (spot: Spot) => {
    if (spot.kind === 'region') return app.go({ list: `place~${spot.region.name}~${spot.region.name}`, event: undefined });
    if (spot.kind === 'country') return app.go({ list: `place~${spot.code}~${spot.name}`, event: undefined });
    const [first] = spot.cluster.members;
    if (!first) return undefined;
    if (spot.cluster.members.length === 1 || (view?.k ?? 0) >= kClosest) {
      return app.go({ list: `place~${first.name}~${first.name}`, event: undefined });
    }
    return zoom(2.6, spot.cluster.x, spot.cluster.y);
  };

  const at = (event: PointerEvent | WheelEvent) => {
    const rect = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (rect?.left ?? 0), y: event.clientY - (rect?.top ?? 0) };
  };
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const grab = useRef<{ view: View; x: number; y: number; span: number; moved: boolean } | null>(null);
  const regrab = (moved: boolean) => {
    const [a, b] = [...pointers.current.values()];
    grab.current =
      a && view
        ? { view, x: b ? (a.x + b.x) / 2 : a.x, y: b ? (a.y + b.y) / 2 : a.y, span: b ? Math.hypot(a.x - b.x, a.y - b.y) : 0, moved }
        : null;
  };
  const move = (event: PointerEvent) => {
    const where = at(event);
    const held = grab.current;
    if (!held || !pointers.current.has(event.pointerId)) {
      const spot = spot_at(where.x, where.y);
      set_hover(spot ? { spot, ...where } : null);
      return;
    }
    pointers.current.set(event.pointerId, where);
    const [a, b] = [...pointers.current.values()];
    if (!a) return;
    const x = b ? (a.x + b.x) / 2 : a.x;
    const y = b ? (a.y + b.y) / 2 : a.y;
    if (!held.moved && !b && Math.hypot(x - held.x, y - held.y) < 4) return;
    if (!held.moved) canvas.current?.setPointerCapture(event.pointerId);
    held.moved = true;
    const by = b && held.span ? Math.hypot(a.x - b.x, a.y - b.y) / held.span : 1;
    look_at({ k: held.view.k * by, x: x - (held.x - held.view.x) * by, y: y - (held.y - held.view.y) * by });
  };
  const up = (event: PointerEvent) => {
    const held = grab.current;
    pointers.current.delete(event.pointerId);
    if (pointers.current.size > 0) return regrab(true);
    grab.current = null;
    const where = at(event);
    const spot = held && !held.moved ? spot_at(where.x, where.y) : null;
    if (spot) open(spot);
    return undefined;
  };
  const wheel_now = useRef<(event: WheelEvent) => void>(() => undefined);
  wheel_now.current = (event) => {
    event.preventDefault();
    const { x, y } = at(event);
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0022)), x, y);
  };
  useEffect(() => {
    const on_wheel = (event: WheelEvent) => wheel_now.current(event);
    const element = canvas.current;
    element?.addEventListener('wheel', on_wheel, { passive: false });
    return () => element?.removeEventListener('wheel', on_wheel);
  }, []);
  const key = (event: KeyboardEvent) => {
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = (x: number, y: number) => look_at({ ...view, x: view.x + x, y: view.y + y });
    const acts: Record<string, () => void> = {
      ArrowLeft: () => pan(80, 0), ArrowRight: () => pan(-80, 0), ArrowUp: () => pan(0, 80), ArrowDown: () => pan(0, -80),
      '+': () => zoom(1.5), '=': () => zoom(1.5), '-': () => zoom(1 / 1.5), '0': whole,
    };
    const act = acts[event.key];
    if (!act || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const whole = () => {
    written.current = null;
    if (free) app.go({ frame: home.join(',') }, { replace: true });
    else app.go({ filter: { ...app.state.filter, bbox: '' } }, { replace: true });
    set_view(limit(view_of(home, width, height), width, height));
  };

  return (
    <div class="map-box">
      <div class="map" ref={box} role="application" aria-label={words.title} aria-describedby="map-hint" tabIndex={0} onKeyDown={key} data-spots={clusters.map((one) => `${Math.round(one.x)},${Math.round(one.y)},${one.members.length}`).join(' ')}>
        <canvas
          ref={canvas}
          aria-hidden="true"
          style={{ width: `${width}px`, height: `${height}px`, cursor: hover ? 'pointer' : 'grab' }}
          onPointerDown={(event) => {
            if (event.button !== 0) return;
            pointers.current.set(event.pointerId, at(event));
            regrab(false);
          }}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onPointerLeave={() => set_hover(null)}
        />
      </div>
      {hover ? (
        <div class="tip" role="status" style={{ left: `${Math.max(8, Math.min(hover.x + 14, width - 268))}px`, top: `${hover.y > height - 90 ? hover.y - 80 : hover.y + 16}px` }}>
          <SpotTip spot={hover.spot} />
        </div>
      ) : null}
      <div class="tools zoom" role="group" aria-label={words.title}>
        <button type="button" aria-label={strings.timeline.zoom_in} title={strings.timeline.zoom_in} onClick={() => zoom(1.8)}>
          <Icon name="plus" />
        </button>
        <button type="button" aria-label={strings.timeline.zoom_out} title={strings.timeline.zoom_out} onClick={() => zoom(1 / 1.8)}>
          <Icon name="minus" />
        </button>
        <button type="button" aria-label={words.world} title={words.world} onClick={whole}>
          <Icon name="whole" />
        </button>
      </div>
    </div>
  );
}

function SpotTip({ spot }: { spot: Spot }) {
  if (spot.kind === 'country') {
    return (
      <>
        <Text class="tip-head">{fill(words.country, spot.name)}</Text>
        <span class="faint">{count(spot.events, strings.events_one, strings.events_many)}</span>
      </>
    );
  }
  if (spot.kind === 'region') {
    return (
      <>
        <Text class="tip-head">{fill(words.region, spot.region.name)}</Text>
        <span class="faint">{count(spot.region.events, strings.events_one, strings.events_many)}</span>
      </>
    );
  }
  const { members, weight } = spot.cluster;
  const [first] = members;
  return (
    <>
      <Text class="tip-head">{members.length === 1 ? first?.name : fill(words.cluster, number(weight), members.length)}</Text>
      <span class="faint">
        {members.length === 1 ? (
          count(weight, strings.events_one, strings.events_many)
        ) : (
          <Text>{members.slice(0, 4).map((one) => one.name).join(', ') + (members.length > 4 ? ' …' : '')}</Text>
        )}
      </span>
    </>
  );
}

function draw_names(context: CanvasRenderingContext2D, view: View, width: number, height: number, world: readonly Country[], shaded: ReadonlyMap<string, { events: number; name: string | null }>): void {
  const [ink, faint, paper, font] = [token('ink'), token('faint'), token('land'), token('sans')];
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const country of world) {
    const told = country.code ? shaded.get(country.code) : undefined;
    const room = country.box[0] * view.k;
    const x = country.centre[0] * view.k + view.x;
    const y = country.centre[1] * view.k + view.y;
    if (x < 0 || y < 0 || x > width || y > height) continue;
    if (!told && (view.k < 2.2 || room < 90)) continue;
    context.font = `${told ? 600 : 400} 11px ${font}`;
    const name = plain(country.name);
    const wide = context.measureText(name).width + 8 < room;
    const text = told ? (wide ? `${name}  ${number(told.events)}` : number(told.events)) : wide ? name : '';
    if (!text) continue;
    context.lineWidth = 3;
    context.strokeStyle = paper;
    context.globalAlpha = 0.75;
    context.strokeText(text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = told ? ink : faint;
    context.fillText(text, x, y);
  }
  context.textAlign = 'start';
}

const least_zoom = (width: number) => (width / kWorldWidth) * 0.98;

// The map is not dragged off the screen.
function limit(view: View, width: number, height: number): View {
  const k = Math.max(least_zoom(width), Math.min(kClosest, view.k));
  const by = k / view.k;
  const x = width / 2 - (width / 2 - view.x) * by;
  const y = height / 2 - (height / 2 - view.y) * by;
  const tall = world_height() * k;
  return {
    k,
    x: Math.min(width * 0.3, Math.max(width * 0.7 - kWorldWidth * k, x)),
    y: tall < height ? (height - tall) / 2 : Math.min(height * 0.3, Math.max(height * 0.7 - tall, y)),
  };
}

function home_frame(answer: MapAnswer, world: readonly Country[]): Box {
  const projection = miller();
  const places: [number, number][] = [...answer.points, ...answer.regions].map((point) => [point.longitude, point.latitude]);
  for (const country of answer.countries) {
    const shape = world.find((one) => one.code === country.country);
    const where = shape ? projection.invert?.(shape.centre) : null;
    if (where) places.push([where[0], where[1]]);
  }
  if (places.length === 0) return [-180, -57, 180, 83];
  const longitudes = places.map(([longitude]) => longitude);
  const latitudes = places.map(([, latitude]) => latitude);
  const pad = 7;
  return [
    Math.max(-180, Math.min(...longitudes) - pad), Math.max(-57, Math.min(...latitudes) - pad),
    Math.min(180, Math.max(...longitudes) + pad), Math.min(83, Math.max(...latitudes) + pad),
  ];
}

interface Row {
  name: string;
  list: string;
  precision: string;
  events: number;
  types: Record<string, number>;
}

function Twin({ answer }: { answer: MapAnswer }) {
  const app = useApp();
  const rows: Row[] = [
    ...answer.countries.map((one) => ({
      name: one.name ?? one.country ?? '', list: one.country ? `place~${one.country}~${one.name ?? one.country}` : `place~${one.name}~${one.name}`,
      precision: one.country ? words.columns.to_country : words.columns.to_unknown,
      events: one.events, types: one.types,
    })),
    ...answer.regions.map((one) => ({
      name: one.country ? `${one.name}, ${one.country}` : one.name, list: `place~${one.name}~${one.name}`,
      precision: fill(words.columns.to_region, one.precision), events: one.events, types: one.types,
    })),
    ...answer.points.map((one) => ({
      name: one.country ? `${one.name}, ${one.country}` : one.name, list: `place~${one.name}~${one.name}`, precision: words.columns.to_place,
      events: one.events, types: one.types,
    })),
  ].sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  return (
    <VirtualTable
      label={words.title}
      columns={[
        { key: 'place', title: words.columns.place, cell: (row: Row) => <Text>{row.name}</Text> },
        { key: 'precision', title: words.columns.precision, cell: (row: Row) => row.precision },
        { key: 'kinds', title: words.columns.kinds, cell: (row: Row) => kinds_text(row.types) },
        { key: 'events', title: words.columns.events, numeric: true, cell: (row: Row) => number(row.events) },
      ]}
      rows={rows}
      total={rows.length}
      row_height={40}
      id_of={(row) => row.list}
      onOpen={(row) => app.go({ list: row.list, event: undefined })}
    />
  );
}

export function kinds_text(types: Record<string, number>): string {
  return Object.entries(types)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 4)
    .map(([type, events]) => `${strings.type[type] ?? type} ${number(events)}`)
    .join(', ');
}

export function MapView() {
  const app = useApp();
  const { bbox: _, ...frameless } = app.state.filter;
  const answer = useAnswer<MapAnswer>(`/map${api_query(frameless, { ids: 0 })}`, app.now);
  const world = useWorld();
  const twin = app.state.twin === 'table';
  const free = app.state.frame !== undefined;
  const { value } = answer;
  const sum = (list: readonly { events: number }[]) => list.reduce((all, one) => all + one.events, 0);
  const in_countries = value ? sum(value.countries.filter((one) => one.country !== null)) : 0;
  const in_places = value ? sum(value.points) + sum(value.regions) : 0;
  return (
    <section class="view view-map" aria-label={words.title} data-ready={value !== null && world !== null}>
      <div class="view-head">
        <p class="legend-line faint">
          {value
            ? fill(words.placed, number(in_places), number(in_countries), number(value.total - in_places - in_countries))
            : ''}
        </p>
        <label class="switch">
          <input
            type="checkbox"
            checked={!free}
            onChange={(event) =>
              event.currentTarget.checked
                ? app.go({ frame: undefined, filter: { ...app.state.filter, bbox: app.state.frame ?? '' } })
                : app.go({ frame: app.state.filter.bbox ?? '-180,-57,180,83', filter: { ...app.state.filter, bbox: '' } })
            }
          />
          {words.frame}
        </label>
        <Choice
          label={strings.timeline.as}
          value={twin ? 'table' : 'map'}
          options={[['map', words.map], ['table', words.table]]}
          onChoose={(next) => app.go({ twin: next === 'table' ? 'table' : undefined })}
        />
      </div>
      <p id="map-hint" class="visually-hidden">
        {words.hint}
      </p>
      {answer.error ? <Failed error={answer.error} /> : null}
      {value && world ? twin ? <Twin answer={value} /> : <Picture answer={value} world={world} /> : answer.error ? null : <Waiting />}
      {!twin ? (
        <p class="view-foot faint">
          <span class="key-shade">{words.legend_country}</span>
          <span class="key-region">{words.legend_region}</span>
          <span class="key-ring">{words.legend_point}</span>
        </p>
      ) : null}
    </section>
  );
}
