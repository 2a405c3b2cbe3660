/** The SQLite that the inspector has, for tests, and databases that it makes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SqlJsStatic } from "../../server/src/database/engine/sqlite.ts";

/** Another engine each time, with memory of its own: sql.js gives who loads it twice the one that it has. */
export async function loadSqlite(): Promise<SqlJsStatic> {
  const require = createRequire(import.meta.url);
  const program = require.resolve("sql.js");
  delete require.cache[program];
  const initSqlJs = require(program) as (config: object) => Promise<SqlJsStatic>;
  const wasm = readFileSync(require.resolve("sql.js/dist/sql-wasm.wasm"));
  return initSqlJs({ wasmBinary: new Uint8Array(wasm).buffer });
}

/** @param statements run one after the other */
export function makeDatabase(sqlite: SqlJsStatic, statements: readonly string[]): Uint8Array {
  const database = new sqlite.Database();
  for (const sql of statements) {
    const statement = database.prepare(sql);
    while (statement.step());
    statement.free();
  }
  const bytes = database.export();
  database.close();
  return bytes;
}
