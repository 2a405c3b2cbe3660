/** Reports headers of user mode that kernel code includes. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { unitHeader } from "../analysis/names/headers.ts";
import { alternatives } from "../analysis/names/wording.ts";
import { isSqlites } from "../analysis/sqlite/sources.ts";
import { userModeHeaderFixes } from "../fixes/headers.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const userModeHeader = defineRule({
  id: "user-mode-header",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "User-mode header in kernel code",
    why:
      "A header of user mode declares functions that a driver cannot link against, and types that clash with those of wdm.h. " +
      "The compiler then accepts calls that fail at link time, or later.",
    bad: `#include <windows.h>
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;`,
    good: `#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/gettingstarted/header-files-in-the-windows-driver-kit",
    ],
  },
  *checkFile(file, context) {
    for (const include of file.includes) {
      const header = context.facts.includedHeader(include.path);
      // Headers that have a warning of their own have a rule of their own.
      if (header === undefined || header.verdict === "fine" || header.warning !== undefined) {
        continue;
      }
      const at = { file: file.path, anchor: include, start: 0, end: include.end - include.start };
      // A unit's own file may have such a name, and a condition that is unknown may be the user-mode half; what SQLite's
      // own sources include hangs on how they are compiled, which has a rule of its own.
      if (
        unitHeader(include.path, context.unit) !== undefined ||
        isOtherBuild(at, context) ||
        isSqlites(file.path, context.unit)
      ) {
        continue;
      }
      const isWrong = header.verdict === "wrong";
      // Where nothing better is at hand there is nothing to say: stdlib.h has qsort and wcstombs, which drivers may call.
      if (!isWrong && header.instead.length === 0) {
        continue;
      }
      const instead = alternatives(header.instead.map((name) => `<${name}>`));
      const about = header.note === undefined ? "" : ` (${header.note})`;
      const finding: Finding = isWrong
        ? {
            at,
            message: `<${include.path}> is a user-mode header${about}`,
            advice: instead === "" ? "Remove it; kernel code can use nothing of it" : `Include ${instead} instead`,
          }
        : {
            at,
            message: `Much of what <${include.path}> declares is missing in the kernel${about}`,
            why: "It compiles, and so does a call of what the kernel lacks: that fails at link time only.",
            advice: `Prefer ${instead}`,
            severity: "hint",
          };
      yield { ...finding, fixes: userModeHeaderFixes(include, header, file, context) };
    }
  },
});
