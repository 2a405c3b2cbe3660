/** What a function does with the result of a call: which decides whether something of another type can take its place. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, ExprStmt, Node } from "../../syntax/ast.ts";

export interface ResultUse {
  readonly kind: "unused" | "assigned" | "used";
  /** `target` of `target = call;`. */
  readonly target?: Expr;
  /** The statement that is the call, or its assignment, and nothing else. */
  readonly statement?: CallStatement;
}

export interface CallStatement {
  readonly node: ExprStmt;
  /** Whether other statements may stand beside it; false for the body of an `if` without braces. */
  readonly inList: boolean;
}

/** In a macro's body only what stands in a block of its own is surely no value: `#define NOW() GetTickCount()`. */
export function resultUse(call: CallExpr, fn: FunctionModel): ResultUse {
  let node: Node = call;
  let parent = fn.parentOf(node);
  if (parent?.kind === "cast" && /^void$/i.test(parent.type.text)) {
    node = parent;
    parent = fn.parentOf(node);
  }
  // The value of `a, call` is the call's.
  const isLast = parent?.kind === "comma" && parent.right === node;
  while (parent?.kind === "comma" && parent.right === node) {
    node = parent;
    parent = fn.parentOf(node);
  }
  switch (parent?.kind) {
    case "expr": {
      if (isMacroBody(fn) && fn.parentOf(parent) === fn.definition.body) {
        return { kind: "used" };
      }
      const statement = callStatement(parent, fn);
      return statement === undefined || isLast ? { kind: "unused" } : { kind: "unused", statement };
    }
    case "comma":
      return { kind: parent.left === node ? "unused" : "used" };
    case "for":
      return { kind: parent.step === node ? "unused" : "used" };
    case "assign": {
      const outer = fn.parentOf(parent);
      const statement = outer?.kind === "expr" ? callStatement(outer, fn) : undefined;
      return parent.op === "=" && parent.right === node && statement !== undefined
        ? { kind: "assigned", target: parent.left, statement }
        : { kind: "used" };
    }
    default:
      return { kind: "used" };
  }
}

function callStatement(node: ExprStmt, fn: FunctionModel): CallStatement | undefined {
  switch (fn.parentOf(node)?.kind) {
    case "block":
    case "case":
      return isMacroBody(fn) ? undefined : { node, inList: true };
    case "if":
    case "while":
    case "do":
    case "range-for":
    case "label":
      return isMacroBody(fn) ? undefined : { node, inList: false };
    case "for": {
      const loop = fn.parentOf(node);
      return !isMacroBody(fn) && loop?.kind === "for" && loop.body === node ? { node, inList: false } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether the function is a macro's body: its places are in the directive then, and its text has no line ends. */
export function isMacroBody(fn: FunctionModel): boolean {
  return fn.place(fn.definition.nameSpan).anchor !== fn.anchor;
}
