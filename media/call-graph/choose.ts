/** Which functions of a driver are drawn: what matters most, as many as people can look at, and what is left out. */
import type { LevelMark } from "../../server/src/lsp/protocol.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";

export interface Choice {
  /** Functions that are drawn at most, but for those that are asked for. */
  readonly limit: number;
  /** Only this function, what leads to it and what it leads to, within so many calls. */
  readonly focus: { readonly id: string; readonly steps: number } | undefined;
  /** Only what can run at this level. */
  readonly mark: LevelMark | undefined;
  /** Ids of functions that people asked for: drawn whatever the limit. */
  readonly wanted: ReadonlySet<string>;
}

export interface Chosen {
  /** In the order of the sources. */
  readonly nodes: readonly GraphNode[];
  /** Between these. */
  readonly edges: readonly GraphEdge[];
  /**
   * Those of them that tangle the picture and say little: calls of functions that are called from everywhere, as for
   * tracing. They are drawn where one of their ends is selected.
   */
  readonly quiet: ReadonlySet<GraphEdge>;
  /** Functions that focus and level let through. */
  readonly eligible: number;
  /** Functions of the driver. */
  readonly all: number;
}

export function choose(graph: Graph, { limit, focus, mark, wanted }: Choice): Chosen {
  const center = focus && graph.byId.get(focus.id);
  const near = focus && center && within(center, focus.steps);
  const eligible = graph.nodes.filter(
    (node) =>
      (near === undefined || near.has(node)) && (mark === undefined || node === center || node.marks.includes(mark)),
  );
  const order = near === undefined ? byReach(eligible) : [...near].filter((node) => eligible.includes(node));
  const drawn = new Set([
    ...order.slice(0, limit),
    ...(near === undefined && mark === undefined ? graph.nodes.filter(({ id }) => wanted.has(id)) : []),
  ]);
  const nodes = graph.nodes.filter((node) => drawn.has(node));
  const edges = nodes.flatMap(({ callees }) => callees.filter(({ to }) => drawn.has(to)));
  return {
    nodes,
    edges,
    quiet: quietEdges(nodes, edges, center),
    eligible: eligible.length,
    all: graph.nodes.length,
  };
}

/** "150 of 358 functions, from entry points on; 208 are left out": what is drawn, and what is not. */
export function coverageText({ nodes, eligible, all }: Chosen, { focus, mark }: Choice): string {
  const drawn = nodes.length;
  const noun = all === 1 ? "function" : "functions";
  if (drawn === all) {
    return `All ${all} ${noun}`;
  }
  const ways: string[] = [];
  if (focus !== undefined) {
    ways.push(`within ${focus.steps} ${focus.steps === 1 ? "call" : "calls"}`);
  }
  if (mark !== undefined) {
    ways.push("by level");
  }
  if (drawn < eligible) {
    ways.push("nearest to entry points first");
  }
  const hidden = eligible - drawn;
  const rest = hidden > 0 ? `; ${hidden} more left out` : "";
  return `${drawn} of ${all} ${noun}${ways.length > 0 ? `, ${ways.join(", ")}` : ""}${rest}`;
}

/** Callers beyond which calls of a function tell little. */
const manyCallers = 8;
/** Functions up to which all calls can be followed by eye. */
const fewFunctions = 40;

function quietEdges(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  center: GraphNode | undefined,
): ReadonlySet<GraphEdge> {
  const callers = new Map<GraphNode, number>();
  for (const { to } of nodes.length > fewFunctions ? edges : []) {
    callers.set(to, (callers.get(to) ?? 0) + 1);
  }
  return new Set(
    edges.filter(({ from, to }) => (callers.get(to) ?? 0) > manyCallers && from !== center && to !== center),
  );
}

/** A function, its callers and theirs, its callees and theirs: nearest first. */
function within(center: GraphNode, steps: number): ReadonlySet<GraphNode> {
  const found = new Set([center]);
  let above: readonly GraphNode[] = [center];
  let below: readonly GraphNode[] = [center];
  const up = new Set(above);
  const down = new Set(below);
  for (let step = 0; step < steps; step++) {
    above = unseen(
      above.flatMap(({ callers }) => callers.map(({ from }) => from)),
      up,
    );
    below = unseen(
      below.flatMap(({ callees }) => callees.map(({ to }) => to)),
      down,
    );
    for (const node of [...above, ...below]) {
      found.add(node);
    }
  }
  return found;
}

function unseen(nodes: readonly GraphNode[], seen: Set<GraphNode>): readonly GraphNode[] {
  return nodes.filter((node) => !seen.has(node) && seen.add(node) !== undefined);
}

/**
 * What the system calls, and what else is handed to somebody, comes first; then what these call, and so on; then what
 * nobody in the driver is seen to call, one after the other with its reach, the largest first; functions that neither
 * call nor are called come last.
 */
function byReach(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const eligible = new Set(nodes);
  const isCalled = ({ callers }: GraphNode): boolean => callers.some(({ from }) => eligible.has(from));
  const calls = ({ callees }: GraphNode): boolean => callees.some(({ to }) => eligible.has(to));
  const order = new Set<GraphNode>();
  const add = (starts: readonly GraphNode[]): void => {
    for (let wave = unseen(starts, order); wave.length > 0; ) {
      const next = wave.flatMap(({ callees }) => callees.map(({ to }) => to));
      wave = unseen(
        next.filter((node) => eligible.has(node)),
        order,
      );
    }
  };
  add(nodes.filter(({ isEntryPoint }) => isEntryPoint));
  add(nodes.filter(({ role }) => role !== undefined));
  const others = nodes.filter((node) => calls(node) && !order.has(node));
  const byCalls = (a: GraphNode, b: GraphNode): number => b.callees.length - a.callees.length;
  for (const start of [...others.filter((node) => !isCalled(node)).sort(byCalls), ...others, ...nodes]) {
    add([start]);
  }
  return [...order];
}
