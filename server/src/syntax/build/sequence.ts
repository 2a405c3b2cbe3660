/** Statements in a row: labels of a `switch` take the statements behind them, SEH blocks find their handlers. */
import type { BlockStmt, CaseStmt, SehTryStmt, Stmt } from "../ast.ts";
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
  if (stmt.kind === "block" && record !== undefined) {
    appendSeh(out, stmt, record);
    return;
  }
  // The grammar ends a label's statements at some declarations: what follows still belongs to it.
  if (last?.kind === "case" && stmt.kind !== "case") {
    out[out.length - 1] = extended(b, last, stmt);
    return;
  }
  out.push(stmt);
}

function extended(b: Builder, label: CaseStmt, stmt: Stmt): CaseStmt {
  const statements = [...label.statements];
  append(b, statements, stmt);
  return { ...label, end: stmt.end, statements };
}

/** A block whose keyword the mask took out: the body of a `try`, or the handler of the one before it. */
function appendSeh(out: Stmt[], block: BlockStmt, record: SehRecord): void {
  const last = out.at(-1);
  if (record.role === "try") {
    out.push({
      kind: "seh-try",
      start: record.start,
      end: block.end,
      body: block,
      filter: undefined,
      handler: undefined,
      handlerKind: undefined,
    });
  } else if (last?.kind === "seh-try" && last.handler === undefined) {
    const whole: SehTryStmt = { ...last, end: block.end, handler: block, handlerKind: record.role };
    out[out.length - 1] = whole;
  } else {
    out.push(block);
  }
}
