/** Functions of Rust drivers that return an NTSTATUS, and whether it says anything. */
import type { RustFunctionModel } from "../../model/rust/crate.ts";
import type { RustExpr } from "../../syntax/rust/ast.ts";
import { rustBody } from "./body.ts";
import type { RustNames } from "./names.ts";

/**
 * Whether a function of the crate returns an NTSTATUS that may tell of a failure: not only one that it was given, or
 * STATUS_SUCCESS, whatever happens.
 */
export function mayFail(fn: RustFunctionModel, names: RustNames): boolean {
  const { returnType, parameters, body } = fn.syntax;
  if (returnType?.kind !== "path" || returnType.path.segments.at(-1) !== "NTSTATUS" || body === undefined) {
    return false;
  }
  const given = new Set(parameters.flatMap(({ pattern }) => pattern.names));
  const returned: RustExpr[] = [];
  if (body.tail !== undefined) {
    ends(body.tail, returned);
  }
  for (const node of names.derived(rustBody, fn).nodes) {
    if (node.kind === "jump" && node.jump === "return" && node.value !== undefined) {
      ends(node.value, returned);
    }
  }
  return returned.some((expr) => !isHarmless(expr, given));
}

/** The expressions whose value an expression has: both branches of an `if`. */
function ends(expr: RustExpr, out: RustExpr[]): void {
  if (expr.kind === "block") {
    if (expr.tail !== undefined) {
      ends(expr.tail, out);
    }
  } else if (expr.kind === "if") {
    ends(expr.whenTrue, out);
    if (expr.whenFalse !== undefined) {
      ends(expr.whenFalse, out);
    }
  } else if (expr.kind === "match") {
    for (const { value } of expr.arms) {
      ends(value, out);
    }
  } else if (expr.kind !== "jump") {
    out.push(expr);
  }
}

function isHarmless(expr: RustExpr, given: ReadonlySet<string>): boolean {
  const name = expr.kind === "path" ? (expr.path.segments.at(-1) ?? "") : "";
  return name === "STATUS_SUCCESS" || given.has(name) || (expr.kind === "literal" && expr.value === 0);
}
