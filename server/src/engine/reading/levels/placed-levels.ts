/** The levels at places of a unit's code, at its entries and calls, whatever lattice they are of. */
import { functionKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import type { CallInFlow, Entries } from "../../../analysis/levels/from-callers.ts";
import { type Lattice, levelsThere } from "../../../analysis/levels/lattice.ts";
import { type LevelPoint, pointAt } from "../../../analysis/levels/points.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { CallAt, LevelChange, LevelSpan, Sayer, ShownLevel, UnitLevels } from "./level.ts";

/** What a platform's analysis says of functions, L being its levels. */
export interface PlacedSources<L> {
  readonly lattice: Lattice<L>;
  readonly callers: Entries<L>["callers"];
  /** The level that a function is entered at, any where nobody says. */
  entered(fn: FunctionModel): L;
  /** Who says so; not asked where nobody does. */
  sayer(fn: FunctionModel): Sayer;
  points(fn: FunctionModel): readonly LevelPoint<L>[];
  /** The spans of a function that is entered at a level: the same list while nothing of it is another. */
  spans(fn: FunctionModel, entry: L): readonly LevelSpan[];
  calls(fn: FunctionModel): readonly CallInFlow<L>[];
  /** See `keysOf`. */
  keysOf(callee: CallInFlow<L>["callee"], fn: FunctionModel): readonly string[];
  /** Whether a call that is made at one level and left at another has changed it, and not what is known of it alone. */
  isChange(from: L, to: L, point: LevelPoint<L>): boolean;
  /** Undefined where nothing is known. */
  shown(level: L): ShownLevel | undefined;
}

export type PlacedLevels = Omit<UnitLevels, "why" | "whyEntered" | "lacking" | "lackingAtEntry">;

export function placedLevels<L>(sources: PlacedSources<L>): PlacedLevels {
  const { lattice, entered, points } = sources;
  const shown = (level: L | undefined): ShownLevel | undefined =>
    level === undefined ? undefined : sources.shown(level);

  const callsIn = (fn: FunctionModel): readonly CallAt[] => {
    const entry = entered(fn);
    return sources.calls(fn).map(({ call, callee, before }) => ({
      call,
      keys: sources.keysOf(callee, fn),
      place: fn.place(call),
      // What a macro does before it calls is not looked into.
      level: callee.kind === "macro" ? undefined : shown(levelsThere(before, entry, lattice)),
    }));
  };

  return {
    entryOf(fn) {
      const level = shown(entered(fn));
      return level && { ...level, from: sources.sayer(fn) };
    },
    at(fn, offset) {
      const point = pointAt(points(fn), offset);
      const level = point && shown(levelsThere(point.before, entered(fn), lattice));
      return level && { start: point.start, end: point.end, level };
    },
    spansOf: (fn) => sources.spans(fn, entered(fn)),
    changesIn(fn) {
      const entry = entered(fn);
      return points(fn).flatMap((point): readonly LevelChange[] => {
        const { start, end, before, after, isCall } = point;
        if (!isCall || before === after) {
          return [];
        }
        const [from, to] = [levelsThere(before, entry, lattice), levelsThere(after, entry, lattice)];
        const level = shown(to);
        const isChange = from !== undefined && to !== undefined && sources.isChange(from, to, point);
        return isChange && level !== undefined ? [{ start, end, after: level }] : [];
      });
    },
    callsIn,
    callersOf: (fn) => sources.callers(fn),
    callsTo(fn, caller) {
      const key = functionKey(fn);
      return callsIn(caller).filter(({ keys }) => keys.includes(key));
    },
  };
}

/**
 * For `PlacedSources.spans`, to be made once: the spans of what is known at a function's points. While nothing of what it
 * is entered at is another they are the same list, so that whoever makes something of it can tell.
 */
export function keptSpans<L>(
  pointsOf: FunctionAnalysis<RuleContext, readonly LevelPoint<L>[]>,
  lattice: Lattice<L>,
  shown: (level: L) => ShownLevel | undefined,
): FunctionAnalysis<RuleContext, (entry: L) => readonly LevelSpan[]> {
  return {
    run(fn, context) {
      const points = context.derived(pointsOf, fn);
      let last: { readonly entry: L; readonly spans: readonly LevelSpan[] } | undefined;
      return (entry) => {
        if (last === undefined || !lattice.same(last.entry, entry)) {
          last = { entry, spans: spansAt(points, entry, lattice, shown) };
        }
        return last.spans;
      };
    },
  };
}

function spansAt<L>(
  points: readonly LevelPoint<L>[],
  entry: L,
  lattice: Lattice<L>,
  shown: (level: L) => ShownLevel | undefined,
): readonly LevelSpan[] {
  const known = new Map<LevelPoint<L>["before"], ShownLevel | undefined>();
  return points.flatMap(({ start, end, before }) => {
    if (!known.has(before)) {
      const there = levelsThere(before, entry, lattice);
      known.set(before, there === undefined ? undefined : shown(there));
    }
    const level = known.get(before);
    return level === undefined ? [] : [{ start, end, level }];
  });
}
