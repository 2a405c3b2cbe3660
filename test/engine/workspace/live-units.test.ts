/** Which units are kept: what an open document is checked with, and the last few that somebody looked at. */
import { describe, expect, it } from "vitest";
import type { CheckTask } from "../../../server/src/engine/plan.ts";
import { LiveUnit } from "../../../server/src/engine/workspace/live-unit.ts";
import { LiveUnits } from "../../../server/src/engine/workspace/live-units.ts";
import { memoryTree } from "../../model/unit/memory-tree.ts";
import { parts } from "../../support/engine.ts";

const task = (name: string): CheckTask => ({
  driver: {
    ...{ id: name, name, root: `/${name}`, origin: "vcxproj", projectFile: `/${name}/${name}.vcxproj` },
    ...{ kind: "windows-kernel", reason: "the test says so", sources: [`/${name}/a.c`], headers: [], unlisted: [] },
    ...{ includeDirectories: [], defines: new Map(), targetWindows: undefined, frameworks: [] },
  },
  paths: [`/${name}/a.c`],
  targetWindows: undefined,
});

function liveUnits(): { readonly units: LiveUnits; readonly made: string[]; kept(): readonly string[] } {
  const made: string[] = [];
  const units = new LiveUnits((of) => {
    made.push(of.driver.name);
    return new LiveUnit(of, memoryTree({}), parts, () => 0);
  });
  return { units, made, kept: () => units.all.map((unit) => unit.task.driver.name).sort() };
}

describe("units that somebody looks at", () => {
  it("are not kept for ever, however many are looked at", () => {
    const { units, kept } = liveUnits();
    for (const name of ["a", "b", "c", "d"]) {
      units.use(task(name));
    }
    expect(kept()).toEqual(["c", "d"]);
    expect(units.current.map((unit) => unit.task.driver.name).sort()).toEqual(["c", "d"]);
  });

  it("stay while they are looked at again, and are not read twice", () => {
    const { units, made, kept } = liveUnits();
    const first = units.use(task("a"));
    units.use(task("b"));
    expect(units.use(task("a"))).toBe(first);
    units.use(task("c"));
    units.drop(() => true);
    expect(kept()).toEqual(["a", "c"]);
    expect(made).toEqual(["a", "b", "c"]);
  });

  it("leave alone those that a document is open of", () => {
    const { units, kept } = liveUnits();
    units.assign("/open/a.c", task("open"));
    for (const name of ["a", "b", "c"]) {
      units.use(task(name));
    }
    expect(kept()).toEqual(["b", "c", "open"]);
    units.release("/open/a.c");
    units.dropIdle();
    expect(kept()).toEqual([]);
  });
});
