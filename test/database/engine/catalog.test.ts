/** What a schema has, and what a hostile one cannot do. */
import { beforeAll, expect, test } from "vitest";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted, openSession, silent } from "../format/support/databases.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

/** By name. */
function catalogWith(...statements: readonly string[]): ReadonlyMap<string, CatalogObject> {
  return catalogOf(makeDatabase(sqlite, statements));
}

function catalogOf(bytes: Uint8Array): ReadonlyMap<string, CatalogObject> {
  const session = openSession(sqlite, { file: { bytes } });
  return new Map(session.catalog({}, silent).map((object) => [object.name, object]));
}

/** What makes SQLite take this text for the object's SQL: a schema that no program of today writes. */
const declare = (type: string, name: string, sql: string): readonly string[] => [
  "PRAGMA writable_schema = 1",
  `INSERT INTO sqlite_schema VALUES ('${type}', '${name}', '${name}', 0, '${sql.replaceAll("'", "''")}')`,
];

test("tables say how they are made", () => {
  const catalog = catalogWith(
    "CREATE TABLE plain (a, b)",
    "CREATE TABLE [with ) WITHOUT ROWID] (a TEXT PRIMARY KEY) /* STRICT */ WITHOUT ROWID -- STRICT",
    "CREATE TABLE strict (a ANY, 'WITHOUT ROWID' INT) STRICT",
    "CREATE TABLE both (a INT PRIMARY KEY) strict, without rowid",
  );
  const flags = [...catalog.values()].map(({ name, isWithoutRowid, isStrict }) => [name, isWithoutRowid, isStrict]);
  expect(Object.fromEntries(flags.map(([name, ...rest]) => [name, rest]))).toMatchObject({
    plain: [false, false],
    "with ) WITHOUT ROWID": [true, false],
    strict: [false, true],
    both: [true, true],
  });
  expect(catalog.get("sqlite_schema")).toMatchObject({ kind: "table", sql: null, isInternal: true });
  expect(catalog.get("sqlite_schema")!.columns.map(({ name }) => name)).toEqual([
    "type",
    "name",
    "tbl_name",
    "rootpage",
    "sql",
  ]);
});

test("columns say what they hold", () => {
  const { columns } = catalogWith(
    `CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(10) NOT NULL DEFAULT 'it''s', bare,
      twice INT GENERATED ALWAYS AS (id * 2) VIRTUAL, kept INT AS (id * 3) STORED)`,
  ).get("t")!;
  expect(columns).toMatchObject([
    { name: "id", type: "INTEGER", primaryKey: 1, default: null },
    { name: "name", type: "VARCHAR(10)", isNotNull: true, default: "'it''s'", isGenerated: false },
    { name: "bare", type: "", isNotNull: false },
    { name: "twice", isGenerated: true, isHidden: false },
    { name: "kept", isGenerated: true, isHidden: false },
  ]);
});

test("indexes say what they are ordered by, and whether they are unique", () => {
  const catalog = catalogWith(
    "CREATE TABLE t (a UNIQUE, b, c)",
    "CREATE INDEX i ON t (b DESC, lower(c))",
    "CREATE UNIQUE INDEX u ON t (c) WHERE b > 1",
    "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
  );
  const index = (name: string) => {
    const { kind, table, sql, isUnique, isInternal, columns } = catalog.get(name)!;
    return [kind, table, sql === null, isUnique, isInternal, columns.map((column) => column.name).join()];
  };
  expect(index("i")).toEqual(["index", "t", false, false, false, "b,(expression)"]);
  expect(index("u")).toEqual(["index", "t", false, true, false, "c"]);
  expect(index("sqlite_autoindex_t_1")).toEqual(["index", "t", true, true, true, "a"]);
  expect(catalog.get("r")).toMatchObject({ kind: "trigger", table: "t", columns: [] });
});

test("foreign keys are told as they are declared", () => {
  const { foreignKeys } = catalogWith(
    "CREATE TABLE p (x, y, PRIMARY KEY (x, y))",
    `CREATE TABLE t (a, b, c REFERENCES nowhere ON DELETE CASCADE,
      FOREIGN KEY (b, a) REFERENCES p (x, y) ON UPDATE SET NULL)`,
  ).get("t")!;
  expect(foreignKeys).toEqual([
    { columns: ["c"], table: "nowhere", parentColumns: [], onUpdate: "NO ACTION", onDelete: "CASCADE" },
    { columns: ["b", "a"], table: "p", parentColumns: ["x", "y"], onUpdate: "SET NULL", onDelete: "NO ACTION" },
  ]);
});

test("rows are estimated, and where nothing tells they are not", () => {
  const catalog = catalogWith(
    ...["CREATE TABLE dense (a)", `${counted(500)} INSERT INTO dense SELECT i FROM n`, "CREATE TABLE empty (a)"],
    ...[
      "CREATE TABLE chance (a)",
      "INSERT INTO chance (rowid, a) VALUES (-9000000000000000000, 1), (9000000000000000000, 2)",
    ],
    ...["CREATE TABLE taken (rowid, _rowid_)", "INSERT INTO taken VALUES (1000000, 5), (7, 7)"],
    ...["CREATE TABLE w (a PRIMARY KEY) WITHOUT ROWID", "INSERT INTO w VALUES (1), (2)"],
    ...["CREATE VIEW v AS SELECT 1", "INSERT INTO dense (rowid, a) VALUES (-10, 0)"],
  );
  const estimate = (name: string) => catalog.get(name)!.estimate;
  expect(["dense", "empty", "chance", "taken", "w", "v"].map(estimate)).toEqual([
    511,
    0,
    undefined,
    2,
    undefined,
    undefined,
  ]);
  const analyzed = catalogWith(
    ...["CREATE TABLE w (a PRIMARY KEY, b) WITHOUT ROWID", `${counted(300)} INSERT INTO w SELECT i, i FROM n`],
    ...["CREATE TABLE sparse (a)", `${counted(300)} INSERT INTO sparse (rowid) SELECT i * 5 FROM n`, "ANALYZE"],
    ...["CREATE TABLE late (a)", "INSERT INTO late VALUES (1)", "DELETE FROM sparse WHERE rowid > 50"],
  );
  expect(["w", "sparse", "late"].map((name) => analyzed.get(name)!.estimate)).toEqual([300, 46, 1]);
});

test("virtual tables name their module, what they lack, and what they keep their data in", () => {
  const catalog = catalogWith(
    ...["CREATE VIRTUAL TABLE notes USING fts4 (text)", "CREATE TABLE notes_other (a)"],
    ...["CREATE TABLE modern_data (a)", "CREATE TABLE modern_config (a)"],
    ...declare("table", "modern", 'CREATE VIRTUAL TABLE IF NOT EXISTS "modern" USING FTS5(text)'),
    ...declare("table", "places", "CREATE VIRTUAL TABLE places USING rtree(id, a, b)"),
    ...declare("table", "strange", 'CREATE /* TABLE */ VIRTUAL TABLE strange USING "my module"(USING)'),
  );
  expect(catalog.get("notes")).toMatchObject({ kind: "virtual table", module: "fts4", isInternal: false });
  expect(catalog.get("notes")!.problem).toBeUndefined();
  expect(
    catalog
      .get("notes")!
      .columns.filter(({ isHidden }) => !isHidden)
      .map(({ name }) => name),
  ).toEqual(["text"]);
  expect(catalog.get("notes_content")!.isInternal).toBe(true);
  expect(catalog.get("notes_other")!.isInternal).toBe(false);
  expect(catalog.get("modern")).toMatchObject({ kind: "virtual table", module: "fts5", problem: "needs FTS5" });
  expect([catalog.get("modern_data")!.isInternal, catalog.get("modern_config")!.isInternal]).toEqual([true, true]);
  expect(catalog.get("places")!.problem).toBe("needs R*Tree");
  expect(catalog.get("strange")!.problem).toMatch(/^needs .?my module/);
});

test("a broken view says why, and the others are as they were", () => {
  const catalog = catalogWith(
    ...["CREATE TABLE t (a)", "CREATE VIEW good AS SELECT a, a + 1 AS b FROM t"],
    ...["CREATE VIEW lost AS SELECT * FROM nowhere", "CREATE VIEW odd AS SELECT regexp('a', a) FROM t"],
  );
  expect(catalog.get("good")!.columns.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(catalog.get("good")!.problem).toBeUndefined();
  expect(catalog.get("lost")).toMatchObject({ problem: "no such table: main.nowhere", columns: [] });
  expect(catalog.get("odd")!.problem).toBe("no such function: regexp");
});

test("a damaged entry says so, and the others are as they were", () => {
  const bytes = makeDatabase(sqlite, [
    ...[
      "CREATE TABLE good (a)",
      "CREATE TABLE bad (a)",
      "CREATE VIEW v AS SELECT * FROM good",
      "PRAGMA writable_schema = 1",
    ],
    "UPDATE sqlite_schema SET sql = 'CREATE TABL bad(a)' WHERE name = 'bad'",
    "INSERT INTO sqlite_schema VALUES ('nonsense', 'x', 'x', 0, NULL), (NULL, NULL, NULL, NULL, NULL), ('table', x'ff', 3, 'a', 5)",
  ]);
  const catalog = catalogOf(bytes);
  expect(catalog.get("good")!.problem).toBeUndefined();
  expect(catalog.get("v")!.columns).toHaveLength(1);
  expect(catalog.get("bad")!.problem).toMatch(/malformed database schema/);
  const session = openSession(sqlite, { file: { bytes } });
  expect(session.overview({}, silent).notes.join()).toMatch(/damaged: malformed database schema/);
});

test("names are names, whatever is in them", () => {
  const names = [
    'quo"te',
    "new\nline",
    "\u202Ebidi",
    "\uFEFFa byte order mark",
    "[x]",
    "';--",
    "<img src=x onerror=alert(1)>",
    "",
  ];
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const catalog = catalogWith(...names.map((name) => `CREATE TABLE ${quoted(name)} (${quoted(`${name} column`)})`));
  for (const name of names) {
    expect(catalog.get(name), JSON.stringify(name)).toMatchObject({
      kind: "table",
      columns: [{ name: `${name} column` }],
    });
    expect(catalog.get(name)!.problem).toBeUndefined();
  }
});

test("2,000 columns, and a CREATE of megabytes", () => {
  const columns = Array.from({ length: 2000 }, (_, index) => `"column ${index}" TEXT`).join();
  const catalog = catalogWith(
    `CREATE TABLE wide (${columns})`,
    `CREATE TABLE long (a /* ${"x".repeat(1_000_000)} */) WITHOUT ROWID`.replace("(a", "(a PRIMARY KEY"),
    ...Array.from({ length: 6 }, (_, index) => `CREATE VIEW v${index} AS SELECT '${"y".repeat(3_000_000)}'`),
  );
  expect(catalog.get("wide")!.columns).toHaveLength(2000);
  expect(catalog.get("long")!.isWithoutRowid).toBe(true);
  expect(catalog.get("v5")!.problem).toBeUndefined();
  const characters = [...catalog.values()].reduce((sum, { sql }) => sum + (sql?.length ?? 0), 0);
  expect(characters).toBeLessThan(20_000_000);
});

test("views that read views that read views twice are told of, and take no time", () => {
  const views = Array.from(
    { length: 40 },
    (_, i) => `CREATE VIEW v${i + 1} AS SELECT * FROM v${i} UNION ALL SELECT * FROM "V${i}"`,
  );
  const within = Array.from(
    { length: 40 },
    (_, i) => `w${i + 1} (a) AS NOT MATERIALIZED (SELECT * FROM w${i} UNION ALL SELECT * FROM w${i})`,
  );
  const fine = Array.from({ length: 40 }, (_, i) => `w${i + 1} AS (SELECT * FROM w${i})`);
  const start = cpuMilliseconds();
  const catalog = catalogWith(
    ...["CREATE TABLE t (a)", "CREATE VIEW v0 AS SELECT * FROM t", ...views],
    `CREATE VIEW within AS WITH w0 AS (SELECT 1 AS a), ${within.join()} SELECT * FROM w40`,
    `CREATE VIEW fine AS WITH w0 AS (SELECT 1 AS a), ${fine.join()} SELECT * FROM w40`,
  );
  expect(catalog.get("v3")!.problem).toBeUndefined();
  expect(catalog.get("v40")!.problem).toMatch(/^reads so many views/);
  expect(catalog.get("within")!.problem).toMatch(/^reads so many views/);
  expect(catalog.get("fine")!.problem).toBeUndefined();
  const session = openSession(sqlite, { file: { bytes: makeDatabase(sqlite, ["CREATE TABLE v0 (a)", ...views]) } });
  const view = { table: "v0", sort: [], filters: [], search: "" };
  expect(session.rows({ view, from: { kind: "start" }, limit: 10 }, silent).columns).toEqual(["a"]);
  expect(cpuMilliseconds() - start).toBeLessThan(10_000);
});

test("a chain of views as long as a file takes no time either", () => {
  const chain = Array.from({ length: 1500 }, (_, i) => `CREATE VIEW v${i + 1} AS SELECT a + 1 AS a FROM v${i}`);
  const bytes = makeDatabase(sqlite, ["CREATE TABLE v0 (a)", ...chain]);
  const start = cpuMilliseconds();
  const catalog = catalogOf(bytes);
  expect(cpuMilliseconds() - start).toBeLessThan(20_000);
  expect(catalog.get("v2")!.columns).toHaveLength(1);
  expect(catalog.get("v1500")!.problem).toMatch(/^reads so many views/);
});
