/** One page taken apart: its cells with the values that SQLite reads there, and which pages it leads to. */
import { beforeAll, describe, expect, test } from "vitest";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { connect } from "../../../server/src/database/engine/connection.ts";
import { Refusal } from "../../../server/src/database/engine/failures.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { decodeRecord } from "../../../server/src/database/format/record.ts";
import { type Cell, pageKinds } from "../../../server/src/database/protocol.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { openSession, silent, variety } from "./support/databases.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

const textOf = (cell: Cell | undefined): string | null | undefined =>
  cell?.type === "blob" ? Buffer.from(cell.bytes).toString("hex") : cell === null ? null : cell?.text;

describe.each(["UTF-8", "UTF-16le", "UTF-16be"])("in %s", (encoding) => {
  test("the leaves of a table have its rows", () => {
    const bytes = makeDatabase(sqlite, [
      `PRAGMA encoding='${encoding}'`,
      "PRAGMA page_size=512",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, v)",
      "INSERT INTO t VALUES (1, NULL), (2, 0), (3, 1), (4, -1), (5, 127), (6, -32769), (7, 8388608), (8, 2147483648), (9, 281474976710655), (10, 9223372036854775807), (11, -9223372036854775808), (12, 1.5), (13, 2.0), (14, 1e100), (15, 9e999), (16, ''), (17, 'aé€😀z'), (18, x''), (19, x'00ff10'), (-5, 'before')",
      "INSERT INTO t VALUES (9223372036854775807, replace(hex(zeroblob(800)), '00', 'x€'))",
    ]);
    const session = openSession(sqlite, { file: { bytes } });
    const map = session.pageMap({}, silent);
    const owner = 1 + map.owners.findIndex(({ name }) => name === "t");
    const isLeaf = (page: number) => map.owner[page] === owner && pageKinds[map.kinds[page]!] === "table leaf";
    const leaves = [...map.kinds.keys()].filter(isLeaf);
    const cells = leaves.flatMap((page) => session.page({ number: page + 1 }, silent).cells);
    const found = new Map(cells.map(({ rowid, values }) => [rowid, values[1]]));

    const connection = connect(sqlite, bytesSource(bytes), true);
    const truth = connection.all(
      "SELECT id, typeof(v), CASE WHEN typeof(v) = 'blob' THEN lower(hex(v)) WHEN v = 9e999 THEN 'Inf' ELSE CAST(v AS TEXT) END, length(v) FROM t",
    );
    connection.close();
    expect(found.size).toBe(truth.length);
    for (const [id, type, text, length] of truth) {
      const cell = found.get(String(id));
      expect([id, cell?.type ?? "null"]).toEqual([id, type]);
      if (type === "real")
        expect(Number(textOf(cell)?.replace("Inf", "Infinity"))).toBe(Number(String(text).replace("Inf", "Infinity")));
      else if (cell?.type === "text" && !cell.isWhole) expect(String(text).startsWith(cell.text)).toBe(true);
      else expect(textOf(cell)).toBe(text);
      if (cell?.type === "text" || cell?.type === "blob") expect(BigInt(cell.length)).toBe(length);
    }
    const long = cells.find(({ rowid }) => rowid === "9223372036854775807")!;
    expect(long.overflow).toBeGreaterThan(1);
    expect(session.page({ number: long.overflow! }, silent)).toMatchObject({
      kind: "overflow",
      links: [{ text: "the next page of the record" }],
    });
  });
});

test("each page leads to those that the map says it leads to", () => {
  const bytes = makeDatabase(sqlite, ["PRAGMA page_size=512", "PRAGMA auto_vacuum=2", ...variety()]);
  const session = openSession(sqlite, { file: { bytes } });
  const map = session.pageMap({}, silent);
  for (let number = 1; number <= map.pageCount; number++) {
    const kind = pageKinds[map.kinds[number - 1]!]!;
    const page = session.page({ number, kind }, silent);
    expect(page.problem).toBeUndefined();
    expect(page.bytes.length).toBe(512);
    // Its own memory: what is sent takes all of it along.
    expect(page.bytes.buffer.byteLength).toBe(512);
    const cells = page.cells.flatMap(({ child, overflow }) => [child, overflow]).filter((to) => to !== undefined);
    const links = kind === "pointer map" ? [] : page.links.map((link) => link.page);
    const expected = [...map.parent.keys()].filter((page) => map.parent[page] === number).map((page) => page + 1);
    expect(new Set([...cells, ...links]), `page ${number}, ${kind}`).toEqual(new Set(expected));
    // Without the map nearly all are told by their bytes.
    if (kind !== "overflow") expect(session.page({ number }, silent).kind, `page ${number}`).toBe(kind);
  }
});

test("a pointer map says what it takes the other pages for", () => {
  const bytes = makeDatabase(sqlite, ["PRAGMA page_size=512", "PRAGMA auto_vacuum=1", ...variety(50)]);
  const { kind, links } = openSession(sqlite, { file: { bytes } }).page({ number: 2 }, silent);
  expect(kind).toBe("pointer map");
  expect(links.slice(0, 2)).toEqual([
    { text: "root", page: 3 },
    { text: "root", page: 4 },
  ]);
});

test("a page that is not there is refused", () => {
  const session = openSession(sqlite, { file: { bytes: makeDatabase(sqlite, ["CREATE TABLE t (x)"]) } });
  for (const number of [0, -1, 3, 1.5, Number.NaN]) expect(() => session.page({ number }, silent)).toThrow(Refusal);
});

describe("a record", () => {
  const decoded = (...bytes: number[]) => decodeRecord(Uint8Array.from(bytes), bytes.length, "utf-8", 10);

  test("text that is no UTF-8 comes with its bytes", () => {
    expect(decoded(2, 17, 0x61, 0xff)).toEqual({
      values: [{ type: "text", text: "a\ufffd", length: 2, isWhole: true, bytes: Uint8Array.of(0x61, 0xff) }],
    });
  });

  test("a NaN is NULL", () => {
    expect(decoded(2, 7, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0).values).toEqual([null]);
  });

  test("what is wrong with it is told, and what stands before that is kept", () => {
    expect(decoded(2, 15, 0x61).problem).toBeUndefined();
    expect(decoded(9, 1).problem).toContain("longer than the record");
    expect(decoded(3, 8, 10)).toEqual({
      values: [{ type: "integer", text: "0" }],
      problem: "Value 2 has a type that is not known.",
    });
    expect(decoded(3, 9, 15)).toEqual({
      values: [{ type: "integer", text: "1" }],
      problem: "Value 2 ends behind its record.",
    });
    expect(decoded(2, 0x81).problem).toContain("cut off");
    expect(decoded(20, ...Array.from({ length: 19 }, () => 0)).problem).toBe("It has more values.");
  });

  test("of one that was not read to its end the length is known", () => {
    const record = decodeRecord(Uint8Array.from([4, 0x9c, 0x4d, 9, 0x61, 0x62]), 4 + 1824, "utf-8", 10);
    expect(record.values).toEqual([
      { type: "text", text: "ab", length: 1824, isWhole: false },
      { type: "integer", text: "1" },
    ]);
  });
});
