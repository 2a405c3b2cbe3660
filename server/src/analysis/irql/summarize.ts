/** Reads off a function's flow what its callers need to know. */
import type { FunctionModel } from "../../model/function.ts";
import { walk } from "../../syntax/walk.ts";
import { type Path, pathText } from "../paths/path.ts";
import { common, type Knowledge, returned } from "../worlds/knowledge.ts";
import type { World } from "../worlds/worlds.ts";
import type { Demand } from "./demands.ts";
import type { EntryContext } from "./entry.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import { entrySymbol, highest, passive } from "./level.ts";
import { type CallOutcome, isUnnamed, type Operation } from "./operations.ts";
import type { IrqlState, LockState } from "./state.ts";
import {
  type IrqlSummary,
  type LevelNeed,
  type Needs,
  nothingDone,
  operationsText,
  resultRoot,
  stricter,
  unknownSummary,
} from "./summary.ts";

/** More ways to leave a function, told apart by what they leave, are not handed on to callers. */
const maximumOutcomes = 4;

export function summarize(fn: FunctionModel, entry: EntryContext, body: FlowBody): IrqlSummary {
  const outcomes = outcomesOf(fn, body);
  const needs = (which: "atMost" | "atLeast" | "waits"): Needs => needsOf(which, fn, body);
  const atMost = needs("atMost");
  const atLeast = needs("atLeast");
  return {
    outcomes: outcomes ?? unknownSummary.outcomes,
    atMost: withAnnotation(atMost, "atMost", fn, entry),
    atLeast: withAnnotation(atLeast, "atLeast", fn, entry),
    waits: needs("waits"),
    isPageable: false,
    isUnknown: outcomes === undefined,
    neverReturns: body.exits.length === 0,
  };
}

/** What the developer wrote on the function is a demand like that of a call that it always makes. */
function withAnnotation(needs: Needs, which: "atMost" | "atLeast", fn: FunctionModel, entry: EntryContext): Needs {
  const rank = which === "atMost" ? entry.high : entry.low;
  if (entry.from !== "annotation" || rank === (which === "atMost" ? highest : passive)) {
    return needs;
  }
  const annotated: LevelNeed = {
    rank,
    certainty: "certain",
    depth: 1,
    callee: fn.name,
    via: undefined,
    source: fn.name,
    because: which === "atMost" ? "is annotated for a lower level" : "is annotated for a higher level",
    page: undefined,
    at: fn.place(fn.definition.nameSpan),
  };
  return { ...needs, always: stricter(needs.always, annotated, which) };
}

function needsOf(which: "atMost" | "atLeast" | "waits", fn: FunctionModel, { calls }: FlowBody): Needs {
  let always: LevelNeed | undefined;
  let sometimes: LevelNeed | undefined;
  const order = which === "atLeast" ? "atLeast" : "atMost";
  for (const reached of calls) {
    const demands = reached.demands[which];
    if (demands.always === undefined && demands.sometimes === undefined) {
      continue;
    }
    const at = (demand: Demand | undefined): LevelNeed | undefined =>
      demand && isOpen(demand, which, reached) ? { ...demand, at: fn.place(reached.call) } : undefined;
    if (reached.isAlways && isSame(reached)) {
      always = stricter(always, at(demands.always), order);
    } else {
      sometimes = stricter(sometimes, at(demands.always), order);
    }
    sometimes = stricter(sometimes, at(demands.sometimes), order);
  }
  return always === undefined && sometimes === undefined ? nothingDone.atMost : { always, sometimes };
}

/** Whether some way to the call is at the level of the entry, so that the demand is one on the caller. */
function isOpen(demand: Demand, which: "atMost" | "atLeast" | "waits", { before }: ReachedCall): boolean {
  return before.some(({ property: { level } }) => {
    if (which === "waits") {
      return true;
    }
    return level.symbol === entrySymbol && (which === "atMost" ? level.high > demand.rank : level.low < demand.rank);
  });
}

/** Whether all ways to the call are at the level of the entry. */
const isSame = ({ before }: ReachedCall): boolean =>
  before.every(({ property: { level } }) => level.symbol === entrySymbol);

function outcomesOf(fn: FunctionModel, { exits }: FlowBody): readonly CallOutcome[] | undefined {
  if (exits.length === 0) {
    return nothingDone.outcomes;
  }
  const names = new ParameterNames(fn);
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
  }));
}

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

/** Turns paths of a function into those of its callers. */
class ParameterNames {
  private readonly fn: FunctionModel;
  private readonly indices: ReadonlyMap<string, number>;
  /** The parameters that are the caller's own variables: C++ references, and all of a macro's. */
  private readonly references: ReadonlySet<string>;
  private readonly seen = new Map<string, Path>();
  private assigned: ReadonlySet<string> | undefined;

  constructor(fn: FunctionModel) {
    this.fn = fn;
    const { parameters, name: writtenName } = fn.definition;
    this.indices = new Map(
      parameters.flatMap(({ name }, index) => (name === undefined ? [] : [[name, index] as const])),
    );
    // The body of a macro is read as that of a function of another name.
    const isMacro = fn.name !== writtenName;
    this.references = new Set(
      parameters.flatMap(({ name, type }) => (name !== undefined && (isMacro || type.text.includes("&")) ? name : [])),
    );
  }

  /** Undefined for what callers cannot name: locals, parameters that get other values. */
  outside(path: Path | undefined): Path | undefined {
    if (path === undefined || isUnnamed(path)) {
      return undefined;
    }
    // `GetContext(Device)` is named by its arguments, `Locks[i]` by its index.
    if (namesWithin(path).some((name) => this.indices.has(name) || this.fn.locals.has(name))) {
      return undefined;
    }
    const index = this.indices.get(path.root);
    if (index !== undefined) {
      const isOther = this.assignedNames().has(path.root) && !this.references.has(path.root);
      return isOther ? undefined : { ...path, root: `$${index}`, names: [] };
    }
    return path.root.startsWith("#") || this.fn.locals.has(path.root) ? undefined : { ...path, names: [path.root] };
  }

  /** What is known of the parameters: of each that still has the value it was given. */
  given(known: Knowledge): CallOutcome["given"] {
    return [...this.indices].flatMap(([name, argument]) => {
      const value = known.get(name)?.value;
      return value === undefined || this.assignedNames().has(name) ? [] : { argument, value };
    });
  }

  /** A place that outlives the function: behind a parameter, in the object, a global, or its result. */
  stored(text: string): Path | undefined {
    if (text === returned) {
      return { root: resultRoot, steps: [], names: [] };
    }
    const written = this.parse(text);
    const path = this.outside(written);
    const isCopy = this.indices.has(written?.root ?? "") && !this.references.has(written?.root ?? "");
    return isCopy && path?.steps.includes("*") !== true ? undefined : path;
  }

  /** The path that a text was made of, for the simple ones: names, `*p`, `&h`, `p->a.b`, `a.b`. */
  parse(text: string): Path | undefined {
    const known = this.seen.get(text);
    if (known !== undefined) {
      return known;
    }
    const match = /^([*&]?)([A-Za-z_]\w*)((?:->|\.)\w+)*$/.exec(text);
    const root = match?.[2];
    if (root === undefined) {
      return undefined;
    }
    const steps = [...text.slice((match?.[1] ?? "").length + root.length).matchAll(/(->|\.)(\w+)/g)].flatMap(
      ([, arrow, field]) => (arrow === "->" ? ["*", `.${field}`] : [`.${field}`]),
    );
    const prefix = match?.[1] ?? "";
    const path: Path = { root, steps: prefix === "" ? steps : [...steps, prefix], names: [root] };
    this.seen.set(text, path);
    return path;
  }

  private assignedNames(): ReadonlySet<string> {
    this.assigned ??= assignedIn(this.fn);
    return this.assigned;
  }
}

/** The variables that a path's text names apart from its root: arguments of a call, indices. */
const namesWithin = ({ root, steps }: Path): readonly string[] =>
  [root.includes("(") ? root.slice(root.indexOf("(")) : "", ...steps.filter((step) => step.startsWith("["))].flatMap(
    (text) => text.match(/[A-Za-z_]\w*/g) ?? [],
  );

function assignedIn(fn: FunctionModel): ReadonlySet<string> {
  const names = new Set<string>();
  walk(fn.definition.body, (node) => {
    const target =
      node.kind === "assign"
        ? node.left
        : node.kind === "postfix" || (node.kind === "unary" && /^(?:\+\+|--)$/.test(node.op))
          ? node.operand
          : undefined;
    if (target?.kind === "name") {
      names.add(target.name);
    }
    return undefined;
  });
  return names;
}
