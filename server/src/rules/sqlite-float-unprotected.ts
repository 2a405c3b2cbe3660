/** Reports SQL that is run without the floating-point registers having been saved, where that matters. */
import { atomicSummaries } from "../analysis/atomic/flow.ts";
import { irqlSummaries } from "../analysis/irql/flow.ts";
import { calledBySystem } from "../analysis/irql/obligations.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { floatFlow, floatReasons, floatSummaries } from "../analysis/sqlite/floating.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteFloatUnprotected = defineRule({
  id: "sqlite-float-unprotected",
  severity: "warning",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite run without the floating-point state being saved",
    why:
      "SQLite computes REAL values, dates and conversions in floating point. On 32-bit Windows, and in a Linux module whose " +
      "SQLite is compiled for the FPU, the registers still hold the numbers of whichever application ran last: it goes on " +
      "with wrong ones. On x64 and ARM64 Windows the system saves what drivers change, and nothing is reported.",
    bad: `#include "sqlite3.h"

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    UNREFERENCED_PARAMETER(Driver);
    (void)sqlite3_exec(Catalog, "UPDATE run SET ended = julianday('now')", NULL, NULL, NULL);
}`,
    good: `#include "sqlite3.h"

DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    KFLOATING_SAVE state;
    UNREFERENCED_PARAMETER(Driver);
    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        (void)sqlite3_exec(Catalog, "UPDATE run SET ended = julianday('now')", NULL, NULL, NULL);
        KeRestoreFloatingPointState(&state);
    }
}`,
    processor: "x86",
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/using-floating-point-or-mmx-in-a-wdm-driver",
      "https://docs.kernel.org/core-api/floating-point.html",
      "https://sqlite.org/datatype3.html",
    ],
  },
  summaries: [floatSummaries],
  summariesOn: { "windows-kernel": [irqlSummaries], "linux-kernel": [atomicSummaries] },
  *checkFunction(fn, context) {
    const { kind, x86SaidBy, sqliteBuild } = context.driver;
    const saidBy = kind === "linux-kernel" ? sqliteBuild?.fpuSaidBy : x86SaidBy;
    const finding = saidBy === undefined ? undefined : bare(fn, saidBy, context);
    if (finding !== undefined && !isOtherBuild(finding.at, context)) {
      yield finding;
    }
  },
});

/** What a caller may protect is the caller's matter: the function has to be one that the system calls, or that saves itself. */
function bare(fn: FunctionModel, saidBy: string, context: RuleContext): Finding | undefined {
  const { need, call, savesItself } = context.derived(floatFlow, fn);
  if (need === undefined || call === undefined) {
    return undefined;
  }
  const isLinux = context.driver.kind === "linux-kernel";
  const caller = savesItself ? undefined : isLinux ? registered(fn, context) : calledBySystem(fn, context);
  if (!savesItself && caller === undefined) {
    return undefined;
  }
  const leads = need.depth > 1 ? `${need.callee} leads to ${need.source}, which runs` : `${need.source} runs`;
  const related = [...(caller === undefined ? [] : [caller]), ...floatReasons(need, context)];
  return {
    at: fn.place(call.callee),
    ...(isLinux
      ? {
          message: `${leads} SQLite outside of kernel_fpu_begin and kernel_fpu_end, and it is compiled for the FPU`,
          why: `${saidBy} has it compiled so: its registers belong to the process that runs.`,
          advice:
            "Query between kernel_fpu_begin and kernel_fpu_end with memory that is there already (SQLITE_CONFIG_HEAP), SQLITE_THREADSAFE=0 and a file in memory, as nothing may sleep there; or compile SQLite without the FPU",
        }
      : {
          message: `${leads} SQLite without the floating-point state having been saved, in a driver that is built for x86`,
          why: `${saidBy} has it built for x86, where REAL values are computed in registers of the application that ran last.`,
          advice:
            "Call it between KeSaveExtendedProcessorState with XSTATE_MASK_LEGACY and KeRestoreExtendedProcessorState, in a function of its own, or build for x64 and ARM64 alone",
        }),
    related,
  };
}

function registered(fn: FunctionModel, context: RuleContext): Related | undefined {
  const [first] = context.registrations(fn, "reasons");
  return first && { at: first.place, message: `${fn.name} is handed to the system here by ${first.name}` };
}
