/** The lines of a comparison: what a filter leaves, and what is hidden. */
import { expect, test } from "vitest";
import {
  type ComparisonLine,
  comparisonLines,
  countOf,
  differenceText,
} from "../../../../media/image/comparison/comparison-lines.ts";
import { comparison } from "../support/reports.ts";

const all = { text: "", hidden: new Set<never>(), closed: new Set<string>() };
const textOf = ({ row }: ComparisonLine): string => (row.kind === "group" ? row.group.title : row.row.name);

test("groups with differences, and those that are alike; of what neither has nothing is said", () => {
  const alike = { id: "tags", title: "Pool tags", same: 3, rows: [] };
  const { lines, shown } = comparisonLines({ ...comparison, groups: [...comparison.groups, alike] }, all);
  expect(lines.map(textOf)).toEqual([
    ...["Imports", "ExAllocatePool2", "ExAllocatePoolWithTag", "Sections", ".text", "INIT", "Pool tags"],
  ]);
  expect(shown).toBe(4);
});

test("a filter looks into values too; what is hidden is left out, and groups of which nothing is left", () => {
  expect(comparisonLines(comparison, { ...all, text: "31,2" }).lines.map(textOf)).toEqual(["Sections", ".text"]);
  const { lines, shown } = comparisonLines(comparison, { ...all, hidden: new Set(["changed", "added"] as const) });
  expect(lines.map(textOf)).toEqual(["Imports", "ExAllocatePoolWithTag"]);
  expect(shown).toBe(1);
});

test("differences have a sign", () => {
  expect([512, -1024, 0, undefined].map(differenceText)).toEqual(["+512", "-1,024", "0", ""]);
  expect(countOf(comparison, "changed")).toBe(2);
});
