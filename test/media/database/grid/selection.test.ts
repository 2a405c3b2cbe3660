import { expect, test } from "vitest";
import {
  afterKey,
  atSpot,
  type Keys,
  rangeOf,
  type Selection,
  shifted,
  upTo,
  wholeRow,
} from "../../../../media/database/grid/selection.ts";

const extent = { rows: 1000, columns: 5, page: 20 };
const press = (selection: Selection, ...keys: readonly string[]): Selection =>
  keys.reduce((last, text) => {
    const parts = text.split("+");
    const pressed: Keys = {
      key: parts.at(-1)!,
      isShift: parts.includes("Shift"),
      isControl: parts.includes("Control"),
    };
    return afterKey(last, pressed, extent) ?? last;
  }, selection);

test.each([
  [["ArrowDown", "ArrowRight"], { row: 11, column: 3 }],
  [["PageDown", "PageDown", "End"], { row: 50, column: 4 }],
  [["Control+End", "ArrowDown"], { row: 999, column: 4 }],
  [["Control+Home", "ArrowLeft"], { row: 0, column: 0 }],
  [["PageUp", "PageUp"], { row: 0, column: 2 }],
  [["Control+ArrowUp", "ArrowUp", "ArrowUp"], { row: -1, column: 2 }],
  [["Control+ArrowDown", "Control+ArrowLeft"], { row: 999, column: 0 }],
] as const)("%j leads to %j", (keys, spot) => {
  expect(press(atSpot({ row: 10, column: 2 }), ...keys)).toEqual(atSpot(spot));
});

test("Shift makes a range, in any direction, and never of heads", () => {
  const range = press(atSpot({ row: 10, column: 2 }), "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowRight");
  expect(rangeOf(range, extent)).toEqual({ rows: { first: 8, last: 10 }, columns: { first: 2, last: 3 } });
  const all = press(atSpot({ row: 1, column: 0 }), "Shift+PageUp", "Shift+ArrowUp");
  expect(rangeOf(all, extent).rows).toEqual({ first: 0, last: 1 });
  expect(press(range, "Escape")).toEqual(atSpot(range.focus));
});

test("whole rows have all columns, and everything is Ctrl+A", () => {
  const rows = upTo(wholeRow(5, 3), { row: 9, column: 3 });
  expect(rangeOf(rows, extent)).toEqual({ rows: { first: 5, last: 9 }, columns: { first: 0, last: 4 } });
  expect(rangeOf(press(atSpot({ row: 5, column: 3 }), "Shift+ "), extent).columns).toEqual({ first: 0, last: 4 });
  expect(rangeOf(press(rows, "Control+a"), extent)).toEqual({
    ...{ rows: { first: 0, last: 999 }, columns: { first: 0, last: 4 } },
  });
});

test("other keys are nobody's, and rows that are numbered anew stay selected", () => {
  expect(afterKey(atSpot({ row: 1, column: 1 }), { key: "x", isShift: false, isControl: false }, extent)).toBe(
    undefined,
  );
  expect(shifted(upTo(atSpot({ row: 10, column: 1 }), { row: 12, column: 1 }), -10).focus).toEqual({
    row: 2,
    column: 1,
  });
  expect(shifted(atSpot({ row: -1, column: 1 }), 50).focus.row).toBe(-1);
});
