/** Walking over the plain syntax: children in source order, whole subtrees, and the calls in them. */
import type { CallExpr, Decl, Expr, Node, Parameter } from "./ast.ts";

/** The direct parts of a node that are nodes themselves, in source order. Types and names are no nodes. */
export function children(node: Node): Node[] {
  switch (node.kind) {
    case "name":
    case "number":
    case "char":
    case "string":
    case "type":
    case "break":
    case "continue":
    case "goto":
    case "leave":
    case "empty":
    case "asm":
      return [];
    case "call":
      return [node.callee, ...node.args];
    case "member":
      return [node.object];
    case "index":
      return [node.object, node.index];
    case "unary":
    case "postfix":
    case "cast":
    case "delete":
      return [node.operand];
    case "sizeof":
    case "throw":
      return present(node.operand);
    case "binary":
    case "assign":
    case "comma":
      return [node.left, node.right];
    case "conditional":
      return present(node.condition, node.whenTrue, node.whenFalse);
    case "init-list":
      return node.items.map((item) => item.value);
    case "new":
      return [...node.placement, ...present(node.length), ...node.args];
    case "lambda":
      return [...defaults(node.parameters), node.body];
    case "statement-expr":
      return [node.body];
    case "unknown-expr":
    case "unknown-stmt":
    case "other":
      return [...node.children];
    case "block":
      return [...node.statements];
    case "expr":
      return [node.expr];
    case "decl":
      return [node.decl];
    case "if":
      return present(node.init, node.condition, node.whenTrue, node.whenFalse);
    case "while":
      return [node.condition, node.body];
    case "do":
      return [node.body, node.condition];
    case "for":
      return present(node.init, node.condition, node.step, node.body);
    case "range-for":
      return present(node.variable, node.range, node.body);
    case "switch":
      return present(node.init, node.condition, node.body);
    case "case":
      return [...present(node.value), ...node.statements];
    case "return":
      return present(node.value);
    case "label":
      return present(node.statement);
    case "seh-try":
      return present(node.body, node.filter, node.handler);
    case "cpp-try":
      return [node.body, ...node.handlers];
    case "function":
      return [...defaults(node.parameters), ...node.initialisers, node.body];
    case "prototype":
      return defaults(node.parameters);
    case "variable":
      return [...defaults(node.functionPointer ?? []), ...present(node.init), ...(node.args ?? [])];
    case "typedef":
      return defaults(node.functionParameters ?? []);
    case "record":
    case "namespace":
    case "group":
      return [...node.members];
    case "enum":
      return present(...node.enumerators.map((enumerator) => enumerator.value));
    default:
      return unreachable(node);
  }
}

/**
 * Visits a node and everything below it, parents before children, in source order, without recursion.
 * What `visit` answers "skip" to is not entered.
 */
export function walk(node: Node, visit: (node: Node) => "skip" | undefined): void {
  const open: Node[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (visit(at) === "skip") {
      continue;
    }
    const below = children(at);
    for (let index = below.length - 1; index >= 0; index--) {
      open.push(below[index] as Node);
    }
  }
}

/** The calls in a node in source order, an outer call before those in its arguments; none that is not evaluated. */
export function callsIn(node: Node): CallExpr[] {
  const calls: CallExpr[] = [];
  walk(node, (at) => {
    if (at.kind === "call") {
      calls.push(at);
    }
    return at.kind === "sizeof" ? "skip" : undefined;
  });
  return calls;
}

/** Whether a node is an expression. */
export function isExpr(node: Node): node is Expr {
  return Object.hasOwn(expressionKinds, node.kind);
}

/** Whether a node is a declaration. */
export function isDecl(node: Node): node is Decl {
  return Object.hasOwn(declarationKinds, node.kind);
}

const expressionKinds: Readonly<Record<Expr["kind"], true>> = {
  name: true,
  number: true,
  char: true,
  string: true,
  call: true,
  member: true,
  index: true,
  unary: true,
  postfix: true,
  binary: true,
  assign: true,
  conditional: true,
  cast: true,
  sizeof: true,
  comma: true,
  "init-list": true,
  new: true,
  delete: true,
  lambda: true,
  throw: true,
  "statement-expr": true,
  type: true,
  "unknown-expr": true,
};

const declarationKinds: Readonly<Record<Decl["kind"], true>> = {
  function: true,
  prototype: true,
  variable: true,
  typedef: true,
  record: true,
  enum: true,
  namespace: true,
  group: true,
  other: true,
};

function present(...nodes: (Node | undefined)[]): Node[] {
  return nodes.filter((node) => node !== undefined);
}

function defaults(parameters: readonly Parameter[]): Node[] {
  return present(...parameters.map((parameter) => parameter.defaultValue));
}

function unreachable(node: never): never {
  throw new Error(`no such node: ${JSON.stringify(node)}`);
}
