/** The variables of a function on which it hangs whether a lock is released: `if (locked) ExReleaseResourceLite(...)`. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Stmt } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";

/** Each doubles the ways in which control can come to a point; functions with more are followed without them. */
const maximumFlags = 4;

/** The locals that a condition around such a call names, in the order of the source. */
export function decidingFlags(fn: FunctionModel, changesSomething: (call: CallExpr) => boolean): readonly string[] {
  if (!fn.calls.some(({ expr }) => changesSomething(expr))) {
    return [];
  }
  const flags = new Set<string>();
  walk(fn.definition.body, (node) => {
    if (node.kind === "if" && [node.whenTrue, node.whenFalse].some((branch) => holds(branch, changesSomething))) {
      walk(node.condition, (part) => {
        if (part.kind === "name" && fn.locals.has(part.name)) {
          flags.add(part.name);
        }
        return part.kind === "call" || part.kind === "member" || part.kind === "index" ? "skip" : undefined;
      });
    }
    return node.kind === "lambda" ? "skip" : undefined;
  });
  return flags.size > maximumFlags ? [] : [...flags];
}

/** Whether a branch itself makes such a call, not something deeper in it. */
function holds(branch: Stmt | undefined, changesSomething: (call: CallExpr) => boolean): boolean {
  const statements = branch?.kind === "block" ? branch.statements : branch === undefined ? [] : [branch];
  return statements.some((each) => each.kind === "expr" && each.expr.kind === "call" && changesSomething(each.expr));
}
