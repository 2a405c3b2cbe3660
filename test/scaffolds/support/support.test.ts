/**
 * What proves that templates run can fail: drivers of a few lines that leak, write behind a block's end, fail to load or
 * need what no kernel exports are noticed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importsOf, notOfKernel } from "./imports.ts";
import { compileDriver, linkDriver, makeProgram, mingwInstalled } from "./mingw.ts";
import { LoadError, startWine, type Wine, wineInstalled } from "./wine.ts";

const installed = mingwInstalled && wineInstalled;

describe.skipIf(!installed && process.env.CI !== "true")("the harness of templates", () => {
  let folder = "";
  let wine: Wine;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-harness-"));
    wine = await startWine();
  }, 120_000);

  afterAll(async () => {
    await wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A driver whose entry and unload have these statements. */
  const driver = async (name: string, entry: string, unload = "", purpose: "as-shipped" | "for-wine" = "for-wine") => {
    const source = join(folder, `${name}.c`);
    writeFileSync(
      source,
      `#include <ntddk.h>
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
static PUCHAR Block;
VOID Unload(PDRIVER_OBJECT DriverObject) { UNREFERENCED_PARAMETER(DriverObject); ${unload} }
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  DriverObject->DriverUnload = Unload;
  Block = NULL;
  ${entry}
  return STATUS_SUCCESS;
}
`,
    );
    const image = join(folder, `${name}.sys`);
    await linkDriver(compileDriver([source], join(folder, name)), image, { purpose });
    return image;
  };
  const allocate = "Block = ExAllocatePool2(POOL_FLAG_PAGED, 100, 'tset');";

  it("loads a driver, twice, and says what it printed", async () => {
    const image = await driver("Good", `DbgPrint("hello %d\\n", 42); ${allocate}`, "ExFreePoolWithTag(Block, 'tset');");
    for (let time = 0; time < 2; time++) {
      const loaded = await wine.load("Good", image);
      expect(loaded.printed()).toEqual(["hello 42"]);
      expect(await loaded.unload()).toEqual({ allocations: 0, made: 1, devices: 0, complaints: [] });
    }
    expect(wine.failures()).toEqual([]);
  });

  it("notices what is left, and what is wrong with a block", async () => {
    const image = await driver(
      "Bad",
      `UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\\\Device\\\\Bad");
       PDEVICE_OBJECT device;
       ${allocate} ${allocate} Block[100] = 1; ExFreePoolWithTag(Block, 'rehO');
       return IoCreateDevice(DriverObject, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);`,
    );
    const left = await (await wine.load("Bad", image)).unload();
    expect(left).toMatchObject({ allocations: 1, made: 2, devices: 1 });
    expect(left.complaints.map((text) => text.replace(/,.*/, ""))).toEqual([
      "freed with another tag",
      "written behind its end",
    ]);
  });

  it("makes an allocation fail, and says what a driver that did not load left", async () => {
    const image = await driver(
      "Failing",
      `${allocate} Block = ExAllocatePoolWithTag(NonPagedPoolNx, 1, 'tset');
       if (Block == NULL) return STATUS_INSUFFICIENT_RESOURCES;`,
      "ExFreePool(Block);",
    );
    const failed = await wine.load("Failing", image, { failingAllocation: 2 }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LoadError);
    expect(failed).toMatchObject({ error: 1450, left: { allocations: 1, made: 2, devices: 0, complaints: [] } });
  });

  it("runs a program, and ends one that does not", async () => {
    const source = join(folder, "program.c");
    writeFileSync(
      source,
      `#include <windows.h>
#include <stdio.h>
int main(int argc, char **argv) { printf("%s\\n", argv[argc - 1]); fflush(stdout); if (argc > 2) Sleep(INFINITE); return 7; }
`,
    );
    const image = join(folder, "program.exe");
    makeProgram([source], image);
    expect(await wine.run(image, ["some words"])).toEqual({ code: 7, stdout: "some words\n", stderr: "" });
    await expect(wine.run(image, ["for", "ever"], 2000)).rejects.toThrow("did not end within 2000 ms; it printed ever");
  });

  it("compiles nothing with a warning and links nothing that no kernel has", async () => {
    mkdirSync(join(folder, "wrong"), { recursive: true });
    await expect(driver("Warning", "int unused;")).rejects.toThrow("unused");
    const foreign = `NTKERNELAPI VOID NTAPI Sleep(ULONG); Sleep(1);`;
    await expect(driver("Foreign", foreign, "", "as-shipped")).rejects.toThrow("undefined reference to `__imp_Sleep'");
  });

  it("lists imports", async () => {
    const image = await driver("Imports", allocate, "ExFreePoolWithTag(Block, 'tset');", "as-shipped");
    const imports = importsOf(image);
    expect([...imports]).toEqual([["ntoskrnl.exe", ["ExAllocatePool2", "ExFreePoolWithTag"]]]);
    expect(notOfKernel(imports)).toEqual([]);
    expect(notOfKernel(importsOf(join(folder, "program.exe")))).toContain("kernel32.dll!Sleep");
  });
});
