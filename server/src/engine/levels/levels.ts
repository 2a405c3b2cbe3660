/** The levels of a unit, by the platform that it is written for. */
import { irqlSummaries } from "../../analysis/irql/flow.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { Platform } from "../../rules/rule.ts";
import type { UnitLevels } from "./level.ts";
import { windowsLevels } from "./windows-levels.ts";

/**
 * @param contextOf gives the context of a function's file
 * @param callersOf gives the functions that may call one, as far as an analysis knows
 */
export function levelsOf(
  platform: Platform,
  contextOf: (fn: FunctionModel) => RuleContext,
  callersOf: (analysis: object, fn: FunctionModel) => readonly FunctionModel[],
): UnitLevels | undefined {
  return platform === "windows-kernel" ? windowsLevels(contextOf, (fn) => callersOf(irqlSummaries, fn)) : undefined;
}
