/** The different things that one call may do, told apart by what it returns and by what it was given. */
import type { CallExpr, VariableDecl } from "../../syntax/ast.ts";
import {
  type ConstantQuestions,
  contradicts,
  type Knowledge,
  knownValue,
  learning,
  resultKey,
  set,
  type Value,
} from "./knowledge.ts";

/** One of the things that a call may do; `O` is what an analysis says it does to its property. */
export interface CallOutcome<O> {
  /** Of its result; undefined where the result does not tell. */
  readonly returns: Value | undefined;
  /** What it does this for: values of its arguments, by index from 0. */
  readonly given: readonly { readonly argument: number; readonly value: Value }[];
  readonly operations: readonly O[];
}

/** The outcomes that what is known of the arguments leaves. */
export function possibleOutcomes<O>(
  effect: readonly CallOutcome<O>[],
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): readonly CallOutcome<O>[] {
  if (effect.length < 2 || node.kind !== "call") {
    return effect;
  }
  return effect.filter(({ given }) =>
    given.every(({ argument, value }) => {
      const expr = node.args[argument];
      const passed = expr && knownValue(expr, known, constants);
      return passed === undefined || !contradicts(passed, value);
    }),
  );
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
          ),
      ),
  );
}

/** What is known after a call of which it has turned out what it did. */
export function knownAfterOutcome(
  { returns, given }: CallOutcome<unknown>,
  node: CallExpr | VariableDecl,
  known: Knowledge,
  constants: ConstantQuestions,
): Knowledge {
  let after = returns === undefined || node.kind !== "call" ? known : set(known, resultKey(node), returns, []);
  for (const { argument, value } of given) {
    const expr = node.kind === "call" ? node.args[argument] : undefined;
    after = expr === undefined ? after : learning(expr, value, after, constants);
  }
  return after;
}
