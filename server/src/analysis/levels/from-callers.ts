/**
 * The levels at which functions run by what their callers in the unit do: for functions that nobody else says anything
 * of, or not all. Worked out when a person asks; findings do without, as they are told where the level is set.
 */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { Callee } from "../calls/callees.ts";
import { functionKey } from "../calls/function-key.ts";
import { joined, type Lattice, type LevelsThere, levelsThere } from "./lattice.ts";

/** A call of the function with the levels at which it is made. */
export interface CallAtLevel<L> {
  readonly caller: FunctionModel;
  readonly at: Place;
  readonly level: L;
}

export interface CallerLevels<L> {
  /** The levels that the function is entered at. */
  readonly level: L;
  /** The calls that say so. */
  readonly calls: readonly CallAtLevel<L>[];
}

/** What is known of functions without their callers. */
export interface Entries<L> {
  /** The levels that somebody else says that a function is entered at. */
  said(fn: FunctionModel): L | undefined;
  /** Joins these with what callers in the unit do. */
  withCallers(said: L, byCallers: readonly L[]): L;
  /** Whether it is called from places that the unit does not show. */
  isCalledByOthers(fn: FunctionModel): boolean;
  /** Functions that call it, those in circles are among their own; none where callers do not matter beside what is said. */
  callers(fn: FunctionModel): readonly FunctionModel[];
  /** The calls that a function makes. */
  calls(fn: FunctionModel): readonly CallInFlow<L>[];
}

export interface CallInFlow<L> {
  readonly call: CallExpr;
  readonly callee: Callee;
  readonly before: LevelsThere<L>;
}

/** Functions that are looked at for one question; of what more than these lead to nothing is said. */
const maximumFunctions = 2000;

/** A call as its caller's own flow sees it. */
interface Site<L> {
  readonly caller: FunctionModel;
  readonly at: Place;
  readonly levels: LevelsThere<L>;
}

/**
 * What callers say of functions, true until any function of the unit changes: to be dropped then. An answer is undefined
 * where one of the calls is made at a level that is not known, where there is none, and for functions that are handed to
 * somebody who may call them at any.
 */
export class LevelsFromCallers<L> {
  private readonly entries: Entries<L>;
  private readonly lattice: Lattice<L>;
  /** The calls of functions that have been asked for them, by what they call: some call hundreds. */
  private readonly callsOf = new Map<FunctionModel, ReadonlyMap<string, readonly CallInFlow<L>[]>>();
  /** By function; undefined where nothing is known. */
  private readonly known = new Map<FunctionModel, CallerLevels<L> | undefined>();

  constructor(entries: Entries<L>, lattice: Lattice<L>) {
    this.entries = entries;
    this.lattice = lattice;
  }

  of(fn: FunctionModel): CallerLevels<L> | undefined {
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
    const { lattice } = this;
    const levels = new Map<FunctionModel, L>();
    const above = (caller: FunctionModel): L | undefined =>
      this.known.has(caller) ? (this.known.get(caller)?.level ?? lattice.any) : levels.get(caller);
    let isStable = false;
    while (!isStable) {
      isStable = true;
      for (const [callee, calls] of sites) {
        const before = levels.get(callee);
        const now = joined(before, this.enteredAt(callee, calls, above), lattice);
        if (now !== undefined && (before === undefined || !lattice.same(now, before))) {
          levels.set(callee, now);
          isStable = false;
        }
      }
    }
    for (const [callee, calls] of sites) {
      const level = levels.get(callee);
      const isKnown = level !== undefined && lattice.isKnown(level);
      this.known.set(
        callee,
        isKnown ? { level, calls: (calls ?? []).flatMap((site) => this.callAt(site, above)) } : undefined,
      );
    }
  }

  /** The levels that a function is entered at as far as they have come down to it. */
  private enteredAt(
    fn: FunctionModel,
    calls: readonly Site<L>[] | undefined,
    above: (caller: FunctionModel) => L | undefined,
  ): L | undefined {
    const { entries, lattice } = this;
    const said = entries.said(fn);
    const byCallers = calls === undefined ? [lattice.any] : calls.flatMap((site) => this.levelAt(site, above) ?? []);
    return said === undefined
      ? byCallers.reduce<L | undefined>((level, one) => joined(level, one, lattice), undefined)
      : entries.withCallers(said, byCallers);
  }

  /** The levels of a call; undefined where nothing has come down to its caller yet. */
  private levelAt({ caller, levels }: Site<L>, above: (caller: FunctionModel) => L | undefined): L | undefined {
    const entry = above(caller);
    return entry === undefined ? levels.set : levelsThere(levels, entry, this.lattice);
  }

  private callAt(site: Site<L>, above: (caller: FunctionModel) => L | undefined): readonly CallAtLevel<L>[] {
    const level = this.levelAt(site, above);
    return level === undefined ? [] : [{ caller: site.caller, at: site.at, level }];
  }

  /** The calls of a function and of those above it, undefined for one that anybody may call; undefined where they are too many. */
  private gather(fn: FunctionModel): ReadonlyMap<FunctionModel, readonly Site<L>[] | undefined> | undefined {
    const found = new Map<FunctionModel, readonly Site<L>[] | undefined>();
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
      for (const { caller, levels } of sites ?? []) {
        if (levels.entered !== undefined) {
          waiting.push(caller);
        }
      }
    }
    return found;
  }

  /** Undefined where not all calls are known; none where they do not matter. */
  private sitesOf(fn: FunctionModel): readonly Site<L>[] | undefined {
    const { entries } = this;
    const said = entries.said(fn);
    if (said === undefined && entries.isCalledByOthers(fn)) {
      return undefined;
    }
    const key = functionKey(fn);
    const sites: Site<L>[] = [];
    const callers = entries.callers(fn);
    for (const caller of callers) {
      const calls = this.callsByKey(caller).get(key);
      if (calls === undefined) {
        // Through a pointer, in code that is never reached, or nobody knows at which level.
        return undefined;
      }
      sites.push(...calls.map(({ call, before }) => ({ caller, at: caller.place(call), levels: before })));
    }
    return callers.length === 0 && said === undefined ? undefined : sites;
  }
  private callsByKey(caller: FunctionModel): ReadonlyMap<string, readonly CallInFlow<L>[]> {
    const known = this.callsOf.get(caller);
    if (known !== undefined) {
      return known;
    }
    const calls = new Map<string, CallInFlow<L>[]>();
    for (const call of this.entries.calls(caller)) {
      if (call.callee.kind === "function") {
        const { key } = call.callee;
        const same = calls.get(key);
        if (same === undefined) {
          calls.set(key, [call]);
        } else {
          same.push(call);
        }
      }
    }
    this.callsOf.set(caller, calls);
    return calls;
  }
}
