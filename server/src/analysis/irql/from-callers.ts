/** The IRQLs at which functions run by what their callers in the unit do: for functions that nobody else says anything of. */
import {
  type CallerLevels as CallersSay,
  type Entries,
  LevelsFromCallers as FromCallers,
} from "../levels/from-callers.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { toldFlow } from "./flow.ts";
import type { LevelRange } from "./level.ts";
import { irqlLattice, levelsOf } from "./level-points.ts";

export type CallerLevels = CallersSay<LevelRange>;
export type LevelsFromCallers = FromCallers<LevelRange>;

/** @param callers gives the functions that call one; none for those that others may call too */
export function levelsFromCallers(env: IrqlEnvironment, callers: Entries<LevelRange>["callers"]): LevelsFromCallers {
  const entries: Entries<LevelRange> = {
    callers,
    said(fn) {
      const { entry } = env.derived(toldFlow, fn);
      return entry.from === "unknown" ? undefined : { low: entry.low, high: entry.high };
    },
    // Annotations and roles say at which levels it may be called at all.
    withCallers: undefined,
    isCalledByOthers: (fn) => env.registrations(fn, "roles").length > 0,
    calls: (fn) =>
      (env.derived(toldFlow, fn).body?.calls ?? []).map(({ call, callee, before }) => {
        return { call, callee, before: levelsOf(before) };
      }),
  };
  return new FromCallers(entries, irqlLattice);
}
