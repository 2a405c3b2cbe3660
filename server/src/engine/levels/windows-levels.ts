/** The IRQLs of a Windows driver's code, as people are shown them. */
import { functionKey } from "../../analysis/calls/function-key.ts";
import { handedAround } from "../../analysis/calls/handed-around.ts";
import { entryReasons } from "../../analysis/irql/entry.ts";
import { irqlFlow } from "../../analysis/irql/flow.ts";
import { LevelsFromCallers } from "../../analysis/irql/from-callers.ts";
import { anyLevel, entrySymbol, highest, isKnown, type LevelRange, rangeText } from "../../analysis/irql/level.ts";
import { type LevelPoint, levelPoints, levelsOf, levelsThere, pointAt } from "../../analysis/irql/level-points.ts";
import { levelReasons, pathReasons, type Reason } from "../../analysis/irql/reasons.ts";
import type { IrqlState } from "../../analysis/irql/state.ts";
import type { World } from "../../analysis/worlds/worlds.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { RuleContext } from "../../rules/context.ts";
import type { CallAt, EntryLevel, LevelChange, LevelSpan, Mark, ShownLevel, UnitLevels, Why } from "./level.ts";

/** Callers of callers that are shown. */
const maximumDepth = 8;
/** Reasons in all that one question is answered with. */
const maximumReasons = 200;

/**
 * @param contextOf gives the context of a function's file
 * @param callersOf gives the functions that may call one
 */
export function windowsLevels(
  contextOf: (fn: FunctionModel) => RuleContext,
  callersOf: (fn: FunctionModel) => readonly FunctionModel[],
): UnitLevels {
  let callerLevels: LevelsFromCallers | undefined;
  const levelsFromCallers = (fn: FunctionModel): ReturnType<LevelsFromCallers["of"]> => {
    callerLevels ??= callerLevelsOf(contextOf(fn), callersOf);
    return callerLevels.of(fn);
  };

  /** The levels that a function is entered at, all where nobody says. */
  const entryRange = (fn: FunctionModel): LevelRange => {
    const { entry } = contextOf(fn).derived(irqlFlow, fn);
    return entry.from === "unknown" ? (levelsFromCallers(fn)?.range ?? anyLevel) : entry;
  };

  const pointsOf = (fn: FunctionModel): readonly LevelPoint[] => contextOf(fn).derived(levelPoints, fn);

  const entryOf = (fn: FunctionModel): EntryLevel | undefined => {
    const { entry } = contextOf(fn).derived(irqlFlow, fn);
    const level = shown(entryRange(fn));
    return level && { ...level, from: entry.from === "unknown" ? "callers" : entry.from };
  };

  const at = (fn: FunctionModel, offset: number): LevelSpan | undefined => {
    const point = pointAt(pointsOf(fn), offset);
    const level = point && shown(levelsThere(point.before, entryRange(fn)));
    return level && { start: point.start, end: point.end, level };
  };

  const whyEntered = (
    fn: FunctionModel,
    budget = new Budget(),
    above: readonly FunctionModel[] = [],
  ): readonly Why[] => {
    const said = entryReasons(fn, contextOf(fn)).map(plain);
    const calls = said.length > 0 || above.length >= maximumDepth ? [] : (levelsFromCallers(fn)?.calls ?? []);
    const whys = calls.flatMap(({ caller, at: place, range }): readonly Why[] => {
      if (above.includes(caller) || caller === fn || !budget.take()) {
        return [];
      }
      const level = shown(range);
      const text = `${caller.name} calls ${fn.name} here${level === undefined ? "" : ` at ${level.text}`}`;
      const because = whyAt(caller, place.start, budget, [...above, fn]);
      return [{ text, at: place, level, because }];
    });
    return shortestFirst([...said, ...whys]);
  };

  const whyAt = (
    fn: FunctionModel,
    offset: number,
    budget = new Budget(),
    above: readonly FunctionModel[] = [],
  ): readonly Why[] => {
    const point = pointAt(pointsOf(fn), offset);
    const context = contextOf(fn);
    const worlds = point === undefined ? [] : worldsAt(point, fn, context);
    const whys: Why[] = [];
    if (worlds.some(isAsEntered)) {
      whys.push(...whyEntered(fn, budget, above));
    }
    for (const world of worlds.filter((one) => !isAsEntered(one))) {
      const level = shown(world.property.level);
      const way = worlds.length > 1 ? pathReasons(world, fn, fn.definition.start).map(plain) : [];
      for (const reason of level !== undefined && budget.take() ? levelReasons(world, fn, context) : []) {
        whys.push({ ...plain(reason), level, because: way });
      }
    }
    return shortestFirst(distinct(whys));
  };

  const callsIn = (fn: FunctionModel): readonly CallAt[] => {
    const entry = entryRange(fn);
    const calls = contextOf(fn).derived(irqlFlow, fn).body?.calls ?? [];
    return calls.map(
      ({ call, callee, before }): CallAt => ({
        call,
        keys: callee.kind === "function" ? [callee.key] : callee.kind === "several" ? callee.keys : [],
        place: fn.place(call),
        level: shown(levelsThere(levelsOf(before), entry)),
      }),
    );
  };

  return {
    entryOf,
    at,
    callersOf,
    spansOf: (fn) => {
      const entry = entryRange(fn);
      return pointsOf(fn).flatMap(({ start, end, before }) => {
        const level = shown(levelsThere(before, entry));
        return level === undefined ? [] : [{ start, end, level }];
      });
    },
    changesIn: (fn) => {
      const entry = entryRange(fn);
      return pointsOf(fn).flatMap(({ start, end, before, after, isCall }): readonly LevelChange[] => {
        const [from, to] = [levelsThere(before, entry), levelsThere(after, entry)];
        const level = shown(to);
        const isSame = from?.low === to?.low && from?.high === to?.high;
        return !isCall || level === undefined || isSame ? [] : [{ start, end, after: level }];
      });
    },
    why: (fn, offset) => whyAt(fn, offset),
    whyEntered: (fn) => whyEntered(fn),
    callsIn,
    callsTo: (fn, caller) => {
      const key = functionKey(fn);
      return callsIn(caller).filter(({ keys }) => keys.includes(key));
    },
  };
}

/** Of functions that others may call too nothing is known by the calls that there are. */
function callerLevelsOf(context: RuleContext, callersOf: UnitLevels["callersOf"]): LevelsFromCallers {
  const isHandedAround = handedAround(context.unit);
  return new LevelsFromCallers(context, (fn) => (isHandedAround(fn) ? [] : callersOf(fn)));
}

/** Reasons that may still be given. */
class Budget {
  private left = maximumReasons;

  take(): boolean {
    return this.left-- > 0;
  }
}

const isAsEntered = ({ property }: World<IrqlState>): boolean => property.level.symbol === entrySymbol;

/** The worlds before a place, of all steps that stand there. */
function worldsAt(point: LevelPoint, fn: FunctionModel, context: RuleContext): readonly World<IrqlState>[] {
  const worlds: World<IrqlState>[] = [];
  context.derived(irqlFlow, fn).body?.eachStep(({ kind, node }, before) => {
    const isThere =
      kind === "statement" ? node.start === point.start : node.start === point.start && node.end === point.end;
    if (isThere && (kind === "call") === point.isCall) {
      worlds.push(...before);
    }
  });
  return worlds;
}

const plain = ({ at, message }: Reason): Why => ({ text: message, at, level: undefined, because: [] });

function distinct(whys: readonly Why[]): readonly Why[] {
  const seen = new Set<string>();
  return whys.filter(({ text, at }) => {
    const key = `${text} ${at?.file} ${(at?.anchor.start ?? 0) + (at?.start ?? 0)}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

const shortestFirst = (whys: readonly Why[]): readonly Why[] => [...whys].sort((a, b) => depthOf(a) - depthOf(b));

const depthOf = ({ because }: Why): number => 1 + Math.min(...because.map(depthOf), because.length === 0 ? 0 : 99);

const marks: readonly (Mark | undefined)[] = [undefined, "apc", "dispatch", "device", "high"];

function shown(range: LevelRange | undefined): ShownLevel | undefined {
  const text = range && isKnown(range) ? rangeText(range) : undefined;
  if (range === undefined || text === undefined) {
    return undefined;
  }
  const { low, high } = range;
  // Without an upper end the lower one is what is known.
  const rank = high === highest ? low : high;
  return { text, mark: marks[rank], isCertain: rank === low };
}
