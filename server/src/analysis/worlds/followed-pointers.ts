/** The pointers through which code reads and stores: where it came on, none of them is null. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, Node } from "../../syntax/ast.ts";
import { children, isExpr, walk } from "../../syntax/walk.ts";
import type { Step } from "../flow/cfg.ts";

/** Answers for the pointers of one function that it asks about somewhere; each expression is looked at once. */
export interface FollowedPointers {
  inStep(step: Step): readonly Expr[];
  inCondition(condition: Expr): readonly Expr[];
}

export function followedPointers(fn: FunctionModel): FollowedPointers {
  let asked: ReadonlySet<string> | undefined;
  const kept = new Map<Node, readonly Expr[]>();
  const followed = (node: Node, parts: readonly Node[]): readonly Expr[] => {
    asked ??= askedPointers(fn);
    if (asked.size === 0) {
      return none;
    }
    let found = kept.get(node);
    if (found === undefined) {
      found = pointersIn(parts, asked);
      kept.set(node, found);
    }
    return found;
  };
  return {
    inStep(step) {
      switch (step.kind) {
        case "assign":
          return followed(step.node, children(step.node));
        case "call":
          return isMacro(step.node) ? none : followed(step.node, step.node.args);
        case "declare":
          return followed(step.node, step.node.init === undefined ? [] : [step.node.init]);
        default:
          return none;
      }
    },
    inCondition: (condition) => followed(condition, [condition]),
  };
}

const none: readonly Expr[] = [];

/** Variables that the function compares with null, or takes for a truth value. */
function askedPointers(fn: FunctionModel): ReadonlySet<string> {
  const asked = new Set<string>();
  const note = (expr: Node | undefined): void => {
    if (expr?.kind === "name" && (fn.locals.has(expr.name) || fn.parameterNames.has(expr.name))) {
      asked.add(expr.name);
    } else if (expr?.kind === "unary" && expr.op === "!") {
      note(expr.operand);
    } else if (expr?.kind === "binary" && (expr.op === "&&" || expr.op === "||")) {
      note(expr.left);
      note(expr.right);
    } else if (expr?.kind === "binary" && (expr.op === "==" || expr.op === "!=") && isNull(expr.right)) {
      note(expr.left);
    }
  };
  walk(fn.definition.body, (node) => {
    if (node.kind === "if" || node.kind === "while" || node.kind === "do" || node.kind === "conditional") {
      note(node.condition);
    }
    return undefined;
  });
  return asked;
}

const isNull = (expr: Expr): boolean => expr.kind === "name" && (expr.name === "NULL" || expr.name === "nullptr");

/** What is evaluated whenever the parts are: what stands behind `&&` and `?` is a decision of its own. */
function pointersIn(parts: readonly Node[], asked: ReadonlySet<string>): readonly Expr[] {
  const found: Expr[] = [];
  for (const part of parts) {
    walk(part, (node) => {
      if (!isExpr(node) || isUndecided(node)) {
        return "skip";
      }
      const pointer = node.kind === "member" && node.arrow ? node.object : undefined;
      if (pointer?.kind === "name" && asked.has(pointer.name)) {
        found.push(pointer);
      }
      return undefined;
    });
  }
  return found.length === 0 ? none : found;
}

const isUndecided = (expr: Expr): boolean =>
  expr.kind === "sizeof" ||
  expr.kind === "conditional" ||
  expr.kind === "lambda" ||
  (expr.kind === "binary" && (expr.op === "&&" || expr.op === "||")) ||
  (expr.kind === "call" && isMacro(expr) && !(expr.callee.kind === "name" && expr.callee.name === "NT_SUCCESS"));

/** `RTL_FIELD_SIZE(p->Name)` reads nothing. */
const isMacro = (call: Extract<Expr, { kind: "call" }>): boolean =>
  call.callee.kind === "name" && /^[A-Z][A-Z0-9_]*$/.test(call.callee.name);
