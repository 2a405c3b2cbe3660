/**
 * The levels at which functions run by what their callers in the unit do: for functions that nobody else says anything
 * of. Worked out when a person asks; findings do without, as they are told where the level is set.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import { functionKey } from "../calls/function-key.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlFlow } from "./flow.ts";
import { anyLevel, entrySymbol, intersection, isKnown, type LevelRange, type LevelValue, union } from "./level.ts";

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

/** Functions that are looked at for one question; of what more than these lead to nothing is said. */
const maximumFunctions = 2000;

/** A call as its caller's own flow sees it. */
interface Site {
  readonly caller: FunctionModel;
  readonly at: Place;
  readonly levels: readonly LevelValue[];
  /** Whether the caller's own entry is what the level hangs on, and nothing but its callers says what that is. */
  readonly isOpen: boolean;
}

/**
 * What callers say of functions, true until any function of the unit changes: to be dropped then. An answer is undefined
 * where one of the calls is made at a level that is not known, where there is none, and for functions that are handed to
 * somebody who may call them at any.
 */
export class LevelsFromCallers {
  private readonly env: IrqlEnvironment;
  private readonly callers: Callers;
  /** By function; undefined where nothing is known. */
  private readonly known = new Map<FunctionModel, CallerLevels | undefined>();

  constructor(env: IrqlEnvironment, callers: Callers) {
    this.env = env;
    this.callers = callers;
  }

  of(fn: FunctionModel): CallerLevels | undefined {
    if (!this.known.has(fn)) {
      this.workOut(fn);
    }
    return this.known.get(fn);
  }

  /** Answers for a function and all above it that the answer hangs on: the least levels that all calls agree with. */
  private workOut(fn: FunctionModel): void {
    const sites = this.gather(fn);
    if (sites === undefined) {
      this.known.set(fn, undefined);
      return;
    }
    const ranges = new Map<FunctionModel, LevelRange>();
    const above = (caller: FunctionModel): LevelRange | undefined =>
      this.known.has(caller) ? (this.known.get(caller)?.range ?? anyLevel) : ranges.get(caller);
    let isStable = false;
    while (!isStable) {
      isStable = true;
      for (const [callee, calls] of sites) {
        const before = ranges.get(callee);
        const now =
          calls === undefined ? anyLevel : calls.reduce((sum, site) => joined(sum, rangeAt(site, above)), before);
        if (now !== undefined && (before === undefined || now.low !== before.low || now.high !== before.high)) {
          ranges.set(callee, now);
          isStable = false;
        }
      }
    }
    for (const [callee, calls] of sites) {
      const range = ranges.get(callee);
      this.known.set(
        callee,
        calls === undefined || range === undefined || !isKnown(range)
          ? undefined
          : {
              range,
              calls: calls.flatMap((site) =>
                callAt(
                  site,
                  rangeAt(site, (caller) => above(caller)),
                ),
              ),
            },
      );
    }
  }

  /** The calls of a function and of those above it, undefined for one that anybody may call; undefined where they are too many. */
  private gather(fn: FunctionModel): ReadonlyMap<FunctionModel, readonly Site[] | undefined> | undefined {
    const found = new Map<FunctionModel, readonly Site[] | undefined>();
    const waiting = [fn];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next) || this.known.has(next)) {
        continue;
      }
      if (found.size >= maximumFunctions) {
        return undefined;
      }
      const sites = this.sitesOf(next);
      found.set(next, sites);
      for (const { caller, isOpen } of sites ?? []) {
        if (isOpen) {
          waiting.push(caller);
        }
      }
    }
    return found;
  }

  private sitesOf(fn: FunctionModel): readonly Site[] | undefined {
    if (this.env.registrations(fn, "roles").length > 0) {
      return undefined;
    }
    const key = functionKey(fn);
    const sites: Site[] = [];
    const callers = this.callers(fn);
    for (const caller of callers) {
      const { entry, body } = this.env.derived(irqlFlow, caller);
      const calls = (body?.calls ?? []).filter(({ callee }) => callee.kind === "function" && callee.key === key);
      if (calls.length === 0) {
        // Through a pointer, in code that is never reached, or nobody knows at which level.
        return undefined;
      }
      for (const { call, before } of calls) {
        const levels = before.map(({ property }) => property.level);
        const isOpen = entry.from === "unknown" && levels.some(({ symbol }) => symbol === entrySymbol);
        sites.push({ caller, at: caller.place(call), levels, isOpen });
      }
    }
    return callers.length === 0 ? undefined : sites;
  }
}

const joined = (a: LevelRange | undefined, b: LevelRange | undefined): LevelRange | undefined =>
  a === undefined || b === undefined ? (a ?? b) : union(a, b);

const callAt = ({ caller, at }: Site, range: LevelRange | undefined): readonly CallAtLevel[] =>
  range === undefined ? [] : [{ caller, at, range }];

/** The levels of a call; undefined where nothing has come down to its caller yet. */
function rangeAt(
  { caller, levels, isOpen }: Site,
  above: (caller: FunctionModel) => LevelRange | undefined,
): LevelRange | undefined {
  const entry = isOpen ? above(caller) : anyLevel;
  let range: LevelRange | undefined;
  for (const level of levels) {
    if (level.symbol === entrySymbol) {
      range = joined(range, entry && (intersection(level, entry) ?? anyLevel));
    } else {
      range = joined(range, level);
    }
  }
  return range && { low: range.low, high: range.high };
}
