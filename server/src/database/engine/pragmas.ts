/** Settings: those that stand in the file, read from its header, and those of the connection that reads it here. */

import type { ByteSource } from "../../binary/source.ts";
import type { DatabaseHeader } from "../../embed/sqlite-header.ts";
import { layoutOf } from "../format/layout.ts";
import type { Result } from "../protocol.ts";
import type { Connection } from "./connection.ts";
import { ifSqliteAnswers } from "./failures.ts";

type Pragma = Result<"pragmas">[number];

/** @param original the file itself: SQLite is shown another journal mode */
export function pragmasOf(original: ByteSource, connection: Connection): Pragma[] {
  const layout = layoutOf(original);
  const ofFile = "mistake" in layout ? [] : fileSettings.map((setting) => setting(layout.header));
  const ofConnection = connectionSettings.flatMap(([name, meaning, question = `PRAGMA ${name}`]): Pragma[] => {
    const [[value] = []] = ifSqliteAnswers(() => connection.all(question)) ?? [];
    return value == null ? [] : [{ name, value: String(value), meaning, of: "connection" }];
  });
  return [...ofFile, ...ofConnection];
}

const setting =
  (name: string, told: (header: DatabaseHeader) => string | number, meaning: string) =>
  (header: DatabaseHeader): Pragma => ({ name, value: String(told(header)), meaning, of: "file" });

const fileSettings: readonly ((header: DatabaseHeader) => Pragma)[] = [
  setting("page_size", ({ pageSize }) => pageSize, "Bytes of a page: the least that is read or written."),
  setting(
    "page_count",
    ({ pageCount }) => pageCount ?? "not kept",
    "Pages that the database says it has; an SQLite older than 3.7.0 does not keep the number.",
  ),
  setting("freelist_count", ({ freePages }) => freePages, "Pages without content, which VACUUM gives back."),
  setting(
    "encoding",
    ({ encoding }) => ["not set", "UTF-8", "UTF-16le", "UTF-16be"][encoding] ?? `unknown (${encoding})`,
    "How texts are stored. It is chosen before the first table is made.",
  ),
  setting(
    "journal_mode",
    ({ readVersion, writeVersion }) => (readVersion === 2 || writeVersion === 2 ? "wal" : "delete"),
    "wal: changes go to a write-ahead log beside the file, and whoever opens it needs shared memory. delete stands for every mode with a rollback journal, of which the file says nothing.",
  ),
  setting(
    "auto_vacuum",
    ({ largestRoot, isIncrementalVacuum }) =>
      largestRoot === 0 ? "none" : isIncrementalVacuum ? "incremental" : "full",
    "Whether free pages are given back at each commit (full), on demand (incremental) or by VACUUM alone (none). The first two cost a page of pointers in every few hundred.",
  ),
  setting(
    "user_version",
    ({ userVersion }) => userVersion,
    "A number of the application's own: most keep the version of their schema in it.",
  ),
  setting(
    "application_id",
    ({ applicationId }) => `0x${applicationId.toString(16).padStart(8, "0")}`,
    "Which application's file it is; 0 where none has said so.",
  ),
  setting(
    "schema_format",
    ({ schemaFormat }) => schemaFormat,
    "What the schema may contain: 4 allows descending indexes and booleans in one byte, and is usual since 2006.",
  ),
  setting(
    "default_cache_size",
    ({ cacheSize }) => cacheSize,
    "Pages that SQLite was told to keep in memory by an old PRAGMA; 0 where nobody did.",
  ),
  setting(
    "reserved_bytes",
    ({ reservedBytes }) => reservedBytes,
    "Bytes at the end of each page for encryption or checksums.",
  ),
  setting("sqlite_version", ({ writtenBy }) => versionOf(writtenBy), "The SQLite that wrote to the file last."),
];

/** 3,045,001 is 3.45.1. */
function versionOf(number: number): string {
  if (number === 0) return "not kept";
  return `${Math.floor(number / 1_000_000)}.${Math.floor(number / 1000) % 1000}.${number % 1000}`;
}

/** Name, meaning, and what it is asked with where that is no PRAGMA of this name. */
const connectionSettings: readonly (readonly [string, string, string?])[] = [
  ["sqlite_version", "The SQLite that reads the file here.", "SELECT sqlite_version()"],
  ["query_only", "1: nothing is written, whatever a statement says."],
  ["trusted_schema", "0: functions and virtual tables that the schema calls do nothing outside of the database."],
  ["cell_size_check", "1: pages are checked as they are read, so that a damaged one is told of and not followed."],
  ["writable_schema", "1 where the schema is damaged: what makes sense of it is read, and the rest passed over."],
  ["temp_store", "2: what does not fit into a sort is kept in memory, not in files."],
  ["hard_heap_limit", "Bytes that SQLite may take here; a statement that needs more ends."],
  ["cache_size", "Pages that are kept in memory; below zero, in KiB."],
  [
    "foreign_keys",
    "Whether foreign keys are enforced. It is no part of the file: each connection turns it on for itself.",
  ],
  ["recursive_triggers", "Whether a trigger may fire itself. Each connection's own."],
  ["automatic_index", "1: SQLite may make an index for the time of one statement."],
  ["ignore_check_constraints", "1: CHECK is passed over."],
  ["case_sensitive_like", "Whether LIKE tells a from A.", "SELECT 'a' NOT LIKE 'A'"],
  [
    "collation_list",
    "Orders of texts that are known here.",
    "SELECT group_concat(name, ', ') FROM pragma_collation_list",
  ],
  [
    "module_list",
    "Virtual tables that can be read here.",
    "SELECT group_concat(name, ', ') FROM pragma_module_list WHERE name NOT LIKE 'pragma\\_%' ESCAPE '\\'",
  ],
  [
    "compile_options",
    "How the SQLite that reads the file here was built.",
    "SELECT group_concat(compile_options, ', ') FROM pragma_compile_options",
  ],
];
