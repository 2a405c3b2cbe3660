/** Constants that conditions of Linux drivers compare with: truth values, null, error numbers. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { referenceArguments } from "../calls/reference-arguments.ts";
import { shadowedNames } from "../names/shadowing.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { followedPointers } from "../worlds/followed-pointers.ts";
import type { AtomicEnvironment } from "./environment.ts";

/** Answers about the constants of one function; each expression is looked at once. */
export function constantsOf(fn: FunctionModel, env: AtomicEnvironment): ConstantQuestions {
  const known = new Map<Expr, number | undefined>();
  return {
    tests: new Map(),
    ambiguous: shadowedNames(fn),
    references: referenceArguments(fn, env.unit),
    followed: followedPointers(fn),
    integer(expr) {
      if (known.has(expr)) {
        return known.get(expr);
      }
      const value = integerOf(expr, fn, env);
      known.set(expr, value);
      return value;
    },
  };
}

function integerOf(expr: Expr, fn: FunctionModel, env: AtomicEnvironment): number | undefined {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "name": {
      if (fn.locals.has(expr.name) || fn.parameterNames.has(expr.name)) {
        return undefined;
      }
      return words.get(expr.name) ?? env.facts.linuxErrno.byName(expr.name)?.value ?? env.integer(expr, fn);
    }
    case "cast":
      return integerOf(expr.operand, fn, env);
    case "unary": {
      const operand = expr.op === "-" ? integerOf(expr.operand, fn, env) : undefined;
      return operand === undefined ? env.integer(expr, fn) : -operand;
    }
    case "binary":
    case "char":
      return env.integer(expr, fn);
    default:
      return undefined;
  }
}

const words: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["false", 0],
  ["TRUE", 1],
  ["FALSE", 0],
  ["NULL", 0],
]);
