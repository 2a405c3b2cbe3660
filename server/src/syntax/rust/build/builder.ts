/**
 * The state of one conversion from a flat tree to the plain syntax. Every recursion goes through here, so that depth is
 * limited and what is not understood is kept in one place.
 */
import type { Span } from "../../ast.ts";
import type { FlatTree, NodeId } from "../../build/flat-tree.ts";
import type {
  RustAttribute,
  RustBlock,
  RustExpr,
  RustItem,
  RustNode,
  RustStmt,
  RustUnknownExpr,
  RustUnknownItem,
} from "../ast.ts";
import type { MaskedRust } from "../mask.ts";
import { expressionBuilders } from "./expressions.ts";
import { itemBuilders } from "./items.ts";
import { buildBlock, buildStatement } from "./statements.ts";

/** Builds one expression; `span` includes parentheses around it. */
export type ExprBuilder = (b: RustBuilder, node: NodeId, span: Span) => RustExpr;
export type ItemBuilder = (b: RustBuilder, node: NodeId) => RustItem;

/** Levels of nested expressions, blocks and items; what is deeper is unknown and an error. */
const depthLimit = 300;

/** Builds the syntax of one item from its flat tree; used once. */
export class RustBuilder {
  readonly tree: FlatTree;
  readonly masked: MaskedRust;
  readonly errors: Span[];
  private depth = 0;

  constructor(tree: FlatTree, masked: MaskedRust) {
    this.tree = tree;
    this.masked = masked;
    this.errors = tree.errors;
  }

  /** The items that stand directly below a node. */
  itemsIn(node: NodeId): RustItem[] {
    const out: RustItem[] = [];
    for (let child = this.tree.firstNamed(node); child !== 0; child = this.tree.nextNamed(child)) {
      const item = this.item(child);
      if (item !== undefined) {
        out.push(item);
      }
    }
    return out;
  }

  /** The item that a node is; undefined for a lone `;`. */
  item(node: NodeId): RustItem | undefined {
    const name = this.tree.name(node);
    if (name === "empty_statement") {
      return undefined;
    }
    const build = Object.hasOwn(itemBuilders, name) ? itemBuilders[name] : undefined;
    return build === undefined
      ? this.unknownItem(node)
      : this.deeper(
          node,
          () => build(this, node),
          () => this.unknownItem(node, []),
        );
  }

  isItem(node: NodeId): boolean {
    return Object.hasOwn(itemBuilders, this.tree.name(node));
  }

  isExpr(node: NodeId): boolean {
    const name = this.tree.name(node);
    return Object.hasOwn(expressionBuilders, name) || name === "parenthesized_expression";
  }

  /** Builds an expression; parentheses around it only widen its span. */
  expr(node: NodeId): RustExpr {
    const { tree } = this;
    const span = this.span(node);
    let inner = node;
    while (tree.name(inner) === "parenthesized_expression" && tree.firstNamed(inner) !== 0) {
      inner = tree.firstNamed(inner);
    }
    const name = tree.name(inner);
    const build = Object.hasOwn(expressionBuilders, name) ? expressionBuilders[name] : undefined;
    return this.deeper<RustExpr>(
      node,
      () => (build === undefined ? this.unknownExpr(inner, span) : build(this, inner, span)),
      () => ({ kind: "unknown-expr", ...span, children: [] }),
    );
  }

  optional(node: NodeId): RustExpr | undefined {
    return node === 0 ? undefined : this.expr(node);
  }

  /** The expressions among a node's children. */
  exprsIn(node: NodeId): RustExpr[] {
    const out: RustExpr[] = [];
    for (let child = this.tree.firstNamed(node); child !== 0; child = this.tree.nextNamed(child)) {
      if (!this.tree.isError(child)) {
        out.push(this.expr(child));
      }
    }
    return out;
  }

  /** What a `block` node holds; an empty one where a broken source has none. */
  block(node: NodeId): RustBlock {
    const nothing = (): RustBlock => ({
      kind: "block",
      ...this.span(node),
      mode: "plain",
      label: undefined,
      attributes: [],
      statements: [],
      tail: undefined,
    });
    return node === 0 ? nothing() : this.deeper(node, () => buildBlock(this, node, "plain", this.span(node)), nothing);
  }

  stmt(node: NodeId): RustStmt {
    return buildStatement(this, node);
  }

  /** Attributes of what begins at an offset. */
  attributesAt(offset: number): readonly RustAttribute[] {
    return this.masked.attributes.get(offset) ?? [];
  }

  /** What an item has of `ItemBase`, with the inner attributes of its body. */
  itemBase(node: NodeId, body: NodeId = 0) {
    const head = this.tree.start(node);
    const attributes = this.attributesAt(head);
    const start = attributes[0]?.start ?? head;
    return {
      start,
      end: this.tree.end(node),
      head,
      attributes: body === 0 ? attributes : [...attributes, ...this.attributesAt(this.tree.start(body))],
      isPublic: this.tree.ofType(node, "visibility_modifier") !== 0,
    };
  }

  /** A node's text as written. */
  slice(node: NodeId): string {
    return this.masked.source.slice(this.tree.start(node), this.tree.end(node));
  }

  span(node: NodeId): Span {
    return { start: this.tree.start(node), end: this.tree.end(node) };
  }

  private unknownItem(
    node: NodeId,
    children: readonly RustNode[] = this.recover<RustNode>(node, (item) => item),
  ): RustUnknownItem {
    return { kind: "unknown-item", ...this.itemBase(node), children };
  }

  private unknownExpr(node: NodeId, span: Span): RustUnknownExpr {
    return { kind: "unknown-expr", ...span, children: this.recover<RustExpr>(node, blockOf) };
  }

  /** Everything recognisable below a node that has no meaning itself, in source order. */
  private recover<T>(node: NodeId, ofItem: (item: RustItem) => T): (T | RustExpr)[] {
    const out: (T | RustExpr)[] = [];
    const { tree } = this;
    const open: NodeId[] = [tree.first(node)];
    while (open.length > 0) {
      const at = open.pop() as NodeId;
      if (at === 0) {
        continue;
      }
      open.push(tree.next(at));
      const item = tree.isNamed(at) && this.isItem(at) ? this.item(at) : undefined;
      if (item !== undefined) {
        out.push(ofItem(item));
      } else if (tree.isNamed(at) && this.isExpr(at)) {
        out.push(this.expr(at));
      } else {
        open.push(tree.first(at));
      }
    }
    return out;
  }

  private deeper<T>(node: NodeId, work: () => T, otherwise: () => T): T {
    if (this.depth >= depthLimit) {
      this.errors.push(this.span(node));
      return otherwise();
    }
    this.depth++;
    const result = work();
    this.depth--;
    return result;
  }
}

/** An item that stands where an expression should. */
function blockOf(item: RustItem): RustBlock {
  const { start, end } = item;
  const statements: RustStmt[] = [{ kind: "item", start, end, item }];
  return { kind: "block", start, end, mode: "plain", label: undefined, attributes: [], statements, tail: undefined };
}
