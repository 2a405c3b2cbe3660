/** Reports functions that the oldest Windows of the driver does not export, so that the driver would not load there. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { globalName, ownership } from "../analysis/names/ownership.ts";
import { isVersionConditional, isVersionGuarded } from "../analysis/names/version-guards.ts";
import { compareWindowsVersions, type FunctionContract, type WindowsVersion } from "../facts/index.ts";
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
    if (target === undefined || saysNoRelease(target, context)) {
      return;
    }
    for (const call of fn.calls) {
      const name = call.name === undefined ? undefined : globalName(call.name);
      const contract = name === undefined ? undefined : context.facts.functionContract(name);
      const since = contract?.minWindows;
      if (
        name === undefined ||
        contract === undefined ||
        since === undefined ||
        compareWindowsVersions(since, target.version) <= 0 ||
        !isImport(contract, since, context) ||
        ownership(name, fn, context.unit) !== "foreign"
      ) {
        continue;
      }
      const at = fn.place(call.nameSpan);
      if (
        !isOtherBuild(at, context) &&
        !isVersionConditional(context.file, fn.anchor.start + call.nameSpan.start) &&
        !isVersionGuarded(call.expr, fn, context.facts)
      ) {
        yield {
          at,
          message: `${name} is there from ${since.name} on, but the driver is to run on ${target.version.name} (${target.saidBy})`,
          advice:
            "Look it up with MmGetSystemRoutineAddress and do without it where it is missing, or raise the target",
        };
      }
    }
  },
});

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
