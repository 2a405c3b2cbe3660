/** Where functions are drawn: callers to the left of callees, in columns; parts that nothing connects are laid out apart. */
import { layout as dagre, graphlib } from "@dagrejs/dagre";

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  /** Indexes of nodes; calls of a function by itself may be among them. */
  readonly edges: readonly LayoutEdge[];
}

/** In the picture's units. */
export interface LayoutNode {
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly from: number;
  readonly to: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** The middle of each node. */
  readonly nodes: readonly Point[];
  /** The points that each edge goes through, from its caller to its callee; at least two. */
  readonly edges: readonly (readonly Point[])[];
  readonly width: number;
  readonly height: number;
}

/** Between parts, and between functions that stand alone. */
const gap = 28;
/** Of the whole picture, as most panels have it. */
const aspect = 1.5;

/** The same input gives the same picture. */
export function layOut(input: LayoutInput): Layout {
  const parts = partsOf(input).map((part) => layOutPart(part, input));
  const area = parts.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...parts.map(({ width }) => width));
  const rowWidth = Math.max(widest, Math.sqrt(area * aspect));
  const nodes: Point[] = input.nodes.map(() => ({ x: 0, y: 0 }));
  const edges: (readonly Point[])[] = input.edges.map(() => []);
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > rowWidth) {
      [x, y, rowHeight] = [0, y + rowHeight + gap, 0];
    }
    const [left, top] = [x, y];
    const moved = (point: Point): Point => ({ x: point.x + left, y: point.y + top });
    for (const [node, point] of part.nodes) {
      nodes[node] = moved(point);
    }
    for (const [edge, points] of part.edges) {
      edges[edge] = points.map(moved);
    }
    x += part.width + gap;
    rowHeight = Math.max(rowHeight, part.height);
    width = Math.max(width, left + part.width);
  }
  return { nodes, edges, width, height: y + rowHeight };
}

interface Part {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

/** Nodes that edges connect, whatever their direction: parts with most nodes first, then by their first nodes. */
function partsOf({ nodes, edges }: LayoutInput): readonly Part[] {
  const parent = nodes.map((_, index) => index);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] ?? root] ?? root;
      root = parent[root] ?? root;
    }
    return root;
  };
  for (const { from, to } of edges) {
    parent[rootOf(to)] = rootOf(from);
  }
  const parts = new Map<number, { nodes: number[]; edges: number[] }>();
  for (const index of nodes.keys()) {
    const root = rootOf(index);
    const part = parts.get(root) ?? { nodes: [], edges: [] };
    parts.set(root, part);
    part.nodes.push(index);
  }
  for (const [index, { from }] of edges.entries()) {
    parts.get(rootOf(from))?.edges.push(index);
  }
  return [...parts.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

interface PartLayout {
  readonly nodes: readonly (readonly [number, Point])[];
  readonly edges: readonly (readonly [number, readonly Point[]])[];
  readonly width: number;
  readonly height: number;
}

function layOutPart({ nodes, edges }: Part, input: LayoutInput): PartLayout {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 12, edgesep: 8, ranksep: 56, acyclicer: "greedy" });
  for (const node of nodes) {
    const { width = 0, height = 0 } = input.nodes[node] ?? {};
    graph.setNode(String(node), { width, height });
  }
  for (const edge of edges) {
    const { from = 0, to = 0 } = input.edges[edge] ?? {};
    // Drawn by hand: a loop takes room in a layered picture that it does not need.
    if (from !== to) {
      graph.setEdge(String(from), String(to), {}, String(edge));
    }
  }
  dagre(graph);
  const { width = 0, height = 0 } = graph.graph();
  const placed = nodes.map((node): readonly [number, Point] => {
    const { x = 0, y = 0 } = graph.node(String(node));
    return [node, { x, y }];
  });
  const middles = new Map(placed);
  const routed = edges.map((edge): readonly [number, readonly Point[]] => {
    const { from = 0, to = 0 } = input.edges[edge] ?? {};
    if (from === to) {
      const middle = middles.get(from) ?? { x: 0, y: 0 };
      return [edge, loop(middle, input.nodes[from] ?? { width: 0, height: 0 })];
    }
    const points: readonly Point[] = graph.edge(String(from), String(to), String(edge)).points ?? [];
    return [edge, points.map(({ x, y }) => ({ x, y }))];
  });
  return { nodes: placed, edges: routed, width, height };
}

/** Out at the right, over the upper corner, and in from above. */
function loop({ x, y }: Point, { width, height }: LayoutNode): readonly Point[] {
  const [right, top] = [x + width / 2, y - height / 2];
  return [
    { x: right, y: y - height / 6 },
    { x: right + 14, y: top - 4 },
    { x: right - 14, y: top - 8 },
    { x: right - 18, y: top },
  ];
}
