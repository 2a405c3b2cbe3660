/** Blocks and statements. */
import type { Span } from "../../ast.ts";
import type { NodeId } from "../../build/flat-tree.ts";
import type { RustBlock, RustExpr, RustStmt } from "../ast.ts";
import type { RustBuilder } from "./builder.ts";
import { buildPattern } from "./patterns.ts";
import { buildType } from "./types.ts";

/** A `block` node as a block of a mode; `span` includes the word of the mode. */
export function buildBlock(b: RustBuilder, node: NodeId, mode: RustBlock["mode"], span: Span): RustBlock {
  const { tree } = b;
  const statements: RustStmt[] = [];
  let tail: RustExpr | undefined;
  for (let child = tree.firstNamed(node); child !== 0; child = tree.nextNamed(child)) {
    const name = tree.name(child);
    if (name === "label") {
      continue;
    }
    // The grammar takes `if a { 1 } else { 2 }` at the end for a statement; without its semicolon it is the value.
    const isLast = tree.nextNamed(child) === 0;
    const isValue = isLast && (b.isExpr(child) || (name === "expression_statement" && !endsWithSemicolon(b, child)));
    if (isValue) {
      tail = b.expr(name === "expression_statement" ? tree.firstNamed(child) : child);
    } else {
      statements.push(b.stmt(child));
    }
  }
  const label = labelOf(b, node);
  return { kind: "block", ...span, mode, label, attributes: b.attributesAt(openBrace(b, node)), statements, tail };
}

/** The label before a block or loop, without its apostrophe. */
export function labelOf(b: RustBuilder, node: NodeId): string | undefined {
  const label = b.tree.ofType(node, "label");
  return label === 0 ? undefined : b.slice(label).slice(1);
}

export function buildStatement(b: RustBuilder, node: NodeId): RustStmt {
  const { tree } = b;
  const { start, end } = b.span(node);
  const attributes = b.attributesAt(start);
  const span = { start: attributes[0]?.start ?? start, end };
  const name = tree.name(node);
  if (name === "empty_statement") {
    return { kind: "empty", ...span };
  }
  if (name === "let_declaration") {
    const type = tree.child(node, "type");
    const alternative = tree.child(node, "alternative");
    return {
      kind: "let",
      ...span,
      attributes,
      pattern: buildPattern(b, tree.child(node, "pattern"), span),
      type: type === 0 ? undefined : buildType(b, type),
      init: b.optional(tree.child(node, "value")),
      otherwise: alternative === 0 ? undefined : b.block(alternative),
    };
  }
  // A macro that is called as a statement stands where items do, too.
  const expr = name === "expression_statement" ? tree.firstNamed(node) : node;
  if (expr !== 0 && b.isExpr(expr)) {
    return { kind: "expr", ...span, attributes, expr: b.expr(expr) };
  }
  const item = b.item(node);
  return item === undefined ? { kind: "empty", ...span } : { kind: "item", ...span, item };
}

const endsWithSemicolon = (b: RustBuilder, node: NodeId): boolean =>
  b.masked.source.charCodeAt(b.tree.end(node) - 1) === 59;

/** Where a block's brace stands: behind its label. */
function openBrace(b: RustBuilder, node: NodeId): number {
  const label = b.tree.ofType(node, "label");
  return label === 0 ? b.tree.start(node) : b.masked.source.indexOf("{", b.tree.end(label));
}
