// The graph of the network, drawn by sigma. A file of its own, loaded when the network is first opened.

import EdgeCurveProgram, { EdgeCurvedArrowProgram } from '@sigma/edge-curve';
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram } from 'sigma/rendering';
import { token, tone_colour } from '../lib/colours';
import { layout } from '../lib/forces';
import { prepare } from '../lib/hooks';
import { plain } from '../lib/text';
import type { NetworkAnswer, NetworkEdge } from '../lib/types';

export interface Chosen {
  node?: string;
  edge?: NetworkEdge;
}

export interface Drawn {
  show: (edges: readonly NetworkEdge[], nodes: ReadonlyMap<string, number>) => void; // of the time that is looked at
  recolour: () => void;
  zoom: (factor: number | null) => void; // null: show all
  places: () => Record<string, [number, number]>; // of the nodes on the screen, for tests and pointers
  stop: () => void;
}

type Taken = [left: number, top: number, right: number, bottom: number];

const size_of = (events: number, most: number) => 3 + 10 * Math.sqrt(events / most);

interface Held {
  width: number;
  shade: string;
}

// Places hold for the whole of the filter's time: moving through time moves nobody.
export function draw_network(box: HTMLElement, whole: NetworkAnswer, on_choose: (chosen: Chosen) => void, on_hover: (chosen: Chosen | null, x: number, y: number) => void): Drawn {
  const graph = new Graph({ multi: true, type: 'directed' });
  const nodes = [...whole.nodes].sort((a, b) => (a.node < b.node ? -1 : 1));
  const index = new Map(nodes.map((node, i) => [node.node, i]));
  const ties = whole.edges.map((edge) => ({ from: index.get(edge.from) ?? 0, to: index.get(edge.to) ?? 0, weight: edge.events }));
  const most_events = Math.max(1, ...nodes.map((node) => node.events));
  const { x, y } = layout(nodes.length, ties, nodes.map((node) => size_of(node.events, most_events)));
  // Wider than high, unless the screen is not; and smaller where it is small.
  const tall = box.clientHeight > box.clientWidth;
  const scale = Math.min(1, Math.max(0.55, Math.min(box.clientWidth, box.clientHeight) / 560));
  nodes.forEach((node, i) =>
    graph.addNode(node.node, { x: (tall ? y[i] : x[i]) ?? 0, y: -((tall ? x[i] : y[i]) ?? 0), label: plain(node.name), size: 4, events: node.events, color: token('node') }),
  );
  const edges = new Map<string, NetworkEdge>();
  const lit: { node: string | null } = { node: null };

  const sigma = new Sigma(graph, box, {
    defaultEdgeType: 'curvedArrow',
    edgeProgramClasses: { curvedArrow: EdgeCurvedArrowProgram, curved: EdgeCurveProgram, arrow: EdgeArrowProgram },
    enableEdgeEvents: true,
    renderEdgeLabels: false,
    renderLabels: false, // see draw_labels
    stagePadding: tall ? 44 : 70,
    zIndex: true,
    minEdgeThickness: 1.2,
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (id, data) => {
      const near = !lit.node || lit.node === id || graph.areNeighbors(lit.node, id);
      return near ? data : { ...data, color: token('line'), zIndex: 0 };
    },
    edgeReducer: (id, data) => {
      const near = !lit.node || graph.hasExtremity(id, lit.node);
      return near ? data : { ...data, color: token('line'), zIndex: 0 };
    },
  });

  // Names on a canvas of their own, those of most events first, each where it covers no other name and no node; sigma's
  // own would lie over one another.
  const names = document.createElement('canvas');
  names.className = 'network-names';
  box.append(names);
  let weight: ReadonlyMap<string, number> = new Map();
  const draw_labels = () => {
    const { width, height } = sigma.getDimensions();
    const context = prepare(names, width, height);
    if (!context) return;
    context.clearRect(0, 0, width, height);
    const [ink, paper, font] = [token('ink'), token('paper'), token('sans')];
    const discs = graph.mapNodes((id, attributes) => {
      const at = sigma.graphToViewport({ x: attributes.x as number, y: attributes.y as number });
      return { id, label: String(attributes.label), x: at.x, y: at.y, radius: sigma.scaleSize(attributes.size as number), events: weight.get(id) ?? 0 };
    });
    const taken: Taken[] = discs.map((disc) => [disc.x - disc.radius, disc.y - disc.radius, disc.x + disc.radius, disc.y + disc.radius]);
    discs.sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1));
    for (const disc of discs) {
      const hot = lit.node === disc.id;
      const near = !lit.node || hot || graph.areNeighbors(lit.node, disc.id);
      if (!near || disc.events === 0 || disc.x < -50 || disc.y < -20 || disc.x > width + 50 || disc.y > height + 20) continue;
      const large = disc.radius > 9 || hot;
      context.font = `${large ? 600 : 400} ${large ? 14 : 13}px ${font}`;
      const wide = context.measureText(disc.label).width;
      const gap = disc.radius + 4;
      const tries: [number, number][] = [[disc.x + gap, disc.y], [disc.x - gap - wide, disc.y], [disc.x - wide / 2, disc.y - gap - 7], [disc.x - wide / 2, disc.y + gap + 7]];
      const place = tries.find(([left, middle]) => hot || !taken.some((other) => left < other[2] && left + wide > other[0] && middle - 8 < other[3] && middle + 8 > other[1]));
      if (!place) continue;
      const [left, middle] = place;
      taken.push([left - 2, middle - 8, left + wide + 2, middle + 8]);
      context.lineJoin = 'round';
      context.lineWidth = 3.5;
      context.strokeStyle = paper;
      context.strokeText(disc.label, left, middle + 4.5);
      context.fillStyle = ink;
      context.fillText(disc.label, left, middle + 4.5);
    }
  };
  sigma.on('afterRender', draw_labels);

  const held = (edge: NetworkEdge): Held => ({ width: Math.min(9, 1 + 1.2 * Math.sqrt(edge.events)), shade: tone_colour(edge.score) });
  const drawn: Drawn = {
    show: (now, weights) => {
      weight = weights;
      graph.clearEdges();
      edges.clear();
      const most = Math.max(1, ...weights.values());
      graph.forEachNode((id) => {
        const events = weights.get(id) ?? 0;
        graph.mergeNodeAttributes(id, {
          size: scale * (events === 0 ? 2 : size_of(events, most)),
          color: token(events === 0 ? 'line' : 'node'),
          zIndex: events,
        });
      });
      for (const edge of now) {
        if (!graph.hasNode(edge.from) || !graph.hasNode(edge.to) || edge.from === edge.to) continue;
        const { width, shade } = held(edge);
        const key = graph.addEdge(edge.from, edge.to, { size: width * scale, color: shade, type: edge.mutual ? 'curved' : 'curvedArrow', curvature: edge.mutual ? 0.05 : 0.22, zIndex: edge.events });
        edges.set(key, edge);
      }
      sigma.refresh();
    },
    recolour: () => {
      graph.forEachNode((id) => graph.setNodeAttribute(id, 'color', token('node')));
      for (const [key, edge] of edges) graph.setEdgeAttribute(key, 'color', tone_colour(edge.score));
      sigma.refresh();
    },
    zoom: (factor) => {
      const camera = sigma.getCamera();
      if (factor === null) camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      else camera.setState({ ...camera.getState(), ratio: camera.getState().ratio / factor });
    },
    places: () =>
      Object.fromEntries(
        graph.mapNodes((id, attributes) => {
          const at = sigma.graphToViewport({ x: attributes.x as number, y: attributes.y as number });
          return [id, [Math.round(at.x), Math.round(at.y)] as [number, number]];
        }),
      ),
    stop: () => {
      sigma.kill();
      names.remove();
    },
  };

  const light = (node: string | null) => {
    lit.node = node;
    sigma.refresh({ skipIndexation: true });
  };
  const mouse = (event: { event: { x: number; y: number } }) => [event.event.x, event.event.y] as const;
  sigma.on('enterNode', (event) => {
    light(event.node);
    on_hover({ node: event.node }, ...mouse(event));
  });
  sigma.on('leaveNode', () => {
    light(null);
    on_hover(null, 0, 0);
  });
  sigma.on('enterEdge', (event) => {
    const edge = edges.get(event.edge);
    if (edge) on_hover({ edge }, ...mouse(event));
  });
  sigma.on('leaveEdge', () => on_hover(null, 0, 0));
  sigma.on('clickNode', (event) => on_choose({ node: event.node }));
  sigma.on('clickEdge', (event) => {
    const edge = edges.get(event.edge);
    if (edge) on_choose({ edge });
  });
  return drawn;
}
