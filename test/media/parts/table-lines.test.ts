/** Lines of tables: who is in whom, who is next by name, and what is copied. */
import { expect, test } from "vitest";
import {
  copiedText,
  flatLines,
  nextStarting,
  parentOf,
  type TableColumn,
  type TableLine,
} from "../../../media/parts/table/lines.ts";

const line = (row: string, level: number): TableLine<string> => ({
  ...{ id: row, row, level, place: 1, siblings: 1, isOpen: undefined },
});
const name: TableColumn<string> = { id: "name", title: "Name", width: "1fr", text: (row) => row };
const length: TableColumn<string> = { id: "n", title: "N", width: "1fr", text: (row) => String(row.length) };

test("an arrow to the left leads to the line that holds one, and nowhere from the outermost", () => {
  const lines = [line("a", 1), line("b", 2), line("c", 3), line("d", 2), line("e", 1)];
  expect(lines.map((_, index) => parentOf(lines, index))).toEqual([0, 0, 1, 0, 4]);
});

test("a letter leads to the next name that begins with it, around the end, whatever its case", () => {
  const lines = flatLines(["ZwClose", "IoCall", "zwRead"], (row) => row);
  expect(nextStarting(lines, name, 0, "z")).toBe(2);
  expect(nextStarting(lines, name, 2, "Z")).toBe(0);
  expect(nextStarting(lines, name, 0, "x")).toBeUndefined();
});

test("what is copied has a tab between columns and a line for each, whatever is in a name", () => {
  expect(copiedText(flatLines(["a\tb", "c\r\nd", ""], String), [name, length])).toBe("a b\t3\nc d\t4\n\t0");
});
