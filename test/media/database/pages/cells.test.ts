/** What cells of the page map stand for, and where they lie. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellsOf, contentsOf } from "../../../../media/database/pages/cells.ts";
import { everything, maskOf, nextWanted, pagesIn, toggled } from "../../../../media/database/pages/filter.ts";
import {
  cellAt,
  cellOfPage,
  firstPageOf,
  fitting,
  layoutOf,
  pageAfterKey,
  placeOf,
  revealed,
  zoomsOf,
} from "../../../../media/database/pages/layout.ts";
import { pageKinds } from "../../../../server/src/database/protocol.ts";
import { syntheticMap } from "./synthetic.ts";

describe("cells", () => {
  const map = syntheticMap({ pages: 3000, owners: 7 });

  test("a cell of one page is that page", () => {
    const cells = cellsOf(map, 1, maskOf(everything, map.owners.length));
    expect(cells.count).toBe(3000);
    expect(cells.owner).toBe(map.owner);
    expect(cells.lit.every((lit) => lit === 1)).toBe(true);
  });

  test("a cell of many pages shows what most of them are, and how full those are that count", () => {
    for (const perCell of [2, 8, 64, 4096]) {
      const cells = cellsOf(map, perCell, maskOf(everything, map.owners.length));
      expect(cells.count).toBe(Math.ceil(3000 / perCell));
      for (let cell = 0; cell < cells.count; cell++) {
        const contents = contentsOf(map, cell, perCell);
        const shown = contents.find(({ owner, kind }) => owner === cells.owner[cell] && kind === cells.kinds[cell]);
        expect(shown?.pages).toBe(contents[0]!.pages);
        const fills = map.fill.subarray(cell * perCell, (cell + 1) * perCell);
        expect(cells.fill[cell]).toBeCloseTo(fills.reduce((sum, fill) => sum + fill, 0) / fills.length, -0.5);
      }
    }
  });

  test("a single page that is wanted is seen among any number of others", () => {
    const trunk = pageKinds.indexOf("freelist trunk");
    const first = map.kinds.indexOf(trunk);
    expect(first).toBeGreaterThan(0);
    const filter = { ...everything, kinds: new Set(["freelist trunk"] as const) };
    const cells = cellsOf(map, 512, maskOf(filter, map.owners.length));
    const cell = Math.floor(first / 512);
    expect(cells.lit[cell]).toBe(1);
    expect(cells.kinds[cell]).toBe(trunk);
  });

  test("a filter of owners and kinds wants what both want", () => {
    const filter = { owners: new Set([1, 2]), kinds: new Set(["index leaf", "overflow"] as const) };
    const expected = Array.from(map.kinds.keys(), (place) => place + 1).filter((page) => {
      const kind = pageKinds[map.kinds[page - 1]!];
      return [2, 3].includes(map.owner[page - 1]!) && (kind === "index leaf" || kind === "overflow");
    });
    expect(expected.length).toBeGreaterThan(10);
    expect([...pagesIn(map, filter)]).toEqual(expected);
    expect(pagesIn(map, everything).length).toBe(3000);
    const mask = maskOf(filter, map.owners.length);
    expect(nextWanted(map, mask, expected[3]!, 1)).toBe(expected[4]);
    expect(nextWanted(map, mask, expected[3]!, -1)).toBe(expected[2]);
    expect(nextWanted(map, mask, expected.at(-1)!, 1)).toBe(undefined);
    expect([...toggled(toggled(new Set([1]), 2), 1)]).toEqual([2]);
  });
});

const views = fc.record({ width: fc.integer({ min: 40, max: 4000 }), height: fc.integer({ min: 40, max: 3000 }) });
const scenes = fc
  .record({
    pages: fc.integer({ min: 1, max: 3_000_000 }),
    view: views,
    zoom: fc.nat(30),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ pages, view, zoom, at }) => {
    const zooms = zoomsOf(pages);
    const layout = layoutOf(zooms[Math.min(zoom, zooms.length - 1)]!, pages, view);
    return { pages, view, layout, page: Math.min(pages, 1 + Math.floor(at * pages)) };
  });

describe("places", () => {
  test("each page has a place, and at that place is the page", () => {
    fc.assert(
      fc.property(scenes, ({ layout, page }) => {
        const cell = cellOfPage(layout, page);
        const { x, y } = placeOf(layout, cell);
        expect(cellAt(layout, x, y)).toBe(cell);
        expect(cellAt(layout, x + layout.size - 1, y + layout.size - 1)).toBe(cell);
        expect(y + layout.size).toBeLessThanOrEqual(layout.height);
        const first = firstPageOf(layout, cell);
        expect(page - first).toBeGreaterThanOrEqual(0);
        expect(page - first).toBeLessThan(layout.perCell);
      }),
      { seed: 20_261_122 },
    );
  });

  test("what was revealed is in view", () => {
    fc.assert(
      fc.property(scenes, fc.nat(5_000_000), ({ layout, page, view }, scrollTop) => {
        const cell = cellOfPage(layout, page);
        const top = revealed(layout, cell, scrollTop, view);
        const { y } = placeOf(layout, cell);
        expect(y).toBeGreaterThanOrEqual(top);
        expect(y + layout.size).toBeLessThanOrEqual(top + view.height);
      }),
      { seed: 20_261_122 },
    );
  });

  test("no key leaves the file, and Home and End are its ends", () => {
    const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
    fc.assert(
      fc.property(scenes, fc.constantFrom(...keys), ({ layout, page, pages, view }, key) => {
        const next = pageAfterKey(layout, key, page, pages, view)!;
        expect(next).toBeGreaterThanOrEqual(1);
        expect(next).toBeLessThanOrEqual(pages);
        if (key === "Home") expect(next).toBe(1);
        if (key === "End") expect(next).toBe(pages);
        const [from, to] = [placeOf(layout, cellOfPage(layout, page)), placeOf(layout, cellOfPage(layout, next))];
        if (key === "ArrowUp" || key === "ArrowDown") expect(to.x).toBe(from.x);
      }),
      { seed: 20_261_122 },
    );
    expect(
      pageAfterKey(layoutOf(zoomsOf(10)[0]!, 10, { width: 99, height: 99 }), "x", 1, 10, { width: 99, height: 99 }),
    ).toBe(undefined);
  });

  test("all of a file is in view at first, where its cells are large enough to be seen", () => {
    const view = { width: 1200, height: 700 };
    expect(fitting(zoomsOf(50), 50, view)).toEqual({ size: 32, perCell: 1 });
    for (const pages of [900, 20_000, 1_310_720, 30_000_000]) {
      const zoom = fitting(zoomsOf(pages), pages, view);
      expect(layoutOf(zoom, pages, view).height).toBeLessThanOrEqual(view.height);
    }
  });
});
