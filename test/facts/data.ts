// Reads the tables of server/data for the tests of the facts.
import { readFileSync } from "node:fs";
import { parseTable } from "../../server/tools/facts/table.ts";

export function readTsv(name: string): string {
  return readFileSync(`server/data/${name}.tsv`, "utf8");
}

/** Rows as records from column name to cell. */
export function readRows(name: string): readonly Readonly<Record<string, string>>[] {
  const { columns, rows } = parseTable(name, readTsv(name));
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""])));
}

/** The cells of one column. */
export function readColumn(name: string, column: string): readonly string[] {
  return readRows(name).map((row) => row[column] ?? "");
}
