// The graph of the network, drawn by sigma. A file of its own, loaded when the network is first opened.

import EdgeCurveProgram, { EdgeCurvedArrowProgram } from '@sigma/edge-curve';
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeArrowProgram } from 'sigma/rendering';
import { token, tone_colour } from '../lib/colours';
import { layout } from '../lib/forces';
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
  const { x, y } = layout(nodes.length, ties);
  nodes.forEach((node, i) =>
    graph.addNode(node.node, { x: x[i] ?? 0, y: -(y[i] ?? 0), label: plain(node.name), size: 4, events: node.events, color: token('node') }),
  );
  const edges = new Map<string, NetworkEdge>();
  const lit: { node: string | null } = { node: null };

  const sigma = new Sigma(graph, box, {
    defaultEdgeType: 'curvedArrow',
    edgeProgramClasses: { curvedArrow: EdgeCurvedArrowProgram, curved: EdgeCurveProgram, arrow: EdgeArrowProgram },
    enableEdgeEvents: true,
    renderEdgeLabels: false,
    labelFont: token('sans'),
    labelSize: 13,
    labelWeight: '500',
    labelColor: { color: token('ink') },
    labelDensity: 2.2,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 4,
    stagePadding: 60,
    zIndex: true,
    minEdgeThickness: 1.2,
    defaultDrawNodeHover: draw_hover,
    nodeReducer: (id, data) => {
      const near = !lit.node || lit.node === id || graph.areNeighbors(lit.node, id);
      return near ? data : { ...data, color: token('line'), label: null, zIndex: 0 };
    },
    edgeReducer: (id, data) => {
      const near = !lit.node || graph.hasExtremity(id, lit.node);
      return near ? data : { ...data, color: token('line'), zIndex: 0 };
    },
  });

  function draw_hover(context: CanvasRenderingContext2D, data: { label?: string | null; x: number; y: number; size: number }, settings: { labelSize: number; labelFont: string }) {
    if (!data.label) return;
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    context.fillStyle = token('paper');
    context.fillRect(data.x + data.size + 1, data.y - 10, width + 8, 20);
    context.fillStyle = token('ink');
    context.fillText(data.label, data.x + data.size + 4, data.y + 4.5);
  }

  const held = (edge: NetworkEdge): Held => ({ width: Math.min(9, 1.2 + 1.1 * Math.sqrt(edge.events)), shade: tone_colour(edge.score) });
  const drawn: Drawn = {
    show: (now, weights) => {
      graph.clearEdges();
      edges.clear();
      const most = Math.max(1, ...weights.values());
      graph.forEachNode((id) => {
        const events = weights.get(id) ?? 0;
        graph.mergeNodeAttributes(id, {
          size: events === 0 ? 2 : 4 + 13 * Math.sqrt(events / most),
          color: token(events === 0 ? 'line' : 'node'),
          zIndex: events,
        });
      });
      for (const edge of now) {
        if (!graph.hasNode(edge.from) || !graph.hasNode(edge.to) || edge.from === edge.to) continue;
        const { width, shade } = held(edge);
        const key = graph.addEdge(edge.from, edge.to, { size: width, color: shade, type: edge.mutual ? 'curved' : 'curvedArrow', curvature: edge.mutual ? 0.05 : 0.22, zIndex: edge.events });
        edges.set(key, edge);
      }
      sigma.refresh();
    },
    recolour: () => {
      sigma.setSetting('labelColor', { color: token('ink') });
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
    stop: () => sigma.kill(),
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
