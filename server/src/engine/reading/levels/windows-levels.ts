/** The IRQLs of a Windows driver's code, as people are shown them. */
import { keysOf } from "../../../analysis/calls/callee-keys.ts";
import { toldFlow } from "../../../analysis/irql/flow.ts";
import { type LevelsFromCallers, levelsFromCallers, levelsOfCalls } from "../../../analysis/irql/from-callers.ts";
import { anyLevel, highest, isKnown, type LevelRange, rangeText } from "../../../analysis/irql/level.ts";
import { irqlLattice, type LevelPoint, levelPoints } from "../../../analysis/irql/level-points.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { Mark, ShownLevel, UnitLevels } from "./level.ts";
import { keptSpans, placedLevels } from "./placed-levels.ts";
import { windowsWhys } from "./windows-whys.ts";

/**
 * @param contextOf gives the context of a function's file
 * @param callersOf gives the functions that may call one
 */
export function windowsLevels(
  contextOf: (fn: FunctionModel) => RuleContext,
  callersOf: (fn: FunctionModel) => readonly FunctionModel[],
): UnitLevels {
  let callerLevels: LevelsFromCallers | undefined;
  const fromCallers = (fn: FunctionModel): ReturnType<LevelsFromCallers["of"]> => {
    callerLevels ??= levelsFromCallers(contextOf(fn), callersOf);
    return callerLevels.of(fn);
  };
  const entered = (fn: FunctionModel): LevelRange => fromCallers(fn)?.level ?? anyLevel;
  const points = (fn: FunctionModel): readonly LevelPoint[] => contextOf(fn).derived(levelPoints, fn);
  const placed = placedLevels<LevelRange>({
    lattice: irqlLattice,
    callers: callersOf,
    entered,
    sayer: (fn) => {
      const { from } = contextOf(fn).derived(toldFlow, fn).entry;
      return from === "unknown" ? "callers" : from;
    },
    points,
    spans: (fn, entry) => contextOf(fn).derived(spans, fn)(entry),
    calls: (fn) => levelsOfCalls(fn, contextOf(fn)),
    keysOf: (callee, fn) => keysOf(callee, contextOf(fn)),
    isChange: (from, to, point) => !irqlLattice.same(from, to) && !isLearnt(point),
    shown,
  });
  const whys = windowsWhys({
    contextOf,
    callersOf,
    callsTo: placed.callsTo,
    pointsOf: points,
    entryRange: entered,
    levelsFromCallers: fromCallers,
    shown,
  });
  return { ...placed, ...whys };
}

const spans = keptSpans(levelPoints, irqlLattice, shown);

/** Whether no more than what is known of a level is another: PAGED_CODE tells of it, and so does a lock that is released. */
function isLearnt({ before, after }: LevelPoint): boolean {
  const isAsEntered = before.set === undefined && after.set === undefined;
  return isAsEntered || (before.entered === undefined && before.set !== undefined && !isKnown(before.set));
}

const marks: readonly (Mark | undefined)[] = [undefined, "apc", "dispatch", "device", "high"];

function shown(range: LevelRange | undefined): ShownLevel | undefined {
  const text = range && isKnown(range) ? rangeText(range) : undefined;
  if (range === undefined || text === undefined) {
    return undefined;
  }
  const { low, high } = range;
  // Without an upper end the lower one is what is known.
  const rank = high === highest ? low : high;
  return { text, phrase: `at ${text}`, mark: marks[rank], isCertain: rank === low };
}
