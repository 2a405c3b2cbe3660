/** The forms that values and rows are copied and written out in. */
import { cFormat, cInitializer } from "./c.ts";
import { csvField, csvFormat } from "./csv.ts";
import { jsonFormat, jsonValue } from "./json.ts";
import { plainFormat, plainText } from "./plain.ts";
import { sqlFormat, sqlLiteral } from "./sql.ts";
import type { Value } from "./value.ts";

export const outputFormats = ["text", "csv", "json", "sql", "c"] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Of what rows are. */
export interface Shape {
  /** Of the table, for SQL. */
  readonly name: string;
  /** In the order of each row's values. */
  readonly columns: readonly string[];
}

/** Rows are written `begin`, then each with `between` before all but the first, then `end` or, where there is none, `endOfNone`. */
export interface RowFormat {
  readonly begin: string;
  row(values: readonly Value[]): string;
  readonly between: string;
  readonly end: string;
  /** In place of `end` where there is no row. */
  readonly endOfNone: string;
}

export function rowFormat(format: OutputFormat, shape: Shape): RowFormat {
  return formats[format].rows(shape);
}

/** One value alone, as it stands within a row of that form: `text` has nothing around it. */
export function formatValue(format: OutputFormat, value: Value): string {
  return formats[format].value(value);
}

/** Rows with the names of their columns. */
export function formatRows(format: OutputFormat, shape: Shape, rows: readonly (readonly Value[])[]): string {
  const { begin, row, between, end, endOfNone } = rowFormat(format, shape);
  return begin + rows.map(row).join(between) + (rows.length === 0 ? endOfNone : end);
}

const formats: Readonly<Record<OutputFormat, { rows(shape: Shape): RowFormat; value(value: Value): string }>> = {
  text: { rows: plainFormat, value: plainText },
  csv: { rows: csvFormat, value: csvField },
  json: { rows: jsonFormat, value: jsonValue },
  sql: { rows: sqlFormat, value: sqlLiteral },
  c: { rows: cFormat, value: cInitializer },
};
