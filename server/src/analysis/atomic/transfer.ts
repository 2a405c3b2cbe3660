/** How the steps of a function change the state: calls by their effects, assignments by what they make unknown. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import type { Step } from "../flow/cfg.ts";
import { iterated } from "../flow/loops.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import type { Knowledge } from "../worlds/knowledge.ts";
import { areToldApart, knownAfterOutcome, possibleOutcomes } from "../worlds/outcomes.ts";
import type { Outcome, World } from "../worlds/worlds.ts";
import type { KnownCall } from "./call-effects.ts";
import { applyOperations, type CallOutcome } from "./operations.ts";
import { atomicReason } from "./reasons.ts";
import type { AtomicState, Interrupts } from "./state.ts";

/** What is asked of the steps of a function. */
export interface EffectQuestions {
  of(call: CallExpr): KnownCall;
  /** See `CallEffects`. */
  isLate(call: CallExpr): boolean;
  readonly constants: ConstantQuestions;
  /** Of a variable that may keep flags; see `ArgumentQuestions`. */
  variable(expr: Expr): Path | undefined;
}

export function transferStep(
  step: Step,
  state: AtomicState,
  known: Knowledge,
  fn: FunctionModel,
  ask: EffectQuestions,
): AtomicState | readonly Outcome<AtomicState>[] {
  if (state.blurred) {
    return state;
  }
  switch (step.kind) {
    case "call":
      return calling(step.node, state, known, ask);
    case "assign": {
      const { node } = step;
      const value = node.kind === "assign" && node.op === "=" ? node.right : undefined;
      return storing(node.kind === "assign" ? node.left : node.operand, value, state, ask);
    }
    case "declare": {
      const { name, nameSpan, init } = step.node;
      return storing({ kind: "name", name, ...nameSpan }, init, state, ask);
    }
    case "iterate":
      // The list's head is named too, but it does not change: what does begins without a value.
      return iterated(step.node)
        .filter(({ name }) => fn.locals.get(name)?.every(({ init }) => init === undefined) === true)
        .reduce((after, target) => storing(target, undefined, after, ask), state);
    default:
      return state;
  }
}

function calling(
  call: CallExpr,
  state: AtomicState,
  known: Knowledge,
  ask: EffectQuestions,
): AtomicState | readonly Outcome<AtomicState>[] {
  const { effect, sleeps, isLast } = ask.of(call);
  if (isLast) {
    return [];
  }
  const before = sleeps.some(isUnconditional) ? havingSlept(state) : state;
  if (effect.length === 0) {
    return before;
  }
  const possible = possibleOutcomes(effect, call, known, ask.constants);
  const [first] = possible;
  if (first !== undefined && possible.length === 1 && first.returns === undefined) {
    return applyOperations(first.operations, before, call);
  }
  if (!areToldApart(possible)) {
    return { ...before, blurred: true };
  }
  return possible.map((outcome) => ({
    property: applyOperations(outcome.operations, before, call),
    known: knownAfterOutcome(outcome, call, known, ask.constants),
  }));
}

const isUnconditional = ({ certainty, flags }: KnownCall["sleeps"][number]): boolean =>
  certainty === "always" && flags === undefined;

const havingSlept = (state: AtomicState): AtomicState =>
  state.hasSlept || atomicReason(state) !== undefined ? state : { ...state, hasSlept: true };

/** One of the things that a call may do, with the ways to the call in which it may. */
export interface CallWays {
  readonly outcome: CallOutcome;
  readonly before: readonly World<AtomicState>[];
  /** Whether the call does this and nothing else. */
  readonly isOnly: boolean;
}

/** What a call may do in ways that lead to it; nothing where nobody knows what. */
export function waysOf(
  call: CallExpr,
  before: readonly World<AtomicState>[],
  ask: EffectQuestions,
): readonly CallWays[] {
  const { effect } = ask.of(call);
  const possible = before
    .filter(({ property }) => !property.blurred)
    .map((world) => {
      const outcomes = possibleOutcomes(effect, call, world.known, ask.constants);
      return { world, outcomes: areToldApart(outcomes) ? outcomes : [] };
    });
  return effect.flatMap((outcome) => {
    const ways = possible.flatMap(({ world, outcomes }) => (outcomes.includes(outcome) ? world : []));
    return ways.length === 0 || outcome.operations.length === 0
      ? []
      : { outcome, before: ways, isOnly: effect.length === 1 };
  });
}

/** A variable gets another value: what it kept is gone, and locks that are named through it have no name any more. */
function storing(target: Expr, value: Expr | undefined, state: AtomicState, ask: EffectQuestions): AtomicState {
  const place = ask.variable(target);
  if (place === undefined) {
    return state;
  }
  const saved = savedAfter(place, value, state, ask);
  const named = [...state.locks].filter(([, { path }]) => isNamedThrough(path, place));
  if (named.some(([, { held, net }]) => held > 0 || net !== 0)) {
    return { ...state, blurred: true };
  }
  if (named.length === 0 && saved === state.saved) {
    return state;
  }
  return { ...state, saved, locks: new Map([...state.locks].filter((each) => !named.includes(each))) };
}

function savedAfter(
  place: Path,
  value: Expr | undefined,
  { saved }: AtomicState,
  ask: EffectQuestions,
): ReadonlyMap<string, Interrupts> {
  if (saved.size === 0) {
    return saved;
  }
  const text = pathText(place);
  const from = value && ask.variable(value);
  const copied = from && saved.get(pathText(from));
  if (copied === undefined && !saved.has(text)) {
    return saved;
  }
  const after = new Map(saved);
  after.delete(text);
  return copied === undefined ? after : after.set(text, copied);
}

/** Whether a lock is another one once a place holds another value. */
function isNamedThrough(lock: Path, place: Path): boolean {
  if (place.steps.length === 0) {
    return lock.names.includes(place.root);
  }
  const rest = lock.steps.slice(place.steps.length);
  return (
    lock.root === place.root && place.steps.every((step, index) => lock.steps[index] === step) && rest.includes("*")
  );
}
