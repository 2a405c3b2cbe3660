/** What small functions in method tables give back, where each of their returns says it. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { SqliteEnvironment } from "./environment.ts";
import type { TableMember } from "./method-tables.ts";

/** The function that a member holds, where it is one of the unit's and no other may be there. */
export function functionOf(member: TableMember | undefined, { unit }: SqliteEnvironment): FunctionModel | undefined {
  const names = new Set(
    (member?.values ?? []).flatMap((value) =>
      value.is === "function" ? value.name : value.is === "unknown" ? [undefined] : [],
    ),
  );
  const [name] = names;
  const [fn, ...others] = names.size === 1 && name !== undefined ? unit.functions(name) : [];
  return others.length === 0 && fn?.broken === false ? fn : undefined;
}

/** What the function's returns give back, lambdas' left out. */
export function returnedValues(fn: FunctionModel): readonly Expr[] {
  const values: Expr[] = [];
  walk(fn.definition.body, (node) => {
    if (node.kind === "return" && node.value !== undefined) {
      values.push(node.value);
    }
    return node.kind === "lambda" || node.kind === "record" ? "skip" : undefined;
  });
  return values;
}

/**
 * The names and numbers that a value is or-ed from; undefined where it is made of anything else. Macros of the unit are
 * looked through.
 */
export function flagsOf(
  expr: Expr,
  fn: FunctionModel,
  env: SqliteEnvironment,
): readonly (string | number)[] | undefined {
  if (expr.kind === "binary" && (expr.op === "|" || expr.op === "+")) {
    const left = flagsOf(expr.left, fn, env);
    const right = flagsOf(expr.right, fn, env);
    return left && right && [...left, ...right];
  }
  const { leaves, complete } = env.resolve(expr, fn);
  const [leaf, ...others] = leaves;
  if (leaf === undefined || others.length > 0 || !complete) {
    return undefined;
  }
  const value = leaf.expr;
  if (value.kind === "name") {
    return fn.locals.has(value.name) || fn.parameterNames.has(value.name) ? undefined : [value.name];
  }
  if (value.kind === "number") {
    return value.value === undefined ? undefined : [value.value];
  }
  return value === expr ? undefined : flagsOf(value, fn, env);
}
