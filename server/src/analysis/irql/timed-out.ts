/** Waits for a lock that ended without it, where the code takes STATUS_TIMEOUT for success, as NT_SUCCESS does. */
import type { Facts } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node } from "../../syntax/ast.ts";
import { statusTest } from "../worlds/conditions.ts";
import type { Trail, World } from "../worlds/worlds.ts";

/**
 * The last decision on the way of a world that says that one of the acquisitions has succeeded, for all that NT_SUCCESS
 * tells. To be asked of worlds without the lock.
 */
export function takenForSuccess(
  { trail }: World<unknown>,
  acquisitions: readonly Node[],
  fn: FunctionModel,
  facts: Facts,
): Expr | undefined {
  const waits = acquisitions.filter((node) => node.kind === "call" && isWait(node, facts));
  for (let each: Trail | undefined = waits.length === 0 ? undefined : trail; each !== undefined; each = each.before) {
    const { guard } = each;
    const test = guard.kind === "condition" ? statusTest(guard.expr) : undefined;
    if (guard.kind === "condition" && test !== undefined && guard.holds === test.positive) {
      const { status } = test;
      if (waits.some((wait) => status === wait || holdsResult(status, wait, guard.expr, fn))) {
        return guard.expr;
      }
    }
  }
  return undefined;
}

const isWait = ({ callee }: CallExpr, facts: Facts): boolean =>
  callee.kind === "name" && facts.irqlEffect(callee.name)?.success?.result === "wait-status";

/** Whether a variable got the result of a call and nothing else until it is asked. */
function holdsResult(status: Expr, call: Node, asked: Expr, fn: FunctionModel): boolean {
  return (
    status.kind === "name" &&
    storedIn(fn.parentOf(call)) === status.name &&
    !fn.uses.some(
      (use) =>
        use.name === status.name &&
        call.end <= use.start &&
        use.start < asked.start &&
        mayWrite(fn.parentOf(use as Expr), use),
    )
  );
}

function storedIn(parent: Node | undefined): string | undefined {
  if (parent?.kind === "assign" && parent.op === "=" && parent.left.kind === "name") {
    return parent.left.name;
  }
  return parent?.kind === "variable" ? parent.name : undefined;
}

const mayWrite = (parent: Node | undefined, use: unknown): boolean =>
  (parent?.kind === "assign" && parent.left === use) ||
  (parent?.kind === "unary" && ["&", "++", "--"].includes(parent.op)) ||
  parent?.kind === "postfix";
