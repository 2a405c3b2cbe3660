/** How a lock is called in messages. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { type Path, pathText } from "../paths/path.ts";
import { isUnnamed } from "./operations.ts";
import type { LockState } from "./state.ts";

/** As the function that takes it writes it; where a callee does, by the path that the caller's arguments make of it. */
export function lockName({ path, kind, written }: Pick<LockState, "path" | "kind" | "written">): string {
  if (written !== undefined) {
    return written;
  }
  if (isUnnamed(path)) {
    return `a ${kind.replace(/-/g, " ")}`;
  }
  return lockText(path);
}

/** A lock's path without the `&` before it. */
export const lockText = (path: Path): string =>
  pathText(path.steps.at(-1) === "&" ? { ...path, steps: path.steps.slice(0, -1) } : path);

/** An argument that names a lock, on one line without casts, the `&` before it, and parentheses round about it. */
export function writtenLock(argument: Expr, fn: FunctionModel): string {
  let plain = argument;
  while (plain.kind === "cast" || (plain.kind === "unary" && plain.op === "&")) {
    plain = plain.operand;
  }
  return fn
    .text(plain)
    .replace(/\s+/g, " ")
    .replace(/^\(([^()]*)\)$/, "$1")
    .trim();
}
