/** The contexts of a Linux module's code, as people are shown them. */
import {
  type Context,
  type Contexts,
  contextLattice,
  isKnownContext,
  onlyContext,
} from "../../../analysis/atomic/contexts.ts";
import { contextEntries, contextPoints, contextsOfCalls } from "../../../analysis/atomic/contexts-for-readers.ts";
import { keysOf } from "../../../analysis/calls/callee-keys.ts";
import { LevelsFromCallers } from "../../../analysis/levels/from-callers.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { RuleContext } from "../../../rules/context.ts";
import type { ShownLevel, UnitLevels } from "./level.ts";
import { linuxWhys } from "./linux-whys.ts";
import { keptSpans, placedLevels } from "./placed-levels.ts";

/**
 * @param contextOf gives the context of a function's file
 * @param callersOf gives the functions that may call one
 */
export function linuxLevels(
  contextOf: (fn: FunctionModel) => RuleContext,
  callersOf: (fn: FunctionModel) => readonly FunctionModel[],
): UnitLevels {
  const entries = contextEntries(contextOf, callersOf);
  const fromCallers = new LevelsFromCallers(entries, contextLattice);
  const points: Parameters<typeof placedLevels<Contexts>>[0]["points"] = (fn) =>
    contextOf(fn).derived(contextPoints, fn);
  const placed = placedLevels<Contexts>({
    lattice: contextLattice,
    callers: callersOf,
    entered: (fn) => fromCallers.of(fn)?.level ?? contextLattice.any,
    sayer: (fn) => (entries.said(fn) === undefined ? "callers" : "role"),
    points,
    spans: (fn, entry) => contextOf(fn).derived(spans, fn)(entry),
    calls: (fn) => contextsOfCalls(fn, contextOf(fn)),
    keysOf: (callee, fn) => keysOf(callee, contextOf(fn)),
    // Who sleeps tells that the context is a process's, and does not make it one.
    isChange: (from, to) =>
      !contextLattice.same(from, to) && (isKnownContext(from) || !contextLattice.same(to, onlyContext("process"))),
    shown,
  });
  return { ...placed, ...linuxWhys({ ...placed, contextOf, points, fromCallers, shown }) };
}

const spans = keptSpans(contextPoints, contextLattice, shown);

function shown(contexts: Contexts): ShownLevel | undefined {
  if (!isKnownContext(contexts)) {
    return undefined;
  }
  const [only, ...others] = contexts;
  const isOne = only !== undefined && others.length === 0;
  const mayBeProcess = contexts.has("process");
  const phrase = isOne ? phrases[only] : mayBeProcess ? "in process or atomic context" : phrases.atomic;
  return {
    text: phrase.endsWith(" context") ? phrase.replace(/^in /, "") : phrase,
    phrase,
    mark: isOne && mayBeProcess ? undefined : "atomic",
    isCertain: isOne || !mayBeProcess,
  };
}

const phrases: Readonly<Record<Context, string>> = {
  process: "in process context",
  softirq: "in a softirq",
  hardirq: "in a hardware interrupt",
  atomic: "in atomic context",
  interrupts: "with interrupts off",
  softirqs: "with softirqs off",
  preemption: "with preemption off",
  rcu: "in an RCU read-side section",
  "spin-lock": "under a spin lock",
  "raw-spin-lock": "under a raw spin lock",
  rwlock: "under a read-write lock",
  seqlock: "under a seqlock",
  unknown: "in any context",
};
