/** The tree of imports: what comes first, what a filter leaves, and where a finding leads. */
import { expect, test } from "vitest";
import {
  type ImportLine,
  importCount,
  importLines,
  lineOf,
  sortedImports,
} from "../../../../media/image/imports/import-lines.ts";
import { symbolName } from "../../../../server/src/image/output/symbol-name.ts";
import { driverReport, hostileReport, manyImports } from "../support/reports.ts";

const all = { text: "", withFindingsOnly: false, closed: new Set<string>() };
const textOf = ({ row, level }: ImportLine): string =>
  `${"  ".repeat(level - 1)}${row.kind === "module" ? row.module.module : symbolName(row.imported)}`;
const modules = sortedImports(driverReport());
const shownWith = (filter: Partial<typeof all>) => importLines(modules, { ...all, ...filter }).lines.map(textOf);

test("modules with errors come before those with warnings, and findings before other functions", () => {
  expect(shownWith({}).slice(0, 7)).toEqual([
    ...["KERNEL32.dll", "  GetLastError", "  HeapAlloc", "  Sleep"],
    ...["ntoskrnl.exe", "  ExAllocatePoolWithTag", "  ExAllocatePool2"],
  ]);
});

test("a filter looks into names of functions and of modules", () => {
  expect(shownWith({ text: "zwc" })).toEqual(["ntoskrnl.exe", "  ZwClose", "  ZwCreateFile"]);
  expect(shownWith({ text: "HAL" })).toEqual(["HAL.dll", "  #17", "  KeQueryPerformanceCounter"]);
  expect(shownWith({ text: "#17" })).toEqual(["HAL.dll", "  #17"]);
  expect(shownWith({ withFindingsOnly: true, text: "pool" })).toEqual(["ntoskrnl.exe", "  ExAllocatePoolWithTag"]);
  expect(shownWith({ text: "nothing" })).toEqual([]);
});

test("functions of closed modules are counted", () => {
  const { lines, shown } = importLines(modules, { ...all, closed: new Set(modules.map(({ id }) => id)) });
  expect(lines.map(textOf)).toEqual(["KERNEL32.dll", "ntoskrnl.exe", "HAL.dll"]);
  expect(lines.map(({ isOpen }) => isOpen)).toEqual([false, false, false]);
  expect(shown).toBe(importCount(driverReport()));
});

test("ids are those of their lines, whatever a filter hides", () => {
  const [before] = importLines(modules, { ...all, text: "Sleep" }).lines.filter(({ level }) => level === 2);
  expect(importLines(modules, all).lines.find(({ id }) => id === before?.id)?.row).toEqual(before?.row);
  const ids = importLines(sortedImports(hostileReport()), all).lines.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an import is found by its name, and by its module where it is told", () => {
  const { lines } = importLines(modules, all);
  expect(lineOf(lines, { name: "HeapAlloc" })?.row).toMatchObject({ imported: { name: "HeapAlloc" } });
  expect(lineOf(lines, { name: "HeapAlloc", module: "kernel32.DLL" })?.level).toBe(2);
  expect(lineOf(lines, { name: "HeapAlloc", module: "ntoskrnl.exe" })).toBeUndefined();
});

test("a module of which nothing is imported is there", () => {
  const lines = importLines(sortedImports(hostileReport()), all).lines;
  expect(lines.at(-1)).toMatchObject({ level: 1, isOpen: undefined });
});

test("65,000 imports are sorted and filtered in well under a second", () => {
  const start = performance.now();
  const many = sortedImports(manyImports(65_000));
  expect(importLines(many, { ...all, text: "number64" }).shown).toBe(1 + 10 + 100 + 1000);
  expect(performance.now() - start).toBeLessThan(3000);
});
