/**
 * The levels at which a function runs by what its callers in the unit do: for functions that nobody else says anything
 * of. Worked out when a person asks; findings do without, as they are told where the level is set.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import { functionKey } from "../calls/function-key.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlFlow } from "./flow.ts";
import { entrySymbol, intersection, isKnown, type LevelRange, type LevelValue, union } from "./level.ts";

/** A call of the function with the levels at which it is made. */
export interface CallAtLevel {
  readonly caller: FunctionModel;
  readonly at: Place;
  readonly range: LevelRange;
}

export interface CallerLevels {
  /** All levels of all calls. */
  readonly range: LevelRange;
  readonly calls: readonly CallAtLevel[];
}

/** Gives the functions that call one; those in circles are among their own. */
export type Callers = (fn: FunctionModel) => readonly FunctionModel[];

/** Callers of callers; further up nothing is looked for. */
const maximumDepth = 12;
/** Calls that are looked at; of functions that everybody calls nothing is said. */
const maximumCalls = 200;

/**
 * Undefined where one of the calls is made at a level that is not known, where there is none, and for functions that
 * are handed to somebody who may call them at any.
 */
export function levelsFromCallers(fn: FunctionModel, env: IrqlEnvironment, callers: Callers): CallerLevels | undefined {
  const found = new Search(env, callers).levelsOf(fn, 0);
  return found === "circle" ? undefined : found;
}

class Search {
  private readonly env: IrqlEnvironment;
  private readonly callers: Callers;
  private readonly open = new Set<FunctionModel>();
  private callsLeft = maximumCalls;

  constructor(env: IrqlEnvironment, callers: Callers) {
    this.env = env;
    this.callers = callers;
  }

  /** `circle` where all calls come from functions that are looked at already. */
  levelsOf(fn: FunctionModel, depth: number): CallerLevels | "circle" | undefined {
    if (depth > maximumDepth || this.env.registrations(fn, "roles").length > 0) {
      return undefined;
    }
    this.open.add(fn);
    const calls: CallAtLevel[] = [];
    let range: LevelRange | undefined;
    let isComplete = true;
    let isCircle = false;
    for (const caller of this.callers(fn)) {
      // A call from within a circle is made at the levels of the calls into it.
      const found = this.open.has(caller) ? "circle" : this.callsIn(caller, fn, depth);
      if (found === "circle") {
        isCircle = true;
        continue;
      }
      isComplete &&= found !== undefined;
      for (const call of found ?? []) {
        calls.push(call);
        range = range === undefined ? call.range : union(range, call.range);
      }
    }
    this.open.delete(fn);
    if (isComplete && isCircle && range === undefined) {
      return "circle";
    }
    return isComplete && range !== undefined && isKnown(range) ? { range, calls } : undefined;
  }

  /** The calls of a function in one of its callers; undefined where one is made at nobody knows which level. */
  private callsIn(
    caller: FunctionModel,
    fn: FunctionModel,
    depth: number,
  ): readonly CallAtLevel[] | "circle" | undefined {
    const { entry, body } = this.env.derived(irqlFlow, caller);
    const key = functionKey(fn);
    const calls: CallAtLevel[] = [];
    let above: LevelRange | undefined;
    for (const { call, callee, before } of body?.calls ?? []) {
      if (callee.kind !== "function" || callee.key !== key) {
        continue;
      }
      if (this.callsLeft-- <= 0) {
        return undefined;
      }
      if (entry.from === "unknown" && before.some(({ property }) => property.level.symbol === entrySymbol)) {
        const found = above ?? this.levelsOf(caller, depth + 1);
        if (found === "circle") {
          return found;
        }
        above = found === undefined || "low" in found ? found : found.range;
      }
      const range = rangeOf(
        before.map(({ property }) => property.level),
        above,
      );
      if (range === undefined) {
        return undefined;
      }
      calls.push({ caller, at: caller.place(call), range });
    }
    return calls.length === 0 ? undefined : calls;
  }
}

/** @param entry the levels at which the caller is entered, where its own flow does not know them */
function rangeOf(levels: readonly LevelValue[], entry: LevelRange | undefined): LevelRange | undefined {
  let range: LevelRange | undefined;
  for (const level of levels) {
    const one = level.symbol === entrySymbol && entry !== undefined ? intersection(level, entry) : level;
    if (one === undefined || !isKnown(one)) {
      return undefined;
    }
    range = range === undefined ? one : union(range, one);
  }
  return range;
}
