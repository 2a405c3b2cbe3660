/** Where an arrow key leads from a function: along its calls, and among those that are called beside it. */
import type { Point } from "../drawing/layout.ts";
import type { GraphEdge, GraphNode } from "./graph.ts";

export type Direction = "callee" | "caller" | "up" | "down";

export interface Drawn {
  readonly edges: readonly GraphEdge[];
  /** Middles of all functions that are drawn. */
  readonly places: ReadonlyMap<GraphNode, Point>;
}

/** A function, and the one from which it was come to: what is up and down of it are the other ends of that one's calls. */
export interface Step {
  readonly node: GraphNode;
  readonly via: GraphNode | undefined;
}

/** Undefined where nothing is in that direction. */
export function walk({ node, via }: Step, direction: Direction, drawn: Drawn): Step | undefined {
  if (direction === "callee" || direction === "caller") {
    const ends = othersOf(node, direction, drawn);
    const nearest = nearestTo(node, ends, drawn);
    return nearest && { node: nearest, via: node };
  }
  const row = siblings(node, via, drawn);
  const next = row[row.indexOf(node) + (direction === "down" ? 1 : -1)];
  return next && { node: next, via: row.length > 1 && via !== undefined ? via : undefined };
}

/** From top to bottom. */
function siblings(node: GraphNode, via: GraphNode | undefined, drawn: Drawn): readonly GraphNode[] {
  for (const direction of ["callee", "caller"] as const) {
    const ends = via === undefined ? [] : othersOf(via, direction, drawn);
    if (ends.includes(node) && ends.length > 1) {
      return sorted(ends, drawn);
    }
  }
  const x = drawn.places.get(node)?.x ?? 0;
  const column = [...drawn.places].filter(([, place]) => Math.abs(place.x - x) < 60).map(([each]) => each);
  return sorted(column, drawn);
}

function othersOf(node: GraphNode, direction: "callee" | "caller", { edges }: Drawn): readonly GraphNode[] {
  const ends =
    direction === "callee"
      ? edges.filter(({ from }) => from === node).map(({ to }) => to)
      : edges.filter(({ to }) => to === node).map(({ from }) => from);
  return ends.filter((end) => end !== node);
}

const heightOf = (node: GraphNode, { places }: Drawn): number => places.get(node)?.y ?? 0;

const sorted = (nodes: readonly GraphNode[], drawn: Drawn): readonly GraphNode[] =>
  [...nodes].sort((a, b) => heightOf(a, drawn) - heightOf(b, drawn));

function nearestTo(node: GraphNode, others: readonly GraphNode[], drawn: Drawn): GraphNode | undefined {
  const away = (other: GraphNode): number => Math.abs(heightOf(other, drawn) - heightOf(node, drawn));
  return others.reduce<GraphNode | undefined>(
    (best, other) => (best === undefined || away(other) < away(best) ? other : best),
    undefined,
  );
}
