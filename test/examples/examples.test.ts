/**
 * The example drivers: every mistake of the one is found on its line, nothing is found in the other; the lesson has a
 * mistake of each kind, and only in the functions that say so.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkExample } from "./check.ts";

/** Findings as "file: rule: what the line says", for rules that speak of single calls, headers and macros. */
const expected = {
  "database.c": [
    ["void QuirksSqliteLog(", "large-stack-frame QuirksSqliteLog has 2,048 bytes"],
    ["FormatMessageW(", "sqlite-error-format FormatMessageW"],
    ["printf(", "user-mode-api printf"],
    ["InitializeCriticalSection(", "user-mode-api InitializeCriticalSection"],
    ["malloc(128)", "user-mode-api malloc"],
    ["EnterCriticalSection(", "user-mode-api EnterCriticalSection"],
    ["LeaveCriticalSection(", "user-mode-api LeaveCriticalSection"],
    ["free(sql)", "user-mode-api free"],
    ["sqlite3_initialize()", "sqlite-config-order sqlite3_initialize"],
    ["SQLITE_CONFIG_MALLOC", "sqlite-config-order SQLITE_CONFIG_MALLOC"],
    ["SQLITE_CONFIG_MUTEX", "sqlite-config-order SQLITE_CONFIG_MUTEX"],
    ["SQLITE_CONFIG_LOG", "sqlite-config-order sqlite3_config"],
  ],
  "dispatch.c": [
    ["ExAllocatePool2(PagedPool", "pool-default-tag ' kdD'", "pool-type-as-flags PagedPool"],
    ["ExFreePoolWithTag(query", "pool-tag-mismatch 'sHiQ'"],
    ["QuirksDatabaseFind(", "sqlite-float-unprotected QuirksDatabaseFind"],
  ],
  "driver.c": [
    ["ExAllocatePoolWithTag(PagedPool", "pool-deprecated ExAllocatePoolWithTag"],
    ["DeleteCriticalSection(", "user-mode-api DeleteCriticalSection"],
  ],
  "driver.h": [
    ["#include <windows.h>", "user-mode-header <windows.h>"],
    ["#include <stdio.h>", "user-mode-header <stdio.h>"],
    [
      '#include "sqlite3.h"',
      "sqlite-build-profile SQLITE_OMIT_LOCALTIME and SQLITE_ZERO_MALLOC",
      "sqlite-build-profile SQLITE_MAX_EXPR_DEPTH",
    ],
  ],
  "history.c": [
    ["sqlite3_db_release_memory(", "sqlite-at-raised-irql sqlite3_db_release_memory"],
    [
      "ExAllocatePool(NonPagedPool",
      "pool-deprecated ExAllocatePool",
      "pool-executable NonPagedPool",
      "pool-untagged ExAllocatePool",
    ],
  ],
  "memory.c": [
    ["HeapAlloc(", "user-mode-api GetProcessHeap", "user-mode-api HeapAlloc"],
    ["HeapFree(", "user-mode-api GetProcessHeap", "user-mode-api HeapFree"],
    ["QuirksMemoryMethods = {", "sqlite-method-missing xRealloc"],
    [".xSize = NULL", "sqlite-method-missing xSize of QuirksMemoryMethods is NULL"],
    [".xInit = NULL", "sqlite-method-missing xInit of QuirksMemoryMethods is NULL"],
  ],
  "mutex.c": [
    [".xMutexEnter = QuirksMutexEnter", "sqlite-spin-lock-mutex QuirksMutexEnter enters SQLite's mutexes"],
    [
      "ExAllocatePoolWithTag(NonPagedPool",
      "pool-default-tag ' kdD'",
      "pool-deprecated ExAllocatePoolWithTag",
      "pool-executable NonPagedPool",
    ],
  ],
  "vfs.c": [
    ["CloseHandle(", "user-mode-api CloseHandle"],
    ["ReadFile(", "user-mode-api ReadFile"],
    ["GetFileSizeEx(", "user-mode-api GetFileSizeEx"],
    ["CreateFileW(", "user-mode-api CreateFileW"],
    ["Sleep(", "user-mode-api Sleep"],
    ["sqlite3_vfs QuirksVfs", "sqlite-os-init-missing sqlite3_os_end"],
    [".xFileControl = NULL", "sqlite-method-missing xFileControl of FileMethods is NULL"],
    [
      "QuirksVfs = {",
      "sqlite-method-missing xRandomness and xCurrentTime",
      "sqlite-vfs-sizes mxPathname of QuirksVfs is 0",
    ],
    [".szOsFile = sizeof(sqlite3_file)", "sqlite-vfs-sizes szOsFile of QuirksVfs is smaller than QUIRKS_FILE"],
  ],
} as const;

const rulesHeldExactly = new Set(
  Object.values(expected).flatMap((lines) =>
    lines.flatMap(([, ...found]) => found.map((text) => text.split(" ", 1)[0])),
  ),
);

describe("the driver done wrong", () => {
  const check = checkExample("sqlite-driver-wrong");

  it("is read whole", () => {
    expect(check.problems).toEqual([]);
    expect(check.files).toEqual([...Object.keys(expected), "quirksctl.h"].sort());
    expect(check.brokenFunctions).toBe(0);
    expect(check.functions).toBeGreaterThan(25);
  });

  it.each(Object.entries(expected))("has its findings on their lines in %s", (file, lines) => {
    const found = check.findings.filter((finding) => finding.file === file && rulesHeldExactly.has(finding.rule));
    const unclaimed = new Set(found);
    for (const [fragment, ...announced] of lines) {
      for (const announcement of announced) {
        const [rule, ...words] = announcement.split(" ");
        const hit = [...unclaimed].find(
          (finding) =>
            finding.rule === rule && finding.source.includes(fragment) && finding.message.includes(words.join(" ")),
        );
        expect(hit, `${announcement} at ${fragment}`).toBeDefined();
        if (hit !== undefined) {
          unclaimed.delete(hit);
        }
      }
    }
    expect([...unclaimed].map((finding) => `${finding.line}: ${finding.rule}: ${finding.message}`)).toEqual([]);
  });

  it("has no finding of any rule where its comments see nothing wrong", () => {
    const strangers = check.findings.filter(
      ({ source, above }) => ![source, ...above].some((line) => /\/\/ wrong/.test(line)),
    );
    expect(strangers.map((finding) => `${finding.file}:${finding.line}: ${finding.rule}: ${finding.message}`)).toEqual(
      [],
    );
  });
});

describe("the driver done right", () => {
  it("is read whole and has no finding, not even a hint", () => {
    const check = checkExample("sqlite-driver-right");
    expect(check.problems).toEqual([]);
    expect(check.files).toHaveLength(12);
    expect(check.brokenFunctions).toBe(0);
    expect(check.functions).toBeGreaterThan(50);
    expect(check.findings).toEqual([]);
  });
});

describe("the IRQL lesson", () => {
  const check = checkExample("irql-lesson");

  it("is read whole, by what its text says", () => {
    expect(check.problems).toEqual([]);
    expect(check.files).toEqual(["lesson.c"]);
    expect(check.brokenFunctions).toBe(0);
  });

  it("has the mistakes that its steps are about, each once, and no other", () => {
    expect(check.findings.map(({ rule, severity, source }) => [rule, severity, source.trim()])).toEqual([
      ["irql-too-high", "error", "KeWaitForSingleObject(&beat->Idle, Executive, KernelMode, FALSE, NULL);"],
      ["irql-too-high", "error", 'status = RtlWriteRegistryValue(RTL_REGISTRY_SERVICES, L"Beat", L"Count", REG_DWORD,'],
      ["paged-pool-at-raised-irql", "error", "*last = Beat->Recent[0];"],
      ["wait-with-spin-lock", "error", "BeatPauseWrong(Beat);"],
      ["lock-not-released", "warning", "return FALSE;"],
    ]);
  });

  it("has them in functions whose names end in Wrong, below the step that they belong to", () => {
    const text = readFileSync(join(import.meta.dirname, "../../examples/irql-lesson/lesson.c"), "utf8");
    const lines = text.split("\n");
    const around = (line: number): string => lines.slice(0, line).findLast((one) => /^\w.*\(/.test(one)) ?? "";
    const steps = check.findings.map(({ line }) => {
      const comment = lines.slice(0, line).findLast((one) => /^ \* Steps? \d/.test(one)) ?? "";
      return `${/\w+(?=\()/.exec(around(line))?.[0]}: ${/Steps? [\d and]+/.exec(comment)?.[0]}`;
    });
    expect(steps).toEqual([
      "BeatDpcWrong: Step 1",
      "BeatSaveWrong: Step 2",
      "BeatLastWrong: Step 3",
      "BeatResetWrong: Steps 4 and 5",
      "BeatTakeWrong: Step 6",
    ]);
  });
});
