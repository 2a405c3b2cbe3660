/** Reports functions that the oldest Windows of the driver does not export, so that the driver would not load there. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import { isVersionConditional, isVersionGuarded } from "../analysis/names/version-guards.ts";
import { compareWindowsVersions, type FunctionContract, type WindowsVersion } from "../facts/index.ts";
import type { CallSite, FunctionModel } from "../model/function.ts";
import type { RuleContext, TargetWindows } from "./context.ts";
import { defineRule } from "./rule.ts";

export const apiNewerThanTarget = defineRule({
  id: "api-newer-than-target",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "Function newer than the target Windows",
    why:
      "The loader resolves every import of a driver before DriverEntry runs. Where one is missing the driver does not load at " +
      "all (STATUS_DRIVER_ENTRYPOINT_NOT_FOUND), even if the call is never reached.",
    bad: `ULONG64 Now(VOID)
{
    LARGE_INTEGER time;
    KeQuerySystemTimePrecise(&time);
    return time.QuadPart;
}`,
    good: `ULONG64 Now(VOID)
{
    LARGE_INTEGER time;
    KeQuerySystemTime(&time);
    return time.QuadPart;
}`,
    target: "6.1",
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/gettingstarted/platforms-and-driver-versions",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-mmgetsystemroutineaddress",
    ],
  },
  *checkFunction(fn, context) {
    const target = context.targetWindows;
    if (target === undefined) {
      return;
    }
    for (const call of fn.calls) {
      const name = call.name === undefined ? undefined : globalName(call.name);
      const contract = name === undefined ? undefined : context.facts.functionContract(name);
      const since = contract?.minWindows;
      if (
        name !== undefined &&
        since !== undefined &&
        isNewerThanTarget(contract, context) &&
        ownership(name, fn, context.unit) === "foreign" &&
        !isForNewerWindows(call, fn, context)
      ) {
        yield {
          at: fn.place(call.nameSpan),
          message: `${name} is there from ${since.name} on, but the driver is to run on ${target.version.name} (${target.saidBy})`,
          advice:
            "Look it up with MmGetSystemRoutineAddress and do without it where it is missing, or raise the target",
        };
      }
    }
  },
});

/** Whether the oldest Windows of the driver is known not to export the function. */
export function isNewerThanTarget(contract: FunctionContract | undefined, context: RuleContext): boolean {
  const since = contract?.minWindows;
  const target = context.targetWindows;
  return (
    contract !== undefined &&
    since !== undefined &&
    target !== undefined &&
    compareWindowsVersions(since, target.version) > 0 &&
    !saysNoRelease(target, context) &&
    isImport(contract, since, context)
  );
}

/** Whether a call is of another build than that for the target, or the code asks for the version before. */
export function isForNewerWindows(call: CallSite, fn: FunctionModel, context: RuleContext): boolean {
  const at = fn.place(call.nameSpan);
  return (
    isOtherBuild(at, context) ||
    isVersionConditional(context.file, at.anchor.start + at.start) ||
    isVersionGuarded(call.expr, fn, context.facts)
  );
}

/**
 * "Windows10" in a project means any release of it, most often the current one: the kit has no word for a later one.
 */
function saysNoRelease(target: TargetWindows, { driver }: RuleContext): boolean {
  const said = driver.targetWindows;
  return said !== undefined && said.saidBy === target.saidBy && /^win(?:dows)?1[01]$/i.test(said.text.trim());
}

/**
 * Whether a call becomes an import of the driver that is missing before `since`. Macros, inline functions and static
 * libraries come with the driver.
 */
function isImport(contract: FunctionContract, since: WindowsVersion, { facts }: RuleContext): boolean {
  const exporters = facts.kernelExport(contract.name).filter((module) => module !== "crt");
  if (contract.kind === "macro" || contract.kmdfVersion !== undefined) {
    return false;
  }
  // Much of what the reference dates to Windows Vista was exported, undocumented, by earlier releases.
  if (since.ntddi < windows7Ntddi) {
    return false;
  }
  // What Windows 8.1 exported is older than the date of its documentation, if that is later.
  if (facts.earlyExport(contract.name) && since.ntddi >= windows10Ntddi) {
    return false;
  }
  return (
    exporters.length > 0 ||
    contract.dlls.some((dll) => /\.(?:exe|sys|dll)\b/i.test(dll) && !/user mode|^wudf/i.test(dll))
  );
}

const windows7Ntddi = 0x06010000;
const windows10Ntddi = 0x0a000000;
