/** What is asked of a database's rows. */
import type { Connection } from "../engine/connection.ts";
import type { ExportFormat, ExportWhat, Params, Result } from "../protocol.ts";
import { type ExportSink, exportRows } from "./export.ts";
import { viewOpener } from "./open-view.ts";
import { rowsOf } from "./rows.ts";
import { type RangeReader, rangeReader } from "./value.ts";

/** All throw `Refusal` where a table, a column or a row is not there. */
export interface RowReader {
  rows(params: Params<"rows">): Result<"rows">;
  cell(params: Params<"cell">): Result<"cell">;
  count(params: Params<"count">): Result<"count">;
  export(
    params: { readonly what: ExportWhat; readonly format: ExportFormat },
    sink: ExportSink,
  ): { readonly rows: number };
}

/** @param connection whose database stays as it is while this is used */
export function rowReader(connection: Connection): RowReader {
  const open = viewOpener(connection);
  let range: RangeReader | undefined;
  return {
    rows: (params) => rowsOf(connection, open(params.view), params),
    cell(params) {
      range ??= rangeReader(connection);
      return range(open(params.view), params);
    },
    count: ({ view }) => ({ rows: open(view).count().total!.rows }),
    export: (params, sink) => exportRows(connection, open, params, sink),
  };
}
