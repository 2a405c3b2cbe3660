/** What stands in a database comes to its reader as it is. */
import { beforeAll, expect, test } from "vitest";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { cellOf, valuesOf } from "../../../server/src/database/engine/cells.ts";
import { connect } from "../../../server/src/database/engine/connection.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import type { Cell } from "../../../server/src/database/protocol.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

/** The cells of a table's one row. */
function cellsWith(values: string, ...before: readonly string[]): Cell[] {
  const bytes = makeDatabase(sqlite, [...before, `CREATE TABLE t AS SELECT ${values}`]);
  const connection = connect(sqlite, bytesSource(bytes), true);
  const statement = connection.prepare("SELECT * FROM t");
  statement.step();
  const cells = valuesOf(statement).map((value) => cellOf(value));
  statement.free();
  connection.close();
  return cells;
}

const whole = (text: string, length = text.length): Cell => ({ type: "text", text, length, isWhole: true });

test("integers have 64 bits", () => {
  expect(cellsWith("9223372036854775807, -9223372036854775807 - 1, 9007199254740993, 0")).toEqual(
    ["9223372036854775807", "-9223372036854775808", "9007199254740993", "0"].map((text) => ({ type: "integer", text })),
  );
});

test("real numbers have SQLite's digits, and read back they are the same", () => {
  const texts = cellsWith("1.0, 1e100, 0.1 + 0.2, 5e-324, 9e999, -9e999, 1/3.0, 1.25e17").map((cell) => {
    if (cell?.type !== "real") throw new Error(`a ${cell?.type}`);
    return cell.text;
  });
  expect(texts.slice(0, 3)).toEqual(["1.0", "1.0e+100", "0.30000000000000004"]);
  expect(texts.slice(4, 6)).toEqual(["Inf", "-Inf"]);
  expect(texts.map((text) => Number(text.replace("Inf", "Infinity")))).toEqual([
    ...[1, 1e100, 0.1 + 0.2, 5e-324, Infinity, -Infinity, 1 / 3, 1.25e17],
  ]);
});

test("text keeps NULs, byte order marks and characters beyond U+FFFF, which count as one", () => {
  expect(cellsWith("'a' || char(0) || 'b', char(65279) || 'a text of some length', char(65279), '😀é', ''")).toEqual([
    ...[whole("a\0b"), whole("\uFEFFa text of some length"), whole("\uFEFF"), whole("😀é", 2), whole("")],
  ]);
});

test("text that is no UTF-8 comes with its bytes, however short it is", () => {
  const [short, long] = cellsWith("CAST(x'61ff' AS TEXT), CAST(x'ff' || zeroblob(40) AS TEXT)");
  expect(short).toEqual({ ...whole("a\uFFFD"), bytes: new Uint8Array([0x61, 0xff]) });
  expect(long).toMatchObject({ type: "text", length: 41, bytes: new Uint8Array([0xff, ...Array(40).fill(0)]) });
});

test.each(["UTF-16le", "UTF-16be"])("text of a database in %s is the same text", (encoding) => {
  const cells = cellsWith("'Grüße 😀', 'a' || char(0) || 'b', 'ascii', x'00ff'", `PRAGMA encoding = '${encoding}'`);
  const blob = { type: "blob", bytes: new Uint8Array([0, 255]), length: 2 };
  expect(cells).toEqual([whole("Grüße 😀", 7), whole("a\0b"), whole("ascii"), blob]);
});

test("long text is cut between characters, long blobs after 64 bytes", () => {
  const [text, blob] = cellsWith(
    "substr(replace(hex(zeroblob(500)), '0', 'x'), 1, 999) || '😀 and more', zeroblob(1000000)",
  );
  expect(text).toEqual({ type: "text", text: "x".repeat(999), length: 1009, isWhole: false });
  expect(blob).toEqual({ type: "blob", bytes: new Uint8Array(64), length: 1_000_000 });
});

test("NULL is null", () => {
  expect(cellsWith("NULL")).toEqual([null]);
});
