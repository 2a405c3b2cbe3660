/** Reads off a function's flow what its callers need to know. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import type { Path } from "../paths/path.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { common, knownValue, returned, valueAt } from "../worlds/knowledge.ts";
import { ParameterNames } from "../worlds/parameter-names.ts";
import { contradicts } from "../worlds/value.ts";
import type { World } from "../worlds/worlds.ts";
import { askedParameters } from "./asked-parameters.ts";
import { contextWords } from "./doubts.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import type { CallOutcome, Operation } from "./operations.ts";
import type { Sleep } from "./sleeps.ts";
import { type AtomicState, isSection, type LockState } from "./state.ts";
import { type AtomicSummary, type SleepNeed, unknownSummary } from "./summary.ts";

/** More ways to leave a function, told apart by what they leave, are not handed on to callers. */
const maximumOutcomes = 4;
/** Conditions on memory that are handed on: with fewer more is said to sleep, which is why they are not few. */
const maximumMemory = 12;
/** Conditional ways to sleep that are handed on, the nearest first. */
const maximumConditional = 3;

export function summarize(fn: FunctionModel, entry: AtomicState["entry"], body: FlowBody): AtomicSummary {
  const names = new ParameterNames(fn);
  const outcomes = outcomesOf(names, body);
  return {
    outcomes: outcomes ?? unknownSummary.outcomes,
    sleeps: sleepsOf(fn, entry, names, body),
    isUnknown: outcomes === undefined,
    gaveUp: false,
  };
}

// ---- outcomes -----------------------------------------------------------------------------------------------------

function outcomesOf(names: ParameterNames, { exits }: FlowBody): readonly CallOutcome[] | undefined {
  if (exits.length === 0) {
    return [];
  }
  const byEffect = new Map<string, World<AtomicState> & { readonly operations: readonly Operation[] }>();
  for (const exit of exits) {
    if (exit.property.blurred) {
      return undefined;
    }
    const operations = netOperations(exit.property, names);
    const key = JSON.stringify(operations);
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
function netOperations({ locks, interrupts, saved }: AtomicState, names: ParameterNames): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [text, value] of saved) {
    const to = value === "entry" ? names.stored(text) : undefined;
    if (to !== undefined) {
      operations.push({ kind: "save", to });
    }
  }
  const changed = [...locks.values()].filter(({ net }) => net !== 0);
  for (const lock of changed.filter(({ net }) => net > 0)) {
    const { kind: lockKind, mode } = lock;
    for (let count = lock.net; count > 0; count--) {
      operations.push({ kind: "acquire", lock: outside(lock, names), lockKind, mode });
    }
  }
  if (interrupts === "off" || interrupts === "on") {
    operations.push({ kind: "interrupts", to: interrupts });
  } else if (interrupts !== "entry") {
    const place = names.parse(interrupts.replace("kept in ", ""));
    operations.push({ kind: "restore", from: interrupts === "unknown" ? undefined : names.outside(place) });
  }
  for (const lock of changed.filter(({ net }) => net < 0)) {
    for (let count = lock.net; count < 0; count++) {
      operations.push({ kind: "release", lock: outside(lock, names), lockKind: lock.kind });
    }
  }
  return operations;
}

const outside = ({ path, kind }: LockState, names: ParameterNames): Path | undefined =>
  isSection(kind) ? path : names.outside(path);

// ---- sleeping -----------------------------------------------------------------------------------------------------

function sleepsOf(
  fn: FunctionModel,
  entry: AtomicState["entry"],
  names: ParameterNames,
  { calls, constants }: FlowBody,
): readonly SleepNeed[] {
  const needs: SleepNeed[] = [];
  for (const reached of calls) {
    for (const sleep of reached.sleeps) {
      const need = needOf(sleep, reached, fn, entry, names, constants);
      if (need !== undefined) {
        needs.push(need);
      }
    }
  }
  return chosen(needs);
}

function needOf(
  sleep: Sleep,
  reached: ReachedCall,
  fn: FunctionModel,
  entry: AtomicState["entry"],
  names: ParameterNames,
  constants: ConstantQuestions,
): SleepNeed | undefined {
  const { call, before, isAlways } = reached;
  const passed = sleep.given.flatMap(({ argument, value }) => {
    const expr = call.args[argument];
    const own = expr === undefined ? undefined : names.parameter(expr);
    return own === undefined ? [] : [{ argument: own, value, of: argument }];
  });
  const asked = sleep.asks.map((argument) => {
    const expr = call.args[argument];
    return expr && names.parameter(expr);
  });
  if (asked.includes(undefined)) {
    return undefined;
  }
  // What the function hands on of its own parameters its callers may know.
  const rest = { ...sleep, given: sleep.given.filter(({ argument }) => passed.every(({ of }) => of !== argument)) };
  const open = before.filter((world) => isOpen(world.property, entry) && happens(rest, call, world, constants));
  const [first, ...others] = open;
  if (first === undefined || (!isAlways && open.every((world) => speaksOfContext(world, names, fn, constants)))) {
    return undefined;
  }
  const known = others.reduce((so, { known: other }) => common(so, other), first.known);
  const given = [
    ...passed.map(({ argument, value }) => ({ argument, value })),
    ...(isAlways ? [] : names.given(known, constants)),
  ];
  const memory = [
    ...sleep.memory.flatMap((fact) => {
      const place = names.outside(fact.place);
      return place === undefined ? [] : { ...fact, place };
    }),
    ...(isAlways ? [] : names.memory(known).filter(({ when, value }) => when === "before" && value !== undefined)),
  ];
  const asks = new Set(asked.filter((argument) => argument !== undefined));
  for (const argument of isAlways ? [] : askedParameters(call, fn, names, constants)) {
    asks.add(argument);
  }
  const isSure = isAlways && sleep.certainty === "always" && open.length === before.length;
  return {
    ...sleep,
    certainty: isSure && sleep.given.length === 0 && asks.size === 0 ? "always" : "sometimes",
    given: given.filter(({ argument, value }, index) => {
      const same = given.findIndex((each) => each.argument === argument && !contradicts(each.value, value));
      return same === index;
    }),
    memory: memory.slice(0, maximumMemory),
    asks: [...asks],
    hasInterruptsOn: sleep.hasInterruptsOn || open.some(({ property }) => property.interrupts === "on"),
    at: fn.place(call),
  };
}

/** Whether what the caller holds is still held there: nothing of it was released, and no condition said otherwise. */
const isOpen = (state: AtomicState, entry: AtomicState["entry"]): boolean =>
  !state.blurred && state.entry === entry && [...state.locks.values()].every(({ net }) => net >= 0);

/**
 * Whether a call sleeps on a way to it, as far as its arguments decide: where nobody knows what is given to a parameter
 * that does, nothing is said.
 */
export function happens(
  { given, memory }: Sleep,
  call: CallExpr,
  { known }: World<AtomicState>,
  constants: ConstantQuestions,
): boolean {
  return (
    given.every(({ argument, value }) => {
      const expr = call.args[argument];
      const passed = expr && knownValue(expr, known, constants);
      return passed !== undefined && !contradicts(passed, value);
    }) &&
    memory.every(({ place, value }) => {
      const found = valueAt(place, known);
      return found === undefined || value === undefined || !contradicts(found, value);
    })
  );
}

/** Whether a condition on the way asks whether it is all right to sleep, in words that only people understand. */
function speaksOfContext(
  { trail, known }: World<AtomicState>,
  names: ParameterNames,
  fn: FunctionModel,
  constants: ConstantQuestions,
): boolean {
  const parameters = names.given(known, constants).map(({ argument }) => fn.definition.parameters[argument]?.name);
  for (let each = trail; each !== undefined; each = each.before) {
    const text = each.guard.kind === "condition" ? fn.text(each.guard.expr) : "";
    // What callers know of a parameter they are asked for.
    const isAsked = parameters.some((name) => name !== undefined && new RegExp(`\\b${name}\\b`).test(text));
    if (contextWords.test(text) && !isAsked) {
      return true;
    }
  }
  return false;
}

/** One that is certain, one of each other kind: callers need no more. */
function chosen(needs: readonly SleepNeed[]): readonly SleepNeed[] {
  const byNearness = [...needs].sort((a, b) => a.depth - b.depth);
  const plain = byNearness.filter(
    ({ given, memory, flags, asks }) =>
      given.length === 0 && memory.length === 0 && flags === undefined && asks.length === 0,
  );
  const certain = plain.find(({ certainty, faults }) => certainty === "always" && !faults);
  if (certain !== undefined) {
    return [certain];
  }
  const found = [
    plain.find(({ certainty }) => certainty === "always"),
    plain.find(({ certainty }) => certainty === "sometimes"),
  ].filter((need) => need !== undefined);
  const conditional = byNearness.filter((need) => !plain.includes(need));
  const conditions = ({ given, memory, flags, asks }: SleepNeed): string =>
    JSON.stringify([given, memory, flags, asks]);
  const different = conditional.filter(
    (need, index) => conditional.findIndex((other) => conditions(other) === conditions(need)) === index,
  );
  return [...found, ...different.slice(0, maximumConditional)];
}
