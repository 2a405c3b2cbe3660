/** Pages forth and back, from wherever, are what one plain ORDER BY has. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell, Params, Result, View } from "../../../server/src/database/protocol.ts";
import { type Opened, openedWith } from "./support/reader.ts";

/** Expressions of SQL, each kind of value, and more often such as are the same for some collation or comparison. */
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constant("NULL") },
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }).map(String) },
  fc.constantFrom("9223372036854775807", "-9223372036854775808", "9007199254740993", "9007199254740992"),
  fc.constantFrom("-0.0", "0.0", "9e999", "-9e999", "1e308", "5e-324", "1.5", "2.0", "9007199254740992.0"),
  fc.constantFrom("''", "'a'", "'A'", "'a '", "'b'", "'B'", "'é'", "'10'", "'9'", "'a'||char(0)||'b'", "'%'", "'_'"),
  fc.constantFrom("CAST(x'ff' AS TEXT)", "CAST(x'61ff' AS TEXT)", "x''", "x'00'", "x'61'", "x'ff'"),
);

const tables = {
  "with a rowid": "CREATE TABLE t (a, b TEXT COLLATE NOCASE, c INTEGER, d REAL)",
  "with an INTEGER PRIMARY KEY": "CREATE TABLE t (a, b TEXT COLLATE RTRIM, c INTEGER, d REAL, id INTEGER PRIMARY KEY)",
  "whose columns are called as the rowid":
    'CREATE TABLE t (a, b TEXT, c INTEGER, d REAL, rowid TEXT, "_rowid_" INTEGER PRIMARY KEY, OID BLOB)',
  "whose columns have taken all names of the rowid":
    "CREATE TABLE t (a, b TEXT, c INTEGER, d REAL, rowid TEXT, _rowid_, OID BLOB)",
  "WITHOUT ROWID": `CREATE TABLE t (a, b TEXT COLLATE NOCASE, c INTEGER, d REAL, n INTEGER,
    PRIMARY KEY (a DESC, b COLLATE BINARY, n)) WITHOUT ROWID`,
} as const;
type Kind = keyof typeof tables | "view";

const row = fc.tuple(value, value, value, value);
const rows = fc.array(row, { maxLength: 40 });
const sort = fc.array(fc.record({ column: fc.constantFrom("a", "b", "c", "d"), isDescending: fc.boolean() }), {
  maxLength: 3,
});
const filters = fc.array(
  fc.record({
    column: fc.constantFrom("a", "b", "c", "d"),
    operator: fc.constantFrom("<>", ">=", "<", "is not null", "is null", "contains"),
    value: fc.constantFrom("1", "a", "0", "x'61'", "%"),
  }),
  { maxLength: 1 },
) as fc.Arbitrary<View["filters"]>;
const indexes = fc.subarray([
  "CREATE INDEX by_a ON t (a)",
  "CREATE INDEX by_bc ON t (b, c DESC)",
  "CREATE INDEX by_d ON t (d DESC, a)",
]);

/** Nothing tells 1 from 1.0 in an order, so that such tables are drawn without reals that are integers. */
const isUnkeyed = (kind: Kind): boolean =>
  kind === "view" || kind === "whose columns have taken all names of the rowid";
const apart = (sql: string): string => (/^-?\d+\.0$/.test(sql) ? "0.25" : sql);

function opened(kind: Kind, content: readonly (readonly string[])[], made: readonly string[]): Opened {
  const table = kind === "view" ? tables["with a rowid"] : tables[kind];
  const inserts = content.map((drawn, index) => {
    const values = isUnkeyed(kind) ? drawn.map(apart) : drawn;
    const more = kind === "WITHOUT ROWID" ? [", n", `, ${index}`] : ["", ""];
    const list =
      kind === "WITHOUT ROWID"
        ? [`coalesce(${values[0]}, 0)`, `coalesce(${values[1]}, '')`, ...values.slice(2)]
        : values;
    return `INSERT INTO t (a, b, c, d${more[0]}) VALUES (${list.join(", ")}${more[1]})`;
  });
  const view = kind === "view" ? ["CREATE VIEW v AS SELECT a, b, c, d FROM t"] : [];
  return openedWith("PRAGMA page_size = 512", table, ...made, ...inserts, "DELETE FROM t WHERE a = 3", ...view);
}

/** All rows in the order that is asked for, by one statement: the same key decides where the sort does not. */
function plainly({ connection }: Opened, kind: Kind, view: View): string[] {
  const seen = new Set<string>();
  const sorted = view.sort.filter(({ column }) => !seen.has(column) && seen.add(column));
  const isReversed = sorted.at(-1)?.isDescending ?? false;
  const keys: Partial<Record<Kind, readonly [string, boolean][]>> = {
    "with a rowid": [["rowid", false]],
    "with an INTEGER PRIMARY KEY": [["id", false]],
    "whose columns are called as the rowid": [["_rowid_", false]],
    "WITHOUT ROWID": [
      ["a", true],
      ["b COLLATE BINARY", false],
      ["n", false],
    ],
  };
  const order = [
    ...sorted.map(({ column, isDescending }) => `${column}${isDescending ? " DESC" : ""}`),
    ...(keys[kind] ?? []).map(([sql, isDescending]) => `${sql}${isDescending !== isReversed ? " DESC" : ""}`),
  ];
  if (sorted.length > 0 && isUnkeyed(kind)) order.push(...columns.map((name) => `${name} COLLATE BINARY`));
  const by = order.length === 0 ? "" : `ORDER BY ${order.join(", ")}`;
  return connection.values(`SELECT a, b, c, d FROM ${view.table} ${conditionOf(view)} ${by} LIMIT -1`).map(cellsText);
}

/** Written another way than the reader does, for the few filters that are drawn here. */
function conditionOf({ filters }: View): string {
  const [filter] = filters;
  if (filter === undefined) return "";
  const { column, operator, value: asked } = filter;
  if (operator === "is null" || operator === "is not null") return `WHERE ${column} ${operator}`;
  const isNumber = /^\d+$/.test(asked) && column !== "b";
  const isBlob = asked.startsWith("x'");
  const literal = isNumber || isBlob ? asked : `'${asked}'`;
  if (operator === "contains") {
    return isBlob
      ? `WHERE instr(${column}, ${asked})`
      : `WHERE ${column} LIKE '%${asked === "%" ? "\\%" : asked}%' ESCAPE '\\'`;
  }
  if (operator === "<>") {
    return `WHERE ${column} <> ${literal}${isNumber && column === "a" ? ` AND a <> '${asked}'` : ""}`;
  }
  const types = isNumber ? "('integer','real')" : isBlob ? "('blob')" : "('text')";
  return `WHERE ${column} ${operator} ${literal} AND typeof(${column}) IN ${types}`;
}

const cellsText = (cells: readonly (Cell | object | null)[]): string =>
  JSON.stringify(cells, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  ).replace(/,"length":\d+|,"isWhole":true/g, "");
const pageText = ({ rows }: Result<"rows">): string[] => rows.map(({ cells }) => cellsText(cells));

const columns = ["a", "b", "c", "d"];
const kinds = [...Object.keys(tables), "view"] as Kind[];

describe.each(kinds)("pages of a table %s", (kind) => {
  const asked = fc.record({
    rows,
    sort,
    filters,
    indexes,
    limit: fc.integer({ min: 1, max: 7 }),
    search: fc.constantFrom("", "", "A"),
  });
  test("are those of a plain ORDER BY", () => {
    fc.assert(
      fc.property(asked, fc.nat(50), ({ limit, ...drawn }, place) => {
        const open = opened(kind, drawn.rows, drawn.indexes);
        const { connection, reader } = open;
        try {
          const view: View = {
            table: kind === "view" ? "v" : "t",
            sort: drawn.sort,
            filters: drawn.filters,
            search: "",
          };
          const all = plainly(open, kind, view);
          const page = (from: Params<"rows">["from"]): Result<"rows"> => reader.rows({ view, columns, from, limit });

          const forth = [page({ kind: "start" })];
          while (!forth.at(-1)!.isEnd) forth.push(page({ kind: "after", key: forth.at(-1)!.rows.at(-1)!.key }));
          expect(forth.flatMap(pageText)).toEqual(all);

          const back = [page({ kind: "end" })];
          while (!back[0]!.isStart) back.unshift(page({ kind: "before", key: back[0]!.rows[0]!.key }));
          expect(back.flatMap(pageText)).toEqual(all);

          for (const { position, rows } of [...forth, ...back]) {
            if (rows.length === 0 || position === undefined) continue;
            expect(position.isExact).toBe(true);
            expect(position.total).toBe(all.length);
          }
          const numbers = forth.flatMap(({ rows, position }) =>
            rows.map((_, index) => position && position.first + index),
          );
          for (const [index, number] of numbers.entries()) {
            if (kind !== "view" || number !== undefined) expect(number ?? index).toBe(index);
          }

          if (all.length === 0) return;
          const number = 1 + (place % all.length);
          const there = page({ kind: "number", number });
          expect(pageText(there)).toEqual(all.slice(number - 1, number - 1 + limit));
          expect(there.position?.first ?? number - 1).toBe(number - 1);
          const same = page({ kind: "at", key: there.rows[0]!.key });
          expect(pageText(same)).toEqual(pageText(there));
          expect(page({ kind: "fraction", fraction: 0 }).isStart).toBe(true);
          expect(page({ kind: "fraction", fraction: 1 }).isEnd).toBe(true);
          expect(reader.count({ view }).rows).toBe(all.length);
        } finally {
          connection.close();
        }
      }),
      { seed: 20, numRuns: 120 },
    );
  });
});
