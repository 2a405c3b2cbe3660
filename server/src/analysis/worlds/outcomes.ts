/** The different things that one call may do, told apart by what it returns and by what it was given. */
import type { CallExpr, VariableDecl } from "../../syntax/ast.ts";
import { type Path, pathText } from "../paths/path.ts";
import { type ConstantQuestions, resultKey } from "./conditions.ts";
import { type Knowledge, knownValue, learning, remembering, set, valueAt } from "./knowledge.ts";
import { contradicts, type Value } from "./value.ts";

/** Memory that callers can name, as a function finds or leaves it. */
export interface MemoryFact {
  /** In the callee's terms in a summary, in the caller's own words at a call. */
  readonly place: Path;
  /** Undefined for memory that it leaves with a value that nobody knows. */
  readonly value: Value | undefined;
  readonly when: "before" | "after";
}

/** One of the things that a call may do; `O` is what an analysis says it does to its property. */
export interface CallOutcome<O> {
  /** Of its result; undefined where the result does not tell. */
  readonly returns: Value | undefined;
  /** What it does this for: values of its arguments, by index from 0. */
  readonly given: readonly { readonly argument: number; readonly value: Value }[];
  readonly operations: readonly O[];
  /** What it does this for, and what it leaves, in memory. */
  readonly memory?: readonly MemoryFact[];
}

/** The outcomes that what is known of the arguments leaves. */
export function possibleOutcomes<O>(
  effect: readonly CallOutcome<O>[],
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): readonly CallOutcome<O>[] {
  if (effect.length < 2) {
    return effect;
  }
  return effect.filter(
    ({ given, memory = [] }) =>
      mayBeGiven(given, node, known, constants) &&
      memory.every(({ place, value, when }) => {
        const found = when === "before" ? valueAt(place, known) : undefined;
        return found === undefined || value === undefined || !contradicts(found, value);
      }),
  );
}

/** Whether the arguments of a call may have the values that something is done for. */
export const mayBeGiven = (
  given: CallOutcome<unknown>["given"],
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): boolean =>
  given.every(({ argument, value }) => {
    const expr = node.kind === "call" ? node.args[argument] : undefined;
    const passed = expr && knownValue(expr, known, constants);
    return passed === undefined || !contradicts(passed, value);
  });

/** What is known of a caller's values where a call does what it does for these. */
export function knownWhereGiven(
  given: CallOutcome<unknown>["given"],
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge {
  let after = known;
  for (const { argument, value } of given) {
    const expr = node.kind === "call" ? node.args[argument] : undefined;
    after = expr === undefined ? after : learning(expr, value, after, constants);
  }
  return after;
}

/** Whether the caller can tell which of the outcomes it was: by what the call returned or by what it was given. */
export function areToldApart(outcomes: readonly CallOutcome<unknown>[]): boolean {
  return outcomes.every((a, index) =>
    outcomes
      .slice(index + 1)
      .every(
        (b) =>
          (a.returns !== undefined && b.returns !== undefined && contradicts(a.returns, b.returns)) ||
          a.given.some(({ argument, value }) =>
            b.given.some((other) => other.argument === argument && contradicts(value, other.value)),
          ) ||
          (a.memory ?? []).some((fact) => (b.memory ?? []).some((other) => areOpposed(fact, other))),
      ),
  );
}

/** What lies behind a pointer that the caller does not look at itself is no way for it to tell. */
const areOpposed = (a: MemoryFact, b: MemoryFact): boolean =>
  a.when === b.when &&
  (a.when === "after" || a.place.root === "this" || !a.place.steps.includes("*")) &&
  a.value !== undefined &&
  b.value !== undefined &&
  pathText(a.place) === pathText(b.place) &&
  contradicts(a.value, b.value);

/** What is known after a call of which it has turned out what it did. */
export function knownAfterOutcome(
  { returns, given, memory = [] }: CallOutcome<unknown>,
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge {
  const told = returns === undefined || node.kind !== "call" ? known : set(known, resultKey(node), returns, []);
  let after = knownWhereGiven(given, node, told, constants);
  for (const { place, value, when } of memory) {
    after = remembering(place, value, when === "before" ? "learned" : "stored", after, constants);
  }
  return after;
}
