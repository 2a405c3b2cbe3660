/** The walk over a database's pages, held against what SQLite itself counts; and what it says of trees that are broken. */
import { beforeAll, describe, expect, test } from "vitest";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { connect } from "../../../server/src/database/engine/connection.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { layoutOf } from "../../../server/src/database/format/layout.ts";
import { pageMapOf } from "../../../server/src/database/format/page-map.ts";
import { pageKinds } from "../../../server/src/database/protocol.ts";
import { loadSqlite, makeDatabase } from "../../support/sqlite.ts";
import { variety } from "./support/databases.ts";

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

function mapOf(bytes: Uint8Array) {
  const source = bytesSource(bytes);
  const layout = layoutOf(source);
  if ("mistake" in layout) throw new Error(layout.mistake);
  return pageMapOf(source, layout, () => undefined).map;
}

const forms: readonly (readonly [string, readonly string[]])[] = [
  ...[512, 1024, 4096, 32768, 65536].map((size) => [`pages of ${size}`, [`PRAGMA page_size=${size}`]] as const),
  ["auto_vacuum", ["PRAGMA page_size=512", "PRAGMA auto_vacuum=1"]],
  ["incremental vacuum", ["PRAGMA page_size=1024", "PRAGMA auto_vacuum=2"]],
  ["UTF-16le", ["PRAGMA encoding='UTF-16le'"]],
  ["UTF-16be", ["PRAGMA page_size=1024", "PRAGMA encoding='UTF-16be'"]],
];

describe.each(forms)("of a database with %s", (_, settings) => {
  test("every page has its owner, and the counts are SQLite's", () => {
    const bytes = makeDatabase(sqlite, [...settings, ...variety()]);
    const connection = connect(sqlite, bytesSource(bytes), true);
    const one = (sql: string): number => Number(connection.all(sql)[0]![0]);
    const map = mapOf(bytes);

    expect(one("PRAGMA freelist_count")).toBeGreaterThan(settings.includes("PRAGMA auto_vacuum=1") ? -1 : 0);
    expect(map.problems).toEqual([]);
    expect(map.pageCount).toBe(one("PRAGMA page_count"));
    expect(map.freePages).toBe(one("PRAGMA freelist_count"));
    expect(map.owners.map(({ name, root }) => [name, BigInt(root)])).toEqual([
      ["sqlite_schema", 1n],
      ...connection.all("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"),
    ]);
    for (const { name, table, kind, cells } of map.owners) {
      if (name === "sqlite_schema") continue;
      expect([name, cells]).toEqual([name, one(`SELECT count(*) FROM ${kind === "index" ? table : name}`)]);
    }
    // Of each owner there are as many pages as were counted, and fill says what is not unused.
    map.owners.forEach((owner, index) => {
      const pages = [...map.owner.keys()].filter((page) => map.owner[page] === index + 1);
      expect(pages.length).toBe(owner.leafPages + owner.interiorPages + owner.overflowPages);
      const used = pages.reduce((sum, page) => sum + map.fill[page]!, 0) / 255;
      expect(Math.abs(used - (pages.length - owner.unused / map.pageSize))).toBeLessThan(0.01 * pages.length + 0.01);
    });
    connection.close();
  });
});

test("overflow pages, interior pages and leaves are told apart, and each is led to", () => {
  const map = mapOf(makeDatabase(sqlite, ["PRAGMA page_size=512", "PRAGMA auto_vacuum=2", ...variety()]));
  const kinds = new Set([...map.kinds].map((kind) => pageKinds[kind]!));
  expect([...kinds].sort()).toEqual([
    ...["freelist leaf", "freelist trunk", "index interior", "index leaf", "overflow", "pointer map"],
    ...["table interior", "table leaf"],
  ]);
  const roots = new Set(map.owners.map(({ root }) => root));
  for (let page = 1; page <= map.pageCount; page++) {
    const kind = pageKinds[map.kinds[page - 1]!]!;
    const isLedTo = !roots.has(page) && kind !== "pointer map" && kind !== "freelist trunk";
    if (isLedTo) expect(map.parent[page - 1], `page ${page}`).toBeGreaterThan(0);
  }
  expect(map.owners.find(({ name }) => name === "a")!.depth).toBe(3);
});

test("what lies at 1 GiB is nobody's", () => {
  // A database of one page beyond the lock byte, of which only some pages have anything in them.
  const small = makeDatabase(sqlite, ["PRAGMA page_size=65536", "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)"]);
  const pages = 0x4000_0000 / 65536 + 2;
  const header = small.slice(0, 65536);
  new DataView(header.buffer).setUint32(28, pages);
  const source = {
    length: pages * 65536,
    read: (start: number, end: number) => {
      const bytes = new Uint8Array(end - start);
      for (const [from, part] of [
        [0, header],
        [65536, small.subarray(65536)],
      ] as const) {
        const first = Math.max(from, start);
        const last = Math.min(from + part.length, end);
        if (first < last) bytes.set(part.subarray(first - from, last - from), first - start);
      }
      return bytes;
    },
  };
  const layout = layoutOf(source);
  if ("mistake" in layout) throw new Error(layout.mistake);
  const { map } = pageMapOf(source, layout, () => undefined);
  expect(pageKinds[map.kinds[16384]!]).toBe("lock byte");
  expect(map.problems).toEqual([
    { page: 3, text: "Nothing leads to it and the 16381 pages behind it, and none is free." },
    { page: 16386, text: "Nothing leads to it, and it is not free." },
  ]);
});

test("more pages than anybody looks at are refused, not counted for minutes", () => {
  const header = makeDatabase(sqlite, ["PRAGMA page_size=512", "CREATE TABLE t (x)"]);
  new DataView(header.buffer).setUint32(28, 0xffff_ffff);
  const layout = layoutOf({ length: 0xffff_ffff * 512, read: (start, end) => header.subarray(start, end) });
  if ("mistake" in layout) throw new Error(layout.mistake);
  expect(() => pageMapOf(bytesSource(header), layout, () => undefined)).toThrow("The database has 4294967295 pages");
});

describe("of a damaged database", () => {
  const made = () => makeDatabase(sqlite, ["PRAGMA page_size=512", ...variety(200)]);
  const kindOf = (map: ReturnType<typeof mapOf>, kind: (typeof pageKinds)[number], owner?: string): number =>
    1 +
    map.kinds.findIndex(
      (number, page) =>
        pageKinds[number] === kind && (owner === undefined || map.owners[map.owner[page]! - 1]?.name === owner),
    );
  const poke = (bytes: Uint8Array, page: number, offset: number, ...values: number[]): Uint8Array => {
    bytes.set(values, (page - 1) * 512 + offset);
    return bytes;
  };
  const told = (bytes: Uint8Array): readonly string[] =>
    mapOf(bytes).problems.map(({ page, text }) => `${page}: ${text}`);

  test("a page that belongs to two is told of, and walked once", () => {
    const bytes = made();
    const interior = kindOf(mapOf(bytes), "table interior", "a");
    const first = mapOf(bytes).parent.indexOf(interior) + 1;
    expect(told(poke(bytes, interior, 8, 0, 0, first >> 8, first & 255)).join("\n")).toMatch(
      new RegExp(
        `^${interior}: It leads to page ${first}, which is taken: a page of a b-tree, to which page ${interior} leads too\\.`,
        "m",
      ),
    );
  });

  test("a tree that leads back to its root ends", () => {
    const bytes = made();
    const { root } = mapOf(bytes).owners.find(({ name }) => name === "a")!;
    expect(told(poke(bytes, root, 8, 0, 0, root >> 8, root & 255))[0]).toContain(
      `It leads to page ${root}, which is taken`,
    );
  });

  test("an overflow chain that goes round, ends early or goes on", () => {
    const chain = kindOf(mapOf(made()), "overflow", "a");
    expect(told(poke(made(), chain, 0, 0, 0, chain >> 8, chain & 255)).join("\n")).toContain(
      `${chain}: It leads to page ${chain}, which is taken: overflow`,
    );
    expect(told(poke(made(), chain, 0, 0, 0, 0, 0)).join("\n")).toMatch(
      /A record's pages end here, with \d+ bytes still to come/,
    );
  });

  test("cells that do not lie in their page", () => {
    const bytes = made();
    const leaf = kindOf(mapOf(bytes), "table leaf", "w") || kindOf(mapOf(bytes), "table leaf", "a");
    expect(told(poke(bytes, leaf, 8, 0xff, 0xff)).join("\n")).toMatch(
      new RegExp(`^${leaf}: 1 of its \\d+ cells do not lie within it\\.`, "m"),
    );
  });

  test("a freelist that goes round", () => {
    const bytes = made();
    const trunk = kindOf(mapOf(bytes), "freelist trunk");
    const problems = told(poke(bytes, trunk, 0, 0, 0, trunk >> 8, trunk & 255));
    expect(problems[0]).toContain(`It leads to page ${trunk}, which is taken: freelist trunk`);
  });

  test("pages that are missing at its end", () => {
    const bytes = made();
    expect(told(bytes.subarray(0, bytes.length - 5 * 512)).join("\n")).toContain("The header says that there are");
  });

  test("a hundred problems are enough", () => {
    const bytes = made();
    for (let page = 2; page * 512 <= bytes.length; page += 2) bytes.fill(0xaa, (page - 1) * 512, page * 512);
    const { problems } = mapOf(bytes);
    expect(problems.length).toBe(100);
  });

  test("a pointer map that says something else", () => {
    const bytes = makeDatabase(sqlite, ["PRAGMA page_size=512", "PRAGMA auto_vacuum=1", ...variety(200)]);
    expect(told(bytes)).toEqual([]);
    expect(told(poke(bytes, 2, 5, 5, 0, 0, 0, 9))[0]).toMatch(/^2: It takes page 4 for child of page 9; it is /);
  });
});
