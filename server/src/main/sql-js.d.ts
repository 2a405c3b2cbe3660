/** The library, which has no types of its own; `database/engine/sqlite.ts` says what is used of it. */
declare module "sql.js" {
  import type { SqlJsStatic } from "../database/engine/sqlite.ts";

  export default function initSqlJs(config: { readonly wasmBinary: ArrayBuffer }): Promise<SqlJsStatic>;
}
