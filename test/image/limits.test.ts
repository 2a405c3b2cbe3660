/** Images with more of everything than anybody reads: what is told is bounded, and says that it is cut. */
import { describe, expect, test } from "vitest";
import { type ByteSource, bytesSource } from "../../server/src/binary/source.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { reportOf } from "../../server/src/image/read/report.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { importer } from "./support/importer.ts";
import { reportOfBytes } from "./support/report.ts";

describe("what is told is bounded", () => {
  test.each(["kernel32.dll", "ntoskrnl.exe"])("of 100,000 imports from %s", (module) => {
    const names = Array.from({ length: 100_000 }, (_, index) => `NobodyHasThis${index}`);
    const start = cpuMilliseconds();
    const report = reportOfBytes(importer(module, names));
    expect(cpuMilliseconds() - start).toBeLessThan(5000);
    expect(report.findings).toHaveLength(2000);
    const functions = report.imports.flatMap((one) => one.functions);
    expect(functions).toHaveLength(70_000);
    // Each that has a mark leads to its own finding.
    const marked = functions.filter(({ finding }) => finding !== undefined);
    expect(marked.length).toBeGreaterThan(1900);
    for (const { name, finding } of marked) expect(report.findings[finding!]?.import?.name).toBe(name);
    expect(report.notes.join(" ")).toBe("Only 70000 of the imports are told. Only 2000 of the findings are told.");
  });

  test("a table of one name without end is read on a budget", () => {
    const bytes = importer("ntoskrnl.exe", Array(50_000).fill("A".repeat(500)));
    const start = cpuMilliseconds();
    expect(reportOfBytes(bytes).findings.filter(({ rule }) => rule === "image-unknown-import")).toHaveLength(1);
    expect(cpuMilliseconds() - start).toBeLessThan(5000);
  });

  test("a driver with a gigabyte behind it is read by windows", () => {
    const driver = importer("ntoskrnl.exe", ["DbgPrint"]);
    let [most, sum] = [0, 0];
    const source: ByteSource = {
      length: 2 ** 30,
      read(from, to) {
        most = Math.max(most, to - from);
        sum += to - from;
        const bytes = new Uint8Array(to - from);
        if (from < driver.length) bytes.set(driver.subarray(from, Math.min(to, driver.length)));
        return bytes;
      },
    };
    const report = reportOf(source, { name: "large.sys", file: { path: "large.sys" }, surroundings: {} }, loadFacts());
    expect(report.imports[0]?.functions.map(({ name }) => name)).toEqual(["DbgPrint"]);
    expect(most).toBeLessThan(2 * 1024 * 1024);
    expect(sum).toBeLessThan(8 * 1024 * 1024);
    // It is too large for its checksum: nothing is said of that.
    expect(report.findings.map(({ rule }) => rule)).toEqual([]);
  });

  test("the same driver alone is judged by its checksum too", () => {
    const report = reportOf(
      bytesSource(importer("ntoskrnl.exe", ["DbgPrint"])),
      { name: "small.sys", file: { path: "small.sys" }, surroundings: {} },
      loadFacts(),
    );
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([["image-checksum", "warning"]]);
  });
});
