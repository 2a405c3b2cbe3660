/** Where rows lie in tables that are too large to be counted, and how much of them is read for it. */
import { describe, expect, test } from "vitest";
import type { Params, Result, View } from "../../../server/src/database/protocol.ts";
import { placesOf } from "../../../server/src/database/rows/places.ts";
import { relationOf } from "../../../server/src/database/rows/relation.ts";
import { keyReader } from "../../../server/src/database/rows/runs.ts";
import { keysOf, selectionOf } from "../../../server/src/database/rows/selection.ts";
import { databaseOf, openedFrom, openedWith } from "./support/reader.ts";

const series = (count: number): string =>
  `WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
const rows = 60_000;
const open = openedWith(
  "CREATE TABLE dense (id INTEGER PRIMARY KEY, a, b)",
  `${series(rows)} INSERT INTO dense SELECT i, i * 7919 % ${rows}, i % 100 FROM n`,
  "CREATE INDEX by_a ON dense (a)",
  "CREATE TABLE sparse (id INTEGER PRIMARY KEY, a, b)",
  `${series(rows)} INSERT INTO sparse SELECT i * 1000 + (i * 7919 % 900), a, b FROM n JOIN dense ON id = i`,
  // Half of them at the beginning, one after another; then gaps.
  "CREATE TABLE uneven (id INTEGER PRIMARY KEY, a, b)",
  `INSERT INTO uneven SELECT CASE WHEN id <= ${rows / 2} THEN id ELSE ${rows / 2} + (id - ${rows / 2}) * 3 END, a, b FROM dense`,
  "CREATE TABLE extreme (id INTEGER PRIMARY KEY, a, b)",
  "INSERT INTO extreme SELECT CASE WHEN id % 2 THEN -9223372036854775807 + id ELSE 9223372036854775807 - id END, a, b FROM dense WHERE id < 30000",
  "CREATE TABLE sentinel (id INTEGER PRIMARY KEY, a, column1)",
  "INSERT INTO sentinel SELECT CASE WHEN id = 30000 THEN 9223372036854775807 ELSE id END, a, b FROM dense WHERE id <= 30000",
  "CREATE TABLE keyed (k TEXT PRIMARY KEY, a, b) WITHOUT ROWID",
  "INSERT INTO keyed SELECT printf('%06d', id), a, b FROM dense",
  "CREATE VIEW shown AS SELECT a, b FROM dense",
);

const viewOf = (table: string, more: Partial<View> = {}): View => ({
  table,
  sort: [],
  filters: [],
  search: "",
  ...more,
});
const page = (view: View, from: Params<"rows">["from"], limit = 50): Result<"rows"> =>
  open.reader.rows({ view, from, limit });
const byA: View["sort"] = [{ column: "a", isDescending: false }];
const few: View["filters"] = [{ column: "b", operator: "<", value: "25" }];

describe.each([
  ["in the order of dense rowids", viewOf("dense"), rows],
  ["in the order of sparse rowids", viewOf("sparse"), rows],
  ["in the order of uneven rowids", viewOf("uneven"), rows],
  ["in the order of an index", viewOf("dense", { sort: byA }), rows],
  ["in an order without an index", viewOf("sparse", { sort: byA }), rows],
  ["with a filter", viewOf("dense", { filters: few }), rows / 4],
  ["with a filter and a sort", viewOf("dense", { filters: few, sort: byA }), rows / 4],
])("%s", (_, view, count) => {
  test("the number of rows is estimated", () => {
    const { position } = page(view, { kind: "start" });
    expect(position).toMatchObject({ first: 0, isExact: false });
    expect(position!.total / count).toBeGreaterThan(0.75);
    expect(position!.total / count).toBeLessThan(1.25);
  });
  test.each([0.1, 0.5, 0.9])("%d of the way is about there", (fraction) => {
    const place = page(view, { kind: "fraction", fraction });
    const column = view.sort[0]?.column ?? "id";
    const value = place.rows[0]!.cells[place.columns.indexOf(column)] as { readonly text: string };
    const condition = view.filters.length === 0 ? "" : "AND b < 25";
    const sql = `SELECT count(*) FROM ${view.table} WHERE ${column} < ${value.text} ${condition}`;
    const before = Number(open.connection.all(sql)[0]![0]);
    expect(Math.abs(before / count - fraction)).toBeLessThan(view.table === "uneven" ? 0.3 : 0.1);
    expect(place.position!.first / place.position!.total).toBeCloseTo(fraction, 1);
  });
  test("pages side by side have numbers that fit together", () => {
    const middle = page(view, { kind: "fraction", fraction: 0.5 });
    const next = page(view, { kind: "after", key: middle.rows.at(-1)!.key });
    expect(next.position!.first).toBe(middle.position!.first + middle.rows.length);
    const before = page(view, { kind: "before", key: middle.rows[0]!.key });
    expect(before.position!.first).toBe(middle.position!.first - before.rows.length);
    const end = page(view, { kind: "end" });
    expect(end.position!.first).toBe(end.position!.total - end.rows.length);
  });
});

test("rowids at both ends of their range", () => {
  const view = viewOf("extreme");
  for (const fraction of [0, 0.25, 0.5, 0.75, 1])
    expect(page(view, { kind: "fraction", fraction }).rows).toHaveLength(50);
  const { rows: found } = page(view, { kind: "rowid", rowid: "0" }, 1);
  expect(found[0]!.cells[0]).toEqual({ type: "integer", text: "9223372036854745809" });
  expect(() => page(view, { kind: "rowid", rowid: "0 OR 1" })).toThrow("is no rowid");
  expect(() => page(viewOf("extreme", { sort: byA }), { kind: "rowid", rowid: "0" })).toThrow("order of rowids");
});

test("where one rowid is far from all others, the middle is found by counting", () => {
  const view = viewOf("sentinel");
  const start = page(view, { kind: "start" });
  expect(start.rows).toHaveLength(50);
  expect(start.position).toBeUndefined();
  const middle = page(view, { kind: "fraction", fraction: 0.5 });
  expect(middle.rows[0]!.cells[0]).toEqual({ type: "integer", text: "15001" });
  expect(middle.position).toEqual({ first: 15_000, total: 30_000, isExact: true });
  const filtered = viewOf("sentinel", { filters: [{ column: "column1", operator: "<", value: "25" }], sort: byA });
  expect(page(filtered, { kind: "start" }).rows).toHaveLength(50);
});

test("a number is that of the row, and one beyond the last is the end", () => {
  const there = page(viewOf("sparse"), { kind: "number", number: 40_001 }, 1);
  expect(there.position!.first).toBe(40_000);
  expect(there.rows[0]!.cells[0]).toEqual({ type: "integer", text: String(40_001_000 + ((40_001 * 7919) % 900)) });
  expect(page(viewOf("sparse"), { kind: "number", number: 10 ** 9 }).isEnd).toBe(true);
  expect(page(viewOf("sparse"), { kind: "rowid", rowid: "9223372036854775807" }).isEnd).toBe(true);
});

test("a table WITHOUT ROWID is counted when somebody goes to a place in it, and not before", () => {
  const view = viewOf("keyed");
  expect(page(view, { kind: "start" }).position).toBeUndefined();
  const middle = page(view, { kind: "fraction", fraction: 0.5 });
  expect(middle.position).toEqual({ first: rows / 2, total: rows, isExact: true });
  expect(middle.rows[0]!.cells[0]).toMatchObject({ text: "030001" });
  expect(page(view, { kind: "after", key: middle.rows.at(-1)!.key }).position).toEqual({
    first: rows / 2 + 50,
    total: rows,
    isExact: true,
  });
});

test("a view has no position until it is counted", () => {
  const view = viewOf("shown");
  expect(page(view, { kind: "start" }).position).toBeUndefined();
  expect(page(view, { kind: "fraction", fraction: 0.5 }).position).toEqual({
    first: (rows - 1) / 2 - 0.5,
    total: rows,
    isExact: true,
  });
  expect(page(view, { kind: "end" }).rows.at(-1)!.key).toBe(String(rows - 1));
  expect(page(view, { kind: "number", number: rows + 1 }).isEnd).toBe(true);
});

test("an order that no index has is told", () => {
  expect(page(viewOf("dense"), { kind: "start" }).isScan).toBe(false);
  expect(page(viewOf("dense", { sort: byA }), { kind: "start" }).isScan).toBe(false);
  expect(page(viewOf("sparse", { sort: byA }), { kind: "start" }).isScan).toBe(true);
  const filters: View["filters"] = [{ column: "a", operator: "<", value: "500" }];
  const sort = [{ column: "b", isDescending: true }];
  expect(page(viewOf("dense", { sort, filters }), { kind: "start" }).isScan).toBe(false);
});

test("keys of such an order are the same whether they are remembered or read anew", () => {
  const { connection } = open;
  const view = viewOf("sparse", { sort: [{ column: "b", isDescending: true }, ...byA] });
  const selection = selectionOf(connection, relationOf(connection, "sparse"), view);
  const places = placesOf(connection, selection);
  const remembered = keyReader(connection, selection, () => places);
  const anew = (stretch: Parameters<typeof remembered>[0]) => keysOf(connection, selection, stretch);
  expect(places.beyond!(undefined, "forth", 2000)).toBeDefined();
  let last: string | undefined;
  for (let step = 0; step < 8; step++) {
    const at = last === undefined ? {} : { at: { key: last } };
    for (const reach of ["after", "from"] as const) {
      for (const direction of ["forth", "back"] as const) {
        const stretch = { ...at, reach, direction, limit: 300 };
        expect(remembered(stretch)).toEqual(anew(stretch));
      }
    }
    last = remembered({ ...at, direction: "forth", limit: 300 }).at(-1);
  }
});

test("an FTS table has rowids, and a virtual table of a module that is not there says so", () => {
  const { reader } = openedWith(
    "CREATE VIRTUAL TABLE words USING fts4 (body)",
    "INSERT INTO words (docid, body) VALUES (5, 'five'), (9, 'nine'), (7, 'seven')",
    "PRAGMA writable_schema = 1",
    "INSERT INTO sqlite_schema VALUES ('table', 'gone', 'gone', 0, 'CREATE VIRTUAL TABLE gone USING fts5 (body)')",
  );
  const view = viewOf("words", { sort: [{ column: "body", isDescending: true }] });
  const all = reader.rows({ view, from: { kind: "start" }, limit: 10 });
  expect(all.columns).toEqual(["body"]);
  expect(all.rows.map(({ cells }) => (cells[0] as { text: string }).text)).toEqual(["seven", "nine", "five"]);
  const after = reader.rows({ view: viewOf("words"), from: { kind: "rowid", rowid: "6" }, limit: 1 });
  expect(after.rows[0]!.cells).toEqual([{ type: "text", text: "seven", length: 5, isWhole: true }]);
  expect(() => reader.rows({ view: viewOf("gone"), from: { kind: "start" }, limit: 1 })).toThrow(
    "no such module: fts5",
  );
});

test("views that cannot be read say why, and those that are heavy hinder no other", () => {
  const chain = Array.from(
    { length: 60 },
    (_, index) => `CREATE VIEW v${index + 1} AS SELECT a.x FROM v${index} a, v${index} b`,
  );
  const { reader } = openedWith(
    "CREATE TABLE t (x)",
    "INSERT INTO t VALUES (1)",
    "CREATE VIEW v0 AS SELECT x FROM t",
    ...chain,
    "CREATE VIEW broken AS SELECT y FROM nowhere",
    "CREATE VIEW aimless AS SELECT x FROM t WHERE abs(random()) % 2 = 5",
  );
  expect(reader.rows({ view: viewOf("t"), from: { kind: "start" }, limit: 1 }).rows).toHaveLength(1);
  expect(() => reader.rows({ view: viewOf("broken"), from: { kind: "start" }, limit: 1 })).toThrow(
    "no such table: main.nowhere",
  );
  expect(reader.rows({ view: viewOf("aimless"), from: { kind: "at", key: "7" }, limit: 1 })).toMatchObject({
    rows: [],
    isEnd: true,
  });
});

test("rows beside damaged pages are shown", () => {
  const bytes = databaseOf(
    "PRAGMA page_size = 1024",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
    `${series(30_000)} INSERT INTO t SELECT i, i * 7919 % 30000 FROM n`,
    "CREATE INDEX by_a ON t (a)",
  );
  // Leaves of the table in the middle of the file.
  for (let page = 100; page < 140; page++)
    if (bytes[page * 1024] === 13) bytes.fill(0xee, page * 1024, (page + 1) * 1024);
  const { reader } = openedFrom(bytes);
  for (const sort of [[], byA]) {
    const view = viewOf("t", { sort });
    expect(reader.rows({ view, columns: ["id"], from: { kind: "start" }, limit: 3 }).rows).toHaveLength(3);
    expect(reader.rows({ view, columns: ["id"], from: { kind: "end" }, limit: 3 }).rows).toHaveLength(3);
  }
  expect(() => reader.count({ view: viewOf("t", { search: "5" }) })).toThrow("malformed");
});

test("the schema's own table has rows, too", () => {
  const { rows: entries, columns } = open.reader.rows({
    view: viewOf("sqlite_schema"),
    from: { kind: "start" },
    limit: 100,
  });
  expect(columns).toEqual(["type", "name", "tbl_name", "rootpage", "sql"]);
  expect(entries.length).toBeGreaterThan(5);
});
