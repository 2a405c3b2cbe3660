/** Where a function computes in floating point, by the types that its own text declares. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { Expr, Node, Stmt, TypeName } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";

export interface FloatUse {
  readonly expr: Expr;
  /** The statement that evaluates it: the innermost one. */
  readonly statement: Stmt;
}

const floatTypes: ReadonlySet<string> = new Set(["float", "double", "FLOAT", "DOUBLE"]);

const isFloatType = ({ base, pointers, text }: TypeName): boolean =>
  pointers === 0 && (floatTypes.has(base) || /\b(?:float|double)\b/.test(text));

/**
 * Arithmetic, conversions and assignments of floating-point values that are made at run time, in source order. Constants
 * that the compiler computes are none; functions that take or return such values, or are annotated to use them, leave it
 * to their callers.
 */
export function floatUses(fn: FunctionModel, unit: UnitModel): readonly FloatUse[] {
  const { parameters, returnType, body } = fn.definition;
  const isPassed = parameters.some(({ type }) => isFloatType(type)) || (returnType && isFloatType(returnType));
  if (isPassed || fn.annotations.some(({ name }) => name === "_Kernel_float_used_")) {
    return [];
  }
  const variables = new Set(
    [...fn.locals].flatMap(([name, declarations]) =>
      declarations.some(({ type }) => isFloatType(type)) ? [name] : [],
    ),
  );
  const uses: FloatUse[] = [];
  walk(body, (node) => {
    if (node.kind === "sizeof" || node.kind === "lambda") {
      return "skip";
    }
    const expr = usedIn(node, variables, unit);
    const statement = expr && statementOf(expr, fn);
    if (expr === undefined || statement === undefined) {
      return undefined;
    }
    uses.push({ expr, statement });
    return "skip";
  });
  return uses;
}

/** The value that a node computes, where it does so in floating point at run time. */
function usedIn(node: Node, variables: ReadonlySet<string>, unit: UnitModel): Expr | undefined {
  switch (node.kind) {
    case "variable":
      return node.init !== undefined && variables.has(node.name) && isFloatType(node.type) ? node.init : undefined;
    case "assign":
      return node.left.kind === "name" && variables.has(node.left.name) ? node : undefined;
    case "binary":
      return [node.left, node.right].some((side) => side.kind === "name" && variables.has(side.name))
        ? node
        : undefined;
    case "cast":
      return (isFloatType(node.type) && !isConstant(node.operand)) ||
        (node.operand.kind === "name" && variables.has(node.operand.name))
        ? node
        : undefined;
    case "call":
      return node.callee.kind === "name" && computesFor(node.callee.name, unit) ? node : undefined;
    default:
      return undefined;
  }
}

/** A function of the unit that takes, returns, or is annotated to use floating point. */
function computesFor(name: string, unit: UnitModel): boolean {
  return [...unit.functionSymbols(name), ...unit.prototypes(name)].some(
    ({ decl, annotations }) =>
      decl.parameters.some(({ type }) => isFloatType(type)) ||
      (decl.returnType !== undefined && isFloatType(decl.returnType)) ||
      annotations.some((record) => record.name === "_Kernel_float_used_"),
  );
}

function isConstant(expr: Expr): boolean {
  let constant = true;
  walk(expr, (node) => {
    constant &&= !["name", "call", "member", "index"].includes(node.kind);
    return undefined;
  });
  return constant;
}

function statementOf(expr: Expr, fn: FunctionModel): Stmt | undefined {
  let node: Node | undefined = expr;
  while (node !== undefined && !statementKinds.has(node.kind)) {
    node = fn.parentOf(node);
  }
  return node as Stmt | undefined;
}

const statementKinds: ReadonlySet<string> = new Set(["expr", "decl", "if", "while", "do", "for", "switch", "return"]);
