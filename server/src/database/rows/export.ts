/** Rows of a view or of a query, written out whole and exactly, piece by piece. */
import { valuesOf } from "../engine/cells.ts";
import type { Connection } from "../engine/connection.ts";
import { Refusal } from "../engine/failures.ts";
import { refusalOf } from "../engine/guard.ts";
import type { Statement } from "../engine/sqlite.ts";
import { statementsOf } from "../engine/tokens.ts";
import { type RowFormat, rowFormat } from "../output/formats.ts";
import type { Value } from "../output/value.ts";
import type { ExportFormat, ExportWhat, View } from "../protocol.ts";
import { keyColumns, keyOfShown } from "./keys.ts";
import type { OpenView } from "./open-view.ts";
import { orderSql } from "./order.ts";
import { columnSql, columnsNamed } from "./relation.ts";
import { valuesAt, whereSql } from "./selection.ts";

/** Where the text goes. */
export interface ExportSink {
  piece(text: string): void;
  /** 0 to 1; told where the number of rows is known, near enough. */
  progress(fraction: number): void;
}

/**
 * The text of `RowFormat`. SQL leaves generated columns out, which no INSERT may name; the rows of a query go into a table
 * that is called `result`.
 *
 * @throws Refusal where a name is not there, and of a script that is not one statement that reads
 */
export function exportRows(
  connection: Connection,
  openView: (view: View) => OpenView,
  { what, format }: { readonly what: ExportWhat; readonly format: ExportFormat },
  sink: ExportSink,
): { readonly rows: number } {
  if (what.kind === "query") {
    const statement = connection.prepare(onlyStatement(what.sql));
    const shape = { name: "result", columns: statement.getColumnNames() };
    if (shape.columns.length === 0) {
      statement.free();
      throw new Refusal("The statement has no rows to export.");
    }
    return { rows: writeRows(rowFormat(format, shape), stepped(statement), sink) };
  }
  const open = openView(what.view);
  const { relation } = open.selection;
  const wanted = columnsNamed(relation, what.columns);
  const columns = format === "sql" ? wanted.filter(({ isStored }) => isStored) : wanted;
  if (columns.length === 0) throw new Refusal("There is no column to export.");
  const shape = { name: relation.name, columns: columns.map(({ name }) => name) };
  const expressions = columns.map(({ name }) => columnSql(name));
  const total = relation.key.kind === "ordinal" ? open.counted() : open.places().total?.rows;
  return { rows: writeRows(rowFormat(format, shape), viewRows(connection, open, expressions), sink, total) };
}

function onlyStatement(sql: string): string {
  const statements = [...statementsOf(sql)];
  const [tokens] = statements;
  if (tokens === undefined || statements.length > 1) throw new Refusal("An export is of one statement.");
  const refusal = refusalOf(tokens);
  if (refusal !== undefined) throw new Refusal(refusal);
  return sql.slice(tokens[0]!.start, tokens.at(-1)!.end);
}

/** In the view's order. */
function* viewRows(
  connection: Connection,
  { selection }: OpenView,
  expressions: readonly string[],
): Generator<readonly Value[]> {
  const { relation, keyParts, terms, condition } = selection;
  const tail = `FROM ${relation.from}${whereSql(condition)}${terms.length === 0 ? "" : ` ORDER BY ${orderSql(terms)}`}`;
  const isAsItLies = condition === undefined && terms.length === keyParts.length;
  if (isAsItLies || keyParts.length === 0) {
    yield* stepped(connection.prepare(`SELECT ${expressions.join(", ")} ${tail}`));
    return;
  }
  // Sorted are keys alone, as SQLite sorts in memory, where a table with its blobs may have no room.
  const statement = connection.prepare(`SELECT ${keyColumns(keyParts)} ${tail}`);
  try {
    let batch = leastBatch;
    for (let isMore = true; isMore; ) {
      const keys: string[] = [];
      while (isMore && keys.length < batch) {
        isMore = statement.step();
        if (isMore) keys.push(keyOfShown(valuesOf(statement)));
      }
      const rows = valuesAt(connection, selection, keys, expressions);
      yield* rows;
      batch = sizeOf(rows) < easySize ? mostBatch : leastBatch;
    }
  } finally {
    statement.free();
  }
}

/** Rows that are looked up at a time, whose values are all in memory: few where the last ones were long. */
const leastBatch = 10;
const mostBatch = 100;
/** In bytes or UTF-16 units. */
const easySize = 1024 * 1024;

const sizeOf = (rows: readonly (readonly Value[])[]): number =>
  rows
    .flat()
    .reduce((size, value) => size + (value?.type === "blob" ? value.bytes.length : (value?.text.length ?? 0)), 0);

function* stepped(statement: Statement): Generator<readonly Value[]> {
  try {
    while (statement.step()) yield valuesOf(statement);
  } finally {
    statement.free();
  }
}

function writeRows(format: RowFormat, rows: Iterable<readonly Value[]>, sink: ExportSink, total?: number): number {
  let text = format.begin;
  let count = 0;
  for (const values of rows) {
    if (count++ > 0) text += format.between;
    text += format.row(values);
    if (text.length < pieceLength) continue;
    sink.piece(text);
    text = "";
    if (total !== undefined) sink.progress(Math.min(count / Math.max(total, 1), 1));
  }
  sink.piece(text + (count === 0 ? format.endOfNone : format.end));
  return count;
}

/** In UTF-16 units. Cut between rows alone. */
const pieceLength = 256 * 1024;
