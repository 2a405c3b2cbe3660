/** Reads off a function's flow what its callers need to know. */
import { levelOfRank } from "../../facts/index.ts";
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Callee } from "../calls/callees.ts";
import { functionPaging } from "../paging/function-paging.ts";
import { type Path, pathText } from "../paths/path.ts";
import { common, type Knowledge, returned } from "../worlds/knowledge.ts";
import type { MemoryFact } from "../worlds/outcomes.ts";
import { ParameterNames } from "../worlds/parameter-names.ts";
import type { World } from "../worlds/worlds.ts";
import { objectNames } from "./call-effects.ts";
import type { Demand } from "./demands.ts";
import type { EntryContext } from "./entry.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import { apc, dispatch, entrySymbol, highest, passive } from "./level.ts";
import { forgottenLocks } from "./lock-imbalance.ts";
import type { CallOutcome, Operation } from "./operations.ts";
import type { IrqlState, LockState } from "./state.ts";
import {
  type IrqlSummary,
  type LevelNeed,
  type Needs,
  nothingDone,
  operationsText,
  stricter,
  unknownSummary,
} from "./summary.ts";

/** More ways to leave a function, told apart by what they leave, are not handed on to callers. */
const maximumOutcomes = 4;

export function summarize(fn: FunctionModel, entry: EntryContext, body: FlowBody, env: IrqlEnvironment): IrqlSummary {
  const outcomes = outcomesOf(fn, body, env);
  const needs = (which: "atMost" | "atLeast" | "waits"): Needs => needsOf(which, fn, body);
  const atMost = needs("atMost");
  const atLeast = needs("atLeast");
  return {
    outcomes: outcomes ?? unknownSummary.outcomes,
    instances: [],
    atMost: adding([annotationNeed("atMost", fn, entry), sectionNeed(fn, env)], atMost, "atMost"),
    atLeast: adding([annotationNeed("atLeast", fn, entry)], atLeast, "atLeast"),
    waits: needs("waits"),
    isUnknown: outcomes === undefined,
    gaveUp: false,
    // `NT_ASSERT(FALSE)` stops nothing in a free build.
    neverReturns: body.exits.length === 0 && !body.calls.some(({ callee }) => isAssumption(callee, env)),
  };
}

const isAssumption = (callee: Callee, env: IrqlEnvironment): boolean =>
  callee.kind === "outside" && env.facts.assumption(callee.name) !== undefined;

/** What holds for the function as a whole is a demand like that of a call that it always makes. */
function adding(own: readonly (LevelNeed | undefined)[], needs: Needs, which: "atMost" | "atLeast"): Needs {
  let { always } = needs;
  for (const need of own) {
    always = stricter(always, need, which);
  }
  return always === needs.always ? needs : { ...needs, always };
}

/** What the developer wrote on it. */
function annotationNeed(which: "atMost" | "atLeast", fn: FunctionModel, entry: EntryContext): LevelNeed | undefined {
  const rank = which === "atMost" ? entry.high : entry.low;
  if (entry.from !== "annotation" || rank === (which === "atMost" ? highest : passive)) {
    return undefined;
  }
  const because = `is annotated for ${levelOfRank(rank)} ${which === "atMost" ? "at most" : "or above"}`;
  return { ...ownNeed(rank, because, fn), certainty: "certain", kind: "level" };
}

/** Code that can be paged out is not there at DISPATCH_LEVEL; sections like PAGEKD are locked by some drivers meanwhile. */
function sectionNeed(fn: FunctionModel, env: IrqlEnvironment): LevelNeed | undefined {
  const { residence, reasons, asserts } = env.derived(functionPaging, fn);
  const section = reasons[0]?.section;
  return residence !== "pageable" || section === undefined
    ? undefined
    : {
        ...ownNeed(apc, `is in the pageable section ${section}`, fn),
        certainty:
          /^PAGE(?:\$|$)/.test(section) && !asserts.some(({ macro }) => macro === "PAGED_CODE_LOCKED")
            ? "certain"
            : "likely",
        kind: "section",
      };
}

const ownNeed = (rank: number, because: string, fn: FunctionModel): Omit<LevelNeed, "certainty" | "kind"> => ({
  rank,
  depth: 1,
  callee: fn.name,
  via: undefined,
  source: fn.name,
  because,
  page: undefined,
  given: [],
  at: fn.place(fn.definition.nameSpan),
});

function needsOf(which: "atMost" | "atLeast" | "waits", fn: FunctionModel, body: FlowBody): Needs {
  const names = new ParameterNames(fn);
  let always: LevelNeed | undefined;
  let sometimes: LevelNeed | undefined;
  const order = which === "atLeast" ? "atLeast" : "atMost";
  for (const reached of body.calls) {
    const demands = reached.demands[which];
    if (demands.always === undefined && demands.sometimes === undefined) {
      continue;
    }
    const at = (demand: Demand | undefined, isAlways: boolean): LevelNeed | undefined => {
      const open = demand === undefined ? [] : waysWith(demand, which, reached);
      if (demand === undefined || open.length === 0) {
        return undefined;
      }
      const given = isAlways
        ? []
        : names.given(allKnown(open.map((way) => body.knownAt(reached.call, demand.given, way))));
      return { ...demand, given, at: fn.place(reached.call) };
    };
    if (reached.isAlways && isSame(reached)) {
      always = stricter(always, at(demands.always, true), order);
    } else {
      sometimes = stricter(sometimes, at(demands.always, false), order);
    }
    sometimes = stricter(sometimes, at(demands.sometimes, false), order);
  }
  return always === undefined && sometimes === undefined ? nothingDone.atMost : { always, sometimes };
}

/** The ways to the call at the level of the entry: there the demand is one on the caller. */
function waysWith(
  demand: Demand,
  which: "atMost" | "atLeast" | "waits",
  { before }: ReachedCall,
): readonly World<IrqlState>[] {
  return before.filter(({ property: { level } }) => {
    if (which === "waits") {
      return true;
    }
    return level.symbol === entrySymbol && (which === "atMost" ? level.high > demand.rank : level.low < demand.rank);
  });
}

const allKnown = (ways: readonly Knowledge[]): Knowledge => ways.reduce((all, each) => common(all, each));

/** Whether all ways to the call are at the level of the entry. */
const isSame = ({ before }: ReachedCall): boolean =>
  before.every(({ property: { level } }) => level.symbol === entrySymbol);

function outcomesOf(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): readonly CallOutcome[] | undefined {
  const exits = intendedExits(fn, body, env);
  if (exits.length === 0) {
    return nothingDone.outcomes;
  }
  const objects = objectNames(fn, env);
  const names = new ParameterNames(fn, (path) => objects.inObject(path));
  const byEffect = new Map<string, World<IrqlState> & { readonly operations: readonly Operation[] }>();
  for (const exit of exits) {
    if (exit.property.blurred) {
      return undefined;
    }
    const operations = netOperations(exit.property, names);
    const key = operationsText(operations);
    const there = byEffect.get(key);
    byEffect.set(key, {
      ...exit,
      operations,
      known: there === undefined ? exit.known : common(there.known, exit.known),
    });
  }
  if (byEffect.size > maximumOutcomes) {
    return undefined;
  }
  const outcomes = [...byEffect.values()];
  return outcomes.map(({ known, operations }) => ({
    returns: outcomes.length === 1 ? undefined : known.get(returned)?.value,
    given: outcomes.length === 1 ? [] : names.given(known),
    operations,
    ...(outcomes.length > 1 || isOfGuard(fn, env) ? memoryOf(names.memory(known)) : {}),
  }));
}

/** Exits without those that hold a lock by mistake, which is the function's own finding. */
function intendedExits(fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): FlowBody["exits"] {
  const { exits } = body;
  const isHolding = ({ locks }: IrqlState): boolean => [...locks.values()].some(({ net }) => net > 0);
  const holding = exits.filter(({ property }) => isHolding(property));
  if (holding.length === 0 || holding.length === exits.length) {
    return exits;
  }
  const forgotten = forgottenLocks(fn, body, env);
  return exits.filter(({ property }) => ![...property.locks].some(([text, { net }]) => net > 0 && forgotten.has(text)));
}

const memoryOf = (memory: readonly MemoryFact[]): Pick<CallOutcome, "memory"> =>
  memory.length === 0 ? {} : { memory };

/** Whether a function is a method of a class with a destructor: what that does may hang on what the method leaves. */
export const isOfGuard = ({ scope }: FunctionModel, env: IrqlEnvironment): boolean =>
  scope !== undefined && env.unit.signatures(`~${lastName(scope)}`).length > 0;

/** What is different from the entry, as operations on the caller's state. */
function netOperations(state: IrqlState, names: ParameterNames): readonly Operation[] {
  const operations: Operation[] = [];
  const { level } = state;
  for (const [text, { value }] of state.saved) {
    const to = value.symbol === entrySymbol ? names.stored(text) : undefined;
    if (to !== undefined) {
      operations.push({ kind: "save", to, lock: undefined });
    }
  }
  for (const { place, value } of state.bound.values()) {
    const [to, from] = [names.outside(place), names.outside(value)];
    if (to?.steps.includes("*") && from !== undefined) {
      operations.push({ kind: "bind", place: to, value: from });
    }
  }
  const held = [...state.locks.values()];
  if (level.symbol === entrySymbol && level.low >= dispatch && held.some(({ net }) => net > 0)) {
    // A lock was taken in a form that has it so.
    operations.push({ kind: "narrow", to: { low: level.low, high: level.high } });
  }
  for (const lock of held.filter(({ net }) => net > 0)) {
    operations.push({
      kind: "acquire",
      lock: names.outside(lock.path),
      lockKind: lock.kind,
      mode: lock.mode,
      recursive: lock.held > 1,
      keeps: lock.saved === undefined ? undefined : (names.outside(keeperOf(lock, names)) ?? "in-lock"),
    });
  }
  if (level.symbol === undefined) {
    operations.push({ kind: "level", to: { low: level.low, high: level.high } });
  } else if (level.symbol !== entrySymbol) {
    operations.push(restoreOf(level.symbol, state, names));
  }
  for (const lock of held.filter(({ net }) => net < 0)) {
    const path = names.outside(lock.path);
    const byHandle = lock.keeper !== undefined && lock.keeper === pathText(lock.path);
    operations.push({
      kind: "release",
      lock: byHandle ? undefined : path,
      handle: byHandle ? path : undefined,
      lockKind: lock.kind,
    });
  }
  for (const region of ["critical", "guarded"] as const) {
    for (let count = state[region]; count !== 0; count -= Math.sign(count)) {
      operations.push({ kind: "region", region, change: count > 0 ? 1 : -1 });
    }
  }
  for (let count = state.float; count !== 0; count -= Math.sign(count)) {
    operations.push({ kind: "float", change: count > 0 ? 1 : -1 });
  }
  return operations;
}

const keeperOf = ({ keeper }: LockState, names: ParameterNames): Path | undefined =>
  keeper === undefined ? undefined : names.parse(keeper);

/** A level that was taken out of something the caller knows: a lock's own, or a variable's. */
function restoreOf(symbol: string, state: IrqlState, names: ParameterNames): Operation {
  const lock = [...state.locks.values()].find(({ path }) => pathText(path) === symbol);
  const path = names.outside(lock?.path ?? names.parse(symbol));
  return lock === undefined
    ? { kind: "restore", from: path }
    : lock.keeper === symbol
      ? { kind: "restore-kept", lock: undefined, handle: path }
      : { kind: "restore-kept", lock: path, handle: undefined };
}
