/** Builders of statements, by the grammars' node names. */
import type { BlockStmt, Expr, Stmt, VariableDecl } from "../ast.ts";
import type { Builder, StmtBuilder } from "./builder.ts";
import type { NodeId } from "./flat-tree.ts";
import { pointerDeclaration } from "./pointer-declarations.ts";
import { repairStatement } from "./repair.ts";
import { blockOrTry, buildSequence } from "./sequence.ts";
import { conditionVariable, rangeVariable } from "./variables.ts";

export const statementBuilders: Readonly<Record<string, StmtBuilder>> = {
  compound_statement: (b, node) =>
    blockOrTry(b, { kind: "block", ...b.span(node), statements: buildSequence(b, node) }),

  expression_statement: (b, node) => {
    const span = b.span(node);
    const inner = b.tree.firstNamed(node);
    if (inner !== 0) {
      return pointerDeclaration(b, node) ?? { kind: "expr", ...span, expr: b.expr(inner) };
    }
    const assembly = b.side.assembly(span.start);
    return assembly === undefined
      ? { kind: "empty", ...span }
      : { kind: "asm", start: Math.min(assembly.start, span.start), end: Math.max(assembly.end, span.end) };
  },

  declaration: (b, node) => repairStatement(b, node) ?? { kind: "decl", ...b.span(node), decl: b.decl(node) },
  function_definition: (b, node) => repairStatement(b, node) ?? { kind: "decl", ...b.span(node), decl: b.decl(node) },

  if_statement: (b, node) => {
    const { init, condition } = readCondition(b, node);
    const alternative = b.tree.child(node, "alternative");
    return {
      kind: "if",
      ...b.span(node),
      init,
      condition,
      whenTrue: body(b, node, "consequence"),
      whenFalse: alternative === 0 ? undefined : elseBranch(b, alternative),
    };
  },

  while_statement: (b, node) => ({
    kind: "while",
    ...b.span(node),
    condition: readCondition(b, node).condition,
    body: body(b, node, "body"),
    macro: b.side.loop(b.tree.start(node)),
  }),

  do_statement: (b, node) => ({
    kind: "do",
    ...b.span(node),
    body: body(b, node, "body"),
    condition: inParentheses(b, b.tree.child(node, "condition"), node),
  }),

  for_statement: (b, node) => {
    const { tree } = b;
    const initialiser = tree.child(node, "initializer");
    return {
      kind: "for",
      ...b.span(node),
      init: initialiser === 0 ? undefined : initStatement(b, initialiser),
      condition: optional(b, tree.child(node, "condition")),
      step: optional(b, tree.child(node, "update")),
      body: body(b, node, "body"),
    };
  },

  for_range_loop: (b, node) => ({
    kind: "range-for",
    ...b.span(node),
    variable: rangeVariable(b, node),
    range: required(b, b.tree.child(node, "right"), node),
    body: body(b, node, "body"),
  }),

  switch_statement: (b, node) => {
    const { init, condition } = readCondition(b, node);
    return { kind: "switch", ...b.span(node), init, condition, body: body(b, node, "body") };
  },

  case_statement: (b, node) => {
    const value = b.tree.child(node, "value");
    return {
      kind: "case",
      ...b.span(node),
      value: optional(b, value),
      statements: buildSequence(b, node, value),
    };
  },

  return_statement: (b, node) => ({ kind: "return", ...b.span(node), value: optional(b, b.tree.firstNamed(node)) }),
  co_return_statement: (b, node) => ({ kind: "return", ...b.span(node), value: optional(b, b.tree.firstNamed(node)) }),
  break_statement: (b, node) => ({ kind: "break", ...b.span(node) }),
  continue_statement: (b, node) => ({ kind: "continue", ...b.span(node) }),
  goto_statement: (b, node) => {
    const label = b.tree.firstNamed(node);
    return { kind: "goto", ...b.span(node), label: label === 0 ? undefined : b.slice(label) };
  },

  labeled_statement: (b, node) => {
    const label = b.tree.firstNamed(node);
    const statement = b.tree.nextNamed(label);
    return {
      kind: "label",
      ...b.span(node),
      label: b.slice(label),
      statement: statement === 0 ? undefined : b.stmt(statement),
    };
  },

  attributed_statement: (b, node) => {
    const inner = b.tree.lastNamed(node);
    return b.isStmt(inner) ? b.stmt(inner) : { kind: "empty", ...b.span(node) };
  },

  throw_statement: (b, node) => {
    const span = b.span(node);
    return {
      kind: "expr",
      ...span,
      expr: { kind: "throw", ...span, operand: optional(b, b.tree.firstNamed(node)) },
    };
  },

  seh_try_statement: (b, node) => {
    const { tree } = b;
    const clause = tree.lastNamed(node);
    const isExcept = tree.name(clause) === "seh_except_clause";
    const filter = isExcept ? tree.child(clause, "filter") : 0;
    const handler = tree.child(clause, "body");
    return {
      kind: "seh-try",
      ...b.span(node),
      body: blockOf(b, tree.child(node, "body"), node),
      filter: filter === 0 ? undefined : inParentheses(b, filter, node),
      handler: handler === 0 ? undefined : b.block(handler),
      handlerKind: isExcept ? "except" : "finally",
    };
  },
  seh_leave_statement: (b, node) => ({ kind: "leave", ...b.span(node) }),

  try_statement: (b, node) => {
    const { tree } = b;
    const handlers: BlockStmt[] = [];
    for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
      if (tree.name(child) === "catch_clause") {
        handlers.push(blockOf(b, tree.child(child, "body"), child));
      }
    }
    return { kind: "cpp-try", ...b.span(node), body: blockOf(b, tree.child(node, "body"), node), handlers };
  },
};

/** The condition of `if`, `while` and `switch` without the parentheses that belong to the keyword. */
function readCondition(b: Builder, node: NodeId): { init: Stmt | undefined; condition: Expr | VariableDecl } {
  const { tree } = b;
  const clause = tree.child(node, "condition");
  if (clause === 0 || tree.name(clause) !== "condition_clause") {
    return { init: undefined, condition: inParentheses(b, clause, node) };
  }
  const initialiser = tree.child(clause, "initializer");
  const value = tree.child(clause, "value");
  const init = initialiser === 0 ? undefined : initStatement(b, initialiser);
  const condition =
    value !== 0 && tree.name(value) === "declaration" ? conditionVariable(b, value) : required(b, value, clause);
  return { init, condition };
}

function inParentheses(b: Builder, node: NodeId, parent: NodeId): Expr {
  if (node === 0) {
    return missing(b, parent);
  }
  const inner = b.tree.firstNamed(node);
  return b.tree.name(node) === "parenthesized_expression" && inner !== 0 && !b.tree.hasErrorChild(node)
    ? b.expr(inner)
    : b.expr(node);
}

/** What a `for`, `if` or `switch` begins with: a declaration, or an expression with or without its `;`. */
function initStatement(b: Builder, node: NodeId): Stmt {
  if (b.tree.name(node) !== "init_statement") {
    return b.stmt(node);
  }
  const inner = b.tree.firstNamed(node);
  return inner === 0 ? { kind: "empty", ...b.span(node) } : b.stmt(inner);
}

function elseBranch(b: Builder, clause: NodeId): Stmt {
  const inner = b.tree.firstNamed(clause);
  return inner === 0 ? { kind: "empty", ...b.span(clause) } : b.stmt(inner);
}

function body(b: Builder, node: NodeId, field: string): Stmt {
  const inner = b.tree.child(node, field);
  return inner === 0 ? { kind: "unknown-stmt", ...endOf(b, node), children: [] } : b.stmt(inner);
}

function blockOf(b: Builder, block: NodeId, parent: NodeId): BlockStmt {
  return block === 0 ? { kind: "block", ...endOf(b, parent), statements: [] } : b.block(block);
}

function optional(b: Builder, node: NodeId): Expr | undefined {
  return node === 0 ? undefined : b.expr(node);
}

function required(b: Builder, node: NodeId, parent: NodeId): Expr {
  return node === 0 ? missing(b, parent) : b.expr(node);
}

function missing(b: Builder, parent: NodeId): Expr {
  return { kind: "unknown-expr", ...endOf(b, parent), children: [] };
}

function endOf(b: Builder, node: NodeId): { start: number; end: number } {
  return { start: b.tree.end(node), end: b.tree.end(node) };
}
