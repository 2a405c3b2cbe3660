/** Names and values that somebody chose to do harm: they come back as they are, and no more of them than is shown. */
import { beforeAll, describe, expect, test } from "vitest";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { type Params, pageKinds } from "../../../server/src/database/protocol.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { counted, openSession, silent } from "../format/support/databases.ts";
import { exercise, sessionOf } from "./surface.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const texts: readonly string[] = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "javascript:alert(1)",
  "\u202egnp.exe\u2066",
  "\u200b\ufeff\u00ad",
  "a\tb\r\nc\u001b[31m",
  `"; DROP TABLE t; --`,
  "`]['\"",
  "=cmd|'/c calc'!A1",
  "__proto__",
  "constructor",
  "$(id)",
  "%s%n",
  "\ud83d\ude00",
  " ",
  "",
  "x".repeat(10_000),
];

test.each(texts.map((text) => [text.slice(0, 40), text]))("a table, a column and a value called %j", (_, text) => {
  const bytes = makeDatabase(sqlite, [
    `CREATE TABLE ${quoted(`${text}`)} (id INTEGER PRIMARY KEY, ${quoted(`${text}_`)} TEXT DEFAULT ${literal(text)})`,
    `INSERT INTO ${quoted(text)} (id) VALUES (1), (2)`,
    `CREATE INDEX ${quoted(`${text} i`)} ON ${quoted(text)} (${quoted(`${text}_`)})`,
    `CREATE VIEW ${quoted(`${text} v`)} AS SELECT ${quoted(`${text}_`)} FROM ${quoted(text)}`,
  ]);
  const { failures } = exercise(sessionOf(sqlite), { file: { bytes } });
  expect(failures.filter(({ failure }) => failure.code !== "refused")).toEqual([]);
  const session = openSession(sqlite, { file: { bytes } });
  expect(session.catalog({}, silent).map(({ name }) => name)).toEqual(
    expect.arrayContaining([text, `${text} i`, `${text} v`]),
  );
  const { rows, columns } = session.rows(
    { view: { table: text, sort: [], filters: [], search: "" }, from: { kind: "start" }, limit: 10 },
    silent,
  );
  expect(columns).toEqual(["id", `${text}_`]);
  expect(rows.length).toBe(2);
  const cell = rows[0]!.cells[1];
  if (text.length <= 1000) expect(cell).toMatchObject({ type: "text", text, isWhole: true });
  else expect(cell).toMatchObject({ type: "text", length: text.length, isWhole: false });
});

describe("much of everything", () => {
  const startOf = (table: string, limit: number): Params<"rows"> => ({
    view: { table, sort: [], filters: [], search: "" },
    from: { kind: "start" },
    limit,
  });

  test("values of 10 MB: a grid is sent their beginnings, and what is asked of the rest", () => {
    const bytes = makeDatabase(sqlite, [
      "CREATE TABLE t (id INTEGER PRIMARY KEY, x, y)",
      "INSERT INTO t VALUES (1, zeroblob(10000000), replace(hex(zeroblob(5000000)), '00', '<b>')), (2, randomblob(10000000), NULL)",
    ]);
    const session = openSession(sqlite, { file: { bytes } });
    const answer = session.rows(startOf("t", 10), silent);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
    expect(answer.rows[0]!.cells[1]).toMatchObject({ type: "blob", length: 10_000_000 });
    expect(answer.rows[0]!.cells[2]).toMatchObject({ type: "text", length: 15_000_000, isWhole: false });
    const rest = { view: startOf("t", 1).view, key: answer.rows[0]!.key, column: "y", start: 14_999_997, length: 100 };
    expect(Buffer.from(session.cell(rest, silent).bytes).toString()).toBe("<b>");
    const { failures, slowest } = exercise(sessionOf(sqlite), { file: { bytes } });
    expect(failures.filter(({ failure }) => failure.code !== "refused")).toEqual([]);
    expect(slowest.milliseconds).toBeLessThan(5000);
  });

  test("2,000 columns", () => {
    const names = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const bytes = makeDatabase(sqlite, [
      `CREATE TABLE t (${names.join(", ")})`,
      `${counted(20)} INSERT INTO t (c0, c1999) SELECT i, 'last' FROM n`,
    ]);
    const session = openSession(sqlite, { file: { bytes } });
    expect(session.rows(startOf("t", 5), silent)).toMatchObject({ columns: names });
    expect(session.catalog({}, silent).find(({ name }) => name === "t")!.columns.length).toBe(2000);
    const map = session.pageMap({}, silent);
    const owner = 1 + map.owners.findIndex(({ name }) => name === "t");
    const leaf = map.owner.findLastIndex((of, index) => of === owner && pageKinds[map.kinds[index]!] === "table leaf");
    const page = session.page({ number: leaf + 1 }, silent);
    expect(page.cells[0]!.values.length).toBe(2000);
    const { failures, slowest } = exercise(sessionOf(sqlite), { file: { bytes } });
    expect(failures.filter(({ failure }) => failure.code !== "refused")).toEqual([]);
    expect(slowest.milliseconds).toBeLessThan(5000);
  });

  test("hundreds of tables", () => {
    const bytes = makeDatabase(
      sqlite,
      Array.from({ length: 500 }, (_, index) => `CREATE TABLE t${index} (x PRIMARY KEY)`),
    );
    const session = openSession(sqlite, { file: { bytes } });
    expect(session.pageMap({}, silent).owners.length).toBe(1001);
    expect(session.catalog({}, silent).length).toBeGreaterThanOrEqual(1000);
    expect(session.fitness({}, silent).checks.length).toBeGreaterThan(10);
  });

  test("a page whose cells all are one record with as many values as it can hold", () => {
    const pageSize = 65536;
    const bytes = makeDatabase(sqlite, [
      `PRAGMA page_size=${pageSize}`,
      "CREATE TABLE t (x)",
      "INSERT INTO t VALUES (zeroblob(60000))",
    ]);
    const page = bytes.subarray(pageSize);
    const cells = 1000;
    page.fill(0);
    page.set([13, 0, 0, cells >> 8, cells & 255, 0x10, 0, 0]);
    // A record of 40,000 bytes that is nothing but types of NULL, at 0x2000, and a thousand times the same place.
    for (let index = 0; index < cells; index++) page.set([0x20, 0x00], 8 + 2 * index);
    page.set([0x82, 0xb8, 0x40, 1, 0x82, 0xb8, 0x40], 0x2000);
    const session = openSession(sqlite, { file: { bytes } });
    const start = cpuMilliseconds();
    const answer = session.page({ number: 2 }, silent);
    expect(answer.cells.length).toBe(cells);
    expect(answer.cells.reduce((sum, { values }) => sum + values.length, 0)).toBeLessThanOrEqual(50_000);
    expect(answer.cells.at(-1)!.problem).toBe("It has more values.");
    expect(session.pageMap({}, silent).problems.length).toBeGreaterThan(0);
    expect(cpuMilliseconds() - start).toBeLessThan(5000);
  });
});
