/** Where arrow keys lead. */
import { describe, expect, it } from "vitest";
import type { GraphNode } from "../../../media/call-graph/graph.ts";
import { type Direction, type Drawn, type Step, walk } from "../../../media/call-graph/walk.ts";
import type { Point } from "../../../media/drawing/layout.ts";
import { graphOf, nodeOf } from "./graphs.ts";

const graph = graphOf({
  Top: { calls: ["High", "Low"] },
  Bottom: { calls: ["Low", "Bottom"] },
  High: {},
  Between: {},
  Low: {},
});
const places: Readonly<Record<string, Point>> = {
  Top: { x: 0, y: 0 },
  Bottom: { x: 0, y: 300 },
  High: { x: 200, y: 0 },
  Between: { x: 200, y: 100 },
  Low: { x: 200, y: 200 },
};
const drawn: Drawn = {
  edges: graph.nodes.flatMap(({ callees }) => callees),
  places: new Map(graph.nodes.map((node): [GraphNode, Point] => [node, places[node.name] ?? { x: 0, y: 0 }])),
};
const from = (id: string, via?: string): Step => ({
  node: nodeOf(graph, id),
  via: via ? nodeOf(graph, via) : undefined,
});
const to = (step: Step, direction: Direction): string | undefined => walk(step, direction, drawn)?.node.name;

describe("arrow keys", () => {
  it("lead along calls, to the end that is nearest", () => {
    expect(to(from("Top"), "callee")).toBe("High");
    expect(to(from("Bottom"), "callee")).toBe("Low");
    expect(to(from("Low"), "caller")).toBe("Bottom");
    expect(to(from("High"), "callee")).toBeUndefined();
  });

  it("lead up and down among the calls of the function that one comes from", () => {
    const step = walk(from("Top"), "callee", drawn);
    expect(step && to(step, "down")).toBe("Low");
    expect(to(from("Low", "Top"), "up")).toBe("High");
    expect(to(from("Low", "Top"), "down")).toBeUndefined();
  });

  it("lead up and down the column where one comes from nowhere", () => {
    expect(to(from("High"), "down")).toBe("Between");
    expect(to(from("Between"), "down")).toBe("Low");
    expect(to(from("Top"), "down")).toBe("Bottom");
    expect(to(from("Top"), "up")).toBeUndefined();
  });
});
