/** How many rows tables have, near enough, without counting any. */
import { quotedName } from "../output/sql.ts";
import type { Column } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import { ifSqliteAnswers } from "./failures.ts";
import type { SchemaEntry } from "./schema-entries.ts";

/** @returns rows of a table; undefined where nothing tells */
export function estimates(
  connection: Connection,
  entries: readonly SchemaEntry[],
): (entry: SchemaEntry, columns: readonly Column[]) => number | undefined {
  const analyzed = entries.some(({ name }) => name === "sqlite_stat1") ? analyzedRows(connection) : new Map();
  const [[bytes] = []] =
    ifSqliteAnswers(() => connection.all("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) ??
    [];
  const most = Number(bytes ?? 0) / smallestRow;
  return (entry, columns) => {
    const rows: number | undefined = analyzed.get(entry.name.toLowerCase());
    const span = entry.declaration.isWithoutRowid ? undefined : rowidSpan(connection, entry.name, columns);
    if (rows === undefined) return span !== undefined && span <= most ? span : undefined;
    // What ANALYZE counted may be long ago; more rows than rowids there are not.
    return Math.min(rows, span ?? rows);
  };
}

/** A pointer, two lengths, a rowid and two bytes of a record: where rowids span more, they were drawn by chance. */
const smallestRow = 6;

/** The first number of a row of sqlite_stat1 is how many there are in the table or the index, which may have fewer. */
function analyzedRows(connection: Connection): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [table, stat] of ifSqliteAnswers(() => connection.all("SELECT tbl, stat FROM sqlite_stat1")) ?? []) {
    const rows = Number.parseInt(String(stat), 10);
    const name = String(table).toLowerCase();
    if (rows >= 0) counts.set(name, Math.max(rows, counts.get(name) ?? 0));
  }
  return counts;
}

function rowidSpan(connection: Connection, table: string, columns: readonly Column[]): number | undefined {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const rowid = ["rowid", "_rowid_", "oid"].find((name) => !taken.has(name));
  if (rowid === undefined) return undefined;
  const from = `FROM main.${quotedName(table)}`;
  // Asked for together they would be looked for among all rows.
  const sql = `SELECT (SELECT min(${rowid}) ${from}), (SELECT max(${rowid}) ${from})`;
  const [[first, last] = []] = ifSqliteAnswers(() => connection.all(sql)) ?? [];
  if (first === null) return 0;
  return typeof first === "bigint" && typeof last === "bigint" ? Number(last - first) + 1 : undefined;
}
