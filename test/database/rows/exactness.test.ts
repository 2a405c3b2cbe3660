/** Every value that SQLite has comes out as it is: in pages, by ranges of its bytes, and in exports that are read back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sqlLiteral } from "../../../server/src/database/output/sql.ts";
import type { Value } from "../../../server/src/database/output/value.ts";
import type { Cell, ExportFormat, ExportWhat, View } from "../../../server/src/database/protocol.ts";
import { cellsIn, type ReadRows } from "../../../server/src/database/rows/cells.ts";
import { type Opened, openedWith } from "./support/reader.ts";

const viewOf = (table: string): View => ({ table, sort: [], filters: [], search: "" });
const firstRow = ({ reader }: Opened, table: string): readonly Cell[] =>
  reader.rows({ view: viewOf(table), from: { kind: "start" }, limit: 10 }).rows[0]!.cells;

function exported(
  { reader }: Opened,
  what: ExportWhat,
  format: ExportFormat,
): { text: string; pieces: number; rows: number } {
  const pieces: string[] = [];
  const { rows } = reader.export({ what, format }, { piece: (text) => pieces.push(text), progress: () => undefined });
  return { text: pieces.join(""), pieces: pieces.length, rows };
}

const encodings = ["UTF-8", "UTF-16le", "UTF-16be"];

describe.each(encodings)("in a database of %s", (encoding) => {
  const made = (...statements: readonly string[]): Opened =>
    openedWith(`PRAGMA encoding = '${encoding}'`, ...statements);

  test("numbers have all digits", () => {
    const open = made(
      "CREATE TABLE t (a, b, c, d, e, f, g, h)",
      "INSERT INTO t VALUES (9223372036854775807, -9223372036854775808, -0.0, 9e999, -9e999, 1e308, 5e-324, 0.1)",
    );
    expect(firstRow(open, "t").map((cell) => cell && "text" in cell && `${cell.type} ${cell.text}`)).toEqual([
      ...["integer 9223372036854775807", "integer -9223372036854775808", "real -0.0", "real Inf", "real -Inf"],
      ...["real 1.0e+308", expect.stringMatching(/^real 4.94065645841246\d+e-324$/), "real 0.1"],
    ]);
  });

  test("texts hold NUL, byte order marks and characters beyond U+FFFF", () => {
    const open = made("CREATE TABLE t (a, b)", "INSERT INTO t VALUES ('a'||char(0)||'b', char(65279)||char(128512))");
    expect(firstRow(open, "t")).toEqual([
      { type: "text", text: "a\0b", length: 3, isWhole: true },
      { type: "text", text: "\ufeff\u{1f600}", length: 2, isWhole: true },
    ]);
  });

  test("what is long is sent by its beginning, and read range by range", () => {
    // A character that the end of what is read cuts.
    const cut = made(
      "CREATE TABLE t (a)",
      "INSERT INTO t VALUES ('a' || replace(printf('%.*c', 2000, 'x'), 'x', char(128512)))",
    );
    expect(firstRow(cut, "t")).toEqual([
      { type: "text", text: `a${"\u{1f600}".repeat(499)}`, length: 2001, isWhole: false },
    ]);
    const pairs = encoding === "UTF-8" ? 3_500_000 : 350_000;
    const open = made(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, text, bytes)",
      `INSERT INTO t VALUES (7, replace(printf('%.*c', ${pairs}, 'x'), 'x', 'é€'), zeroblob(10000000))`,
    );
    const { reader } = open;
    const [row] = reader.rows({ view: viewOf("t"), from: { kind: "start" }, limit: 10 }).rows;
    expect(row!.cells[1]).toEqual({ type: "text", text: "é€".repeat(500), length: 2 * pairs, isWhole: false });
    expect(row!.cells[2]).toEqual({ type: "blob", bytes: new Uint8Array(64), length: 10_000_000 });
    const range = (column: string, start: number, length: number) =>
      reader.cell({ view: viewOf("t"), key: row!.key, column, start, length });
    const whole = Buffer.from("é€".repeat(pairs));
    for (const start of [0, 1, 499_999, whole.length - 3, whole.length, whole.length + 5]) {
      const { type, bytes, length } = range("text", start, 4096);
      expect({ type, length }).toEqual({ type: "text", length: whole.length });
      expect(Buffer.from(bytes).equals(whole.subarray(start, start + 4096))).toBe(true);
    }
    expect(range("bytes", 9_999_990, 100)).toEqual({ type: "blob", bytes: new Uint8Array(10), length: 10_000_000 });
    expect(range("id", 0, 100)).toEqual({ type: "integer", bytes: Uint8Array.of(0x37), length: 1 });
  });

  test("an export of SQL makes the same table", () => {
    const open = made(
      `CREATE TABLE t (a, b TEXT, c INTEGER, d REAL, e AS (a || b), "sel""ect")`,
      "INSERT INTO t (a, b, c, d, \"sel\"\"ect\") VALUES (9223372036854775807, 'a'||char(0)||'''b', -9223372036854775808, 1e308, x'00ff'), (-0.0, char(128512), 'text', 9e999, NULL), (0.1, '', 5, -9e999, 5e-324)",
    );
    const { text, rows } = exported(open, { kind: "view", view: viewOf("t") }, "sql");
    expect(rows).toBe(3);
    const statements = text.split(";\n").filter((line) => line.startsWith("INSERT"));
    const again = made(`CREATE TABLE t (a, b TEXT, c INTEGER, d REAL, e AS (a || b), "sel""ect")`, ...statements);
    const all = 'SELECT a, b, c, d, e, "sel""ect" FROM t ORDER BY rowid';
    expect(again.connection.values(all)).toEqual(open.connection.values(all));
  });
});

test("text that is no UTF-8 keeps its bytes", () => {
  const open = openedWith(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
    "INSERT INTO t VALUES (1, CAST(x'61ff62' AS TEXT))",
  );
  expect(firstRow(open, "t")[1]).toMatchObject({
    type: "text",
    text: "a\ufffdb",
    bytes: Uint8Array.of(0x61, 0xff, 0x62),
  });
  const what: ExportWhat = { kind: "view", view: viewOf("t") };
  expect(exported(open, what, "csv").text).toBe("id,a\r\n1,x'61ff62'\r\n");
  expect(exported(open, what, "json").text).toBe('[\n{"id":1,"a":{"textHex":"61ff62"}}\n]\n');
  expect(exported(open, what, "sql").text).toContain("VALUES (1, CAST(x'61ff62' AS TEXT));");
  const { reader } = open;
  const cell = reader.cell({ view: viewOf("t"), key: "i1", column: "a", start: 1, length: 1 });
  expect(cell).toEqual({ type: "text", bytes: Uint8Array.of(0xff), length: 3 });
});

test("a table WITHOUT ROWID has keys of any text", () => {
  const keys = [
    "CAST(x'61ff' AS TEXT)",
    "'a'||char(0)",
    "'a'",
    "x'61'",
    "''",
    "x''",
    "1.5",
    "-9e999",
    "9223372036854775807",
  ];
  const open = openedWith(
    "CREATE TABLE t (k PRIMARY KEY, v) WITHOUT ROWID",
    ...keys.map((key, index) => `INSERT INTO t VALUES (${key}, ${index})`),
  );
  const { rows } = open.reader.rows({ view: viewOf("t"), from: { kind: "start" }, limit: 100 });
  expect(rows).toHaveLength(keys.length);
  for (const { key, cells } of rows) {
    const { bytes } = open.reader.cell({ view: viewOf("t"), key, column: "v", start: 0, length: 10 });
    expect(Buffer.from(bytes).toString()).toBe((cells[1] as { text: string }).text);
  }
});

test("SQL literals are the values, bit for bit", () => {
  const { connection } = openedWith("CREATE TABLE t (a)");
  const value: fc.Arbitrary<Value> = fc.oneof(
    fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      .map((integer): Value => ({ type: "integer", text: String(integer) })),
    fc.string({ unit: "binary" }).map((text): Value => ({ type: "text", text })),
    fc.uint8Array().map((bytes): Value => ({ type: "blob", bytes })),
  );
  fc.assert(
    fc.property(value, (drawn) => {
      expect(connection.values(`SELECT ${sqlLiteral(drawn)}`)).toEqual([[drawn]]);
    }),
    { seed: 4, numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (drawn) => {
      const digits = Object.is(drawn, -0)
        ? "-0.0"
        : String(drawn)
            .replace(/^-?\d+$/, "$&.0")
            .replace("inity", "");
      const literal = sqlLiteral({ type: "real", text: digits });
      const shown = connection.values(`SELECT ${literal}`)[0]![0] as { readonly type: "real"; readonly text: string };
      expect(Object.is(Number(shown.text.replace("Inf", "Infinity")), drawn)).toBe(true);
      expect(connection.values(`SELECT ${sqlLiteral(shown)}`)).toEqual([[shown]]);
    }),
    { seed: 4, numRuns: 200 },
  );
});

describe("hostile names", () => {
  const names = ['a"b', "select", "a'b", "a]b", "`", "a\nb", "\u202etxt", "--", ";DROP TABLE t", "ä", " "];
  test("are names of tables and columns", () => {
    const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    for (const name of names) {
      const open = openedWith(
        `CREATE TABLE ${quoted(name)} (${quoted(`${name} `)}, ${quoted(name)})`,
        `INSERT INTO ${quoted(name)} VALUES (1, 2)`,
      );
      const view: View = {
        ...{ table: name, search: "2" },
        sort: [{ column: name, isDescending: true }],
        filters: [{ column: `${name} `, operator: "=", value: "1" }],
      };
      const page = open.reader.rows({ view, from: { kind: "end" }, limit: 5 });
      expect(page.columns).toEqual([`${name} `, name]);
      expect(page.rows).toHaveLength(1);
      expect(JSON.parse(exported(open, { kind: "view", view }, "json").text)).toEqual([{ [`${name} `]: 1, [name]: 2 }]);
    }
  });

  test("that are not there are refused, whatever they are", () => {
    const { reader } = openedWith("CREATE TABLE t (a)");
    const ask = (view: Partial<View>, columns?: string[]) => () =>
      reader.rows({
        view: { ...viewOf("t"), ...view },
        from: { kind: "start" },
        limit: 1,
        ...(columns && { columns }),
      });
    expect(ask({ table: "u" })).toThrow("There is no table or view with the name u.");
    expect(ask({ table: "t\0" })).toThrow(/name/);
    expect(ask({}, ["b"])).toThrow("t has no column with the name b.");
    expect(ask({ sort: [{ column: '"', isDescending: false }] })).toThrow("no column");
    expect(ask({ filters: [{ column: "b", operator: "=", value: "" }] })).toThrow("no column");
    for (const key of ["", "1", "i1,i2", "i1 OR 1", "t6", "x'00'", "r1e5); --", "i999"]) {
      expect(() => reader.cell({ view: viewOf("t"), key, column: "a", start: 0, length: 1 })).toThrow(/row/);
    }
  });
});

test("beginnings of long values are shown beside others, and of the longest the length alone", () => {
  const open = openedWith(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)",
    "INSERT INTO t VALUES (1, 'short', x'01'), (2, printf('%.5000c', 'x'), CAST(printf('%.5000c', 'y') AS BLOB)), (3, NULL, 7)",
    "INSERT INTO t VALUES (4, zeroblob(9000), NULL), (5, CAST(zeroblob(9000) AS TEXT), NULL)",
    "CREATE VIEW v AS SELECT id, a, b FROM t",
  );
  const beginnings = [
    [
      { type: "text", text: "short", length: 5, isWhole: true },
      { type: "blob", bytes: Uint8Array.of(1), length: 1 },
    ],
    [
      { type: "text", text: "x".repeat(1000), length: 5000, isWhole: false },
      { type: "blob", bytes: new Uint8Array(64).fill(0x79), length: 5000 },
    ],
    [null, { type: "integer", text: "7" }],
  ];
  for (const table of ["t", "v"]) {
    const { rows } = open.reader.rows({ view: viewOf(table), from: { kind: "start" }, limit: 100 });
    expect(rows.map(({ cells }) => cells.slice(1))).toEqual([
      ...beginnings,
      [{ type: "blob", bytes: new Uint8Array(64), length: 9000 }, null],
      [{ type: "text", text: "\0".repeat(1000), length: 9000, isWhole: false }, null],
    ]);
  }
  const read: ReadRows = (expressions) => open.connection.values(`SELECT ${expressions.join(", ")} FROM t ORDER BY id`);
  expect(cellsIn(["a", "b"], read, 4 * 6000)).toEqual([
    ...beginnings,
    [{ type: "blob", bytes: new Uint8Array(), length: 9000 }, null],
    [{ type: "text", text: "", length: 9000, isWhole: false }, null],
  ]);
});

test("2,000 columns are shown, searched, sorted and exported", () => {
  const columns = Array.from({ length: 2000 }, (_, index) => `c${index}`);
  const open = openedWith(
    "PRAGMA page_size = 65536",
    `CREATE TABLE t (${columns.join(", ")})`,
    ...[1, 2, 3].map((row) => `INSERT INTO t VALUES (${columns.map((_, index) => row * 10_000 + index).join(", ")})`),
    "CREATE VIEW v AS SELECT * FROM t",
  );
  for (const table of ["t", "v"]) {
    const view: View = { ...viewOf(table), search: "31999", sort: [{ column: "c1999", isDescending: true }] };
    const page = open.reader.rows({ view, from: { kind: "start" }, limit: 1000 });
    expect(page.rows.map(({ cells }) => cells.length)).toEqual([2000]);
    expect(page.rows[0]!.cells[1999]).toEqual({ type: "integer", text: "31999" });
    const all = open.reader.rows({ view: { ...view, search: "" }, from: { kind: "end" }, limit: 1000 });
    expect(all.rows.map(({ cells }) => (cells[0] as { text: string }).text)).toEqual(["30000", "20000", "10000"]);
    expect(exported(open, { kind: "view", view }, "csv").rows).toBe(1);
  }
});

describe("an export", () => {
  const open = openedWith(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name)",
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t SELECT i, 'name ' || i || char(128512) FROM n",
    "CREATE VIEW v AS SELECT id * 2 AS twice FROM t",
  );
  const view: View = { ...viewOf("t"), sort: [{ column: "name", isDescending: true }] };

  test("comes in pieces, none of which cuts a row", () => {
    const pieces: string[] = [];
    const fractions: number[] = [];
    const sink = {
      piece: (text: string) => pieces.push(text),
      progress: (fraction: number) => fractions.push(fraction),
    };
    const { rows } = open.reader.export({ what: { kind: "view", view: viewOf("t") }, format: "csv" }, sink);
    expect(rows).toBe(20_000);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.slice(1).every((piece) => piece.startsWith("\r\n"))).toBe(true);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(300_000);
    expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
    expect(pieces.join("").split("\r\n")).toHaveLength(20_002);
  });
  test("of a sorted view has its order and columns", () => {
    const filtered: View = { ...view, filters: [{ column: "name", operator: "begins with", value: "name 199" }] };
    const { text } = exported(open, { kind: "view", view: filtered, columns: ["name"] }, "csv");
    const plain = open.connection.all("SELECT name FROM t WHERE name LIKE 'name 199%' ORDER BY name DESC");
    expect(text).toBe(["name", ...plain.flat(), ""].join("\r\n"));
  });
  test("of a query is that of one statement that reads", () => {
    const query = (sql: string) => exported(open, { kind: "query", sql }, "json");
    expect(query("SELECT 1 AS a, 2 AS a;").text).toBe('[\n{"a":1,"a:1":2}\n]\n');
    expect(query("SELECT count(*) AS n FROM v").text).toBe('[\n{"n":20000}\n]\n');
    expect(() => query("SELECT 1; SELECT 2")).toThrow("An export is of one statement.");
    expect(() => query("-- nothing")).toThrow("An export is of one statement.");
    expect(() => query("PRAGMA query_only = 0")).toThrow("is not run");
    expect(() => query("ATTACH 'x' AS x")).toThrow("is not run");
    expect(() => query("DELETE FROM t")).toThrow("is not run");
    expect(() => query("SELEC 1")).toThrow("syntax error");
  });
});
