/** Catalogs for tests of pure functions, and a SQLite to hold them against. */
import type { Database, SqlValue } from "../../../../server/src/database/engine/sqlite.ts";
import type { CatalogObject, Column } from "../../../../server/src/database/protocol.ts";
import { loadSqlite } from "../../../support/sqlite.ts";

export const object = (name: string, parts: Partial<CatalogObject> = {}): CatalogObject => ({
  ...{ kind: "table", name, table: name, sql: null, columns: [], foreignKeys: [] },
  ...{ isWithoutRowid: false, isStrict: false, isUnique: false, isInternal: false },
  ...parts,
});

export const column = (name: string, parts: Partial<Column> = {}): Column => ({
  ...{ name, type: "", isNotNull: false, primaryKey: 0, default: null, isGenerated: false, isHidden: false },
  ...parts,
});

/** What tests use of a database beside what the inspector does. Both throw what SQLite says. */
export interface SqliteInMemory extends Database {
  run(sql: string): void;
  /** One prepared after the other. */
  iterateStatements(sql: string): Iterable<{ getSQL(): string }>;
  exec(sql: string): { readonly columns: readonly string[]; readonly values: readonly (readonly SqlValue[])[] }[];
}

/** A database in memory. */
export async function openSqlite(script = ""): Promise<SqliteInMemory> {
  const { Database: SqliteDatabase } = await loadSqlite();
  const database = new SqliteDatabase() as SqliteInMemory;
  database.run(script);
  return database;
}
