/**
 * Names for conditions that are computed, `Flags & BUSY` or `left < needed`: what was asked once is answered the same way
 * while nothing that it is read from has changed.
 */
import type { Expr } from "../../syntax/ast.ts";
import { pathOf, pathText } from "../paths/path.ts";

export interface ComputedValue {
  /** Equal for equal computations: `a > b` is `b < a`, `a != b` is `a == b` with `negated`, `FlagOn(a, b)` is `a & b`. */
  readonly text: string;
  /** Variables and fields (`.Flag`) that it is read from. */
  readonly names: readonly string[];
  readonly negated: boolean;
}

/** Computations within computations; longer ones are not asked twice. */
const maximumDepth = 4;

/** Undefined for what is no computation of values that can be named, and for what has effects. */
export function computedValue(expr: Expr): ComputedValue | undefined {
  const parts = operationOf(expr);
  const left = parts && operand(parts.left, 0);
  const right = parts && operand(parts.right, 0);
  if (parts === undefined || left === undefined || right === undefined) {
    return undefined;
  }
  const op = complements.get(parts.op);
  return {
    text: `${left.text} ${op ?? parts.op} ${right.text}`,
    names: [...left.names, ...right.names],
    negated: op !== undefined,
  };
}

type Operand = Omit<ComputedValue, "negated">;

function operand(expr: Expr, depth: number): Operand | undefined {
  switch (expr.kind) {
    case "cast":
      return operand(expr.operand, depth);
    case "number":
    case "char":
      return { text: expr.text, names: [] };
    case "name":
    case "member":
    case "index": {
      const path = pathOf(expr);
      // What a call gives may be another value each time.
      return path === undefined || path.root.includes("(")
        ? undefined
        : { text: pathText(path), names: [...path.names, ...path.steps.filter((step) => step.startsWith("."))] };
    }
    default: {
      const parts = depth < maximumDepth ? operationOf(expr) : undefined;
      const left = parts && operand(parts.left, depth + 1);
      const right = parts && operand(parts.right, depth + 1);
      return parts && left && right
        ? { text: `(${left.text} ${parts.op} ${right.text})`, names: [...left.names, ...right.names] }
        : undefined;
    }
  }
}

interface Operation {
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}

function operationOf(expr: Expr): Operation | undefined {
  if (expr.kind === "cast") {
    return operationOf(expr.operand);
  }
  if (expr.kind === "binary") {
    const op = mirrored.get(expr.op);
    return op === undefined ? expr : { op, left: expr.right, right: expr.left };
  }
  const [left, right, ...others] = expr.kind === "call" ? expr.args : [];
  return expr.kind === "call" &&
    expr.callee.kind === "name" &&
    flagTests.has(expr.callee.name) &&
    left !== undefined &&
    right !== undefined &&
    others.length === 0
    ? { op: "&", left, right }
    : undefined;
}

/** The kit's macros for it: as much part of the language of drivers as `&` is. */
const flagTests: ReadonlySet<string> = new Set(["FlagOn", "BooleanFlagOn", "FLAG_ON"]);

/** One of each pair stands for both. */
const complements: ReadonlyMap<string, string> = new Map([
  ["!=", "=="],
  [">=", "<"],
]);

/** `b > a` is `a < b`. */
const mirrored: ReadonlyMap<string, string> = new Map([
  [">", "<"],
  ["<=", ">="],
]);
