/** Tables, views, indexes, triggers: what the schema has. What is wrong with one of them is told there, and hides no other. */
import { quotedName } from "../output/sql.ts";
import type { CatalogObject, Column } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import { estimates } from "./estimates.ts";
import { failureOf, ifSqliteAnswers } from "./failures.ts";
import { type SchemaEntry, schemaEntriesOf, shadowTablesOf } from "./schema-entries.ts";
import type { SqlValue } from "./sqlite.ts";
import { viewWeights } from "./view-weights.ts";

/** @throws SQLite's errors where not even the schema can be read */
export function catalogOf(connection: Connection): CatalogObject[] {
  const entries = schemaEntriesOf(connection);
  const shadows = shadowTablesOf(entries);
  const weights = viewWeights(entries.filter(({ kind }) => kind === "view"));
  const estimateOf = estimates(connection, entries);
  let effort = mostEffort;
  const uniqueIndexes = new Map<string, ReadonlySet<string>>();
  return entries.map((entry): CatalogObject => {
    const { kind, name, table, sql, declaration } = entry;
    const common = {
      ...{ kind, name, table, sql, foreignKeys: [] },
      isWithoutRowid: declaration.isWithoutRowid,
      isStrict: declaration.isStrict,
      isUnique: false,
      isInternal: /^sqlite_/i.test(name) || shadows.has(name.toLowerCase()),
    };
    if (kind === "trigger") return { ...common, columns: [] };
    if (kind === "index") {
      if (!uniqueIndexes.has(table)) uniqueIndexes.set(table, uniqueIndexesOf(connection, table));
      return { ...common, columns: indexColumnsOf(connection, name), isUnique: uniqueIndexes.get(table)!.has(name) };
    }
    const weight = kind === "view" ? (weights.get(name.toLowerCase()) ?? 1) - 1 : 0;
    const isTooHeavy = weight > Math.min(heaviestView, effort);
    if (!isTooHeavy) effort -= weight;
    const problem = isTooHeavy ? tooHeavy : problemOf(connection, entry);
    const columns = isTooHeavy ? [] : columnsOf(connection, name);
    const estimate = kind === "table" && problem === undefined ? estimateOf(entry, columns) : undefined;
    return {
      ...{ ...common, columns },
      ...(kind === "table" && { foreignKeys: foreignKeysOf(connection, name) }),
      ...(estimate !== undefined && { estimate }),
      ...(declaration.module !== undefined && { module: declaration.module }),
      ...(problem !== undefined && { problem }),
    };
  });
}

/** Of SELECTs that a view comes to beside its own: one with more is not looked into. */
const heaviestView = 1000;
/** Of all views together; half a millisecond each. */
const mostEffort = 2000;
const tooHeavy = "reads so many views within views that SQLite would take minutes to make sense of it";

/** Why SQLite cannot read its rows. Nothing is read for it: SQLite works out how it would be. */
function problemOf(connection: Connection, { name, declaration }: SchemaEntry): string | undefined {
  try {
    connection.prepare(`SELECT * FROM main.${quotedName(name)}`).free();
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== "sqlite") throw error;
    const { module } = declaration;
    if (module !== undefined && /^no such module: /.test(failure.message))
      return `needs ${moduleNames.get(module) ?? module}`;
    if (failure.message === "no query solution")
      return "its rows are in the order of a collation that is not known here";
    if (failure.message === `no such table: main.${name}`) return connection.damage ?? failure.message;
    return failure.message;
  }
}

/** What people call them. */
const moduleNames: ReadonlyMap<string, string> = new Map([
  ["fts5", "FTS5"],
  ["rtree", "R*Tree"],
  ["rtree_i32", "R*Tree"],
  ["geopoly", "Geopoly"],
]);

function columnsOf(connection: Connection, table: string): Column[] {
  const rows = rowsAbout(
    connection,
    `SELECT name, type, "notnull", pk, dflt_value, hidden FROM pragma_table_xinfo(?) WHERE schema = 'main'`,
    table,
  );
  return rows.map(([name, type, isNotNull, key, initial, hidden]) => ({
    name: String(name),
    type: String(type ?? ""),
    isNotNull: isNotNull !== 0n,
    primaryKey: Number(key),
    default: initial == null ? null : String(initial),
    isGenerated: hidden === 2n || hidden === 3n,
    isHidden: hidden === 1n,
  }));
}

/** What the index is ordered by. */
function indexColumnsOf(connection: Connection, index: string): Column[] {
  const rows = rowsAbout(connection, "SELECT name FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno", index);
  return rows.map(([name]) => ({
    ...{ name: name == null ? "(expression)" : String(name), type: "", isNotNull: false, primaryKey: 0, default: null },
    ...{ isGenerated: false, isHidden: false },
  }));
}

function uniqueIndexesOf(connection: Connection, table: string): ReadonlySet<string> {
  const rows = rowsAbout(connection, `SELECT name FROM pragma_index_list(?) WHERE "unique" = 1`, table);
  return new Set(rows.map(([name]) => String(name)));
}

function foreignKeysOf(connection: Connection, table: string): CatalogObject["foreignKeys"] {
  const rows = rowsAbout(
    connection,
    // SQLite numbers them from the last to the first.
    `SELECT id, "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq`,
    table,
  );
  const keys = new Map<SqlValue, CatalogObject["foreignKeys"][number]>();
  for (const [id = null, parent, from, to, onUpdate, onDelete] of rows) {
    const key = keys.get(id) ?? {
      ...{ columns: [], table: String(parent), parentColumns: [] },
      ...{ onUpdate: String(onUpdate), onDelete: String(onDelete) },
    };
    key.columns.push(String(from));
    if (to != null) key.parentColumns.push(String(to));
    keys.set(id, key);
  }
  return [...keys.values()];
}

/** None where SQLite cannot make sense of the object: why is its problem. */
const rowsAbout = (connection: Connection, sql: string, name: string): readonly (readonly SqlValue[])[] =>
  ifSqliteAnswers(() => connection.all(sql, [name])) ?? [];
