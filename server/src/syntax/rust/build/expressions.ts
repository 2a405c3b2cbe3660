/** Builders of expressions, by the grammar's node names. */
import type { Span } from "../../ast.ts";
import type { NodeId } from "../../build/flat-tree.ts";
import type {
  RustBlock,
  RustExpr,
  RustFieldInit,
  RustJump,
  RustLoop,
  RustMatchArm,
  RustParameter,
  RustPath,
  RustPathExpr,
  RustRange,
} from "../ast.ts";
import { plainWord } from "../tokens.ts";
import type { ExprBuilder, RustBuilder } from "./builder.ts";
import { literalBuilders } from "./literals.ts";
import { buildPath } from "./paths.ts";
import { buildPattern } from "./patterns.ts";
import { buildBlock, labelOf } from "./statements.ts";
import { buildType, typeArguments } from "./types.ts";

export const expressionBuilders: Readonly<Record<string, ExprBuilder>> = {
  ...literalBuilders,
  identifier: path,
  self: path,
  super: path,
  crate: path,
  metavariable: path,
  scoped_identifier: path,
  generic_function: path,

  call_expression: (b, node, span) => {
    const { tree } = b;
    const callee = tree.child(node, "function");
    const args = b.exprsIn(tree.child(node, "arguments"));
    // `a.b::<T>()` and `a.b()` are calls of methods; `(a.b)()` is one of what the field holds.
    const isGeneric = tree.name(callee) === "generic_function";
    const method = isGeneric ? tree.child(callee, "function") : callee;
    if (tree.name(method) === "field_expression") {
      const name = tree.child(method, "field");
      return {
        kind: "method-call",
        ...span,
        receiver: b.expr(tree.child(method, "value")),
        name: plainWord(b.slice(name)),
        nameSpan: b.span(name),
        typeArgs: isGeneric ? typeArguments(b, callee) : [],
        args,
      };
    }
    return { kind: "call", ...span, callee: b.expr(callee), args };
  },

  field_expression: (b, node, span) => {
    const name = b.tree.child(node, "field");
    return {
      kind: "field",
      ...span,
      object: b.expr(b.tree.child(node, "value")),
      name: plainWord(b.slice(name)),
      nameSpan: b.span(name),
    };
  },

  index_expression: (b, node, span) => ({
    kind: "index",
    ...span,
    object: b.expr(b.tree.firstNamed(node)),
    index: b.expr(b.tree.lastNamed(node)),
  }),

  try_expression: (b, node, span) => ({ kind: "try", ...span, operand: b.expr(b.tree.firstNamed(node)) }),
  await_expression: (b, node, span) => ({ kind: "await", ...span, operand: b.expr(b.tree.firstNamed(node)) }),

  unary_expression: (b, node, span) => {
    const op = b.masked.source[b.tree.start(node)];
    return {
      kind: "unary",
      ...span,
      op: op === "!" || op === "-" ? op : "*",
      operand: b.expr(b.tree.lastNamed(node)),
    };
  },

  reference_expression: (b, node, span) => ({
    kind: "reference",
    ...span,
    isMutable: b.tree.ofType(node, "mutable_specifier") !== 0,
    isRaw: b.tree.ofType(node, "raw") !== 0,
    operand: b.expr(b.tree.child(node, "value")),
  }),

  binary_expression: (b, node, span) => ({
    kind: "binary",
    ...span,
    op: operatorOf(b, node),
    left: b.expr(b.tree.child(node, "left")),
    right: b.expr(b.tree.child(node, "right")),
  }),

  assignment_expression: assignment,
  compound_assignment_expr: assignment,

  type_cast_expression: (b, node, span) => ({
    kind: "cast",
    ...span,
    operand: b.expr(b.tree.child(node, "value")),
    type: buildType(b, b.tree.child(node, "type")),
  }),

  range_expression: (b, node, span) => {
    const token = b.tree.token(node);
    const at = token === 0 ? span.start : b.tree.start(token);
    let from: NodeId = 0;
    let to: NodeId = 0;
    for (let child = b.tree.firstNamed(node); child !== 0; child = b.tree.nextNamed(child)) {
      if (b.tree.start(child) < at) {
        from = child;
      } else {
        to = child;
      }
    }
    const op: RustRange["op"] = b.masked.source.startsWith("..=", at) ? "..=" : "..";
    return { kind: "range", ...span, op, from: b.optional(from), to: b.optional(to) };
  },

  struct_expression: (b, node, span) => structExpr(b, node, span),
  unit_expression: (_, __, span) => ({ kind: "tuple", ...span, items: [] }),
  tuple_expression: (b, node, span) => ({ kind: "tuple", ...span, items: b.exprsIn(node) }),

  array_expression: (b, node, span) => {
    const length = b.tree.child(node, "length");
    const items = b.exprsIn(node);
    return {
      kind: "array",
      ...span,
      items: length === 0 ? items : items.slice(0, 1),
      length: length === 0 ? undefined : items.at(-1),
    };
  },

  block: (b, node, span) => buildBlock(b, node, "plain", span),
  unsafe_block: (b, node, span) => blockInside(b, node, "unsafe", span),
  async_block: (b, node, span) => blockInside(b, node, "async", span),
  const_block: (b, node, span) => blockInside(b, node, "const", span),
  try_block: (b, node, span) => blockInside(b, node, "try", span),
  gen_block: (b, node, span) => blockInside(b, node, "gen", span),

  if_expression: (b, node, span) => {
    const { tree } = b;
    const alternative = tree.child(node, "alternative");
    return {
      kind: "if",
      ...span,
      condition: b.expr(tree.child(node, "condition")),
      whenTrue: b.block(tree.child(node, "consequence")),
      whenFalse: alternative === 0 ? undefined : b.optional(tree.firstNamed(alternative)),
    };
  },

  let_condition: (b, node, span) => ({
    kind: "let-condition",
    ...span,
    pattern: buildPattern(b, b.tree.child(node, "pattern"), span),
    value: b.expr(b.tree.child(node, "value")),
  }),

  let_chain: (b, node, span) => {
    const [first, ...rest] = b.exprsIn(node);
    const nothing: RustExpr = { kind: "unknown-expr", ...span, children: [] };
    return rest.reduce<RustExpr>(
      (left, right) => ({ kind: "binary", start: left.start, end: right.end, op: "&&", left, right }),
      first ?? nothing,
    );
  },

  match_expression: (b, node, span) => ({
    kind: "match",
    ...span,
    value: b.expr(b.tree.child(node, "value")),
    arms: armsOf(b, b.tree.child(node, "body")),
  }),

  loop_expression: (b, node, span) => loop(b, node, span, "loop"),
  while_expression: (b, node, span) => loop(b, node, span, "while"),
  for_expression: (b, node, span) => loop(b, node, span, "for"),

  closure_expression: (b, node, span) => {
    const list = b.tree.child(node, "parameters");
    return {
      kind: "closure",
      ...span,
      isMove: b.tree.ofType(node, "move") !== 0,
      parameters: list === 0 ? [] : closureParameters(b, list),
      body: b.optional(b.tree.child(node, "body")) ?? { kind: "unknown-expr", ...span, children: [] },
    };
  },

  return_expression: (b, node, span) => jump(b, node, span, "return"),
  break_expression: (b, node, span) => jump(b, node, span, "break"),
  continue_expression: (b, node, span) => jump(b, node, span, "continue"),
  yield_expression: (b, node, span) => jump(b, node, span, "yield"),

  macro_invocation: (b, node, { start, end }) => {
    const name = b.tree.child(node, "macro");
    const open = b.tree.ofType(node, "token_tree");
    const at = open === 0 ? end : b.tree.start(open);
    const character = b.masked.source[at];
    return {
      kind: "macro-call",
      start,
      end,
      path: macroPath(b, name, start),
      delimiter: character === "[" || character === "{" ? character : "(",
      tokens: b.masked.macroArguments.get(at) ?? [],
    };
  },
};

function path(b: RustBuilder, node: NodeId, span: Span): RustExpr {
  // A method's name with types, where nothing calls it.
  const isField =
    b.tree.name(node) === "generic_function" && b.tree.name(b.tree.firstNamed(node)) === "field_expression";
  if (isField) {
    return { kind: "unknown-expr", ...span, children: [b.expr(b.tree.firstNamed(node))] };
  }
  const typeArgs = b.tree.name(node) === "generic_function" ? typeArguments(b, node) : [];
  const made: RustPathExpr = { kind: "path", ...span, path: buildPath(b, node), typeArgs };
  return made;
}

function macroPath(b: RustBuilder, name: NodeId, start: number): RustPath {
  const nameSpan = { start, end: start };
  return name === 0
    ? { ...nameSpan, segments: [], isGlobal: false, qualified: undefined, nameSpan }
    : buildPath(b, name);
}

function assignment(b: RustBuilder, node: NodeId, span: Span): RustExpr {
  const { tree } = b;
  const op = tree.name(node) === "assignment_expression" ? "=" : operatorOf(b, node);
  return {
    kind: "assign",
    ...span,
    op,
    left: b.expr(tree.child(node, "left")),
    right: b.expr(tree.child(node, "right")),
  };
}

/** The operator of a node: its only token. */
function operatorOf(b: RustBuilder, node: NodeId): string {
  const token = b.tree.token(node);
  return token === 0 ? "" : b.tree.name(token);
}

function blockInside(b: RustBuilder, node: NodeId, mode: RustBlock["mode"], span: Span): RustExpr {
  const block = b.tree.ofType(node, "block");
  return block === 0 ? { kind: "unknown-expr", ...span, children: [] } : buildBlock(b, block, mode, span);
}

function loop(b: RustBuilder, node: NodeId, span: Span, kind: RustLoop["loop"]): RustExpr {
  const { tree } = b;
  const pattern = tree.child(node, "pattern");
  return {
    kind: "loop",
    ...span,
    loop: kind,
    label: labelOf(b, node),
    pattern: kind === "for" ? buildPattern(b, pattern, span) : undefined,
    condition: b.optional(tree.child(node, kind === "for" ? "value" : "condition")),
    body: b.block(tree.child(node, "body")),
  };
}

function jump(b: RustBuilder, node: NodeId, span: Span, kind: RustJump["jump"]): RustExpr {
  const last = b.tree.lastNamed(node);
  const value = last === 0 || b.tree.name(last) === "label" ? 0 : last;
  return { kind: "jump", ...span, jump: kind, label: labelOf(b, node), value: b.optional(value) };
}

function armsOf(b: RustBuilder, block: NodeId): RustMatchArm[] {
  const { tree } = b;
  const arms: RustMatchArm[] = [];
  for (let arm = block === 0 ? 0 : tree.firstNamed(block); arm !== 0; arm = tree.nextNamed(arm)) {
    if (tree.name(arm) !== "match_arm") {
      continue;
    }
    const span = b.span(arm);
    const attributes = b.attributesAt(span.start);
    const whole = tree.child(arm, "pattern");
    const guard = whole === 0 ? 0 : tree.child(whole, "condition");
    const pattern = whole === 0 ? 0 : tree.firstNamed(whole);
    arms.push({
      start: attributes[0]?.start ?? span.start,
      end: span.end,
      attributes,
      pattern: buildPattern(b, pattern === guard ? 0 : pattern, span),
      guard: b.optional(guard),
      value: b.optional(tree.child(arm, "value")) ?? { kind: "unknown-expr", ...span, children: [] },
    });
  }
  return arms;
}

function closureParameters(b: RustBuilder, list: NodeId): RustParameter[] {
  const { tree } = b;
  const parameters: RustParameter[] = [];
  for (let child = tree.firstNamed(list); child !== 0; child = tree.nextNamed(child)) {
    const isTyped = tree.name(child) === "parameter";
    const type = isTyped ? tree.child(child, "type") : 0;
    const span = b.span(child);
    parameters.push({
      ...span,
      pattern: buildPattern(b, isTyped ? tree.child(child, "pattern") : child, span),
      type: type === 0 ? undefined : buildType(b, type),
    });
  }
  return parameters;
}

function structExpr(b: RustBuilder, node: NodeId, span: Span): RustExpr {
  const { tree } = b;
  const name = tree.child(node, "name");
  const body = tree.child(node, "body");
  const fields: RustFieldInit[] = [];
  let base: RustExpr | undefined;
  for (let child = body === 0 ? 0 : tree.firstNamed(body); child !== 0; child = tree.nextNamed(child)) {
    const kind = tree.name(child);
    if (kind === "base_field_initializer") {
      base = b.optional(tree.firstNamed(child));
    } else if (kind === "field_initializer" || kind === "shorthand_field_initializer") {
      const shorthand = tree.ofType(child, "identifier");
      const field = kind === "field_initializer" ? tree.child(child, "field") : shorthand;
      const value = kind === "field_initializer" ? tree.child(child, "value") : shorthand;
      fields.push({
        ...b.span(child),
        name: plainWord(b.slice(field)),
        nameSpan: b.span(field),
        value: b.optional(value) ?? { kind: "unknown-expr", ...b.span(child), children: [] },
      });
    }
  }
  return { kind: "struct-expr", ...span, path: name === 0 ? undefined : buildPath(b, name), fields, base };
}
