/** Paths of a function's expressions with its aliases followed: a local that is set once names what it was set to. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { Resolution } from "../values/resolve.ts";
import { extend, type Path, pathOf } from "./path.ts";

/** Aliases of aliases. */
const maximumDepth = 6;

/** Follows an expression to what it stands for; see `RuleContext.resolve`. */
export type Resolve = (expr: Expr, fn: FunctionModel | undefined) => Resolution;

/**
 * The path of an expression of `fn` as a place to store to: a local alone is itself, what is reached through one is named
 * by what it was set to.
 */
export function canonicalPlace(expr: Expr, fn: FunctionModel, resolve: Resolve): Path | undefined {
  const path = pathOf(expr);
  return path === undefined || path.steps.every((step) => step === "&") ? path : canonicalPath(expr, fn, resolve);
}

/**
 * The path of an expression of `fn`, `dev->Lock` as `Device->DeviceExtension->Lock` where `dev` was set once to
 * `Device->DeviceExtension`; undefined for values that are computed.
 */
export function canonicalPath(expr: Expr, fn: FunctionModel, resolve: Resolve, depth = 0): Path | undefined {
  const path = pathOf(expr);
  if (path === undefined || depth > maximumDepth || !fn.locals.has(path.root)) {
    return path;
  }
  const { leaves, complete } = resolve({ kind: "name", name: path.root, start: expr.start, end: expr.end }, fn);
  const [leaf] = leaves;
  if (leaf === undefined || leaves.length > 1 || !complete || leaf.via.length === 0) {
    return path;
  }
  const origin = canonicalPath(leaf.expr, fn, resolve, depth + 1);
  const whole = origin && extend(origin, path.steps);
  return whole && { ...whole, names: [...whole.names, ...path.names.filter((name) => name !== path.root)] };
}
