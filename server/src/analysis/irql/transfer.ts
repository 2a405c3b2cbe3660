/** How the steps of a function change the state: calls by their effects, assignments by what they make unknown. */
import type { Expr } from "../../syntax/ast.ts";
import type { Step } from "../flow/cfg.ts";
import { type Path, pathText } from "../paths/path.ts";
import { type ConstantQuestions, resultKey } from "../worlds/conditions.ts";
import { type Knowledge, returned } from "../worlds/knowledge.ts";
import { areToldApart, knownAfterOutcome, possibleOutcomes } from "../worlds/outcomes.ts";
import type { Outcome, World } from "../worlds/worlds.ts";
import { applyOperations, type CallEffect, namedLevel, type Operation } from "./operations.ts";
import type { IrqlState, LockState, SavedLevel } from "./state.ts";

/** What is asked of the steps of a function. */
export interface EffectQuestions {
  /** Of a call, a variable's constructor or its destructor; empty where nothing changes. */
  effectOf(step: Step): CallEffect;
  readonly constants: ConstantQuestions;
  /** Of a variable that may hold a level; see `ArgumentQuestions`. */
  variable(expr: Expr): Path | undefined;
  /** Of what a pointer points to, as a value. */
  object(expr: Expr): Path | undefined;
}

export function transferStep(
  step: Step,
  state: IrqlState,
  known: Knowledge,
  ask: EffectQuestions,
): IrqlState | readonly Outcome<IrqlState>[] {
  switch (step.kind) {
    case "call":
    case "end":
      return applying(step, state, known, ask);
    case "assign": {
      const { node } = step;
      const target = node.kind === "assign" ? node.left : node.operand;
      return storing(target, node.kind === "assign" && node.op === "=" ? node.right : undefined, state, ask);
    }
    case "declare": {
      const { name, nameSpan, init } = step.node;
      const stored = storing({ kind: "name", name, ...nameSpan }, init, state, ask);
      return applying(step, stored, known, ask);
    }
    case "return": {
      const level = step.node.value && savedBy(step.node.value, state, ask);
      return level === undefined ? state : { ...state, saved: new Map(state.saved).set(returned, level) };
    }
    default:
      return state;
  }
}

function applying(
  step: Extract<Step, { kind: "call" | "end" | "declare" }>,
  state: IrqlState,
  known: Knowledge,
  ask: EffectQuestions,
): IrqlState | readonly Outcome<IrqlState>[] {
  const effect = ask.effectOf(step);
  if (effect.length === 0) {
    return state;
  }
  const node = step.node;
  const by: Expr = node.kind === "variable" ? { kind: "name", name: node.name, ...node.nameSpan } : node;
  const possible = possibleOutcomes(effect, node, known, ask.constants);
  const [first] = possible;
  if (first !== undefined && possible.length === 1 && first.returns === undefined && first.memory === undefined) {
    return applyOperations(first.operations, state, by);
  }
  if (!areToldApart(possible)) {
    return applyOperations([{ kind: "unknown" }], state, by);
  }
  return possible.map((outcome) => ({
    property: applyOperations(outcome.operations, state, by),
    known: knownAfterOutcome(outcome, node, known, ask.constants),
  }));
}

/** One of the things that a step may do, with the ways to the step in which it may. */
export interface StepOutcome {
  readonly operations: readonly Operation[];
  readonly before: readonly World<IrqlState>[];
  /** Whether the step does this and nothing else. */
  readonly isOnly: boolean;
}

/** What a step may do in ways that lead to it; see `FlowBody.outcomes`. */
export function stepOutcomes(
  step: Step,
  before: readonly World<IrqlState>[],
  ask: EffectQuestions,
): readonly StepOutcome[] {
  if (step.kind !== "call" && step.kind !== "end" && step.kind !== "declare") {
    return [];
  }
  const effect = ask.effectOf(step);
  const possible = before.map((world) => {
    const outcomes = possibleOutcomes(effect, step.node, world.known, ask.constants);
    return { world, outcomes: areToldApart(outcomes) ? outcomes : [] };
  });
  return effect.flatMap((outcome) => {
    const ways = possible.flatMap(({ world, outcomes }) => (outcomes.includes(outcome) ? world : []));
    return ways.length === 0 || outcome.operations.length === 0
      ? []
      : [{ operations: outcome.operations, before: ways, isOnly: effect.length === 1 }];
  });
}

/** A variable gets another value: what it held is gone, and locks that are named through it have no name any more. */
function storing(target: Expr, value: Expr | undefined, state: IrqlState, ask: EffectQuestions): IrqlState {
  const path = ask.variable(target);
  if (path === undefined) {
    return state;
  }
  const text = pathText(path);
  const level = value && (savedBy(value, state, ask) ?? levelNamed(value));
  const isVariable = path.steps.length === 0;
  const saved = savedAfter(text, isVariable ? path.root : undefined, level, state.saved);
  const locks = isVariable ? locksAfter(path.root, state.locks) : state.locks;
  const bound = boundAfter(path, value, state.bound, ask);
  if (saved === state.saved && locks === state.locks && bound === state.bound) {
    return state;
  }
  return locks === "lost" ? { ...state, saved, bound, blurred: true } : { ...state, saved, bound, locks };
}

/** A field of the method's object, or of a variable that is one, points to something else from here on. */
function boundAfter(
  place: Path,
  value: Expr | undefined,
  bound: IrqlState["bound"],
  ask: EffectQuestions,
): IrqlState["bound"] {
  const text = pathText(place);
  const isOfObject = place.steps.length > 0 && (place.root === "this" || !place.steps.includes("*"));
  const target = isOfObject && value !== undefined ? ask.object(value) : undefined;
  const isGone = (key: string): boolean => key === text || (place.steps.length === 0 && mentions(key, place.root));
  if (target === undefined && ![...bound.keys()].some(isGone)) {
    return bound;
  }
  const after = new Map([...bound].filter(([key]) => !isGone(key)));
  return target === undefined ? after : after.set(text, { place, value: target });
}

/** The level that a value is, where it is one that was saved. */
function savedBy(value: Expr, { saved }: IrqlState, ask: EffectQuestions): SavedLevel | undefined {
  if (saved.size === 0) {
    return undefined;
  }
  const plain = value.kind === "cast" ? value.operand : value;
  if (plain.kind === "assign") {
    return savedBy(plain.right, { saved } as IrqlState, ask);
  }
  if (plain.kind === "call") {
    return saved.get(resultKey(plain));
  }
  const path = ask.variable(plain);
  return path && saved.get(pathText(path));
}

/** `PASSIVE_LEVEL`, put into a variable: other constants may be anything. */
function levelNamed(value: Expr): SavedLevel | undefined {
  const plain = value.kind === "cast" ? value.operand : value;
  const level = plain.kind === "name" ? namedLevel({ root: plain.name, steps: [] }) : undefined;
  return level && { value: level, by: plain, lock: undefined };
}

function savedAfter(
  text: string,
  root: string | undefined,
  level: SavedLevel | undefined,
  saved: IrqlState["saved"],
): IrqlState["saved"] {
  const isGone = (key: string): boolean => key === text || (root !== undefined && mentions(key, root));
  if (level === undefined && ![...saved.keys()].some(isGone)) {
    return saved;
  }
  const after = new Map([...saved].filter(([key]) => !isGone(key)));
  return level === undefined ? after : after.set(text, level);
}

/** Whether a path's text speaks of a variable, not of a field of that name. */
const mentions = (text: string, name: string): boolean =>
  text.split(/(?<!->|\.|\w)(?=[A-Za-z_])/).some((part) => /^\w+/.exec(part)?.[0] === name);

function locksAfter(root: string, locks: IrqlState["locks"]): IrqlState["locks"] | "lost" {
  const isNamed = ({ path }: LockState): boolean => path.names.includes(root);
  const named = [...locks.values()].filter(isNamed);
  if (named.length === 0) {
    return locks;
  }
  return named.some(({ held, net }) => held > 0 || net !== 0)
    ? "lost"
    : new Map([...locks].filter(([, lock]) => !isNamed(lock)));
}
