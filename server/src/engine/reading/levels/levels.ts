/** The levels of a unit, by the platform that it is written for. */
import { atomicSummaries } from "../../../analysis/atomic/flow.ts";
import { irqlSummaries } from "../../../analysis/irql/flow.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Platform } from "../../../rules/rule.ts";
import type { UnitLevels } from "./level.ts";
import { linuxLevels } from "./linux-levels.ts";
import { windowsLevels } from "./windows-levels.ts";

/**
 * @param contextOf gives the context of a function's file
 * @param callersOf gives the functions that may call one, as far as an analysis knows
 */
export function levelsOf(
  platform: Platform,
  contextOf: (fn: FunctionModel) => RuleContext,
  callersOf: (analysis: object, fn: FunctionModel) => readonly FunctionModel[],
): UnitLevels {
  switch (platform) {
    case "windows-kernel":
      return windowsLevels(contextOf, (fn) => callersOf(irqlSummaries, fn));
    case "linux-kernel":
      return linuxLevels(contextOf, (fn) => callersOf(atomicSummaries, fn));
  }
}
