/** Two images beside each other: what came, went and changed, in an order that is always the same. */

import * as v from "valibot";
import { expect, test } from "vitest";
import { type ComparedImage, compareImages } from "../../server/src/image/compare.ts";
import { comparison, type ImageReport } from "../../server/src/image/report.ts";
import { finding, reportWith } from "./support/made-report.ts";

const section = (name: string, virtualSize: number, access = "RX"): ImageReport["sections"][number] => ({
  ...{ name, address: "0x1000", virtualSize, offset: 512, size: 1024, access, traits: [], flags: "0x60000020" },
});
const before: ComparedImage = {
  name: "Old.sys",
  report: reportWith({
    length: 4096,
    groups: [{ id: "version", title: "Version", properties: [{ name: "File version", value: "1.0" }] }],
    sections: [section(".text", 1000), section(".data", 16, "RW"), section("PAGE", 64)],
    imports: [
      { module: "ntoskrnl.exe", isDelayed: false, functions: [{ name: "ExAllocatePool" }, { name: "ExFreePool" }] },
      { module: "HAL.dll", isDelayed: false, functions: [{ ordinal: 7 }] },
    ],
    exports: [{ name: "Start", ordinal: 1, address: "0x1000" }],
    resources: [{ type: "VERSION", name: "1", language: "en-US", offset: 100, size: 600 }],
    findings: [finding("image-checksum", "There is none")],
  }),
  tags: [{ tag: "Lens", uses: [{ function: "ExAllocatePool2", address: "0x1", section: ".text" }] }],
};
const after: ComparedImage = {
  name: "New.sys",
  report: reportWith({
    length: 5120,
    groups: [{ id: "version", title: "Version", properties: [{ name: "File version", value: "1.1" }] }],
    sections: [section("INIT", 200), section(".text", 1200), section(".data", 16, "RWX")],
    imports: [
      { module: "hal.DLL", isDelayed: false, functions: [{ ordinal: 7 }] },
      { module: "NTOSKRNL.EXE", isDelayed: false, functions: [{ name: "ExFreePool" }, { name: "ExAllocatePool2" }] },
    ],
    exports: [{ name: "Start", ordinal: 2, address: "0x2000" }],
    resources: [{ type: "VERSION", name: "1", language: "en-US", offset: 200, size: 500 }],
  }),
  tags: [],
};

const rowsOf = (id: string, result = compareImages(before, after)) => result.groups.find((group) => group.id === id);

test("is what its schema says, group by group", () => {
  const result = compareImages(before, after);
  expect(v.parse(comparison, result)).toEqual(result);
  expect(result.before).toEqual({ name: "Old.sys", kind: "Kernel driver for Windows, x64", length: 4096 });
  expect(result.groups.map(({ id, rows, same }) => [id, rows.length, same])).toEqual([
    ["imports", 2, 2],
    ["exports", 1, 0],
    ["sections", 4, 0],
    ["resources", 1, 0],
    ["properties", 1, 0],
    ["findings", 1, 0],
    ["tags", 1, 0],
  ]);
});

test("modules are the same whatever the case, and places are no difference", () => {
  expect(rowsOf("imports")?.rows).toEqual([
    { change: "removed", name: "ntoskrnl.exe ExAllocatePool", before: "at load" },
    { change: "added", name: "ntoskrnl.exe ExAllocatePool2", after: "at load" },
  ]);
  expect(rowsOf("exports")?.rows).toEqual([
    { change: "changed", name: "Start", before: "ordinal 1", after: "ordinal 2" },
  ]);
});

test("sizes have a difference, also where one side has nothing", () => {
  expect(rowsOf("sections")?.rows).toEqual([
    { change: "changed", name: ".data", before: "16 bytes, RW", after: "16 bytes, RWX", difference: 0 },
    { change: "changed", name: ".text", before: "1,000 bytes, RX", after: "1,200 bytes, RX", difference: 200 },
    { change: "added", name: "INIT", after: "200 bytes, RX", difference: 200 },
    { change: "removed", name: "PAGE", before: "64 bytes, RX", difference: -64 },
  ]);
  expect(rowsOf("resources")?.rows[0]).toMatchObject({ name: "VERSION 1 en-US", difference: -100 });
});

test("properties, findings and tags are told with their texts", () => {
  expect(rowsOf("properties")?.rows).toEqual([
    { change: "changed", name: "Version: File version", before: "1.0", after: "1.1" },
  ]);
  expect(rowsOf("findings")?.rows).toEqual([
    { change: "removed", name: "image-checksum", before: "warning: There is none" },
  ]);
  expect(rowsOf("tags")?.rows).toEqual([{ change: "removed", name: "Lens", before: "ExAllocatePool2; 1 call" }]);
  expect(rowsOf("tags", compareImages({ ...before, tags: undefined }, after))).toBeUndefined();
});

test("an image is like itself, in whatever order its parts are", () => {
  const { report } = before;
  const turned = reportWith({
    ...report,
    sections: report.sections.toReversed(),
    imports: report.imports.toReversed().map((one) => ({ ...one, functions: one.functions.toReversed() })),
  });
  const result = compareImages(before, { ...before, report: turned });
  expect(result.groups.flatMap(({ rows }) => rows)).toEqual([]);
  expect(result.groups.map(({ same }) => same)).toEqual([3, 1, 3, 1, 1, 1, 1]);
});

test("several of a name are told apart", () => {
  const twice = reportWith({ sections: [section(".text", 1), section(".text", 2)] });
  const once = reportWith({ sections: [section(".text", 1)] });
  const result = compareImages({ name: "a", report: twice }, { name: "b", report: once });
  expect(rowsOf("sections", result)).toMatchObject({ same: 1, rows: [{ change: "removed", name: ".text (2)" }] });
});
