/**
 * Rows that nothing tells apart: of views, of virtual tables without rowids, of tables whose columns have taken all names of
 * the rowid. Their key is how many rows come before, so that a page costs what SQLite takes for those too.
 */
import type { Connection } from "../engine/connection.ts";
import { Refusal } from "../engine/failures.ts";
import type { Value } from "../output/value.ts";
import type { Result } from "../protocol.ts";
import { cellsIn } from "./cells.ts";
import type { OpenView } from "./open-view.ts";
import { orderSql } from "./order.ts";
import type { From } from "./page.ts";
import { type Selection, whereSql } from "./selection.ts";

/** @param columns expressions over `t` @throws Refusal where a place has no meaning here */
export function ordinalRows(
  connection: Connection,
  open: OpenView,
  columns: readonly string[],
  from: From,
  limit: number,
): Omit<Result<"rows">, "columns"> {
  const { first, count } = runOf(open, from, limit);
  const page = pageAt(connection, open.selection, columns, first, count);
  if (page.cells.length === 0 && first > 0 && from.kind !== "after" && from.kind !== "end") {
    return ordinalRows(connection, open, columns, { kind: "end" }, limit);
  }
  const total = open.counted() ?? (page.isEnd ? first + page.cells.length : undefined);
  return {
    rows: page.cells.map((cells, index) => ({ key: String(first + index), cells })),
    ...{ isStart: first === 0, isEnd: page.isEnd, isScan: open.selection.isScan },
    ...(total !== undefined && { position: { first, total, isExact: true } }),
  };
}

/** The values of one row. @throws Refusal where there is no such row */
export function ordinalValues(
  connection: Connection,
  selection: Selection,
  key: string,
  expressions: readonly string[],
): readonly Value[] {
  const [row] = read(connection, selection, expressions, ordinalOf(key), 1);
  if (row === undefined) throw new Refusal("That row is not there any more.");
  return row;
}

/** How many rows come before, and how many are wanted. */
function runOf(open: OpenView, from: From, limit: number): { readonly first: number; readonly count: number } {
  const rows = (): number => open.count().total!.rows;
  switch (from.kind) {
    case "start":
      return { first: 0, count: limit };
    case "end":
      return { first: Math.max(rows() - limit, 0), count: limit };
    case "after":
      return { first: ordinalOf(from.key) + 1, count: limit };
    case "before": {
      const end = ordinalOf(from.key);
      const first = Math.max(end - limit, 0);
      return { first, count: end - first };
    }
    case "at":
      return { first: ordinalOf(from.key), count: limit };
    case "number":
      return { first: Math.max(Math.floor(from.number) - 1, 0), count: limit };
    case "fraction":
      return { first: Math.floor(Math.min(Math.max(from.fraction, 0), 1) * Math.max(rows() - 1, 0)), count: limit };
    case "rowid":
      throw new Refusal("Rows are not in the order of rowids.");
  }
}

function ordinalOf(key: string): number {
  if (!/^\d{1,15}$/.test(key)) throw new Refusal("That names no row of this view.");
  return Number(key);
}

function pageAt(
  connection: Connection,
  selection: Selection,
  columns: readonly string[],
  first: number,
  count: number,
): { readonly cells: ReturnType<typeof cellsIn>; readonly isEnd: boolean } {
  if (count === 0) return { cells: [], isEnd: false };
  // One more than wanted, to see whether there is one.
  const cells = cellsIn(columns, (expressions) => read(connection, selection, expressions, first, count + 1));
  return { cells: cells.slice(0, count), isEnd: cells.length <= count };
}

function read(
  connection: Connection,
  { relation, condition, terms }: Selection,
  expressions: readonly string[],
  skip: number,
  limit: number,
): readonly (readonly Value[])[] {
  const order = terms.length === 0 ? "" : ` ORDER BY ${orderSql(terms)}`;
  const run = `${order} LIMIT ${limit} OFFSET ${skip}`;
  return connection.values(`SELECT ${expressions.join(", ")} FROM ${relation.from}${whereSql(condition)}${run}`);
}
