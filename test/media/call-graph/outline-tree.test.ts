/** The graph as a tree to read. */
import { describe, expect, it } from "vitest";
import { choose } from "../../../media/call-graph/choose.ts";
import { childrenOf, type OutlineItem, rootsOf, wayTo } from "../../../media/call-graph/outline-tree.ts";
import { graphOf, namesOf, nodeOf } from "./graphs.ts";

const graph = graphOf({
  Ring1: { calls: ["Ring2"] },
  Ring2: { calls: ["Ring1", "Leaf"] },
  Loner: { calls: ["Leaf", "Loner"] },
  Leaf: {},
  Entry: { entry: true, calls: ["Helper"] },
  Helper: { calls: ["Leaf"] },
  Called: { entry: true },
  Caller: { calls: ["Called"] },
});
const shown = choose(graph, { limit: 100, focus: undefined, mark: undefined, wanted: new Set() });

const written = (items: readonly OutlineItem[]): readonly string[] =>
  items.flatMap((item) => [
    `${" ".repeat(item.depth - 1)}${item.node.name}${item.isRepeated ? " again" : ""}`,
    ...written(childrenOf(item, shown)),
  ]);

describe("the outline", () => {
  it("has entry points first, then what nobody calls, then circles, each with its calls, circles cut", () => {
    expect(written(rootsOf(shown))).toEqual([
      "Entry",
      " Helper",
      "  Leaf",
      "Called",
      "Loner",
      " Leaf",
      " Loner again",
      "Caller",
      " Called",
      "Ring1",
      " Ring2",
      "  Ring1 again",
      "  Leaf",
    ]);
  });

  it("has a way to every function that is shown", () => {
    for (const node of graph.nodes) {
      expect(wayTo(node, shown)?.at(-1)).toBe(node);
    }
    expect(namesOf(wayTo(nodeOf(graph, "Leaf"), shown) ?? [])).toEqual(["Loner", "Leaf"]);
    expect(wayTo(nodeOf(graph, "Leaf"), { nodes: [], edges: [] })).toBeUndefined();
  });
});
