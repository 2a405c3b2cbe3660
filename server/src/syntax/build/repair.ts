/**
 * Statements that the grammars take for declarations because they do not know which names are types: `f(x);` as the
 * variable `x`, `a * b;` as a pointer, `MACRO(x) { }` as a function in a function.
 */
import type { Expr, Stmt } from "../ast.ts";
import type { Builder } from "./builder.ts";
import type { NodeId } from "./flat-tree.ts";

/** The statement that a declaration inside a body stands for; undefined where it is a declaration. */
export function repairStatement(b: Builder, node: NodeId): Stmt | undefined {
  const { tree } = b;
  if (!b.insideBody) {
    return undefined;
  }
  if (tree.name(node) === "function_definition") {
    return macroBlock(b, node);
  }
  const type = tree.child(node, "type");
  const declarator = tree.child(node, "declarator");
  if (type === 0 || declarator === 0 || tree.name(type) !== "type_identifier") {
    return undefined;
  }
  const isOnly = tree.nextNamed(declarator) === 0 && tree.nextNamed(type) === declarator;
  const kind = tree.name(declarator);
  const callee = b.slice(type);
  if (isOnly && kind === "parenthesized_declarator" && tree.end(type) <= tree.start(declarator)) {
    const call: Expr = {
      kind: "call",
      start: tree.start(type),
      end: tree.end(declarator),
      callee: { kind: "name", ...b.span(type), name: callee },
      args: [declaratorAsExpr(b, tree.firstNamed(declarator))],
    };
    return { kind: "expr", ...b.span(node), expr: call };
  }
  const op = kind === "pointer_declarator" ? "*" : kind === "reference_declarator" ? "&" : undefined;
  if (isOnly && op !== undefined && b.values.has(callee)) {
    const inner = tree.lastNamed(declarator);
    const expr: Expr = {
      kind: "binary",
      op,
      start: tree.start(type),
      end: tree.end(declarator),
      left: { kind: "name", ...b.span(type), name: callee },
      right: declaratorAsExpr(b, inner),
    };
    return { kind: "expr", ...b.span(node), expr };
  }
  return undefined;
}

/** `MACRO(x) { }`: the call and the block, without saying what the macro makes of the block. */
function macroBlock(b: Builder, node: NodeId): Stmt | undefined {
  const { tree } = b;
  const declarator = tree.child(node, "declarator");
  const type = tree.child(node, "type");
  const body = tree.child(node, "body");
  if (declarator === 0 || body === 0) {
    return undefined;
  }
  const kind = tree.name(declarator);
  const asParentheses = type !== 0 && kind === "parenthesized_declarator";
  const asFunction = type === 0 && kind === "function_declarator";
  if (!asParentheses && !asFunction) {
    return undefined;
  }
  const callee = asParentheses ? type : tree.firstNamed(declarator);
  const args: Expr[] = [];
  const list = asParentheses ? declarator : tree.ofType(declarator, "parameter_list");
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    args.push(declaratorAsExpr(b, child));
  }
  const call: Expr = {
    kind: "call",
    start: tree.start(callee),
    end: tree.end(declarator),
    callee: { kind: "name", ...b.span(callee), name: b.slice(callee) },
    args,
  };
  return {
    kind: "unknown-stmt",
    ...b.span(node),
    children: [{ kind: "expr", start: call.start, end: call.end, expr: call }, b.stmt(body)],
  };
}

/** A declarator or parameter as the expression that the same text is. */
export function declaratorAsExpr(b: Builder, node: NodeId): Expr {
  const { tree } = b;
  const span = b.span(node);
  const inner = tree.lastNamed(node);
  const unknown: Expr = { kind: "unknown-expr", ...span, children: [] };
  return b.deeper(
    node,
    () => {
      switch (tree.name(node)) {
        case "pointer_declarator":
          return inner === 0 ? unknown : { kind: "unary", ...span, op: "*", operand: declaratorAsExpr(b, inner) };
        case "reference_declarator":
          return inner === 0 ? unknown : { kind: "unary", ...span, op: "&", operand: declaratorAsExpr(b, inner) };
        case "parenthesized_declarator":
          return inner === 0 ? unknown : { ...declaratorAsExpr(b, inner), ...span };
        case "parameter_declaration":
          return parameterAsExpr(b, node) ?? unknown;
        case "array_declarator": {
          const size = tree.child(node, "size");
          const object = declaratorAsExpr(b, tree.firstNamed(node));
          return size === 0 ? unknown : { kind: "index", ...span, object, index: b.expr(size) };
        }
        case "function_declarator": {
          const args = parametersAsExprs(b, node);
          return { kind: "call", ...span, callee: declaratorAsExpr(b, tree.firstNamed(node)), args };
        }
        default:
          return b.isExpr(node) ? b.expr(node) : unknown;
      }
    },
    unknown,
  );
}

/** `name` or `name(..)`, read as a parameter's type. */
function parameterAsExpr(b: Builder, node: NodeId): Expr | undefined {
  const { tree } = b;
  const type = tree.firstNamed(node);
  const mark = tree.nextNamed(type);
  if (mark === 0) {
    return declaratorAsExpr(b, type);
  }
  const called = tree.name(mark) === "abstract_function_declarator" && tree.nextNamed(mark) === 0;
  return called
    ? { kind: "call", ...b.span(node), callee: declaratorAsExpr(b, type), args: parametersAsExprs(b, mark) }
    : undefined;
}

function parametersAsExprs(b: Builder, declarator: NodeId): Expr[] {
  const { tree } = b;
  const args: Expr[] = [];
  const list = tree.ofType(declarator, "parameter_list");
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    args.push(declaratorAsExpr(b, child));
  }
  return args;
}
