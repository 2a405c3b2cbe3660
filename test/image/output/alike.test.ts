/** Findings that say the same are read once: which those are. */
import { expect, test } from "vitest";
import { alikeFindings } from "../../../server/src/image/output/alike.ts";
import { driverReport } from "../../media/image/support/reports.ts";

const { findings } = driverReport();
const names = (all = findings) =>
  alikeFindings(all).map((group) => group.map(({ import: imported, rule }) => imported?.name ?? rule));

test("imports of one module for one reason are together, the worst first; what is of no import stands alone", () => {
  expect(names()).toEqual([
    ...[["HeapAlloc", "GetLastError", "Sleep"], ["image-writable-code"], ["ExAllocatePoolWithTag"], ["image-no-guard"]],
  ]);
  const twice = findings.filter(({ rule }) => rule === "image-no-guard");
  expect(names([...twice, ...twice])).toEqual([["image-no-guard"], ["image-no-guard"]]);
});

test("another module, another cure or another weight is another finding", () => {
  const [first] = findings;
  const others = [
    { ...first!, import: { module: "USER32.dll", name: "HeapAlloc" } },
    { ...first!, remedy: "Something else." },
    { ...first!, severity: "warning" as const },
  ];
  expect(alikeFindings([first!, ...others]).map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  const cased = { ...first!, page: "https://example.com", import: { module: "kernel32.DLL", name: "Sleep" } };
  expect(alikeFindings([first!, cased]).map(({ length }) => length)).toEqual([2]);
});
