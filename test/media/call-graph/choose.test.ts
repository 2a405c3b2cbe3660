/** What is drawn of a driver, and what is left out. */
import { describe, expect, it } from "vitest";
import { type Choice, choose, coverageText } from "../../../media/call-graph/choose.ts";
import { functionAt } from "../../../media/call-graph/graph.ts";
import { type Described, graphOf, namesOf } from "./graphs.ts";

const everything: Choice = { limit: 150, focus: undefined, mark: undefined, wanted: new Set() };
const graph = graphOf({
  Alone: {},
  Tool: { calls: ["Leaf"] },
  Leaf: {},
  Ring1: { calls: ["Ring2"] },
  Ring2: { calls: ["Ring1"] },
  Dpc: { entry: true, role: "EVT_WDF_DPC", mark: "dispatch", calls: ["Worker"] },
  Worker: { mark: "dispatch", calls: ["Leaf"] },
  DriverEntry: { entry: true, role: "DRIVER_INITIALIZE", calls: ["Setup"] },
  Setup: { calls: ["Deep"] },
  Deep: {},
});
const drawn = (choice: Partial<Choice>): readonly string[] =>
  namesOf(choose(graph, { ...everything, ...choice }).nodes);

describe("what is drawn", () => {
  it("is all of a small driver", () => {
    expect(drawn({})).toEqual(namesOf(graph.nodes));
    expect(coverageText(choose(graph, everything), everything)).toBe("All 10 functions");
  });

  it("begins with entry points and what they call, nearest first", () => {
    expect(drawn({ limit: 2 })).toEqual(["Dpc", "DriverEntry"]);
    expect(drawn({ limit: 4 })).toEqual(["Dpc", "Worker", "DriverEntry", "Setup"]);
    expect(drawn({ limit: 6 })).toEqual(["Leaf", "Dpc", "Worker", "DriverEntry", "Setup", "Deep"]);
    // Then what nobody calls, then circles, and what has nothing to do with anything last.
    expect(drawn({ limit: 7 })).toContain("Tool");
    expect(drawn({ limit: 9 })).not.toContain("Alone");
  });

  it("says what is left out", () => {
    const choice = { ...everything, limit: 4 };
    expect(coverageText(choose(graph, choice), choice)).toBe(
      "4 of 10 functions, nearest to entry points first; 6 more left out",
    );
  });

  it("has what was asked for, whatever the limit", () => {
    expect(drawn({ limit: 2, wanted: new Set(["Alone"]) })).toEqual(["Alone", "Dpc", "DriverEntry"]);
  });

  it("is what can run at a level, if one is chosen", () => {
    expect(drawn({ mark: "dispatch" })).toEqual(["Dpc", "Worker"]);
    expect(drawn({ mark: "high" })).toEqual([]);
    const choice = { ...everything, mark: "dispatch" } as const;
    expect(coverageText(choose(graph, choice), choice)).toBe("2 of 10 functions, by level");
  });

  it("is what is around a function, if one is chosen, and not what its callers call beside it", () => {
    expect(drawn({ focus: { id: "Worker", steps: 1 } })).toEqual(["Leaf", "Dpc", "Worker"]);
    expect(drawn({ focus: { id: "Leaf", steps: 1 } })).toEqual(["Tool", "Leaf", "Worker"]);
    expect(drawn({ focus: { id: "Leaf", steps: 9 } })).toEqual(["Tool", "Leaf", "Dpc", "Worker"]);
    expect(drawn({ focus: { id: "Ring1", steps: 9 } })).toEqual(["Ring1", "Ring2"]);
  });

  it("has calls between what is drawn only", () => {
    const { edges } = choose(graph, { ...everything, limit: 4 });
    expect(edges.map(({ from, to }) => `${from.name} ${to.name}`)).toEqual(["Dpc Worker", "DriverEntry Setup"]);
  });

  it("keeps calls of what is called from everywhere back in a large picture, and not around a function", () => {
    const many: Record<string, Described> = { Trace: {}, Other: {} };
    for (let index = 0; index < 60; index++) {
      many[`F${index}`] = { entry: true, calls: index < 3 ? ["Trace", "Other"] : ["Trace"] };
    }
    const large = graphOf(many);
    const chosen = choose(large, everything);
    expect(chosen.edges.length).toBe(63);
    expect(new Set([...chosen.quiet].map(({ to }) => to.name))).toEqual(new Set(["Trace"]));
    expect(chosen.quiet.size).toBe(60);
    expect(choose(large, { ...everything, focus: { id: "Trace", steps: 1 } }).quiet.size).toBe(0);
    expect(choose(graph, everything).quiet.size).toBe(0);
  });
});

describe("the function at a line", () => {
  it("is the last one that begins above it", () => {
    expect(functionAt(graph, "file:///driver.c", 12)?.name).toBe("Tool");
    expect(functionAt(graph, "file:///driver.c", 900)?.name).toBe("Deep");
    expect(functionAt(graph, "file:///other.c", 12)).toBeUndefined();
  });
});
