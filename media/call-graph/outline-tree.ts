/** The drawn graph as a tree to read: from entry points and what nobody calls, along calls, circles cut. */
import type { GraphEdge, GraphNode } from "./graph.ts";

export interface OutlineItem {
  readonly node: GraphNode;
  /** The call that leads here; undefined for roots. */
  readonly call: GraphEdge | undefined;
  readonly above: OutlineItem | undefined;
  /** From 1. */
  readonly depth: number;
  /** Whether it stands above itself: nothing is listed below. */
  readonly isRepeated: boolean;
}

interface Shown {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Every function is one of these or below one: entry points, those without callers, one of each circle that is left. */
export function rootsOf({ nodes, edges }: Shown): readonly OutlineItem[] {
  const callees = new Map<GraphNode, GraphNode[]>();
  const called = new Set<GraphNode>();
  for (const { from, to } of edges) {
    callees.set(from, [...(callees.get(from) ?? []), to]);
    if (from !== to) {
      called.add(to);
    }
  }
  const roots: GraphNode[] = [];
  const reached = new Set<GraphNode>();
  const add = (root: GraphNode): void => {
    roots.push(root);
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!reached.has(next)) {
        reached.add(next);
        waiting.push(...(callees.get(next) ?? []));
      }
    }
  };
  for (const node of nodes.filter((each) => each.isEntryPoint)) {
    add(node);
  }
  for (const node of nodes.filter((each) => !each.isEntryPoint && !called.has(each))) {
    add(node);
  }
  for (const node of nodes) {
    if (!reached.has(node)) {
      add(node);
    }
  }
  return roots.map((node) => ({ node, call: undefined, above: undefined, depth: 1, isRepeated: false }));
}

/** In the order in which they are called. */
export function childrenOf(item: OutlineItem, { edges }: Shown): readonly OutlineItem[] {
  if (item.isRepeated) {
    return [];
  }
  return edges
    .filter(({ from }) => from === item.node)
    .map((call) => ({
      node: call.to,
      call,
      above: item,
      depth: item.depth + 1,
      isRepeated: stands(call.to, item),
    }));
}

/** The shortest way from a root to a function, both included; undefined where it is not shown. */
export function wayTo(node: GraphNode, shown: Shown): readonly GraphNode[] | undefined {
  const roots = rootsOf(shown).map((item) => item.node);
  const before = new Map<GraphNode, GraphNode | undefined>(roots.map((root) => [root, undefined]));
  const drawn = new Set(shown.nodes);
  const waiting = [...roots];
  for (const next of waiting) {
    for (const { to } of next.callees) {
      if (drawn.has(to) && !before.has(to)) {
        before.set(to, next);
        waiting.push(to);
      }
    }
  }
  if (!before.has(node)) {
    return undefined;
  }
  const way: GraphNode[] = [];
  for (let at: GraphNode | undefined = node; at !== undefined; at = before.get(at)) {
    way.unshift(at);
  }
  return way;
}

function stands(node: GraphNode, item: OutlineItem | undefined): boolean {
  return item !== undefined && (item.node === node || stands(node, item.above));
}
