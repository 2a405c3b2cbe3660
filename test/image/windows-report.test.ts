/** What is told of images and objects for Windows: against what their sources and the linker's options say. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtImages } from "../binary/support/built-images.ts";
import { mingwIsMissing } from "../binary/support/toolchain.ts";
import { findingsOf, reportOfBytes, rulesOf, said, stateOf } from "./support/report.ts";
import { withSectionFlags } from "./support/windows-drivers.ts";

const opened = async (name: string) => reportOfBytes(readFileSync((await builtImages()).path(name)), name);

describe.skipIf(mingwIsMissing)("a driver", () => {
  test("has its headers, version, security and debug information told", async () => {
    const report = await opened("driver.x64.sys");
    expect(report).toMatchObject({
      format: "pe",
      kind: "Kernel driver for Windows, x64",
      machine: "x64",
      isKernel: true,
    });
    expect(report.groups.map(({ id }) => id)).toEqual(["headers", "version", "security", "debug", "signature"]);
    expect(said(report, "headers", "Machine")).toBe("x64 (0x8664)");
    expect(said(report, "headers", "Subsystem")).toBe("NATIVE 6.1");
    expect(said(report, "headers", "Entry point")).toMatch(/^0x[\da-f]+, in INIT$/);
    expect(said(report, "headers", "Checksum")).toMatch(/as it should be$/);
    expect(stateOf(report, "headers", "Checksum")).toBe("good");
    expect(Number(said(report, "headers", "Functions in the exception table"))).toBeGreaterThan(2);
    expect(said(report, "headers", "Thread-local storage")).toBeUndefined();
    expect(said(report, "version", "File version (numbers)")).toBe("1.2.3.4");
    expect(said(report, "version", "File type")).toBe("DRV, SYSTEM");
    expect(said(report, "version", "Company name, en-US (0x0409)")).toBe("A company");
    expect(said(report, "version", "Company name, de-DE (0x0407)")).toBe("Gesellschaft für Treiber");
    expect(said(report, "security", "No-execute data (NX)")).toBe("yes");
    expect(said(report, "security", "Writable and executable sections")).toBe("none");
    expect(said(report, "signature", "Embedded signature")).toBe("none");
    expect(report.pdb).toMatch(/driver\.x64\.pdb$/);
    expect(said(report, "debug", "On symbol servers")).toMatch(/^driver\.x64\.pdb\/[\dA-F]{33,}\/driver\.x64\.pdb$/);
    // It imports by ordinal from the kernel, and nothing else is wrong.
    expect(rulesOf(report)).toEqual(["image-ordinal-import"]);
  });

  test("has its sections told as the kernel takes them", async () => {
    const { sections } = await opened("driver.x64.sys");
    const of = (name: string) => sections.find((section) => section.name === name);
    expect(of("PAGE")).toMatchObject({ access: "RX", traits: ["paged"] });
    expect(of("INIT")).toMatchObject({ access: "RX", traits: ["init"] });
    expect(of(".text")).toMatchObject({ access: "RX", traits: ["non-paged"] });
    expect(of(".bss")).toMatchObject({ access: "RW", traits: ["non-paged"], size: 0 });
    expect(of(".reloc")?.traits).toEqual(["discardable"]);
    expect(of(".text")?.flags).toMatch(/^0x6[\da-f]{7}$/);
  });

  test("has its INIT section told as discardable where it is marked so", async () => {
    const driver = new Uint8Array(readFileSync((await builtImages()).path("driver.x64.sys")));
    const { sections } = reportOfBytes(withSectionFlags(driver, "INIT", (flags) => flags | 0x0200_0000));
    expect(sections.find(({ name }) => name === "INIT")?.traits).toEqual(["init", "discardable"]);
  });

  test("has its imports and resources told by their names", async () => {
    const { imports, resources } = await opened("driver.x86.sys");
    expect(imports).toMatchObject([{ module: "ntoskrnl.exe", isDelayed: false }]);
    expect(imports[0]?.functions).toContainEqual(
      expect.objectContaining({ ordinal: 77, address: expect.stringMatching(/^0x[\da-f]+$/) }),
    );
    const told = resources.map(({ type, name, language }) => [type, name, language]);
    expect(told).toContainEqual(["RCDATA", "NAMED", "de-DE (0x0407)"]);
    expect(told).toContainEqual(["RCDATA", "#101", "en-US (0x0409)"]);
    expect(told).toContainEqual(["OF_MY_OWN", "QUIRKS", "en-US (0x0409)"]);
    expect(told).toContainEqual(["VERSION", "#1", "en-US (0x0409)"]);
  });

  test("that others are linked with has the name they look for, a program its threads' storage", async () => {
    expect(said(await opened("library.x64.dll"), "headers", "Linked as")).toBe("own.dll");
    const program = await opened("program.x86.exe");
    expect(said(program, "headers", "Linked as")).toBeUndefined();
    expect(said(program, "headers", "Thread-local storage")).toMatch(/^[\d,]+ bytes, 3 callbacks$/);
    expect(said(program, "headers", "Functions in the exception table")).toBeUndefined();
  });

  test("says where it is signed, and never that this holds", async () => {
    const driver = readFileSync((await builtImages()).path("driver-stripped.x64.sys"));
    const signed = Buffer.concat([
      driver,
      Buffer.alloc((8 - (driver.length % 8)) % 8),
      Buffer.from([16, 0, 0, 0, 0, 2, 2, 0]),
      Buffer.alloc(8),
    ]);
    const directory = signed.readUInt32LE(60) + 24 + 112 + 4 * 8;
    signed.writeUInt32LE(signed.length - 16, directory);
    signed.writeUInt32LE(16, directory + 4);
    const report = reportOfBytes(signed);
    expect(said(report, "signature", "Embedded signature")).toBe("present, 8 bytes");
    expect(said(report, "signature", "Signer")).toBe("cannot be read");
    expect(JSON.stringify(report.groups)).not.toMatch(/\bvalid\b/i);
  });

  test("that is cut off says so", async () => {
    const driver = readFileSync((await builtImages()).path("driver-stripped.x64.sys"));
    const { notes } = reportOfBytes(driver.subarray(0, driver.length - 2000));
    expect(notes[0]).toMatch(/^The file is cut off: it ends within /);
  });
});

describe.skipIf(mingwIsMissing)("other files", () => {
  test("a DLL has exports, forwarders and delayed imports", async () => {
    const report = await opened("library.x64.dll");
    expect(report).toMatchObject({ kind: "DLL for Windows, x64", isKernel: false, findings: [] });
    expect(report.imports.map(({ module, isDelayed }) => [module, isDelayed])).toEqual([
      ["at-once.dll", false],
      ["delayed.dll", true],
    ]);
    expect(report.exports).toContainEqual({
      name: "forwarded",
      ordinal: expect.any(Number),
      forwarder: "other.Elsewhere",
    });
    expect(report.exports).toContainEqual({ ordinal: 7, address: expect.stringMatching(/^0x18000/) });
    expect(stateOf(report, "security", "No-execute data (NX)")).toBeUndefined();
  });

  test("an object has what it needs and what it gives", async () => {
    const report = await opened("driver.x64.o");
    expect(report).toMatchObject({
      format: "coff",
      kind: "Object file for Windows, x64",
      isKernel: false,
      findings: [],
    });
    expect(report.imports[0]?.functions.map(({ name }) => name).toSorted()).toEqual([
      "__imp_ByOrdinal",
      "__imp_DbgPrint",
      "__imp_ExAllocatePoolWithTag",
    ]);
    expect(report.exports).toContainEqual({ name: "DriverEntry", note: "function in INIT" });
    expect(report.exports).toContainEqual({ name: "Paged", note: "function in PAGE" });
    expect(report.exports.map(({ name }) => name)).not.toContain("Other");
    expect((await opened("big.x86.o")).kind).toBe("Object file for Windows, x86");
  });
});

const wine = "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows";
const hasWine = spawnSync("test", ["-d", wine]).status === 0;

/** Debian: libwine. Wine's drivers are for Wine's kernel: that of Windows would refuse them for just what is said. */
describe.skipIf(!hasWine && process.env.CI !== "true")("Wine's", () => {
  test("drivers import from user mode, and were changed after they were linked", () => {
    const report = reportOfBytes(readFileSync(`${wine}/mountmgr.sys`), "mountmgr.sys");
    expect(report.isKernel).toBe(true);
    const errors = findingsOf(report).filter((text) => text.startsWith("error"));
    expect(errors.filter((text) => !/image-user-mode-import|image-checksum/.test(text))).toEqual([]);
    const modules = new Set(
      report.findings.flatMap((one) => (one.severity === "error" && one.import ? [one.import.module] : [])),
    );
    expect(modules).not.toContain("ntoskrnl.exe");
    expect(modules.size).toBeGreaterThan(0);
  });

  test("DLLs are not judged", () => {
    for (const name of ["kernel32.dll", "ntdll.dll", "user32.dll", "winedevice.exe"]) {
      expect(reportOfBytes(readFileSync(`${wine}/${name}`), name)).toMatchObject({ isKernel: false, findings: [] });
    }
  });
});
