/** Where a function reads or writes memory while the level is DISPATCH_LEVEL or above. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, NameExpr, Node, Stmt } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { IrqlEnvironment } from "../irql/environment.ts";
import { irqlFlow } from "../irql/flow.ts";
import { dispatch } from "../irql/level.ts";
import type { IrqlState } from "../irql/state.ts";
import type { World } from "../worlds/worlds.ts";

export interface Touch {
  /** The expression that is read or written. */
  readonly node: Expr;
  /** The pointer that it goes through, or the variable itself. */
  readonly base: NameExpr;
  readonly how: "through" | "itself";
  readonly world: World<IrqlState>;
  /** Whether the level is raised on every way that leads there. */
  readonly isAlways: boolean;
}

/** In the order of the graph; what is reached at the level of the entry alone is left out, whatever that may be. */
export function raisedTouches(fn: FunctionModel, env: IrqlEnvironment): readonly Touch[] {
  const touches: Touch[] = [];
  env.derived(irqlFlow, fn).body?.eachStep((step, before) => {
    const raised = before.filter(({ property: { level } }) => level.low >= dispatch);
    const [world] = raised;
    const expr = step.kind === "statement" ? ownExpression(step.node) : undefined;
    if (world !== undefined && expr !== undefined) {
      const isAlways = raised.length === before.length;
      touches.push(...touchesIn(expr, fn).map((touch) => ({ ...touch, world, isAlways })));
    }
  });
  return touches;
}

/** What a statement evaluates first, before control goes anywhere. */
function ownExpression(statement: Stmt): Expr | undefined {
  switch (statement.kind) {
    case "expr":
      return statement.expr;
    case "return":
      return statement.value;
    case "decl":
      return statement.decl.kind === "variable" ? statement.decl.init : undefined;
    case "if":
    case "switch":
      return statement.init === undefined && statement.condition.kind !== "variable" ? statement.condition : undefined;
    default:
      return undefined;
  }
}

function touchesIn(expr: Expr, fn: FunctionModel): readonly Pick<Touch, "node" | "base" | "how">[] {
  const found: Pick<Touch, "node" | "base" | "how">[] = [];
  walk(expr, (node) => {
    // Nothing of these is evaluated here.
    if (node.kind === "sizeof" || node.kind === "lambda") {
      return "skip";
    }
    const pointer = pointerIn(node);
    if (pointer?.kind === "name" && isAccess(node, fn)) {
      found.push({ node: node as Expr, base: pointer, how: "through" });
    } else if (node.kind === "name" && isAccess(node, fn)) {
      found.push({ node, base: node, how: "itself" });
    }
    return undefined;
  });
  return found;
}

/** The pointer that `p->x`, `p[i]` and `*p` go through. */
function pointerIn(node: Node): Expr | undefined {
  const pointer =
    node.kind === "member" && node.arrow
      ? node.object
      : node.kind === "index"
        ? node.object
        : node.kind === "unary" && node.op === "*"
          ? node.operand
          : undefined;
  return pointer?.kind === "cast" ? pointer.operand : pointer;
}

/** Whether the value is read or written, and not its address taken, also of a part: `&p->List`, `&p->Name.Buffer[0]`. */
function isAccess(node: Node, fn: FunctionModel): boolean {
  let at = node;
  for (let parent = fn.parentOf(at); parent !== undefined; parent = fn.parentOf(at)) {
    if ((parent.kind === "member" && !parent.arrow) || (parent.kind === "index" && parent.object === at)) {
      at = parent;
      continue;
    }
    // A macro may do anything with what it is given: `CONTAINING_RECORD`, `FIELD_OFFSET`.
    return (
      !(parent.kind === "unary" && parent.op === "&") &&
      !(parent.kind === "call" && parent.callee.kind === "name" && /^[A-Z_0-9]+$/.test(parent.callee.name))
    );
  }
  return false;
}
