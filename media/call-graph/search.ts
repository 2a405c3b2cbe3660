/** Finding functions by what is written on them. */
import type { Graph, GraphNode } from "./graph.ts";

/**
 * Functions whose name, role or level has all words of a query, whatever their case: names that begin with it first, then
 * names that have it, then others, each in the order of the sources. None for an empty query.
 */
export function search(graph: Graph, query: string): readonly GraphNode[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [first = ""] = words;
  if (first === "") {
    return [];
  }
  const ranked = graph.nodes.flatMap((node) => {
    const name = node.name.toLowerCase();
    const text = [name, node.role ?? "", node.level?.text ?? ""].join(" ").toLowerCase();
    if (!words.every((word) => text.includes(word))) {
      return [];
    }
    return { node, rank: name.startsWith(first) ? 0 : words.every((word) => name.includes(word)) ? 1 : 2 };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ node }) => node);
}

/** The hit to go to next; round and round. */
export function nextHit(hits: readonly GraphNode[], current: string | undefined, step: 1 | -1): GraphNode | undefined {
  const at = hits.findIndex(({ id }) => id === current);
  const next = at < 0 ? (step === 1 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
  return hits[next];
}
