/** The IRQLs of a Windows driver's code, as people are shown them. */
import { keysOf } from "../../../analysis/calls/callee-keys.ts";
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { toldFlow } from "../../../analysis/irql/flow.ts";
import { type LevelsFromCallers, levelsFromCallers } from "../../../analysis/irql/from-callers.ts";
import { anyLevel, highest, isKnown, type LevelRange, rangeText } from "../../../analysis/irql/level.ts";
import { type LevelPoint, levelPoints, levelsOf, levelsThere, pointAt } from "../../../analysis/irql/level-points.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { CallAt, EntryLevel, LevelChange, LevelSpan, Mark, ShownLevel, UnitLevels } from "./level.ts";
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

  /** The levels that a function is entered at, all where nobody says. */
  const entryRange = (fn: FunctionModel): LevelRange => fromCallers(fn)?.level ?? anyLevel;

  const pointsOf = (fn: FunctionModel): readonly LevelPoint[] => contextOf(fn).derived(levelPoints, fn);

  const entryOf = (fn: FunctionModel): EntryLevel | undefined => {
    const { entry } = contextOf(fn).derived(toldFlow, fn);
    const level = shown(entryRange(fn));
    return level && { ...level, from: entry.from === "unknown" ? "callers" : entry.from };
  };

  const at = (fn: FunctionModel, offset: number): LevelSpan | undefined => {
    const point = pointAt(pointsOf(fn), offset);
    const level = point && shown(levelsThere(point.before, entryRange(fn)));
    return level && { start: point.start, end: point.end, level };
  };

  const callsIn = (fn: FunctionModel): readonly CallAt[] => {
    const range = entryRange(fn);
    const context = contextOf(fn);
    const { entry, body } = context.derived(toldFlow, fn);
    return (body?.calls ?? []).map(
      ({ call, callee, before }): CallAt => ({
        call,
        keys: keysOf(callee, context),
        place: fn.place(call),
        // What a macro does before it calls is not looked into.
        level: callee.kind === "macro" ? undefined : shown(levelsThere(levelsOf(before, entry), range)),
      }),
    );
  };

  const callsTo = (fn: FunctionModel, caller: FunctionModel): readonly CallAt[] => {
    const key = functionKey(fn);
    return callsIn(caller).filter(({ keys }) => keys.includes(key));
  };

  const whys = windowsWhys({
    contextOf,
    callersOf,
    callsTo,
    pointsOf,
    entryRange,
    levelsFromCallers: fromCallers,
    shown,
  });

  return {
    ...whys,
    entryOf,
    at,
    callersOf,
    spansOf: (fn) => contextOf(fn).derived(keptSpans, fn)(entryRange(fn)),
    changesIn: (fn) => {
      const entry = entryRange(fn);
      return pointsOf(fn).flatMap(({ start, end, before, after, isCall }): readonly LevelChange[] => {
        const [from, to] = [levelsThere(before, entry), levelsThere(after, entry)];
        const level = shown(to);
        const isSame = from?.low === to?.low && from?.high === to?.high;
        const isChange = isCall && !isSame && !isLearnt(before, after);
        return isChange && level !== undefined ? [{ start, end, after: level }] : [];
      });
    },
    callsIn,
    callsTo,
  };
}

/** Whether no more than what is known of a level is another: PAGED_CODE tells of it, and so does a lock that is released. */
function isLearnt(before: LevelPoint["before"], after: LevelPoint["after"]): boolean {
  const isAsEntered = before.set === undefined && after.set === undefined;
  return isAsEntered || (before.entered === undefined && before.set !== undefined && !isKnown(before.set));
}

/**
 * The spans of a function that is entered at some levels: while nothing of that is another, they are the same list, so
 * that whoever makes something of it can tell.
 */
const keptSpans: FunctionAnalysis<RuleContext, (entry: LevelRange) => readonly LevelSpan[]> = {
  run(fn, context) {
    const points = context.derived(levelPoints, fn);
    let last: { readonly entry: LevelRange; readonly spans: readonly LevelSpan[] } | undefined;
    return (entry) => {
      if (last === undefined || last.entry.low !== entry.low || last.entry.high !== entry.high) {
        const spans = points.flatMap(({ start, end, before }) => {
          const level = shown(levelsThere(before, entry));
          return level === undefined ? [] : [{ start, end, level }];
        });
        last = { entry, spans };
      }
      return last.spans;
    };
  },
};

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
