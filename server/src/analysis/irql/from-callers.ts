/** The IRQLs at which functions run by what their callers in the unit do: for functions that nobody else says anything of. */
import type { FunctionModel } from "../../model/function.ts";
import { handedAround } from "../calls/handed-around.ts";
import {
  type CallerLevels as CallersSay,
  type CallInFlow,
  type Entries,
  LevelsFromCallers as FromCallers,
} from "../levels/from-callers.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { toldFlow } from "./flow.ts";
import { isKnown, type LevelRange, union } from "./level.ts";
import { irqlLattice, levelsOf } from "./level-points.ts";

export type CallerLevels = CallersSay<LevelRange>;
export type LevelsFromCallers = FromCallers<LevelRange>;

/** The calls of a function that control can reach, in the order of its graph. */
export function levelsOfCalls(fn: FunctionModel, env: IrqlEnvironment): readonly CallInFlow<LevelRange>[] {
  const { entry, body } = env.derived(toldFlow, fn);
  return (body?.calls ?? []).map(({ call, callee, before }) => ({ call, callee, before: levelsOf(before, entry) }));
}

/** @param callers gives the functions that call one */
export function levelsFromCallers(env: IrqlEnvironment, callers: Entries<LevelRange>["callers"]): LevelsFromCallers {
  const isHandedAround = handedAround(env.unit);
  const entries: Entries<LevelRange> = {
    // Annotations say at which levels a function may be called at all.
    callers: (fn) => (env.derived(toldFlow, fn).entry.from === "annotation" ? [] : callers(fn)),
    said(fn) {
      const { entry } = env.derived(toldFlow, fn);
      return entry.from === "unknown" ? undefined : { low: entry.low, high: entry.high };
    },
    // The system is not the only one that calls a callback; who calls it at a level that nobody knows says nothing of it.
    withCallers: (said, byCallers) => byCallers.filter(isKnown).reduce(union, said),
    isCalledByOthers: (fn) => isHandedAround(fn) || env.registrations(fn, "roles").length > 0,
    calls: (fn) => levelsOfCalls(fn, env),
  };
  return new FromCallers(entries, irqlLattice);
}
