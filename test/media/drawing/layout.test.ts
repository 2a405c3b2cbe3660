/** Where functions and calls are drawn. */
import { describe, expect, it } from "vitest";
import { curve } from "../../../media/drawing/curve.ts";
import { type Layout, type LayoutInput, layOut } from "../../../media/drawing/layout.ts";

function input(count: number, edges: readonly (readonly [number, number])[]): LayoutInput {
  return {
    nodes: Array.from({ length: count }, (_, index) => ({ width: 100 + (index % 3) * 40, height: 40 })),
    edges: edges.map(([from, to]) => ({ from, to })),
  };
}

function overlaps({ nodes }: LayoutInput, layout: Layout): readonly string[] {
  const found: string[] = [];
  for (const [a, one] of layout.nodes.entries()) {
    for (const [b, other] of layout.nodes.entries()) {
      const wide = ((nodes[a]?.width ?? 0) + (nodes[b]?.width ?? 0)) / 2;
      if (a < b && Math.abs(one.x - other.x) < wide && Math.abs(one.y - other.y) < 40) {
        found.push(`${a} ${b}`);
      }
    }
  }
  return found;
}

describe("a layout", () => {
  it("has callees to the right of callers, and what nobody calls in the first column", () => {
    const { nodes } = layOut(
      input(5, [
        [0, 1],
        [1, 2],
        [3, 2],
        [0, 4],
      ]),
    );
    const left = (index: number): number => (nodes[index]?.x ?? 0) - (100 + (index % 3) * 40) / 2;
    expect(left(1)).toBeGreaterThan(left(0));
    expect(left(2)).toBeGreaterThan(left(1));
    expect(left(3)).toBe(left(0));
    expect(left(4)).toBe(left(1));
  });

  it("draws each call from its caller's edge to its callee's, circles and calls of oneself among them", () => {
    const graph = input(3, [
      [0, 1],
      [1, 2],
      [2, 0],
      [1, 1],
    ]);
    const { nodes, edges } = layOut(graph);
    expect(edges.length).toBe(4);
    for (const [index, points] of edges.entries()) {
      expect(points.length).toBeGreaterThanOrEqual(2);
      const { from, to } = graph.edges[index] ?? { from: 0, to: 0 };
      for (const [node, point] of [
        [from, points[0]],
        [to, points.at(-1)],
      ] as const) {
        const middle = nodes[node] ?? { x: 0, y: 0 };
        expect(Math.abs((point?.x ?? 0) - middle.x)).toBeLessThanOrEqual((graph.nodes[node]?.width ?? 0) / 2 + 0.01);
        expect(Math.abs((point?.y ?? 0) - middle.y)).toBeLessThanOrEqual(20.01);
      }
    }
  });

  it("lets nothing overlap: parts, functions that stand alone, wide columns", () => {
    const edges = Array.from({ length: 90 }, (_, index): readonly [number, number] => [
      index % 30,
      30 + ((index * 7) % 40),
    ]);
    const graph = input(120, [...edges, [100, 101], [101, 102], [103, 104]]);
    const layout = layOut(graph);
    expect(overlaps(graph, layout)).toEqual([]);
    for (const { x, y } of layout.nodes) {
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
      expect(x).toBeLessThan(layout.width);
      expect(y).toBeLessThan(layout.height);
    }
  });

  it("is the same for the same graph, and draws those that stand alone by level", () => {
    const graph = input(40, [
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(layOut(graph)).toEqual(layOut(graph));
    const alone = { nodes: [1, 0].map((band) => ({ width: 100, height: 40, band })), edges: [] };
    const [low, high] = layOut(alone).nodes;
    expect((high?.y ?? 0) < (low?.y ?? 0) || (high?.x ?? 0) < (low?.x ?? 0)).toBe(true);
  });

  it("of nothing is nothing", () => {
    expect(layOut({ nodes: [], edges: [] })).toEqual({ nodes: [], edges: [], width: 0, height: 0 });
    expect(curve([])).toBe("");
  });

  it("breaks columns that are far too tall into several, without overlaps and with edges from box to box", () => {
    const star = input(
      80,
      Array.from({ length: 79 }, (_, index) => [index + 1, 0] as const),
    );
    const [tall, wrapped] = [layOut(star), layOut({ ...star, isWrapped: true })];
    expect(tall.height).toBeGreaterThan(5 * tall.width);
    expect(wrapped.height).toBeLessThan(1.5 * wrapped.width);
    expect(overlaps(star, wrapped)).toEqual([]);
    for (const [index, points] of wrapped.edges.entries()) {
      expect(points.length).toBe(2);
      expect(points[0]?.y).toBe(wrapped.nodes[index + 1]?.y);
      expect(points[1]?.y).toBe(wrapped.nodes[0]?.y);
    }
  });

  it("leaves alone what is well as it is", () => {
    const chain = input(4, [
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(layOut({ ...chain, isWrapped: true })).toEqual(layOut(chain));
  });
});
