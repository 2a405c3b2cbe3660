/** What a function of one integer gives back for some integer, where it is a single expression of it. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { isAssigned, withoutCasts } from "./allocator.ts";
import type { SqliteEnvironment } from "./environment.ts";
import { returnedValues } from "./returned.ts";

export interface IntegerFunction {
  /** What it gives back, as it stands there. */
  readonly expr: Expr;
  readonly parameter: string;
  /** The result in 64-bit arithmetic; undefined where something in it is not known. */
  of(value: bigint): bigint | undefined;
}

/** Undefined for functions that do more than give one expression back. */
export function integerFunction(fn: FunctionModel, env: SqliteEnvironment): IntegerFunction | undefined {
  const parameter = fn.definition.parameters[0]?.name;
  const [expr, ...others] = returnedValues(fn);
  const isOne = fn.definition.body.statements.filter(({ kind }) => kind !== "empty").length === 1;
  return parameter === undefined || expr === undefined || others.length > 0 || !isOne || isAssigned(parameter, fn)
    ? undefined
    : { expr, parameter, of: (value) => evaluate(expr, parameter, value, fn, env) };
}

function evaluate(
  expr: Expr,
  parameter: string,
  value: bigint,
  fn: FunctionModel,
  env: SqliteEnvironment,
): bigint | undefined {
  const of = (part: Expr): bigint | undefined => evaluate(part, parameter, value, fn, env);
  switch (expr.kind) {
    case "name":
      return expr.name === parameter ? value : constant(expr, fn, env);
    case "number":
      return constant(expr, fn, env);
    case "cast":
      return isInteger(withoutCasts(expr)) && expr.type.pointers === 0 ? of(expr.operand) : undefined;
    case "unary": {
      const operand = of(expr.operand);
      return operand === undefined ? undefined : expr.op === "~" ? ~operand : expr.op === "-" ? -operand : undefined;
    }
    case "binary": {
      const left = of(expr.left);
      const right = of(expr.right);
      return left === undefined || right === undefined ? undefined : operation(expr.op, left, right);
    }
    case "conditional": {
      const condition = of(expr.condition);
      return condition === undefined || expr.whenTrue === undefined
        ? undefined
        : of(condition === 0n ? expr.whenFalse : expr.whenTrue);
    }
    default:
      return undefined;
  }
}

const isInteger = ({ kind }: Expr): boolean => kind !== "string" && kind !== "init-list";

function constant(expr: Expr, fn: FunctionModel, env: SqliteEnvironment): bigint | undefined {
  const value = env.integer(expr, fn);
  return value === undefined || !Number.isSafeInteger(value) ? undefined : BigInt(value);
}

function operation(op: string, left: bigint, right: bigint): bigint | undefined {
  switch (op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0n ? undefined : left / right;
    case "%":
      return right === 0n ? undefined : left % right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    case "<<":
      return right < 0n || right > 31n ? undefined : left << right;
    case ">>":
      return right < 0n || right > 31n ? undefined : left >> right;
    case "<":
      return left < right ? 1n : 0n;
    case ">":
      return left > right ? 1n : 0n;
    case "<=":
      return left <= right ? 1n : 0n;
    case ">=":
      return left >= right ? 1n : 0n;
    case "==":
      return left === right ? 1n : 0n;
    case "!=":
      return left === right ? 0n : 1n;
    default:
      return undefined;
  }
}
