// Generated from server/data/sqlite-configs.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const sqliteConfigsTable: PackedTable<"order" | "needs_threads"> = {
  rows: 7,
  keys: [
    `SQLITE_CONFIG_GETMUTEX
SQLITE_CONFIG_LOG
SQLITE_CONFIG_MULTITHREAD
SQLITE_CONFIG_MUTEX
SQLITE_CONFIG_PCACHE_HDRSZ
SQLITE_CONFIG_SERIALIZED
SQLITE_CONFIG_SINGLETHREAD`,
  ],
  columns: {
    order: { width: 1, values: `any
before`, codes: `"!""!""` },
    needs_threads: { width: 1, values: `
yes`, codes: `"!""!""` },
  },
};
