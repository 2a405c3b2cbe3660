/** Constants that conditions of drivers compare with: truth values, null, status codes, levels. */
import { levelRank, parseLevel } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { ConstantQuestions } from "../worlds/conditions.ts";
import { constantQuestions } from "../worlds/constant-questions.ts";
import type { IrqlEnvironment } from "./environment.ts";

/** Answers about the constants of one function. */
export function constantsOf(fn: FunctionModel, env: IrqlEnvironment): ConstantQuestions {
  return constantQuestions(fn, env.unit, (expr) => integerOf(expr, fn, env));
}

/** The rank of a level that is written as a constant: by name, or as the numbers of the lowest three. */
export function levelConstant(expr: Expr, fn: FunctionModel, env: IrqlEnvironment): number | undefined {
  if (expr.kind === "cast") {
    return levelConstant(expr.operand, fn, env);
  }
  const named = expr.kind === "name" && !isOwn(expr.name, fn) ? parseLevel(expr.name) : undefined;
  if (named !== undefined) {
    return levelRank(named);
  }
  const value = env.integer(expr, fn);
  return value !== undefined && value >= 0 && value <= 2 ? value : undefined;
}

function integerOf(expr: Expr, fn: FunctionModel, env: IrqlEnvironment): number | undefined {
  switch (expr.kind) {
    case "number":
      return expr.value;
    case "name": {
      if (isOwn(expr.name, fn)) {
        return undefined;
      }
      const word = words.get(expr.name);
      if (word !== undefined) {
        return word;
      }
      const [status] = /^STATUS_/.test(expr.name) ? statusValues(expr.name, env) : [];
      return status ?? env.integer(expr, fn);
    }
    case "cast":
      return integerOf(expr.operand, fn, env);
    case "unary":
    case "binary":
    case "char":
      return env.integer(expr, fn);
    default:
      return undefined;
  }
}

const isOwn = (name: string, fn: FunctionModel): boolean => fn.locals.has(name) || fn.parameterNames.has(name);

function statusValues(name: string, env: IrqlEnvironment): readonly number[] {
  const constant = env.facts.ntStatus.byName(name);
  return constant === undefined ? [] : [Number(constant.value) | 0];
}

const words: ReadonlyMap<string, number> = new Map([
  ["TRUE", 1],
  ["FALSE", 0],
  ["true", 1],
  ["false", 0],
  ["NULL", 0],
  ["nullptr", 0],
]);
