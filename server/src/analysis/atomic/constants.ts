/** Constants that conditions of Linux drivers compare with: truth values, null, error numbers. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { constantQuestions } from "../worlds/constant-questions.ts";
import type { AtomicEnvironment } from "./environment.ts";

/** Answers about the constants of one function. */
export function constantsOf(fn: FunctionModel, env: AtomicEnvironment): ConstantQuestions {
  return constantQuestions(fn, env.unit, (expr) => integerOf(expr, fn, env));
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
