/** Builders of expressions, by the grammars' node names. */
import type { BinaryExpr, Expr, InitItem, NameExpr } from "../ast.ts";
import type { Builder, ExprBuilder } from "./builder.ts";
import { castOfUnary, nameAsType, parenthesisedType, postfixOf, valueCast } from "./casts.ts";
import { foldedName, withoutBlanks } from "./declarators.ts";
import type { NodeId } from "./flat-tree.ts";
import { readParameters } from "./functions.ts";
import { literalBuilders } from "./literals.ts";
import { typeFromText, typeName } from "./types.ts";

const name: ExprBuilder = (b, node, start, end) => {
  const replaced = b.side.typeArgument(b.tree.start(node));
  return replaced === undefined
    ? { kind: "name", start, end, name: foldedName(b.slice(node)) }
    : { kind: "type", start, end, type: typeFromText(replaced, b.tree.start(node), b.tree.end(node)) };
};

export const expressionBuilders: Readonly<Record<string, ExprBuilder>> = {
  ...literalBuilders,
  identifier: name,
  field_identifier: name,
  type_identifier: name,
  namespace_identifier: name,
  statement_identifier: name,
  qualified_identifier: name,
  template_function: name,
  template_method: name,
  dependent_name: name,
  operator_name: name,
  destructor_name: name,
  this: name,
  true: name,
  false: name,
  null: name,

  call_expression: (b, node, start, end) => {
    const { tree } = b;
    const calleeNode = tree.firstNamed(node);
    const args = argumentsOf(b, tree.ofType(node, "argument_list"));
    const calleeKind = tree.name(calleeNode);
    const [only] = args;
    if (args.length === 1 && only !== undefined) {
      if (calleeKind === "primitive_type") {
        return { kind: "cast", style: "function", start, end, type: typeName(b, calleeNode), operand: only };
      }
      const type = parenthesisedType(b, calleeNode);
      if (type !== undefined) {
        const operand = { ...only, start: tree.start(tree.ofType(node, "argument_list")), end: tree.end(node) };
        return { kind: "cast", style: "c", start, end, type, operand };
      }
      if (calleeKind === "template_function") {
        const made = namedCast(b, calleeNode, only, start, end) ?? comparison(b, calleeNode, node, start, end);
        if (made !== undefined) {
          return made;
        }
      }
    }
    const callee = b.expr(calleeNode);
    return postfixOf(b, calleeNode, callee, (callee) => ({ kind: "call", start, end, callee, args }));
  },

  field_expression: (b, node, start, end) => {
    const { tree } = b;
    const objectNode = tree.firstNamed(node);
    const member = tree.lastNamed(node);
    const arrow = tree.name(tree.token(node)) === "->";
    const object = b.expr(objectNode);
    const text = foldedName(b.slice(member));
    const nameSpan = b.span(member);
    return postfixOf(b, objectNode, object, (object) => ({
      kind: "member",
      start,
      end,
      object,
      arrow,
      name: text,
      nameSpan,
    }));
  },

  subscript_expression: (b, node, start, end) => {
    const { tree } = b;
    const objectNode = tree.firstNamed(node);
    const second = tree.lastNamed(node);
    const indexNode = tree.name(second) === "subscript_argument_list" ? tree.firstNamed(second) : second;
    const object = b.expr(objectNode);
    const index: Expr = indexNode === 0 ? { kind: "unknown-expr", ...b.span(second), children: [] } : b.expr(indexNode);
    return postfixOf(b, objectNode, object, (object) => ({ kind: "index", start, end, object, index }));
  },

  unary_expression: unary,
  pointer_expression: unary,

  update_expression: (b, node, start, end) => {
    const token = b.tree.token(node);
    const operandNode = b.tree.firstNamed(node);
    const op = b.tree.name(token);
    const operand = b.expr(operandNode);
    return b.tree.start(token) < b.tree.start(operandNode)
      ? { kind: "unary", start, end, op, operand }
      : postfixOf(b, operandNode, operand, (operand) => ({ kind: "postfix", start, end, op, operand }));
  },

  binary_expression: (b, node, start, end) => {
    const { tree } = b;
    const leftNode = tree.firstNamed(node);
    const op = tree.name(tree.token(node));
    const castTo = op === "*" || op === "&" || op === "-" || op === "+" ? parenthesisedType(b, leftNode) : undefined;
    const left = b.expr(leftNode);
    const right = b.expr(tree.lastNamed(node));
    const binary: BinaryExpr = { kind: "binary", start, end, op, left, right };
    if (castTo === undefined) {
      return binary;
    }
    // The unary operator begins where it stands, not where its operand does.
    return castOfUnary(castTo, binary, tree.start(tree.token(node)));
  },

  assignment_expression: (b, node, start, end) => {
    const { tree } = b;
    const left = b.expr(tree.firstNamed(node));
    const op = tree.name(tree.token(node));
    return { kind: "assign", start, end, op, left, right: b.expr(tree.lastNamed(node)) };
  },

  comma_expression: (b, node, start, end) => {
    const left = b.expr(b.tree.firstNamed(node));
    return { kind: "comma", start, end, left, right: b.expr(b.tree.lastNamed(node)) };
  },

  conditional_expression: (b, node, start, end) => {
    const condition = b.expr(b.tree.child(node, "condition"));
    const whenTrue = optional(b, b.tree.child(node, "consequence"));
    return { kind: "conditional", start, end, condition, whenTrue, whenFalse: b.expr(b.tree.lastNamed(node)) };
  },

  cast_expression: (b, node, start, end) => {
    const typeNode = b.tree.firstNamed(node);
    const operand = b.expr(b.tree.lastNamed(node));
    const cast = { kind: "cast", style: "c", start, end, type: typeName(b, typeNode), operand } as const;
    return valueCast(b, cast, typeNode) ?? cast;
  },

  sizeof_expression: (b, node, start, end) => {
    const inner = b.tree.firstNamed(node);
    return sizeofLike(b, b.text.startsWith("sizeof", b.tree.start(node)) ? "sizeof" : "alignof", inner, start, end);
  },
  alignof_expression: (b, node, start, end) => sizeofLike(b, "alignof", b.tree.firstNamed(node), start, end),
  offsetof_expression: (b, node, start, end) => sizeofLike(b, "offsetof", b.tree.firstNamed(node), start, end),
  decltype: (_, __, start, end) => ({
    kind: "sizeof",
    op: "decltype",
    start,
    end,
    type: undefined,
    operand: undefined,
  }),

  initializer_list: (b, node, start, end) => ({
    kind: "init-list",
    start,
    end,
    type: undefined,
    items: initItems(b, node),
    elided: b.side.elided(b.tree.start(node), b.tree.end(node)) && b.tree.firstNamed(node) === 0,
  }),

  compound_literal_expression: (b, node, start, end) => {
    const list = b.tree.lastNamed(node);
    return {
      kind: "init-list",
      start,
      end,
      type: typeName(b, b.tree.firstNamed(node)),
      items: initItems(b, list),
      elided: b.tree.firstNamed(list) === 0 && b.side.elided(b.tree.start(list), b.tree.end(list)),
    };
  },

  new_expression: (b, node, start, end) => {
    const { tree } = b;
    const placement = tree.child(node, "placement");
    const args = tree.child(node, "arguments");
    const declarator = tree.child(node, "declarator");
    return {
      kind: "new",
      start,
      end,
      placement: placement === 0 ? [] : argumentsOf(b, placement),
      type: typeName(b, tree.child(node, "type")),
      args: args === 0 ? [] : argumentsOf(b, args),
      array: declarator !== 0,
      length: declarator === 0 ? undefined : optional(b, tree.child(declarator, "length")),
      global: b.text.startsWith("::", tree.start(node)),
    };
  },

  delete_expression: (b, node, start, end) => {
    const operandNode = b.tree.firstNamed(node);
    const keyword = b.text.slice(b.tree.start(node), b.tree.start(operandNode));
    return { kind: "delete", start, end, array: keyword.includes("["), operand: b.expr(operandNode) };
  },

  lambda_expression: (b, node, start, end) => {
    const { tree } = b;
    const declarator = tree.child(node, "declarator");
    const list = declarator === 0 ? 0 : tree.ofType(declarator, "parameter_list");
    const parameters = list === 0 ? [] : readParameters(b, list).parameters;
    const body = b.within(true, () => b.block(tree.child(node, "body")));
    return { kind: "lambda", start, end, parameters, body };
  },

  compound_statement: (b, node, start, end) => ({ kind: "statement-expr", start, end, body: b.block(node) }),

  extension_expression: inside,
  parameter_pack_expansion: inside,
  user_defined_literal: inside,
};

/** The arguments of a call, or the elements of a braced list in its place. */
export function argumentsOf(b: Builder, list: NodeId): Expr[] {
  const args: Expr[] = [];
  for (let child = b.tree.firstNamed(list); child !== 0; child = b.tree.nextNamed(child)) {
    args.push(b.expr(child));
  }
  return args;
}

function unary(b: Builder, node: NodeId, start: number, end: number): Expr {
  const op = b.tree.name(b.tree.token(node));
  return { kind: "unary", start, end, op, operand: b.expr(b.tree.lastNamed(node)) };
}

/** A node that adds nothing to the expression in it. */
function inside(b: Builder, node: NodeId, start: number, end: number): Expr {
  return { ...b.expr(b.tree.firstNamed(node)), start, end };
}

function optional(b: Builder, node: NodeId): Expr | undefined {
  return node === 0 ? undefined : b.expr(node);
}

function sizeofLike(b: Builder, op: string, inner: NodeId, start: number, end: number): Expr {
  if (inner === 0) {
    return { kind: "sizeof", op, start, end, type: undefined, operand: undefined };
  }
  const type =
    b.tree.name(inner) === "type_descriptor"
      ? knownType(b, inner)
      : (parenthesisedType(b, inner) ?? nameAsTypeIfReplaced(b, inner));
  return type === undefined
    ? { kind: "sizeof", op, start, end, type: undefined, operand: b.expr(inner) }
    : { kind: "sizeof", op, start, end, type, operand: undefined };
}

/** A `type_descriptor`, unless it is only the name of a variable. */
function knownType(b: Builder, node: NodeId) {
  return b.values.has(b.slice(node)) ? undefined : typeName(b, node);
}

function nameAsTypeIfReplaced(b: Builder, node: NodeId) {
  return b.side.typeArgument(b.tree.start(node)) === undefined ? undefined : nameAsType(b, node);
}

function initItems(b: Builder, list: NodeId): InitItem[] {
  const { tree } = b;
  const items: InitItem[] = [];
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    const span = b.span(child);
    if (tree.name(child) !== "initializer_pair") {
      items.push({ ...span, designator: undefined, value: b.expr(child) });
      continue;
    }
    const value = tree.child(child, "value");
    let designator = "";
    for (let part = tree.firstNamed(child); part !== 0; part = tree.nextNamed(part)) {
      if (tree.field(part) === "designator") {
        const text = withoutBlanks(b.slice(part));
        designator += tree.name(part) === "field_identifier" ? `.${text}` : text;
      }
    }
    items.push({
      ...span,
      designator,
      value: value === 0 ? { kind: "unknown-expr", ...span, children: [] } : b.expr(value),
    });
  }
  return items;
}

/** `static_cast<T>(x)` and its relatives, which the grammar reads as calls of templates. */
function namedCast(b: Builder, callee: NodeId, operand: Expr, start: number, end: number): Expr | undefined {
  const { tree } = b;
  const style = b.slice(tree.firstNamed(callee));
  const type = tree.firstNamed(tree.lastNamed(callee));
  if (!castWords.has(style) || tree.name(type) !== "type_descriptor") {
    return undefined;
  }
  return { kind: "cast", style, start, end, type: typeName(b, type), operand };
}

const castWords: ReadonlySet<string> = new Set(["static_cast", "reinterpret_cast", "const_cast", "dynamic_cast"]);

/** `a < b && c > (d)`, which the grammar reads as a call of the template `a<b && c>`. */
function comparison(b: Builder, callee: NodeId, call: NodeId, start: number, end: number): Expr | undefined {
  const { tree } = b;
  const list = tree.lastNamed(callee);
  const middle = tree.firstNamed(list);
  if (tree.name(middle) !== "binary_expression") {
    return undefined;
  }
  const between = b.expr(middle);
  if (between.kind !== "binary" || (between.op !== "&&" && between.op !== "||")) {
    return undefined;
  }
  const first: NameExpr = { kind: "name", ...b.span(tree.firstNamed(callee)), name: b.slice(tree.firstNamed(callee)) };
  const argument = tree.ofType(call, "argument_list");
  const last = { ...b.expr(tree.firstNamed(argument)), ...b.span(argument) };
  const below = between.left;
  const above = between.right;
  return {
    ...between,
    start,
    end,
    left: { kind: "binary", op: "<", start, end: below.end, left: first, right: below },
    right: { kind: "binary", op: ">", start: above.start, end, left: above, right: last },
  };
}
