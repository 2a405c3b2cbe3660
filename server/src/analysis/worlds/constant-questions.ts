/** Answers about the constants of one function; each expression is looked at once. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr } from "../../syntax/ast.ts";
import { referenceArguments } from "../calls/reference-arguments.ts";
import { shadowedNames } from "../names/shadowing.ts";
import type { ConstantQuestions } from "./conditions.ts";
import { followedPointers } from "./followed-pointers.ts";

/** @param integer the value of an expression that is constant, by the names that the client knows */
export function constantQuestions(
  fn: FunctionModel,
  unit: UnitModel,
  integer: (expr: Expr) => number | undefined,
): ConstantQuestions {
  const known = new Map<Expr, number | undefined>();
  return {
    tests: new Map(),
    ambiguous: shadowedNames(fn),
    references: referenceArguments(fn, unit),
    followed: followedPointers(fn),
    integer(expr) {
      if (known.has(expr)) {
        return known.get(expr);
      }
      const value = integer(expr);
      known.set(expr, value);
      return value;
    },
  };
}
