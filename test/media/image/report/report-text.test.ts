/** A report as text: what is wrong first, each thing a line. */
import { expect, test } from "vitest";
import { reportText } from "../../../../media/image/report/report-text.ts";
import { driverReport, hostileReport } from "../support/reports.ts";

test("begins with what the image is and what is wrong, errors first", () => {
  const lines = reportText("NewDriver.sys", driverReport()).split("\n");
  expect(lines.slice(0, 9)).toEqual([
    "NewDriver.sys: Kernel driver for Windows, x64, 86,528 bytes",
    "Target: Windows 10, version 2004, by targetWindows in .driverlens.json",
    "",
    "Error: HeapAlloc is imported from KERNEL32.dll, a DLL of user mode, and 2 more like it [image-user-mode-import]",
    "  HeapAlloc: use ExAllocatePool2, ExFreePoolWithTag",
    "  GetLastError",
    "  Sleep: use KeDelayExecutionThread",
    "  The driver is not loaded: STATUS_OBJECT_NAME_NOT_FOUND, or code 39 in Device Manager.",
    "  Call what the kernel has in its place, and link without kernel32.lib.",
  ]);
  expect(lines.filter((line) => /^(?:Error|Warning|Info)/.test(line)).map((line) => line.split(":")[0])).toEqual([
    ...["Error", "Error", "Warning", "Info"],
  ]);
});

test("has every section, import and resource, and says what properties are judged", () => {
  const text = reportText("NewDriver.sys", driverReport());
  expect(text).toContain("  PAGE, RX, 0x140010000, 14,848 in memory, 14,848 in the file at 0xa400, paged\n");
  expect(text).toContain("Imports of HAL.dll:\n  KeQueryPerformanceCounter\n  #17\n");
  expect(text).toContain("  RCDATA DEVICES_DB, neutral (0x0000), 4,096 bytes at 0xf900\n");
  expect(text).toContain("  Writable code: PAGEwx (bad)\n");
  expect(text).not.toContain("Exports");
});

test("a name with line ends in it is one line", () => {
  const report = driverReport({ notes: ["one\r\ntwo\nthree"] });
  expect(reportText("x", report)).toContain("Notes:\n  one two three\n");
  expect(reportText("x", hostileReport()).split("\n").length).toBeLessThan(60);
});
