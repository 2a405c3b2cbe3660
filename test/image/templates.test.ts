/** Drivers made from the project's own templates have nothing wrong in their images. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate, templateOf } from "../scaffolds/support/generate.ts";
import { buildModules } from "../scaffolds/support/linux/build.ts";
import { kernelOrThrow, linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { compileDriver, linkDriver, mingwInstalled } from "../scaffolds/support/mingw.ts";
import { findingsOf, reportOfBytes, rulesOf, said, stateOf } from "./support/report.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "driverlens-image-templates-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!mingwInstalled && process.env.CI !== "true")("for Windows", () => {
  test.each([
    ["wdm", ["ntoskrnl.exe"], "Kernel driver for Windows, x64"],
    ["minifilter", ["ntoskrnl.exe", "fltmgr.sys"], "Kernel driver for Windows (minifilter), x64"],
  ])("%s", async (id, modules, kind) => {
    const project = join(folder, id);
    const files = await generate(templateOf(id), "DiskWatch", project);
    const sources = files.map(({ path }) => path).filter((path) => /^[^/]+\.c$/.test(path));
    const image = join(project, "DiskWatch.sys");
    const objects = compileDriver(
      sources.map((path) => join(project, path)),
      join(project, "objects"),
    );
    await linkDriver(objects, image, { purpose: "as-shipped", modules });
    const infName = files.map(({ path }) => path).find((path) => path.endsWith(".inf"))!;
    const infs = [{ name: infName, text: readFileSync(join(project, infName), "utf8") }];
    const report = reportOfBytes(readFileSync(image), "DiskWatch.sys", { infs, target: "10.0.19041" });
    expect(findingsOf(report)).toEqual([]);
    expect(report).toMatchObject({ kind, isKernel: true, target: "Windows 10, version 2004" });
    expect(said(report, "headers", "Checksum")).toContain("as it should be");
    expect(report.groups.flatMap(({ properties }) => properties).filter(({ state }) => state === "bad")).toEqual([]);
    expect(stateOf(report, "security", "No-execute data (NX)")).toBe("good");
    expect(report.infs[0]?.properties[0]?.value).toContain("SourceDisksFiles, the service DiskWatch");
    // What it takes from Windows 10, version 2004, older ones do not have.
    expect(rulesOf(reportOfBytes(readFileSync(image), "DiskWatch.sys", { target: "7" }))).toContain(
      "image-newer-import",
    );
  });
});

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("for Linux", () => {
  test("linux-module, held against the kernel that it is built for", { timeout: 120_000 }, async () => {
    const project = join(folder, "linux-module");
    await generate(templateOf("linux-module"), "DiskWatch", project);
    const [path] = await buildModules(project);
    const symvers = readFileSync(join(kernelOrThrow().build, "Module.symvers"), "utf8");
    const report = reportOfBytes(readFileSync(path!), "diskwatch.ko", { symvers });
    expect(findingsOf(report)).toEqual([]);
    expect(report.imports.map(({ module }) => module)).toEqual(["vmlinux"]);
    expect(said(report, "module", "Name")).toBe("diskwatch");
    expect(stateOf(report, "module", "Licence")).toBe("good");
    // Of another kernel: one symbol has another version there, one is gone.
    const other = symvers.replace(/^0x\w+(?=\tmodule_layout\t)/m, "0x00000001").replace(/^.*\t_printk\t.*\n/m, "");
    expect(rulesOf(reportOfBytes(readFileSync(path!), "diskwatch.ko", { symvers: other }))).toEqual([
      "image-symbol-version",
      "image-unknown-symbol",
    ]);
  });
});
