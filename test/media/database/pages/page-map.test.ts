/** Owners in families, ways through the trees, sizes, and pages in words. */
import { describe, expect, test } from "vitest";
import { describeCell, describePage, percentText } from "../../../../media/database/pages/describe.ts";
import { everything, pagesIn } from "../../../../media/database/pages/filter.ts";
import { countKinds, ownedBySize, type PageMap, pathTo } from "../../../../media/database/pages/page-map.ts";
import { pageSource } from "../../../../media/database/pages/page-source.ts";
import { sizeRows, sorted } from "../../../../media/database/pages/size-rows.ts";
import { type PageOwner, pageKinds } from "../../../../server/src/database/protocol.ts";

const owner = (name: string, table: string, leafPages: number, more: Partial<PageOwner> = {}): PageOwner => ({
  ...{ name, table, kind: name === table ? "table" : "index", root: 1, depth: 1, leafPages },
  ...{ interiorPages: 0, overflowPages: 0, cells: 7, payload: 100, unused: 10, ...more },
});

/** Pages with kinds as they are listed; each owned by the first owner unless it can have none. */
function mapOf(kinds: readonly (typeof pageKinds)[number][], more: Partial<PageMap> = {}): PageMap {
  const free = new Set<string>(["unknown", "freelist trunk", "freelist leaf", "pointer map", "lock byte"]);
  return {
    ...{ pageSize: 4096, pageCount: kinds.length, owners: [owner("t", "t", 1)], freePages: 0, problems: [] },
    owner: Uint32Array.from(kinds, (kind) => (free.has(kind) ? 0 : 1)),
    kinds: Uint8Array.from(kinds, (kind) => pageKinds.indexOf(kind)),
    fill: new Uint8Array(kinds.length).fill(128),
    parent: new Uint32Array(kinds.length),
    ...more,
  };
}

test("a family is a table with its indexes, the largest first; letters say which", () => {
  const owners = [
    owner("sqlite_schema", "sqlite_schema", 1),
    owner("small_i", "small", 9),
    owner("small", "small", 3),
    owner("large", "large", 10, { overflowPages: 5 }),
    owner("large_i", "large", 1),
    owner("large_j", "large", 2),
    owner("orphan_i", "orphan", 2),
  ];
  const owned = ownedBySize(mapOf([], { owners }));
  expect(owned.map(({ code, owner: { name }, pages }) => `${code} ${name} ${pages}`)).toEqual([
    "A large 15",
    "A1 large_j 2",
    "A2 large_i 1",
    "B small 3",
    "B1 small_i 9",
    "C1 orphan_i 2",
    "D sqlite_schema 1",
  ]);
  expect(owned.every(({ index, owner: { name } }) => owners[index]!.name === name)).toBe(true);
});

test("letters go on behind Z", () => {
  const owners = Array.from({ length: 30 }, (_, index) => owner(`t${index}`, `t${index}`, 100 - index));
  const codes = ownedBySize(mapOf([], { owners })).map(({ code }) => code);
  expect(codes.slice(24, 29)).toEqual(["Y", "Z", "AA", "AB", "AC"]);
});

test("the way from a root ends where a damaged file leads in a circle", () => {
  const way = mapOf(["table interior", "table interior", "table leaf"], { parent: Uint32Array.of(0, 1, 2) });
  expect(pathTo(way, 3)).toEqual([1, 2]);
  expect(pathTo(way, 1)).toEqual([]);
  // A blob of gigabytes is one chain.
  const chain = mapOf(new Array(300_000).fill("overflow"), {
    parent: Uint32Array.from({ length: 300_000 }, (_, above) => above),
  });
  expect(pathTo(chain, 300_000)).toHaveLength(299_999);
  const circle = mapOf(["table interior", "table interior", "table leaf"], { parent: Uint32Array.of(2, 1, 2) });
  expect(pathTo(circle, 3)).toEqual([1, 2]);
  expect(pathTo(circle, 1)).toEqual([2]);
});

describe("in words", () => {
  test("a page says whose it is, how full, where, and what is wrong with it", () => {
    const map = mapOf(["table leaf", "freelist leaf", "lock byte", "index leaf"], {
      owners: [owner("devices", "devices", 1), owner("by\u202ename", "devices", 1)],
      owner: Uint32Array.of(1, 0, 0, 2),
      problems: [{ page: 4, text: "cell 3 is cut off" }],
    });
    expect(describePage(map, 1)).toEqual(["Page 1", "table leaf of devices", "50 % used · at 0x0"]);
    expect(describePage(map, 2)).toEqual(["Page 2", "free", "at 0x1000"]);
    expect(describePage(map, 3)[1]).toContain("lock byte");
    expect(describePage(map, 4)).toEqual([
      "Page 4",
      "index leaf of by⟨U+202E⟩name, on devices",
      "50 % used · at 0x3000",
      "cell 3 is cut off",
    ]);
  });

  test("a cell of many pages says what is in it, most first", () => {
    const map = mapOf(["table leaf", "table leaf", "freelist leaf", "overflow", "overflow", "overflow"]);
    expect(describeCell(map, { size: 6, perCell: 4 }, 0)).toEqual([
      "Pages 1 to 4",
      "2 table leaf of t",
      "1 freelist leaf",
      "1 overflow of t",
    ]);
    expect(describeCell(map, { size: 6, perCell: 4 }, 1)).toEqual(["Pages 5 to 6", "2 overflow of t"]);
    expect(describeCell(map, { size: 6, perCell: 5 }, 1)[0]).toBe("Page 6");
  });

  test("what is there is not nothing, and what is not all is not all", () => {
    expect([0, 0.0004, 0.004, 0.0345, 0.5, 0.9951, 1].map(percentText)).toEqual([
      "0 %",
      "< 0.1 %",
      "0.4 %",
      "3.5 %",
      "50 %",
      "> 99 %",
      "100 %",
    ]);
  });
});

describe("sizes", () => {
  const map = mapOf(["table leaf", "overflow", "index leaf", "freelist trunk", "freelist leaf", "unknown"], {
    owners: [owner("t", "t", 1, { overflowPages: 1, unused: 50 }), owner("i", "t", 1, { cells: 3 })],
    owner: Uint32Array.of(1, 1, 2, 0, 0, 0),
  });

  test("all pages of the file are in one row or another", () => {
    const rows = sizeRows(map);
    expect(rows.map(({ name, pages }) => [name, pages])).toEqual([
      ["t", 2],
      ["i", 1],
      ["Free pages", 2],
      ["Unknown pages", 1],
    ]);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(rows[0]).toMatchObject({ bytes: 8192, rows: 7, overflow: 1, unused: 50 });
    expect(rows[2]).toMatchObject({ bytes: 8192, unused: 8192, rows: undefined });
    expect(countKinds(map).reduce((sum, count) => sum + count)).toBe(6);
  });

  test("what has no number comes last, whichever way it is sorted", () => {
    const names = (isDescending: boolean) =>
      sorted(sizeRows(map), { column: "rows", isDescending }).map(({ name }) => name);
    expect(names(true)).toEqual(["t", "i", "Free pages", "Unknown pages"]);
    expect(names(false)).toEqual(["i", "t", "Free pages", "Unknown pages"]);
    expect(sorted(sizeRows(map), { column: "name", isDescending: false })[0]!.name).toBe("Free pages");
  });
});

test("the list has a row for each page that is wanted", async () => {
  const map = mapOf(["table leaf", "freelist leaf", "table leaf"], { parent: Uint32Array.of(0, 0, 1) });
  const source = pageSource(map, pagesIn(map, { ...everything, kinds: new Set(["table leaf"] as const) }));
  expect(source.count).toBe(2);
  expect(source.row(2)).toBe(undefined);
  expect(source.row(1)).toBe(source.row(1));
  expect(source.row(1)!.cells.map((cell) => (cell === null ? null : "text" in cell ? cell.text : cell))).toEqual([
    "3",
    "table leaf",
    "t",
    "50",
    "1",
    "0x2000",
  ]);
  const signal = new AbortController().signal;
  const copied = await source.read(0, 2, [0, 3], { signal });
  expect(copied).toHaveLength(2);
  expect(copied[1]).toEqual([source.row(1)!.cells[0], source.row(1)!.cells[3]]);
});
