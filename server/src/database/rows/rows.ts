/** Rows of a table or view, page by page. */
import type { Connection } from "../engine/connection.ts";
import type { Params, Result } from "../protocol.ts";
import { cellsIn } from "./cells.ts";
import type { OpenView } from "./open-view.ts";
import { pageOf, positionOf } from "./page.ts";
import { columnSql, columnsNamed } from "./relation.ts";
import { valuesAt } from "./selection.ts";
import { ordinalRows } from "./unkeyed.ts";

/**
 * What is to be shown of an order, a filter and a place in them. Of wide tables there may be fewer rows than the limit.
 *
 * @throws Refusal where a name or a key is none of the table's, and where a place has no meaning in the view
 */
export function rowsOf(connection: Connection, open: OpenView, params: Params<"rows">): Result<"rows"> {
  const { selection } = open;
  const { relation } = selection;
  const names = columnsNamed(relation, params.columns).map(({ name }) => name);
  const columns = names.map(columnSql);
  const limit = Math.max(Math.min(params.limit, Math.floor(cellsOfPage / Math.max(columns.length, 1))), 1);
  const { from } = params;
  if (relation.key.kind === "ordinal")
    return { columns: names, ...ordinalRows(connection, open, columns, from, limit) };
  const page = pageOf(open, from, limit);
  const cells = cellsIn(columns, (expressions) => valuesAt(connection, selection, page.keys, expressions));
  const position = positionOf(connection, open, page);
  return {
    columns: names,
    rows: page.keys.map((key, index) => ({ key, cells: cells[index]! })),
    ...{ isStart: page.isStart, isEnd: page.isEnd, isScan: selection.isScan },
    ...(position !== undefined && { position }),
  };
}

/** A message of more cells takes longer than the next one. */
const cellsOfPage = 200_000;
