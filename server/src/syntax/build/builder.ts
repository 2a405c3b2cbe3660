/**
 * The state of one conversion from a flat tree to the plain syntax, and the dispatch by node type. Every recursion goes
 * through here, so that depth is limited and errors are written down in one place.
 */
import type { BlockStmt, Decl, Expr, Node, Span, Stmt } from "../ast.ts";
import type { MaskedDeclaration } from "../mask/masked.ts";
import type { Language } from "../tokens.ts";
import { isDecl, isExpr } from "../walk.ts";
import type { FlatTree, NodeId } from "./flat-tree.ts";
import type { Grammar } from "./grammar.ts";
import { indexSide, type SideIndex } from "./side-index.ts";

/** Builds one expression; `start` and `end` include parentheses around it. */
export type ExprBuilder = (b: Builder, node: NodeId, start: number, end: number) => Expr;
export type StmtBuilder = (b: Builder, node: NodeId) => Stmt;
/** Appends what a source declaration declares. */
export type DeclBuilder = (b: Builder, node: NodeId, out: Decl[]) => void;

/** Builders by the grammar's node names. */
export interface BuilderTables {
  readonly expressions: Readonly<Record<string, ExprBuilder>>;
  readonly statements: Readonly<Record<string, StmtBuilder>>;
  readonly declarations: Readonly<Record<string, DeclBuilder>>;
}

/** The same by the type ids of one grammar. */
export interface Dispatch {
  readonly expressions: readonly (ExprBuilder | undefined)[];
  readonly statements: readonly (StmtBuilder | undefined)[];
  readonly declarations: readonly (DeclBuilder | undefined)[];
}

/** The builders by node type number of a grammar, so that no name is compared while building. */
export function resolveDispatch(tables: BuilderTables, { names, flags }: Grammar): Dispatch {
  const resolve = <T>(table: Readonly<Record<string, T>>): (T | undefined)[] =>
    names.map((name, id) => ((flags[id] as number) & 1 && Object.hasOwn(table, name) ? table[name] : undefined));
  return {
    expressions: resolve(tables.expressions),
    statements: resolve(tables.statements),
    declarations: resolve(tables.declarations),
  };
}

/** Levels of nested expressions, statements and records; what is deeper becomes an unknown node and an error. */
const depthLimit = 400;

/** Builds the syntax of one declaration from its flat tree; used once. */
export class Builder {
  readonly tree: FlatTree;
  readonly text: string;
  readonly side: SideIndex;
  readonly language: Language;
  readonly errors: Span[];
  /** Names of parameters and variables declared so far: they cannot be types, which settles some ambiguities. */
  readonly values = new Set<string>();
  /** Whether what is built now stands inside a function's body. */
  insideBody = false;
  /** The filters of SEH handlers whose keyword was taken out, by the offset of their block. */
  readonly filters: ReadonlyMap<number, Expr>;
  private readonly dispatch: Dispatch;
  private depth = 0;

  constructor(
    tree: FlatTree,
    dispatch: Dispatch,
    { text, side }: MaskedDeclaration,
    language: Language,
    filters: ReadonlyMap<number, Expr>,
  ) {
    this.filters = filters;
    this.tree = tree;
    this.dispatch = dispatch;
    this.text = text;
    this.side = indexSide(side, text);
    this.language = language;
    this.errors = tree.errors;
  }

  slice(node: NodeId): string {
    return this.text.slice(this.tree.start(node), this.tree.end(node));
  }

  span(node: NodeId): Span {
    return { start: this.tree.start(node), end: this.tree.end(node) };
  }

  /** Builds an expression; parentheses around it only widen its span. */
  expr(node: NodeId): Expr {
    const { tree } = this;
    const start = tree.start(node);
    const end = tree.end(node);
    let inner = node;
    while (tree.name(inner) === "parenthesized_expression" && !tree.hasErrorChild(inner)) {
      const child = tree.firstNamed(inner);
      if (child === 0) {
        break;
      }
      inner = child;
    }
    if (this.depth >= depthLimit) {
      this.errors.push({ start, end });
      return { kind: "unknown-expr", start, end, children: [] };
    }
    this.depth++;
    const build = this.dispatch.expressions[tree.type(inner)];
    const made = build === undefined ? this.unknownExpr(inner, start, end) : build(this, inner, start, end);
    const result = tree.hasError && build !== undefined ? this.withRest(made, inner) : made;
    this.depth--;
    return result;
  }

  stmt(node: NodeId): Stmt {
    const { start, end } = this.span(node);
    if (this.depth >= depthLimit) {
      this.errors.push({ start, end });
      return { kind: "unknown-stmt", start, end, children: [] };
    }
    this.depth++;
    const made = this.makeStmt(node);
    // A block takes in what stands between its statements itself.
    const takesAll =
      made.kind === "block" || made.kind === "case" || made.kind === "decl" || made.kind === "unknown-stmt";
    const rest = takesAll ? [] : this.recoverErrors(node);
    const result: Stmt =
      rest.length > 0 ? { kind: "unknown-stmt", start, end, children: [made, ...rest.map(statementOf)] } : made;
    this.depth--;
    return result;
  }

  /** A `compound_statement`; anything else becomes a block around it. */
  block(node: NodeId): BlockStmt {
    const made = this.stmt(node);
    return made.kind === "block" ? made : { kind: "block", start: made.start, end: made.end, statements: [made] };
  }

  /** The declarations that a source declaration makes: none, one, or several for `int a, b;`. */
  decls(node: NodeId, out: Decl[]): void {
    if (this.depth >= depthLimit) {
      this.errors.push(this.span(node));
      out.push({ kind: "other", ...this.span(node), text: this.slice(node), children: [] });
      return;
    }
    this.depth++;
    const build = this.dispatch.declarations[this.tree.type(node)];
    if (build !== undefined) {
      build(this, node, out);
      const rest = mayHoldErrors(this.tree.name(node)) ? this.recoverErrors(node) : [];
      if (rest.length > 0) {
        out.push({ kind: "other", ...this.span(node), text: this.slice(node), children: rest });
      }
    } else {
      out.push({ kind: "other", ...this.span(node), text: this.slice(node), children: this.recover(node) });
    }
    this.depth--;
  }

  /** One declaration: several are put into a group. */
  decl(node: NodeId): Decl {
    const out: Decl[] = [];
    this.decls(node, out);
    const [only] = out;
    return out.length === 1 && only !== undefined
      ? only
      : { kind: "group", start: this.tree.start(node), end: this.tree.end(node), members: out };
  }

  isExpr(node: NodeId): boolean {
    return (
      this.dispatch.expressions[this.tree.type(node)] !== undefined ||
      this.tree.name(node) === "parenthesized_expression"
    );
  }

  isStmt(node: NodeId): boolean {
    return this.dispatch.statements[this.tree.type(node)] !== undefined;
  }

  isDecl(node: NodeId): boolean {
    return this.dispatch.declarations[this.tree.type(node)] !== undefined;
  }

  /** Everything recognisable below a node that has no meaning itself, in source order. */
  recover(node: NodeId): Node[] {
    return this.recoverFrom(this.tree.first(node));
  }

  /** The same for a node and its later siblings. */
  recoverFrom(node: NodeId): Node[] {
    const out: Node[] = [];
    const { tree } = this;
    const open: NodeId[] = [node];
    while (open.length > 0) {
      const at = open.pop() as NodeId;
      if (at === 0) {
        continue;
      }
      open.push(tree.next(at));
      if (tree.isNamed(at) && this.isDecl(at)) {
        this.decls(at, out as Decl[]);
      } else if (tree.isNamed(at) && this.isStmt(at)) {
        out.push(this.stmt(at));
      } else if (tree.isNamed(at) && this.isExpr(at)) {
        out.push(this.expr(at));
      } else {
        open.push(tree.first(at));
      }
    }
    return out;
  }

  /** Runs `work` for the body of a function (or, with `false`, for what is declared in it but not run by it). */
  within<T>(insideBody: boolean, work: () => T): T {
    const before = this.insideBody;
    this.insideBody = insideBody;
    const result = work();
    this.insideBody = before;
    return result;
  }

  /** Whether one more level of nesting is allowed; counts it while `work` runs. */
  deeper<T>(node: NodeId, work: () => T, otherwise: T): T {
    if (this.depth >= depthLimit) {
      this.errors.push(this.span(node));
      return otherwise;
    }
    this.depth++;
    const result = work();
    this.depth--;
    return result;
  }

  private makeStmt(node: NodeId): Stmt {
    const type = this.tree.type(node);
    const build = this.dispatch.statements[type];
    if (build !== undefined) {
      return build(this, node);
    }
    const { start, end } = this.span(node);
    if (this.isExpr(node)) {
      return { kind: "expr", start, end, expr: this.expr(node) };
    }
    if (this.dispatch.declarations[type] !== undefined) {
      return { kind: "decl", start, end, decl: this.decl(node) };
    }
    return { kind: "unknown-stmt", start, end, children: this.recover(node).map(statementOf) };
  }

  /** What was recovered, as statements: an expression alone is no statement that the source has. */
  recoveredStatements(nodes: readonly Node[]): Stmt[] {
    return nodes.map((node) => {
      const made = statementOf(node);
      return isExpr(made) ? { kind: "unknown-stmt", start: made.start, end: made.end, children: [made] } : made;
    });
  }

  /** What is recognisable in the ERROR nodes directly below a node, as expressions. */
  recoverExpressions(node: NodeId): Expr[] {
    return this.recoverErrors(node).map(expressionOf);
  }

  /**
   * What is recognisable in the ERROR nodes below a node, down to the next expression, statement or declaration, which
   * takes care of its own.
   */
  private recoverErrors(node: NodeId): Node[] {
    const out: Node[] = [];
    if (!this.tree.hasError) {
      return out;
    }
    const { tree } = this;
    const open: NodeId[] = [tree.first(node)];
    while (open.length > 0) {
      const at = open.pop() as NodeId;
      if (at === 0) {
        continue;
      }
      open.push(tree.next(at));
      if (tree.isError(at)) {
        for (const part of this.recover(at)) {
          out.push(part);
        }
      } else if (!this.isExpr(at) && !this.isStmt(at) && !this.isDecl(at)) {
        open.push(tree.first(at));
      }
    }
    return out;
  }

  private withRest(made: Expr, node: NodeId): Expr {
    const rest = this.recoverExpressions(node);
    return rest.length === 0
      ? made
      : { kind: "unknown-expr", start: made.start, end: made.end, children: [made, ...rest] };
  }

  private unknownExpr(node: NodeId, start: number, end: number): Expr {
    return { kind: "unknown-expr", start, end, children: this.recover(node).map(expressionOf) };
  }
}

/** Records and namespaces take in what stands between their members themselves. */
function mayHoldErrors(name: string): boolean {
  return !name.endsWith("_specifier") && !name.endsWith("_specification") && !name.startsWith("namespace_");
}

/** A declaration among statements becomes a statement. */
function statementOf(node: Node): Stmt | Expr {
  return isDecl(node) ? { kind: "decl", start: node.start, end: node.end, decl: node } : node;
}

/** A statement that stands inside an expression becomes a statement expression. */
function expressionOf(node: Node): Expr {
  const made = statementOf(node);
  if (isExpr(made)) {
    return made;
  }
  const { start, end } = made;
  return { kind: "statement-expr", start, end, body: { kind: "block", start, end, statements: [made] } };
}
