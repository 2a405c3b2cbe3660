/** Each rule of drivers for Windows: an image that has the finding, and one like it that has not. */
import { describe, expect, test } from "vitest";
import { readPe } from "../../server/src/binary/pe.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { judgeWindows } from "../../server/src/image/judge/windows/judge-windows.ts";
import { targetOf } from "../../server/src/image/judge/windows/target.ts";
import { peContents } from "../../server/src/image/read/pe/contents.ts";
import { mingwIsMissing } from "../binary/support/toolchain.ts";
import { findingsOf, reportOfBytes, rulesOf, stateOf } from "./support/report.ts";
import { changed, type DriverShape, driverOf, headerOffsets, withSectionFlags } from "./support/windows-drivers.ts";

const kernel = { "ntoskrnl.exe": ["DbgPrint", "KeQuerySystemTimePrecise", "RtlInitUnicodeString"] };
const found = (shape: DriverShape, target?: string, name?: string): string[] =>
  findingsOf(reportOfBytes(driverOf(shape), name, target === undefined ? {} : { target }));

describe.skipIf(mingwIsMissing)("imports", () => {
  test("of the kernel and its modules are nothing to tell of", () => {
    expect(
      found({
        imports: {
          ...kernel,
          "hal.dll": ["KeStallExecutionProcessor"],
          "fltmgr.sys": ["FltRegisterFilter"],
          "WDFLDR.SYS": ["WdfVersionBind"],
          // Who knows what these have.
          "kdcom.dll": ["KdSendPacket"],
          "ext-ms-win-ntos-werkernel-l1-1-0.dll": ["WerLiveKernelCreateReport"],
          "api-ms-win-core-kernel-l1-1-0.dll": ["SomethingThatNobodyKnows"],
          "ours.sys": ["CreateFileW"],
        },
      }),
    ).toEqual([]);
  });

  test("from DLLs of user mode", () => {
    const shape: DriverShape = {
      imports: {
        ...kernel,
        "KERNEL32.dll": ["CreateFileW", "Sleep"],
        "ucrtbase.dll": ["memcpy", "malloc", "_initterm"],
        "api-ms-win-crt-heap-l1-1-0.dll": ["free"],
        "ntdll.dll": ["NtClose"],
        "api-ms-win-core-file-l1-1-0.dll": ["ReadFile"],
      },
    };
    const report = reportOfBytes(driverOf(shape));
    expect(findingsOf(report).toSorted()).toEqual([
      "error image-user-mode-import: CreateFileW is imported from KERNEL32.dll, a DLL of user mode",
      "error image-user-mode-import: NtClose is imported from ntdll.dll, a DLL of user mode",
      "error image-user-mode-import: ReadFile is imported from api-ms-win-core-file-l1-1-0.dll, a DLL of user mode",
      "error image-user-mode-import: Sleep is imported from KERNEL32.dll, a DLL of user mode",
      "error image-user-mode-import: _initterm is imported from ucrtbase.dll, a DLL of user mode",
      "error image-user-mode-import: free is imported from api-ms-win-crt-heap-l1-1-0.dll, a DLL of user mode",
      "error image-user-mode-import: malloc is imported from ucrtbase.dll, a DLL of user mode",
      "error image-user-mode-import: memcpy is imported from ucrtbase.dll, a DLL of user mode",
    ]);
    const of = (name: string) => report.findings.find((finding) => finding.import?.name === name)!;
    expect(of("CreateFileW").instead[0]).toBe("ZwCreateFile");
    expect(of("CreateFileW").why).toContain("STATUS_DRIVER_ENTRYPOINT_NOT_FOUND");
    expect(of("memcpy")).toMatchObject({ instead: ["memcpy of ntoskrnl.exe"] });
    expect(of("NtClose")).toMatchObject({ instead: ["ZwClose", "NtClose of ntoskrnl.exe"] });
    expect(of("_initterm").remedy).toContain("/NODEFAULTLIB");
    const imported = report.imports.find(({ module }) => module === "KERNEL32.dll")!.functions;
    expect(imported.map(({ name, finding }) => [name, report.findings[finding!]?.import?.name])).toEqual([
      ["CreateFileW", "CreateFileW"],
      ["Sleep", "Sleep"],
    ]);
    const good = report.imports.find(({ module }) => module === "ntoskrnl.exe")!.functions;
    expect(good.filter(({ finding }) => finding !== undefined)).toEqual([]);
  });

  test("that are looked up when they are called keep no driver from loading", () => {
    const source = bytesSource(driverOf({ imports: { ...kernel, "kernel32.dll": ["CreateFileW"] } }));
    const contents = peContents(source, readPe(source)!, "driver.sys");
    const judged = (isDelayed: boolean) => {
      const imports = contents.imports.map((one) => ({ ...one, isDelayed }));
      const target = targetOf("Windows 7");
      return judgeWindows({ contents: { ...contents, imports }, facts: loadFacts(), target });
    };
    expect(judged(false).map(({ rule }) => rule)).toEqual(["image-user-mode-import", "image-newer-import"]);
    expect(judged(true)).toEqual([]);
  });

  test("of user mode have successors that the target has", () => {
    const bytes = driverOf({ imports: { "kernel32.dll": ["HeapAlloc"] } });
    expect(reportOfBytes(bytes).findings[0]?.instead[0]).toBe("ExAllocatePool2");
    expect(reportOfBytes(bytes, "driver.sys", { target: "7" }).findings[0]?.instead).toEqual(["ExAllocatePoolZero"]);
  });

  test("from the kernel of what it does not have", () => {
    expect(
      found({ imports: { "ntoskrnl.exe": ["CreateFileW", "printf", "sprintf_s", "NtSomethingOfTheirs"] } }),
    ).toEqual([
      "error image-user-mode-import: CreateFileW is a function of kernel32.dll: ntoskrnl.exe does not export it",
      "error image-user-mode-import: printf is a function of ucrtbase.dll: ntoskrnl.exe does not export it",
      "info image-unknown-import: NtSomethingOfTheirs of ntoskrnl.exe is documented nowhere, and not among the exports that are known",
    ]);
  });

  test("of a name that is nearly one", () => {
    const report = reportOfBytes(driverOf({ imports: { "ntoskrnl.exe": ["_DbgPrint", "DbgPrint"] } }));
    expect(findingsOf(report)).toEqual([
      "info image-unknown-import: _DbgPrint of ntoskrnl.exe is not among the exports that are known; DbgPrint is",
    ]);
    expect(report.findings[0]?.instead).toEqual(["DbgPrint"]);
  });

  test("from another module than has it", () => {
    expect(found({ imports: { "ntoskrnl.exe": ["FltRegisterFilter", "KeStallExecutionProcessor"] } })).toEqual([
      "warning image-other-module: FltRegisterFilter is imported from ntoskrnl.exe, but fltmgr.sys is known to export it",
    ]);
  });

  test("by ordinal, from the kernel alone", () => {
    const report = reportOfBytes(driverOf({ imports: { "ntoskrnl.exe": ["#77", "DbgPrint"], "ours.sys": ["#3"] } }));
    expect(findingsOf(report)).toEqual([
      "warning image-ordinal-import: A function of ntoskrnl.exe is imported by its ordinal, 77",
    ]);
    expect(report.imports[0]?.functions.find(({ ordinal }) => ordinal === 77)?.finding).toBe(0);
  });

  const versions = {
    imports: { "ntoskrnl.exe": ["ExAllocatePool2", "KeQuerySystemTimePrecise", "ExFreePoolWithTag"] },
  };
  test.each([
    ["7", ["ExAllocatePool2 of ntoskrnl.exe is there from Windows 10, version 2004 on", "KeQuerySystemTimePrecise"]],
    ["10.0.17763", ["ExAllocatePool2"]],
    ["10.0.19041", []],
    // Of a project: any release.
    ["Windows10", []],
    [undefined, []],
  ])("newer than Windows %s", (target, names) => {
    const findings = found(versions, target).filter((text) => text.includes("image-newer-import"));
    expect(findings).toEqual(names.map((name) => expect.stringContaining(`error image-newer-import: ${name}`)));
  });

  test("newer than the target say what to do, and the report which target that is", () => {
    const report = reportOfBytes(driverOf(versions), "driver.sys", { target: "Windows 7" });
    expect(report.target).toBe("Windows 7");
    expect(report.findings.map(({ import: one, instead }) => [one?.name, instead])).toEqual([
      ["ExAllocatePool2", ["ExAllocatePoolZero", "ExAllocatePoolUninitialized"]],
      ["KeQuerySystemTimePrecise", ["MmGetSystemRoutineAddress"]],
    ]);
    expect(reportOfBytes(driverOf(versions), "driver.sys", { target: "Windows10" }).target).toBe(
      "Windows 10, any release",
    );
    expect(reportOfBytes(driverOf(versions), "driver.sys", { target: "no Windows" }).target).toBeUndefined();
  });

  const old = { imports: { "ntoskrnl.exe": ["ExAllocatePoolWithTag", "KeAttachProcess", "strcpy", "_vsnprintf"] } };
  test("that have a successor, unless the kit's own inline functions need them", () => {
    expect(found(old)).toEqual([
      "info image-deprecated-import: KeAttachProcess of ntoskrnl.exe is obsolete",
      "info image-deprecated-import: strcpy of ntoskrnl.exe is a banned function",
    ]);
    expect(found(old, "10.0.19041").filter((text) => text.includes("Pool"))).toEqual([
      "info image-deprecated-import: ExAllocatePoolWithTag of ntoskrnl.exe is deprecated since Windows 10, version 2004",
    ]);
    expect(found(old, "10.0.17763").filter((text) => text.includes("Pool"))).toEqual([]);
  });

  test("that ask for /INTEGRITYCHECK", () => {
    const imports = { "ntoskrnl.exe": ["ObRegisterCallbacks", "PsSetCreateProcessNotifyRoutine"] };
    expect(found({ imports })).toEqual([
      "warning image-integrity-check: ObRegisterCallbacks takes callbacks of images linked with /INTEGRITYCHECK alone, and this one is not",
    ]);
    expect(found({ imports, flags: ["-Wl,--forceinteg"] })).toEqual([]);
  });
});

describe.skipIf(mingwIsMissing)("headers", () => {
  const driver = () => driverOf({ imports: kernel });
  const put = (offset: keyof typeof headerOffsets, size: 2 | 4, value: (old: number) => number) =>
    changed(driver(), (view, header) => {
      const at = header + headerOffsets[offset];
      if (size === 2) view.setUint16(at, value(view.getUint16(at, true)), true);
      else view.setUint32(at, value(view.getUint32(at, true)), true);
    });
  const rules = (bytes: Uint8Array) => rulesOf(reportOfBytes(bytes));

  test("as they should be", () => expect(rules(driver())).toEqual([]));

  test("a checksum that is another, or missing", () => {
    const bytes = driver();
    bytes[bytes.length - 1]! ^= 1;
    const [finding] = reportOfBytes(bytes).findings;
    expect(finding).toMatchObject({ rule: "image-checksum", severity: "error" });
    expect(finding?.why).toContain("STATUS_IMAGE_CHECKSUM_MISMATCH");
    const none = driver();
    new DataView(none.buffer).setUint32(readPe(bytesSource(none))!.checksumOffset, 0, true);
    expect(reportOfBytes(none).findings).toMatchObject([{ rule: "image-checksum", severity: "warning" }]);
  });

  test("of a file that is cut off, and of nothing else where it is", () => {
    const bytes = driver();
    const last = readPe(bytesSource(bytes))!
      .sections.filter(({ size }) => size > 0)
      .at(-1)!;
    const used = last.offset + Math.min(last.sizeOfRawData, last.virtualSize);
    expect(reportOfBytes(bytes.slice(0, used - 1)).findings).toMatchObject([
      { rule: "image-cut-off", severity: "error", section: last.name },
    ]);
    // Padding is missed by nobody, but the checksum is that of a longer file.
    expect(rules(bytes.slice(0, used))).not.toContain("image-cut-off");
  });

  test("no place where code is for an entry point, or none", () => {
    const data = readPe(bytesSource(driver()))!.sections.find(({ name }) => name === ".idata")!;
    expect(reportOfBytes(put("entryPoint", 4, () => data.address)).findings).toMatchObject([
      { rule: "image-entry-point", severity: "error", section: ".idata" },
    ]);
    expect(rules(put("entryPoint", 4, () => 0))).toEqual(["image-entry-point"]);
    expect(rules(put("entryPoint", 4, () => 0xfff_0000))).toEqual(["image-entry-point"]);
  });

  test("relocations that were stripped", () => {
    expect(reportOfBytes(put("characteristics", 2, (old) => old | 1)).findings).toMatchObject([
      { rule: "image-no-relocations", severity: "error" },
    ]);
  });

  test("what the linker was not told", () => {
    // The kernel goes by neither /DYNAMICBASE nor /NXCOMPAT.
    expect(rules(put("dllCharacteristics", 2, (old) => old & ~0x140))).toEqual([]);
    expect(rules(put("sectionAlignment", 4, () => 512))).toEqual(["image-section-alignment"]);
    expect(rules(driverOf({ imports: kernel, subsystem: "console" }))).toEqual(["image-subsystem"]);
  });

  test("sections that are written to and executed", () => {
    const bytes = withSectionFlags(driver(), ".text", (flags) => flags | 0x8000_0000);
    const report = reportOfBytes(bytes);
    expect(report.findings).toMatchObject([{ rule: "image-writable-code", severity: "warning", section: ".text" }]);
    expect(report.sections.find(({ name }) => name === ".text")).toMatchObject({
      access: "RWX",
      traits: ["non-paged", "writable code"],
    });
  });

  test("INIT of old linkers, from which Windows 10 takes the right to write", () => {
    const code = `__attribute__((section("INIT"), used)) void early(void) {}`;
    const init = withSectionFlags(driverOf({ imports: kernel, code }), "INIT", () => 0xe200_0020);
    const report = reportOfBytes(init);
    expect(report.findings).toMatchObject([{ rule: "image-writable-code", severity: "info", section: "INIT" }]);
    expect(stateOf(report, "security", "Writable and executable sections")).toBeUndefined();
  });

  test("an import table among code", () => {
    const bytes = withSectionFlags(driver(), ".idata", (flags) => (flags | 0x2000_0000) & 0x7fff_ffff);
    expect(rules(bytes)).toEqual(["image-executable-import-table"]);
  });

  test("nothing of memory integrity where Windows has 32 bits", () => {
    const old = driverOf({ imports: kernel, machine: "x86" });
    const open = withSectionFlags(old, ".text", (flags) => flags | 0x8000_0000);
    const small = changed(
      withSectionFlags(open, ".idata", (flags) => flags | 0x2000_0000),
      (view, header) => view.setUint32(header + headerOffsets.sectionAlignment, 0x80, true),
    );
    expect(rules(small)).toEqual([]);
    expect(stateOf(reportOfBytes(small), "security", "Section alignment")).toBeUndefined();
    expect(stateOf(reportOfBytes(small), "security", "Writable and executable sections")).not.toBe("bad");
  });

  test("pageable code that is given back", () => {
    const code = `__attribute__((section("PAGE"), used)) void paged(void) {}`;
    const paged = driverOf({ imports: kernel, code });
    expect(rules(paged)).toEqual([]);
    expect(reportOfBytes(paged).sections.find(({ name }) => name === "PAGE")?.traits).toEqual(["paged"]);
    const discarded = reportOfBytes(withSectionFlags(paged, "PAGE", (flags) => flags | 0x0200_0000));
    expect(discarded.findings).toMatchObject([{ rule: "image-discardable-page", section: "PAGE" }]);
    expect(discarded.sections.find(({ name }) => name === "PAGE")?.traits).toEqual(["paged", "discardable"]);
  });
});

describe.skipIf(mingwIsMissing)("what is not of the kernel", () => {
  test("programs, also those that run before Windows", () => {
    const program = driverOf({ imports: { "kernel32.dll": ["CreateFileW"] }, subsystem: "console" });
    expect(reportOfBytes(program, "tool.exe")).toMatchObject({
      isKernel: false,
      kind: "Program for Windows, x64",
      findings: [],
    });
    const native = driverOf({ imports: { "ntdll.dll": ["NtClose"] } });
    expect(reportOfBytes(native, "autotool.exe")).toMatchObject({
      isKernel: false,
      kind: "Native program for Windows, x64",
      findings: [],
    });
    expect(reportOfBytes(native, "tool.sys")).toMatchObject({ isKernel: true });
  });

  test("firmware", () => {
    const bytes = driverOf({ imports: {}, subsystem: "11" });
    expect(reportOfBytes(bytes, "tool.efi")).toMatchObject({
      isKernel: false,
      kind: "UEFI driver (boot services), x64",
      findings: [],
    });
  });

  test("frameworks are told by what they are imported from", () => {
    const imports = { ...kernel, "WDFLDR.SYS": ["WdfVersionBind"], "FLTMGR.SYS": ["FltRegisterFilter"] };
    expect(reportOfBytes(driverOf({ imports, machine: "x86" })).kind).toBe(
      "Kernel driver for Windows (KMDF, minifilter), x86",
    );
  });
});
