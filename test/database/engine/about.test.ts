/** What a database says of itself, and the compact copy of it. */
import { beforeAll, expect, test } from "vitest";
import { compactCopyOf } from "../../../server/src/database/engine/compact.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted, openSession, silent } from "../format/support/databases.ts";

let sqlite: SqlJsStatic;
let bytes: Uint8Array;
beforeAll(async () => {
  sqlite = await loadSqlite();
  bytes = makeDatabase(sqlite, [
    ...[
      "PRAGMA page_size = 1024",
      "PRAGMA encoding = 'UTF-16be'",
      "PRAGMA user_version = 12",
      "PRAGMA application_id = 0x1234",
    ],
    ...[
      "CREATE TABLE t (a, b)",
      `${counted(3000)} INSERT INTO t SELECT i, randomblob(100) FROM n`,
      "DELETE FROM t WHERE a % 2",
    ],
    ...[
      "CREATE INDEX i ON t (b)",
      "CREATE TABLE gone (x)",
      "INSERT INTO gone VALUES (zeroblob(100000))",
      "DROP TABLE gone",
    ],
  ]);
});

test("an overview has the page size, the pages and the encoding", () => {
  expect(openSession(sqlite, { file: { bytes } }).overview({}, silent)).toEqual({
    ...{ length: bytes.length, pageSize: 1024, pageCount: bytes.length / 1024, encoding: "UTF-16be" },
    ...{ reading: "lazy", walFrames: 0, notes: [] },
  });
});

test("an empty file is a database without tables; one that is none says why", () => {
  const empty = openSession(sqlite, { file: { bytes: new Uint8Array() } });
  expect(empty.overview({}, silent)).toMatchObject({
    length: 0,
    pageCount: 0,
    notes: [expect.stringMatching(/empty/)],
  });
  expect(empty.catalog({}, silent).map(({ name }) => name)).toEqual(["sqlite_schema"]);
  const none = openSession(sqlite, { file: { bytes: new TextEncoder().encode("no database".repeat(50)) } });
  expect(() => none.overview({}, silent)).toThrow(/cannot be read as a database: .*"SQLite format 3"/);
});

test("settings are those of the file, and those of the connection", () => {
  const wal = bytes.slice();
  wal.set([2, 2], 18);
  const pragmas = openSession(sqlite, { file: { bytes: wal } }).pragmas({}, silent);
  const valuesOf = (of: "file" | "connection") =>
    Object.fromEntries(pragmas.filter((pragma) => pragma.of === of).map(({ name, value }) => [name, value]));
  expect(valuesOf("file")).toMatchObject({
    ...{ page_size: "1024", encoding: "UTF-16be", user_version: "12", application_id: "0x00001234" },
    ...{ journal_mode: "wal", auto_vacuum: "none", schema_format: "4", page_count: String(bytes.length / 1024) },
  });
  expect(valuesOf("file").sqlite_version).toBe(valuesOf("connection").sqlite_version);
  expect(valuesOf("connection")).toMatchObject({
    query_only: "1",
    trusted_schema: "0",
    cell_size_check: "1",
    temp_store: "2",
  });
  expect(pragmas.every(({ meaning }) => /^.+\.$/.test(meaning))).toBe(true);
});

test("a compact copy has the same rows and no free pages, and the database is as it was", () => {
  const before = bytes.slice();
  const session = openSession(sqlite, { file: { bytes } });
  const copy = session.compact({}, silent);
  expect(Buffer.compare(bytes, before)).toBe(0);
  expect(copy.length).toBeLessThan(bytes.length - 90_000);
  const copied = openSession(sqlite, { file: { bytes: copy } });
  const ask = (handlers: typeof session, sql: string) =>
    handlers.query({ sql, limit: 5000, isPlan: false }, silent).statements[0]!.rows;
  expect(ask(copied, "SELECT rowid, a, b FROM t")).toEqual(ask(session, "SELECT rowid, a, b FROM t"));
  expect(ask(copied, "PRAGMA integrity_check")).toMatchObject([[{ text: "ok" }]]);
  expect(
    ask(copied, "SELECT (SELECT * FROM pragma_freelist_count), (SELECT * FROM pragma_user_version)"),
  ).toMatchObject([[{ text: "0" }, { text: "12" }]]);
  expect(copied.overview({}, silent)).toMatchObject({ pageSize: 1024, encoding: "UTF-16be" });
  // It can be asked again, and the session is as it was.
  expect(session.compact({}, silent).length).toBe(copy.length);
  expect(ask(session, "PRAGMA query_only")).toMatchObject([[{ text: "1" }]]);
});

test("a damaged database is not copied as if it were whole", () => {
  const session = openSession(sqlite, { file: { bytes: bytes.subarray(0, bytes.length - 2048) } });
  expect(() => session.compact({}, silent)).toThrow(/damaged/);
});

test("what is too large to be copied in memory is not read for it", () => {
  const file = { length: 600 * 1024 * 1024, read: () => expect.unreachable() };
  expect(() => compactCopyOf(sqlite, file, true)).toThrow(/done up to 536870912 bytes; sqlite3 makes one of any size/);
});
