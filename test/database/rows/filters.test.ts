/** What each operator finds among values of each type. */
import { expect, test } from "vitest";
import type { View } from "../../../server/src/database/protocol.ts";
import { openedWith } from "./support/reader.ts";

type Operator = View["filters"][number]["operator"];

const { reader } = openedWith(
  `CREATE TABLE t (id INTEGER PRIMARY KEY, any, text TEXT, "int" INTEGER, nocase TEXT COLLATE NOCASE, gen AS (id * 10))`,
  "INSERT INTO t VALUES (1, 42, '42', 42, 'Abc')",
  "INSERT INTO t VALUES (2, '42', '042', -1, 'abc')",
  "INSERT INTO t VALUES (3, 5, '5', 255, '100%')",
  "INSERT INTO t VALUES (4, 'abc', 'a_c', NULL, 'a\\b')",
  "INSERT INTO t VALUES (5, x'616263', x'00ff', 'text', 'axc')",
  "INSERT INTO t VALUES (6, NULL, NULL, 9223372036854775807, 'it''s')",
  "INSERT INTO t VALUES (7, 41.5, '', 9223372036854775806, '')",
  'CREATE VIEW v AS SELECT id, "int" + 0 AS sum, any FROM t',
);

const found = (view: Partial<View>): number[] => {
  const whole = { table: "t", sort: [], filters: [], search: "", ...view };
  const { rows } = reader.rows({ view: whole, columns: ["id"], from: { kind: "start" }, limit: 100 });
  return rows.map(({ cells }) => Number((cells[0] as { text: string }).text));
};

test.each<[string, Operator, string, number[]]>([
  ["any", "=", "42", [1, 2]],
  ["any", "<>", "42", [3, 4, 5, 7]],
  ["any", "<", "42", [3, 7]],
  ["any", ">=", " 42 ", [1]],
  ["any", "=", "4.2e1", [1]],
  ["any", ">", "abb", [4]],
  ["any", "<", "abd", [2, 4]],
  ["any", "=", "x'616263'", [5]],
  ["any", ">", "x'00'", [5]],
  ["any", "contains", "x'6263'", [4, 5]],
  ["any", "is null", "", [6]],
  ["any", "is not null", "", [1, 2, 3, 4, 5, 7]],
  ["text", "=", "42", [1]],
  ["text", "=", "042", [2]],
  ["text", "<", "42", [2, 7]],
  ["text", "=", "", [7]],
  ["int", "=", "0xff", [3]],
  ["int", ">", "9223372036854775806", [6]],
  ["int", "<", "1", [2]],
  ["int", "=", "text", [5]],
  ["nocase", "=", "ABC", [1, 2]],
  ["nocase", "contains", "%", [3]],
  ["nocase", "contains", "BC", [1, 2]],
  ["nocase", "begins with", "a\\", [4]],
  ["nocase", "ends with", "C", [1, 2, 5]],
  ["nocase", "contains", "it's", [6]],
  ["nocase", "like", "a_c", [1, 2, 5]],
  ["nocase", "glob", "a?c", [2, 5]],
  ["text", "contains", "_", [4]],
  ["gen", ">=", "60", [6, 7]],
])("%s %s %s", (column, operator, value, ids) => {
  expect(found({ filters: [{ column, operator, value }] })).toEqual(ids);
});

test("several filters are all held to", () => {
  const filters = [
    { column: "any", operator: "=", value: "42" } as const,
    { column: "int", operator: ">", value: "0" } as const,
  ];
  expect(found({ filters })).toEqual([1]);
  expect(found({ filters, search: "zzz" })).toEqual([]);
});

test.each([
  ["ABC", [1, 2, 4, 5]],
  ["41.5", [7]],
  ["%", [3]],
  ["9223372036854775807", [6]],
  ["70", [7]],
  ["it's", [6]],
  ["nowhere", []],
])("%s is searched in all columns", (search, ids) => {
  expect(found({ search })).toEqual(ids);
});

test("columns of views are filtered by what they hold", () => {
  expect(found({ table: "v", filters: [{ column: "sum", operator: "=", value: "255" }] })).toEqual([3]);
  expect(found({ table: "v", filters: [{ column: "any", operator: "=", value: "42" }] })).toEqual([1, 2]);
});

test("a collation of a program's own is not known here: its columns are compared by their bytes, and indexes by it are passed over", () => {
  const foreign = openedWith(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, x)",
    "CREATE INDEX by_name ON t (name)",
    "INSERT INTO t VALUES (1, 'b', 1), (2, 'A', 2), (3, 'a', 1), (4, 'B', NULL)",
    "PRAGMA writable_schema=1",
    "UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'LOCALIZED')",
  ).reader;
  const whole: View = { table: "t", sort: [], filters: [], search: "" };
  const ids = (view: Partial<View>) =>
    foreign
      .rows({ view: { ...whole, ...view }, columns: ["id"], from: { kind: "start" }, limit: 100 })
      .rows.map(({ key }) => key);
  expect(ids({ sort: [{ column: "name", isDescending: false }] })).toEqual(["i2", "i4", "i3", "i1"]);
  expect(ids({ filters: [{ column: "name", operator: ">", value: "B" }] })).toEqual(["i1", "i3"]);
  expect(ids({ filters: [{ column: "name", operator: "=", value: "a" }], search: "A" })).toEqual(["i3"]);
  expect(foreign.count({ view: whole }).rows).toBe(4);
});
