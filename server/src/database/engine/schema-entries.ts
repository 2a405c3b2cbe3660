/** The rows of sqlite_schema, as far as they make sense. */
import type { CatalogObject } from "../protocol.ts";
import { plainValuesOf } from "./cells.ts";
import type { Connection } from "./connection.ts";
import { type Declaration, declarationOf } from "./declaration.ts";

export interface SchemaEntry extends Pick<CatalogObject, "kind" | "name" | "table" | "sql"> {
  readonly declaration: Declaration;
}

/** A hostile schema may have millions; more than so many nobody reads. */
const mostEntries = 50_000;
/** Of the texts of all entries together, in UTF-16 units; who comes later keeps the beginning of its text. */
const mostText = 16 * 1024 * 1024;
const leastText = 1000;

export function schemaEntriesOf(connection: Connection): SchemaEntry[] {
  const statement = connection.prepare(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name IS NOT NULL
     UNION ALL SELECT 'table', 'sqlite_schema', 'sqlite_schema', NULL
     ORDER BY name COLLATE NOCASE LIMIT ${mostEntries}`,
  );
  try {
    const entries: SchemaEntry[] = [];
    let left = mostText;
    while (statement.step()) {
      const [type, name, table, sql] = plainValuesOf(statement).map((value) => (value === null ? null : String(value)));
      const declaration = declarationOf(type === "table" ? (sql ?? "") : "");
      const kind = declaration.module === undefined ? kinds.get(type ?? "") : "virtual table";
      if (kind === undefined || name == null) continue;
      const shown = sql?.slice(0, Math.max(left, leastText)) ?? null;
      left -= shown?.length ?? 0;
      entries.push({ kind, name, table: table ?? name, sql: shown, declaration });
    }
    return entries;
  } finally {
    statement.free();
  }
}

const kinds: ReadonlyMap<string, SchemaEntry["kind"]> = new Map(
  (["table", "view", "index", "trigger"] as const).map((kind) => [kind, kind]),
);

/** Tables that modules keep their data in, by the virtual table's name and what they put behind it. */
const shadowSuffixes: ReadonlyMap<string, readonly string[]> = new Map([
  ["fts3", ["content", "segments", "segdir", "docsize", "stat"]],
  ["fts4", ["content", "segments", "segdir", "docsize", "stat"]],
  ["fts5", ["data", "idx", "content", "docsize", "config"]],
  ["rtree", ["node", "parent", "rowid"]],
  ["rtree_i32", ["node", "parent", "rowid"]],
  ["geopoly", ["node", "parent", "rowid"]],
  ["spellfix1", ["vocab"]],
  ["vec0", ["chunks", "rowids", "info", "auxiliary"]],
]);

/** @returns names in lower case */
export function shadowTablesOf(entries: readonly SchemaEntry[]): ReadonlySet<string> {
  const names = entries.flatMap(({ name, declaration: { module } }) =>
    (shadowSuffixes.get(module ?? "") ?? []).map((suffix) => `${name}_${suffix}`.toLowerCase()),
  );
  return new Set(names);
}
