/** Places where a function's name stands for its address: table entries, assignments, `&name`, callbacks. */
import type { FunctionModel, NameUse } from "../../model/function.ts";
import type { Expr, NameExpr, Node } from "../../syntax/ast.ts";

/** What is known about a called name: whether an argument of it is a value and not the text of a macro. */
export type IsFunction = (name: string) => boolean;

/**
 * Whether a name that is not called is used as the value of a function. An argument counts only where the callee is
 * known to be a function, because a macro may paste or print its arguments.
 */
export function isAddressUse(use: NameUse, fn: FunctionModel, isFunction: IsFunction): boolean {
  let node: Node = use as NameExpr;
  for (let parent = fn.parentOf(node); parent !== undefined; parent = fn.parentOf(node)) {
    switch (parent.kind) {
      case "cast":
        break;
      case "conditional":
        if (parent.condition === node) {
          return false;
        }
        break;
      case "unary":
        return parent.op === "&";
      case "assign":
        return parent.right === node && parent.op === "=";
      case "variable":
      case "init-list":
      case "return":
        return true;
      case "call":
        return parent.callee.kind === "name" && parent.callee !== node && isFunction(parent.callee.name);
      default:
        return false;
    }
    node = parent;
  }
  return false;
}

/**
 * The names in a file-scope initialiser whose value is part of it: `HeapFree` of `{ 0, (FREE)HeapFree }`, and the callee
 * of a call. What a call's arguments mean is left alone: the callee may be a macro.
 */
export function initialiserNames(init: Expr): readonly NameExpr[] {
  const names: NameExpr[] = [];
  const pending: Expr[] = [init];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    switch (expr.kind) {
      case "name":
        names.push(expr);
        break;
      case "cast":
        pending.push(expr.operand);
        break;
      case "unary":
        if (expr.op === "&") {
          pending.push(expr.operand);
        }
        break;
      case "init-list":
        pending.push(...expr.items.map((item) => item.value));
        break;
      case "conditional":
        pending.push(...(expr.whenTrue === undefined ? [] : [expr.whenTrue]), expr.whenFalse);
        break;
      case "call":
        if (expr.callee.kind === "name") {
          names.push(expr.callee);
        }
        break;
    }
  }
  return names;
}
