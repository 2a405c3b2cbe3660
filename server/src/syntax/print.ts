/** The plain syntax as one line of nested parentheses, for tests and for people who want to see what was read. */
import type { Decl, Expr, FunctionHead, Node, Parameter, Stmt, TypeName } from "./ast.ts";
import { isDecl, isExpr } from "./walk.ts";

/** `(assign = a (call f 1))`; absent parts are `-`. */
export function print(node: Node): string {
  return isExpr(node) ? expr(node) : isDecl(node) ? decl(node) : stmt(node);
}

function expr(node: Expr): string {
  switch (node.kind) {
    case "name":
      return node.name === "" ? "?" : node.name;
    case "number":
      return node.value === undefined ? node.text : String(node.value);
    case "char":
      return node.text;
    case "string":
      return node.parts.length === 1 ? (node.parts[0] ?? "") : list("string", ...node.parts);
    case "call":
      return list("call", expr(node.callee), ...node.args.map(expr));
    case "member":
      return list(node.arrow ? "->" : ".", expr(node.object), node.name);
    case "index":
      return list("index", expr(node.object), expr(node.index));
    case "unary":
    case "postfix":
      return list(node.kind, node.op, expr(node.operand));
    case "binary":
      return list(node.op, expr(node.left), expr(node.right));
    case "assign":
      return list("assign", node.op, expr(node.left), expr(node.right));
    case "conditional":
      return list("?:", expr(node.condition), optional(node.whenTrue), expr(node.whenFalse));
    case "cast":
      return list(node.style === "c" ? "cast" : `cast:${node.style}`, type(node.type), expr(node.operand));
    case "sizeof":
      return list(node.op, node.type === undefined ? optional(node.operand) : type(node.type));
    case "comma":
      return list("comma", expr(node.left), expr(node.right));
    case "init-list": {
      const items = node.items.map(({ designator, value }) =>
        designator === undefined ? expr(value) : `${designator}=${expr(value)}`,
      );
      return list(
        "init",
        ...(node.type === undefined ? [] : [type(node.type)]),
        ...items,
        ...(node.elided ? ["..."] : []),
      );
    }
    case "new":
      return list(
        `${node.global ? "::" : ""}new${node.array ? "[]" : ""}`,
        ...(node.placement.length > 0 ? [list("at", ...node.placement.map(expr))] : []),
        type(node.type),
        ...(node.length === undefined ? [] : [expr(node.length)]),
        ...node.args.map(expr),
      );
    case "delete":
      return list(node.array ? "delete[]" : "delete", expr(node.operand));
    case "lambda":
      return list("lambda", parameters(node.parameters), stmt(node.body));
    case "throw":
      return list("throw", optional(node.operand));
    case "statement-expr":
      return list("statement-expr", stmt(node.body));
    case "type":
      return type(node.type);
    case "unknown-expr":
      return list("unknown-expr", ...node.children.map(expr));
  }
}

function stmt(node: Stmt): string {
  switch (node.kind) {
    case "block":
      return `{${node.statements.map(stmt).join(" ")}}`;
    case "expr":
      return `${expr(node.expr)};`;
    case "decl":
      return decl(node.decl);
    case "if":
      return list("if", ...init(node.init), print(node.condition), stmt(node.whenTrue), ...init(node.whenFalse));
    case "while":
      return list(node.macro === undefined ? "while" : `while:${node.macro}`, print(node.condition), stmt(node.body));
    case "do":
      return list("do", stmt(node.body), expr(node.condition));
    case "for":
      return list("for", optional(node.init), optional(node.condition), optional(node.step), stmt(node.body));
    case "range-for":
      return list("range-for", optional(node.variable), expr(node.range), stmt(node.body));
    case "switch":
      return list("switch", ...init(node.init), print(node.condition), stmt(node.body));
    case "case":
      return list(
        ...(node.value === undefined ? ["default"] : ["case", expr(node.value)]),
        ...node.statements.map(stmt),
      );
    case "return":
      return list("return", ...init(node.value));
    case "break":
    case "continue":
    case "leave":
    case "empty":
    case "asm":
      return list(node.kind);
    case "goto":
      return list("goto", node.label ?? "-");
    case "label":
      return list("label", node.label, ...init(node.statement));
    case "seh-try":
      return list("seh-try", stmt(node.body), node.handlerKind ?? "-", ...init(node.filter), ...init(node.handler));
    case "cpp-try":
      return list("try", stmt(node.body), ...node.handlers.map((handler) => list("catch", stmt(handler))));
    case "unknown-stmt":
      return list("unknown-stmt", ...node.children.map(print));
  }
}

function decl(node: Decl): string {
  switch (node.kind) {
    case "function":
      return list("function", head(node), ...initialisers(node.initialisers), stmt(node.body));
    case "prototype":
      return list("prototype", head(node));
    case "variable":
      return list(
        "variable",
        ...node.storage,
        type(node.type),
        node.name,
        ...(node.functionPointer === undefined ? [] : [parameters(node.functionPointer)]),
        ...(node.init === undefined ? [] : ["=", expr(node.init)]),
        ...(node.args === undefined ? [] : [list("args", ...node.args.map(expr))]),
      );
    case "typedef":
      return list(
        "typedef",
        type(node.type),
        node.name,
        ...(node.functionParameters === undefined ? [] : [parameters(node.functionParameters)]),
      );
    case "record": {
      const bases = node.bases.length === 0 ? [] : [`:${node.bases.join(",")}`];
      return list(node.tag, node.name ?? "-", ...bases, ...node.members.map(decl));
    }
    case "enum":
      return list(
        "enum",
        node.name ?? "-",
        ...node.enumerators.map(({ name, value }) => (value === undefined ? name : `${name}=${expr(value)}`)),
      );
    case "namespace":
      return list("namespace", node.name ?? "-", ...node.members.map(decl));
    case "group":
      return list("group", ...node.members.map(decl));
    case "other":
      return list("other", JSON.stringify(node.text), ...node.children.map(print));
  }
}

function head(node: FunctionHead): string {
  return [
    ...node.storage,
    ...(node.returnType === undefined ? [] : [type(node.returnType)]),
    node.scope === undefined ? node.name : `${node.scope}::${node.name}`,
    parameters(node.parameters, node.variadic ? "..." : undefined),
  ].join(" ");
}

function parameters(nodes: readonly Parameter[], rest?: string): string {
  const parts = nodes.map(
    (node) =>
      type(node.type) +
      (node.name === undefined ? "" : ` ${node.name}`) +
      (node.defaultValue === undefined ? "" : ` = ${expr(node.defaultValue)}`),
  );
  return `[${[...parts, ...(rest === undefined ? [] : [rest])].join(", ")}]`;
}

function initialisers(nodes: readonly Expr[]): string[] {
  return nodes.length === 0 ? [] : [list(":", ...nodes.map(expr))];
}

function type(node: TypeName): string {
  return `<${node.text}>`;
}

function list(...parts: string[]): string {
  return `(${parts.join(" ")})`;
}

function optional(node: Node | undefined): string {
  return node === undefined ? "-" : print(node);
}

function init(node: Node | undefined): string[] {
  return node === undefined ? [] : [print(node)];
}
