import fc from "fast-check";
import { expect, test } from "vitest";
import {
  columnsInView,
  hiding,
  layOut,
  moved,
  noLayout,
  placesOf,
  resized,
  showing,
} from "../../../../media/database/grid/columns.ts";
import { arraySource } from "../../../../media/database/grid/row-source.ts";
import { pressed } from "../../../../media/database/grid/sorting.ts";
import { clampedTop, revealed, thumbOf, topAt } from "../../../../media/database/grid/viewport.ts";

const columns = ["id", "name", "name", "size"].map((name) => ({ name, type: "" }));
const names = (layout = noLayout): readonly number[] => layOut(columns, layout).map(({ index }) => index);

test("columns are moved, hidden, shown and sized, two of one name apart", () => {
  const laid = layOut(columns, noLayout);
  const swapped = moved(laid, noLayout, 0, 2);
  expect(names(swapped)).toEqual([1, 2, 0, 3]);
  const second = laid[2]!.key;
  const without = hiding(swapped, second);
  expect(names(without)).toEqual([1, 0, 3]);
  expect(names(showing(without, second))).toEqual([1, 2, 0, 3]);
  // Moved among those that are shown, while another is hidden: that one is not lost.
  expect(names(showing(moved(layOut(columns, without), without, 2, 0), second)).toSorted()).toEqual([0, 1, 2, 3]);
  expect(layOut(columns, resized(noLayout, "id", 3))[0]!.width).toBe(40);
  expect(layOut(columns, resized(noLayout, "id", 333)).map(({ left }) => left)[1]).toBe(333);
});

test("columns in view are those that the view touches, and the one with the focus", () => {
  const many = layOut(
    Array.from({ length: 2000 }, (_, index) => ({ name: `c${index}`, type: "" })),
    noLayout,
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 2000 }), (left, width) => {
      const { first, end } = columnsInView(many, left, width);
      const touched = many.flatMap((one, place) =>
        one.left < left + width && one.left + one.width > left ? [place] : [],
      );
      expect(Array.from({ length: end - first }, (_, index) => first + index)).toEqual(touched);
    }),
    { numRuns: 100, seed: 3 },
  );
  expect(placesOf({ first: 5, end: 7 }, 2, 10)).toEqual([2, 5, 6]);
  expect(placesOf({ first: 5, end: 7 }, 9, 10)).toEqual([5, 6, 9]);
  expect(placesOf({ first: 5, end: 7 }, 6, 10)).toEqual([5, 6]);
});

test("a press sorts up, down, not at all; Shift keeps the others", () => {
  const up = pressed([], 1, false);
  expect(up).toEqual([{ column: 1, isDescending: false }]);
  const down = pressed(up, 1, false);
  expect(down).toEqual([{ column: 1, isDescending: true }]);
  expect(pressed(down, 1, false)).toEqual([]);
  const both = pressed(down, 3, true);
  expect(both).toEqual([...down, { column: 3, isDescending: false }]);
  expect(pressed(both, 1, true)).toEqual([{ column: 3, isDescending: false }]);
  expect(pressed(both, 2, false)).toEqual([{ column: 2, isDescending: false }]);
});

test("the thumb leads to every row of billions, and never out of its track", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e15, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 30, max: 3000 }),
      (rows, part, track) => {
        const count = Math.round(rows);
        const view = { height: 30.5, count, top: part * Math.max(0, count - 30.5) };
        const thumb = thumbOf(view, track);
        if (thumb === undefined) return count <= 30.5;
        const back = topAt(thumb.start, view, track);
        return (
          thumb.start >= 0 &&
          thumb.start + thumb.size <= track + 1e-6 &&
          Math.abs(back - view.top) <= Math.max(1e-6, count * 1e-9)
        );
      },
    ),
    { seed: 5 },
  );
  const view = { top: 10, height: 5, count: 100 };
  expect([revealed(12, view), revealed(3, view), revealed(15, view), revealed(99, view)]).toEqual([10, 3, 11, 95]);
  expect(clampedTop(5, { height: 10, count: 3 })).toBe(0);
});

test("a copy of rows in memory has whole values, or is refused", async () => {
  const source = arraySource([
    [{ type: "integer", text: "1" }, null],
    [{ type: "text", text: "a", length: 5000, isWhole: false }, null],
  ]);
  const options = { signal: new AbortController().signal };
  expect(await source.read(0, 1, [1, 0], options)).toEqual([[null, { type: "integer", text: "1" }]]);
  await expect(source.read(0, 2, [0], options)).rejects.toThrow("longer than what is held");
  expect(source.row(1)).toBe(source.row(1));
});
