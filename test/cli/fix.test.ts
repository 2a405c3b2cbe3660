/** `driverlens fix` as a process: what it changes, what it leaves alone and what it says. */
import { spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeSource } from "../../server/src/syntax/decode.ts";
import { encodeSource } from "../../server/src/syntax/encode.ts";
import { driverlens, folder, program } from "../support/program.ts";

/** Memory that is zeroed at once: there is one safe way to allocate it today. */
const header = "#define ECHO_TAG 'ohcE'\n";
const isZeroed = `PVOID EchoAllocate(SIZE_T Size)
{
    PVOID memory = ExAllocatePoolWithTag(PagedPool, Size, ECHO_TAG);
    if (memory != NULL) {
        RtlZeroMemory(memory, Size);
    }
    return memory;
}
`;
const driver = `#include <ntddk.h>\n#include "echo.h"\n\n${isZeroed}`;
const fixedDriver = `#include <ntddk.h>
#include "echo.h"

PVOID EchoAllocate(SIZE_T Size)
{
    PVOID memory = ExAllocatePool2(POOL_FLAG_PAGED, Size, ECHO_TAG);
    return memory;
}
`;

const read = (path: string, name: string): string => readFileSync(join(path, name), "utf8");
const fix = (cwd: string, ...args: readonly string[]) => driverlens(["fix", ...args], { cwd });

describe("driverlens fix", () => {
  test("annotates what changes the IRQL once it is asked for that rule, and only then", () => {
    const lock = "VOID Lock(_In_ PKSPIN_LOCK Lock, _Out_ PKIRQL Old)";
    const source = `#include <ntddk.h>\n#include "lock.h"\n\n${lock}\n{\n    KeAcquireSpinLock(Lock, Old);\n}\n`;
    const annotations = "_IRQL_raises_(DISPATCH_LEVEL)\n_At_(*Old, _IRQL_saves_)\n_Acquires_lock_(*Lock)\n";
    const cwd = folder({ "lock.c": source, "lock.h": `${lock};\n`, "echo.c": driver, "echo.h": header });
    expect(fix(cwd, "--rule", "pool-deprecated").stderr).toBe("Fixed 1 finding in 1 file:\n  1  pool-deprecated\n");
    expect(fix(cwd).stderr).toContain("1  no fix that can be made without asking");
    for (const found of [
      "Fixed 1 finding in 2 files:\n  1  irql-function-not-annotated\n",
      "There is nothing to fix.\n",
    ]) {
      expect(fix(cwd, "--rule", "C28167").stderr).toBe(found);
      expect(read(cwd, "lock.c")).toBe(source.replace(lock, `${annotations}${lock}`));
      expect(read(cwd, "lock.h")).toBe(`${annotations}${lock};\n`);
    }
  });

  test("makes the safe fixes, says what it did, and does nothing the second time", () => {
    const cwd = folder({ "echo.c": driver, "echo.h": header });
    const first = fix(cwd);
    expect(first).toEqual({
      code: 0,
      stdout: "",
      stderr: "Fixed 1 finding in 1 file:\n  1  pool-deprecated\n",
    });
    expect([read(cwd, "echo.c"), read(cwd, "echo.h")]).toEqual([fixedDriver, header]);
    expect(readdirSync(cwd).sort()).toEqual(["echo.c", "echo.h"]);
    const before = statSync(join(cwd, "echo.c"));
    expect(fix(cwd)).toEqual({ code: 0, stdout: "", stderr: "There is nothing to fix.\n" });
    expect(statSync(join(cwd, "echo.c")).ino).toBe(before.ino);
  });

  test("a dry run prints a diff that makes the same, and changes nothing", () => {
    const files = { "src/echo.c": driver.replaceAll("\n", "\r\n"), "src/echo.h": header };
    const cwd = folder(files);
    const { code, stdout, stderr } = fix(cwd, "src", "--dry-run");
    expect([code, stderr]).toEqual([0, "Would fix 1 finding in 1 file:\n  1  pool-deprecated\n"]);
    expect(stdout).toContain("--- a/src/echo.c\n+++ b/src/echo.c\n");
    expect(read(cwd, "src/echo.c")).toBe(files["src/echo.c"]);
    const patch = spawnSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: stdout, encoding: "utf8" });
    expect(patch.stderr).toBe("");
    expect(read(cwd, "src/echo.c")).toBe(fixedDriver.replaceAll("\n", "\r\n"));
  });

  test("leaves what is suppressed, switched off, excluded or not asked for", () => {
    const hidden = driver.replace(
      "    PVOID memory",
      "    // driverlens-disable-next-line pool-deprecated\n    PVOID memory",
    );
    for (const [files, args] of [
      [{ "echo.c": hidden, "echo.h": header }, []],
      [{ "echo.c": driver, "echo.h": header, ".driverlens.json": '{ "rules": { "pool-deprecated": "off" } }' }, []],
      [
        {
          "echo.c": driver,
          "echo.h": header,
          "other.c": "#include <ntddk.h>\n",
          ".driverlens.json": '{ "exclude": ["echo.c"] }',
        },
        [],
      ],
      [{ "echo.c": driver, "echo.h": header }, ["--rule", "pool-untagged"]],
    ] as const) {
      const cwd = folder(files);
      expect(fix(cwd, ...args)).toEqual({ code: 0, stdout: "", stderr: "There is nothing to fix.\n" });
      expect(read(cwd, "echo.c")).toBe(files["echo.c"]);
    }
  });

  test("fixes for the Windows that is asked for", () => {
    const cwd = folder({ "echo.c": driver, "echo.h": header });
    expect(fix(cwd, "--target-os", "10.0.17763").code).toBe(0);
    expect(read(cwd, "echo.c")).not.toContain("ExAllocatePool2(");
  });

  test("ends with 1 where an error is left, and says what has no safe fix", () => {
    const cwd = folder({
      "echo.c": driver.replace("    return", "    GetModuleHandleW(NULL);\n    return"),
      "echo.h": header,
    });
    const { code, stderr } = fix(cwd);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^Fixed 1 finding in 1 file:\n {2}1 {2}pool-deprecated\nLeft 1 error \(driverlens check shows them\):\n/,
    );
    expect(stderr).toContain("  1  no fix that can be made without asking\n");
  });

  test("ends with 2 where it cannot run", () => {
    const cwd = folder({ "readme.txt": "" });
    expect(fix(cwd).code).toBe(2);
    expect(fix(cwd, "nowhere").stderr).toBe("driverlens: nowhere: there is no such file or folder\n");
    expect(fix(cwd, "--rule", "pool-deprected").stderr).toContain('did you mean "pool-deprecated"?');
    expect(fix(cwd, "--dry-ru").stderr).toContain('did you mean "--dry-run"?');
    expect(fix(cwd, "--jobs", "0").code).toBe(2);
    expect(fix(cwd, "--help").stdout).toContain("--dry-run");
  });
});

describe("files that are fixed", () => {
  const text = `// \u00e9\u00df\r\n${driver.replaceAll("\n", "\r\n")}// \u00e9`;
  const fixed = `// \u00e9\u00df\r\n${fixedDriver.replaceAll("\n", "\r\n")}// \u00e9`;

  test.each([
    ["utf-8", false],
    ["utf-8", true],
    ["utf-16le", true],
    ["utf-16le", false],
    ["utf-16be", true],
    ["windows-1252", false],
  ] as const)("keep their encoding: %s, with a mark: %s", (encoding, bom) => {
    const bytes = encodeSource({ text, encoding, bom });
    const cwd = folder({ "echo.c": bytes ?? "", "echo.h": header });
    expect(fix(cwd).stderr).toContain("Fixed 1 finding");
    const after = readFileSync(join(cwd, "echo.c"));
    expect(new Uint8Array(after)).toEqual(encodeSource({ text: fixed, encoding, bom }));
    expect(decodeSource(after)).toEqual({ text: fixed, encoding, bom });
  });

  test("are left alone where bytes would be lost", () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(driver),
      Buffer.from([0x2f, 0x2f, 0xff]),
    ]);
    const cwd = folder({ "echo.c": bytes, "echo.h": header });
    expect(fix(cwd).stderr).toContain("echo.c, which has bytes that are no UTF-8 and would be lost");
    expect(readFileSync(join(cwd, "echo.c"))).toEqual(bytes);
  });

  test("keep their mode; read-only ones are left alone", () => {
    const cwd = folder({ "echo.c": driver, "echo.h": header });
    chmodSync(join(cwd, "echo.c"), 0o754);
    fix(cwd);
    expect(statSync(join(cwd, "echo.c")).mode & 0o777).toBe(0o754);
    writeFileSync(join(cwd, "echo.c"), driver);
    chmodSync(join(cwd, "echo.c"), 0o444);
    expect(fix(cwd).stderr).toContain("the fix changes echo.c, which is read-only");
    expect(read(cwd, "echo.c")).toBe(driver);
  });

  test("keep their links, hard and symbolic", () => {
    const cwd = folder({ "real/echo.c": driver, "real/echo.h": header, "two/echo.c": driver, "two/echo.h": header });
    mkdirSync(join(cwd, "linked"));
    symlinkSync(join(cwd, "real/echo.c"), join(cwd, "linked/echo.c"));
    symlinkSync(join(cwd, "real/echo.h"), join(cwd, "linked/echo.h"));
    linkSync(join(cwd, "two/echo.c"), join(cwd, "two/same.txt"));
    fix(cwd, "two");
    expect(read(cwd, "two/same.txt")).toBe(fixedDriver);
    // What a link leads to lies outside of the paths that were named, or is a path that was named.
    const outside = fix(cwd, "linked");
    expect(outside.stderr).toContain("linked/echo.c, which is not among the given paths");
    expect(read(cwd, "real/echo.c")).toBe(driver);
    fix(cwd, "linked/echo.c");
    expect(read(cwd, "real/echo.c")).toBe(fixedDriver);
    expect(lstatSync(join(cwd, "linked/echo.c")).isSymbolicLink()).toBe(true);
  });

  test("are those that were named, and no fix is made by half for it", () => {
    const untagged = `#include "shared.h"\n\nPVOID Get(SIZE_T Size)\n{\n    return ExAllocatePool(PagedPool, Size);\n}\n`;
    const shared = "#pragma once\n#include <ntddk.h>\n\nextern DRIVER_OBJECT *Driver;\n";
    const files = { "drv/drv.vcxproj": project, "drv/get.c": untagged, "drv/shared.h": shared };
    const cwd = folder(files);
    const one = fix(cwd, "drv/get.c");
    if (read(cwd, "drv/get.c") === untagged) {
      expect(one.stderr).toContain("the fix changes drv/shared.h, which is not among the given paths");
    } else {
      expect(read(cwd, "drv/get.c")).toMatch(/#define \w+/);
    }
    expect(read(cwd, "drv/shared.h")).toBe(shared);
    fix(cwd, "drv");
    const second = fix(cwd, "drv");
    expect(second.stderr).not.toContain("Fixed");
  });

  test("are left alone where somebody changes them meanwhile", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`f${index}.c`, driver.replace("EchoAllocate", `Echo${index}`)]),
    );
    const cwd = folder({ ...many, "echo.h": header });
    const child = spawn(process.execPath, [program, "fix"], { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += String(data);
    });
    const path = join(cwd, "f399.c");
    const end = new Promise<number | null>((resolve) => child.on("close", resolve));
    // Changed again and again until it ends: whenever it was read, it is not as it was when it is to be written.
    const touching = setInterval(() => appendFileSync(path, "\n"), 2);
    const code = await end;
    clearInterval(touching);
    expect(code).toBe(2);
    expect(stderr).toContain("f399.c: has been changed meanwhile; it and what belongs to the same fixes is left alone");
    expect(readFileSync(path, "utf8")).toContain("ExAllocatePoolWithTag");
  });
});

describe("drivers that share a header", () => {
  test("are fixed so that a second run has nothing to do", () => {
    const shared = `#pragma once\n#include <ntddk.h>\n#define ECHO_TAG 'ohcE'\n\nstatic inline ${isZeroed}`;
    const user = '#include "../inc/shared.h"\n\nVOID Use(VOID)\n{\n    EchoAllocate(1);\n}\n';
    const cwd = folder({
      "inc/shared.h": shared,
      "one/one.vcxproj": project,
      "one/get.c": user,
      "two/two.vcxproj": project,
      "two/get.c": `${user}\nPVOID Other(VOID)\n{\n    return ExAllocatePoolWithTag(PagedPool, 4, ECHO_TAG);\n}\n`,
    });
    const first = fix(cwd);
    expect(first.stderr).toContain("Fixed");
    expect(read(cwd, "inc/shared.h")).toContain("ExAllocatePool2(POOL_FLAG_PAGED, Size, ECHO_TAG)");
    expect(fix(cwd).stderr).not.toContain("Fixed");
  });
});

const project = `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup><ClCompile Include="get.c" /></ItemGroup>
</Project>
`;
