/** Where boxes of a graph are drawn: edges lead from left to right, in columns; parts that nothing connects are laid out apart. */
import { layout as dagre, graphlib } from "@dagrejs/dagre";
import { wrapped } from "./wrap.ts";

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  /** Indexes of nodes; edges from a node to itself may be among them. */
  readonly edges: readonly LayoutEdge[];
  /** Between nodes of a column; 12 unless told. */
  readonly separation?: number;
  /** Columns that are far taller than the picture is wide are broken into several; not unless told. */
  readonly isWrapped?: boolean;
  /** To the left of nodes without edges; 0 unless told. */
  readonly startRoom?: number;
}

/** In the picture's units. */
export interface LayoutNode {
  readonly width: number;
  readonly height: number;
  /** Of parts that are as large, those with lower ones come first; 0 unless told. */
  readonly band?: number;
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
  /** The points that each edge goes through, from its start to its end; at least two. */
  readonly edges: readonly (readonly Point[])[];
  readonly width: number;
  readonly height: number;
}

/** Between nodes of a column, unless told. */
const usualSeparation = 12;
/** Between parts, and between nodes that stand alone. */
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
  const bandOf = (part: Part): number => Math.min(...part.nodes.map((node) => nodes[node]?.band ?? 0));
  return [...parts.values()].sort((a, b) => b.nodes.length - a.nodes.length || bandOf(a) - bandOf(b));
}

interface PartLayout {
  readonly nodes: readonly (readonly [number, Point])[];
  readonly edges: readonly (readonly [number, readonly Point[]])[];
  readonly width: number;
  readonly height: number;
}

function layOutPart({ nodes, edges }: Part, input: LayoutInput): PartLayout {
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) {
    return layOutAlone(only, edges, input);
  }
  const { separation = usualSeparation, isWrapped = false } = input;
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: separation, edgesep: 8, ranksep: 80, acyclicer: "greedy" });
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
  const reached = new Set(edges.map((edge) => input.edges[edge]?.to));
  // Where edges begin is to the left, in one column, however far they lead.
  graph.setNode("start", { width: 0, height: 0 });
  for (const node of nodes.filter((each) => !reached.has(each))) {
    graph.setEdge("start", String(node), { weight: 2 }, "start");
  }
  dagre(graph);
  const { width = 0, height = 0 } = graph.graph();
  const sizeOf = (node: number): LayoutNode => input.nodes[node] ?? { width: 0, height: 0 };
  const centered = nodes.map((node): readonly [number, Point] => {
    const { x = 0, y = 0 } = graph.node(String(node));
    return [node, { x, y }];
  });
  // Columns are flush left, as people read them.
  const widest = new Map<number, number>();
  for (const [node, { x }] of centered) {
    widest.set(x, Math.max(widest.get(x) ?? 0, sizeOf(node).width));
  }
  const flush = new Map(
    centered.map(([node, { x, y }]) => [node, { x: x - ((widest.get(x) ?? 0) - sizeOf(node).width) / 2, y }]),
  );
  const broken = isWrapped ? wrapped(flush, sizeOf, separation, aspect) : undefined;
  const middles = broken?.places ?? flush;
  const routed = edges.map((edge): readonly [number, readonly Point[]] => {
    const { from = 0, to = 0 } = input.edges[edge] ?? {};
    const [start, end] = [middles.get(from) ?? { x: 0, y: 0 }, middles.get(to) ?? { x: 0, y: 0 }];
    if (from === to) {
      return [edge, loop(start, sizeOf(from))];
    }
    const points: readonly Point[] = graph.edge(String(from), String(to), String(edge)).points ?? [];
    const side = end.x < start.x ? -1 : 1;
    const out = { x: start.x + (side * sizeOf(from).width) / 2, y: start.y };
    const into = { x: end.x - (side * sizeOf(to).width) / 2, y: end.y };
    // Between the ends of edges over several columns only.
    const between = points.length > 3 && broken === undefined ? points.slice(1, -1) : [];
    return [edge, [out, ...between.map(({ x, y }) => ({ x, y })).filter(isBetween(out, into)), into]];
  });
  return { nodes: [...middles], edges: routed, width: broken?.width ?? width, height: broken?.height ?? height };
}

/** A node that no edge connects with another one. */
function layOutAlone(node: number, edges: readonly number[], input: LayoutInput): PartLayout {
  const size = input.nodes[node] ?? { width: 0, height: 0 };
  const startRoom = input.startRoom ?? 0;
  const middle = { x: size.width / 2 + startRoom, y: size.height / 2 };
  return {
    nodes: [[node, middle]],
    edges: edges.map((edge) => [edge, loop(middle, size)]),
    width: size.width + startRoom,
    height: size.height,
  };
}

const isBetween =
  (a: Point, b: Point) =>
  ({ x }: Point): boolean =>
    (a.x < x && x < b.x) || (b.x < x && x < a.x);

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
