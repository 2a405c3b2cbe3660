/** Statements in a row: labels of a `switch` take the statements behind them, SEH blocks find their handlers. */
import type { BlockStmt, SehTryStmt, Stmt } from "../ast.ts";
import type { SehRecord } from "../side-table.ts";
import type { Builder } from "./builder.ts";
import type { NodeId } from "./flat-tree.ts";

/** The statements among a node's children, without the child `except` (the value of a label). */
export function buildSequence(b: Builder, node: NodeId, except: NodeId = 0): Stmt[] {
  const { tree } = b;
  const out: Stmt[] = [];
  for (let child = tree.first(node); child !== 0; child = tree.next(child)) {
    if (tree.isError(child)) {
      for (const stmt of b.recoveredStatements(b.recover(child))) {
        append(b, out, stmt);
      }
    } else if (tree.isNamed(child) && child !== except) {
      append(b, out, b.stmt(child));
    }
  }
  return out;
}

/** Adds a statement to a row, or to the label or the `try` that it belongs to. */
export function append(b: Builder, out: Stmt[], stmt: Stmt): void {
  const last = out.at(-1);
  const record = stmt.kind === "block" ? b.side.seh(stmt.start) : undefined;
  if (stmt.kind === "block" && record !== undefined && last !== undefined) {
    const whole = withHandler(b, last, stmt, record);
    if (whole !== undefined) {
      out[out.length - 1] = whole;
      return;
    }
  }
  // The grammar ends a label's statements at some declarations: what follows still belongs to it.
  if (last?.kind === "case" && stmt.kind !== "case") {
    // The array is this row's own until the row is complete: a copy for each statement would be quadratic.
    const statements = last.statements as Stmt[];
    statements.push(stmt);
    out[out.length - 1] = { ...last, end: stmt.end, statements };
    return;
  }
  out.push(stmt);
}

/** A `compound_statement`: a block, or the body of a `try` whose keyword the mask took out. */
export function blockOrTry(b: Builder, block: BlockStmt): BlockStmt | SehTryStmt {
  const record = b.side.seh(block.start);
  if (record?.role !== "try") {
    return block;
  }
  return {
    kind: "seh-try",
    start: record.start,
    end: block.end,
    body: block,
    filter: undefined,
    handler: undefined,
    handlerKind: undefined,
  };
}

/**
 * A statement that ends in a `try` without a handler, with the handler; undefined where it does not. Without its
 * keywords, `if (a) try { } except (x) { }` reads as an `if` and a block behind it.
 */
function withHandler(b: Builder, stmt: Stmt, handler: BlockStmt, record: SehRecord): Stmt | undefined {
  const inside = (at: Stmt | undefined): Stmt | undefined =>
    at === undefined ? undefined : withHandler(b, at, handler, record);
  const { end } = handler;
  switch (stmt.kind) {
    case "seh-try":
      return stmt.handler !== undefined || record.role === "try"
        ? undefined
        : { ...stmt, end, filter: b.filters.get(record.block), handler, handlerKind: record.role };
    case "if": {
      const last = inside(stmt.whenFalse ?? stmt.whenTrue);
      return last === undefined
        ? undefined
        : { ...stmt, end, ...(stmt.whenFalse === undefined ? { whenTrue: last } : { whenFalse: last }) };
    }
    case "while":
    case "for":
    case "range-for": {
      const body = inside(stmt.body);
      return body === undefined ? undefined : { ...stmt, end, body };
    }
    case "label": {
      const statement = inside(stmt.statement);
      return statement === undefined ? undefined : { ...stmt, end, statement };
    }
    case "case": {
      const last = inside(stmt.statements.at(-1));
      return last === undefined ? undefined : { ...stmt, end, statements: [...stmt.statements.slice(0, -1), last] };
    }
    default:
      return undefined;
  }
}
