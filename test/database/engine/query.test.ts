/** Statements that somebody writes: what they answer, where they stand, and which are not run. */
import { beforeAll, expect, test } from "vitest";
import { createSession, type Handlers } from "../../../server/src/database/engine/session.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted, openSession, silent } from "../format/support/databases.ts";

let sqlite: SqlJsStatic;
let session: Handlers;
beforeAll(async () => {
  sqlite = await loadSqlite();
  const bytes = makeDatabase(sqlite, [
    "CREATE TABLE t (x INTEGER PRIMARY KEY, y)",
    "CREATE INDEX t_y ON t (y)",
    `${counted(1000)} INSERT INTO t SELECT i, i % 10 FROM n`,
  ]);
  session = openSession(sqlite, { file: { bytes } });
});

const run = (sql: string, limit = 100) => session.query({ sql, limit, isPlan: false }, silent).statements;
const plan = (sql: string) => session.query({ sql, limit: 100, isPlan: true }, silent).statements;

test("each statement of a script is found where it stands", () => {
  const sql = "-- 😀; first\nSELECT ';' AS a, \"x;y\" FROM (SELECT 1 AS [x;y]); /* ; */ ;\n\nSELECT '😀''', 2 -- end;";
  const statements = run(sql);
  expect(statements.map(({ start, end }) => sql.slice(start, end))).toEqual([
    "SELECT ';' AS a, \"x;y\" FROM (SELECT 1 AS [x;y])",
    "SELECT '😀''', 2",
  ]);
  expect(statements.map(({ error }) => error)).toEqual([undefined, undefined]);
  expect(statements[0]!.columns).toEqual(["a", "x;y"]);
  expect(run("  -- nothing\n ; ;")).toEqual([]);
});

test("values are whole up to 64 KiB, and nobody takes the beginning of a longer one for all of it", () => {
  const [answer] = run(
    "SELECT printf('%.*c', 65536, 'x'), printf('%.*c', 65537, 'y'), zeroblob(65536), zeroblob(65537)",
  );
  const [text, longText, blob, longBlob] = answer!.rows[0]!;
  expect(text).toEqual({ type: "text", text: "x".repeat(65_536), length: 65_536, isWhole: true });
  expect(longText).toEqual({ type: "text", text: "y".repeat(65_536), length: 65_537, isWhole: false });
  expect(blob).toEqual({ type: "blob", bytes: new Uint8Array(65_536), length: 65_536 });
  expect(longBlob).toEqual({ type: "blob", bytes: new Uint8Array(65_536), length: 65_537 });
});

test("rows end at the limit, which is said", () => {
  expect(run("SELECT x FROM t", 1000)[0]).toMatchObject({ isCut: false, rows: { length: 1000 } });
  expect(run("SELECT x FROM t", 999)[0]).toMatchObject({ isCut: true, rows: { length: 999 } });
  const large = run(
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT hex(zeroblob(600)) FROM n",
    100_000,
  );
  expect(large[0]!.isCut).toBe(true);
  expect(large[0]!.rows.length).toBeGreaterThan(10_000);
  expect(large[0]!.rows.length).toBeLessThan(50_000);
});

test("the statement that fails is the last, and those before it have their rows", () => {
  const statements = run("SELECT 1; SELECT absent FROM t; SELECT 2");
  expect(statements.map(({ rows, error }) => [rows.length, error])).toEqual([
    [1, undefined],
    [0, "no such column: absent"],
  ]);
  expect(run("SELCT 1")[0]!.error).toBe('near "SELCT": syntax error');
  expect(run("SELECT abs(-9223372036854775807 - x) FROM t")[0]!.error).toBe("integer overflow");
});

test("time is told by the host's clock", () => {
  let time = 0;
  const openFile = () => expect.unreachable();
  const timed = createSession({ sqlite, openFile, now: () => (time += 7) });
  timed.open({ file: { bytes: new Uint8Array() } }, silent);
  const { statements } = timed.query({ sql: "SELECT 1; SELECT 2", limit: 1, isPlan: false }, silent);
  expect(statements.map(({ milliseconds }) => milliseconds)).toEqual([7, 7]);
});

test("a plan has its nodes in place of rows, for each statement", () => {
  const [first, second] = plan(
    "SELECT * FROM t WHERE y = (SELECT max(x) FROM t AS u WHERE u.y < t.x); EXPLAIN QUERY PLAN SELECT 1",
  );
  expect(first!.rows).toEqual([]);
  expect(first!.plan.length).toBeGreaterThan(1);
  expect(first!.plan[0]).toMatchObject({ parent: 0, text: "SCAN t" });
  expect(first!.plan.some(({ parent }) => parent !== 0)).toBe(true);
  expect(second!.plan).toMatchObject([{ text: "SCAN CONSTANT ROW" }]);
  expect(run("EXPLAIN SELECT 1")[0]!.columns[1]).toBe("opcode");
});

test.each([
  ...["INSERT INTO t VALUES (0, 0)", "UPDATE t SET y = 1", "DELETE FROM t", "DROP TABLE t", "CREATE TEMP TABLE u (x)"],
  ...["ALTER TABLE t RENAME TO u", "ANALYZE", "REINDEX", "REPLACE INTO t VALUES (1, 1)", "VACUUM", "VACUUM INTO 'x'"],
  ...["ATTACH 'other.db' AS other", "DETACH other", "BEGIN", "COMMIT", "SAVEPOINT s", "\uFEFFATTACH ':memory:' AS m"],
  "/* a comment */ attach ':memory:' AS m",
  "EXPLAIN ATTACH ':memory:' AS m",
  "WITH a AS (SELECT 1), b(c) AS NOT MATERIALIZED (SELECT 2) DELETE FROM t WHERE x IN a",
  ...["PRAGMA query_only = 0", "PRAGMA query_only(0)", "PRAGMA main.query_only = 0", 'PRAGMA "query_only" = 0'],
  ...[
    "PRAGMA trusted_schema = 1",
    "PRAGMA writable_schema = 1",
    "PRAGMA journal_mode = wal",
    "PRAGMA hard_heap_limit = 1",
  ],
  ...["PRAGMA wal_checkpoint", "PRAGMA incremental_vacuum(1)", "PRAGMA optimize", "PRAGMA cache_size = 5"],
])("%s is refused in a sentence", (sql) => {
  const statements = run(`${sql}; SELECT 1`);
  expect(statements).toHaveLength(1);
  expect(statements[0]!.error).toMatch(/ is not run.*: .+[^:]$/);
});

test.each([
  ...["PRAGMA table_info(t)", "PRAGMA main.index_list('t')", "PRAGMA user_version", "PRAGMA journal_mode"],
  ...[
    "PRAGMA integrity_check(1)",
    "PRAGMA foreign_key_check",
    "VALUES (1), (2)",
    "SELECT 'ATTACH', [VACUUM] FROM (SELECT 1 AS [VACUUM])",
  ],
  ...[
    "WITH a(b) AS (SELECT 1) SELECT * FROM a",
    "SELECT replace('a', 'a', 'b')",
    "SELECT * FROM pragma_table_info('t')",
  ],
  "WITH RECURSIVE a AS (VALUES (1)), replace AS (SELECT 2) SELECT * FROM a, replace",
])("%s is run", (sql) => {
  expect(run(sql).map(({ error }) => error)).toEqual([undefined]);
});

test("what the guard lets through SQLite does not write either", () => {
  expect(run("SELECT 1 FROM pragma_query_only WHERE query_only = 1")[0]!.rows).toHaveLength(1);
});

test("of a query's long values enough is there to be copied", () => {
  const [row = []] = run("SELECT hex(zeroblob(30000)), hex(zeroblob(40000)), zeroblob(70000)")[0]!.rows;
  const shown = row.map((cell) => (cell?.type === "blob" ? cell.bytes.length : cell?.text.length));
  expect(shown).toEqual([60_000, 65_536, 65_536]);
  expect(row).toMatchObject([
    { isWhole: true, length: 60_000 },
    { isWhole: false, length: 80_000 },
    { length: 70_000 },
  ]);
});
