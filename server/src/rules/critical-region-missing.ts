/** Reports locks that let APCs in, taken at PASSIVE_LEVEL outside of any critical region. */
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { apc, rangeText } from "../analysis/irql/level.ts";
import { callbackRoles } from "../analysis/irql/lock-roles.ts";
import { levelReasons } from "../analysis/irql/reasons.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const criticalRegionMissing = defineRule({
  id: "critical-region-missing",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["wdm-withincriticalregion", "storport-withincriticalregion"],
  docs: {
    summary: "Lock taken outside of a critical region",
    why:
      "The thread may be a user's: it can be suspended while it holds the lock, which arrives as a normal kernel " +
      "APC. Everybody else who wants the lock then waits until somebody resumes that thread, and the machine seems " +
      "to hang; an APC that takes the same lock waits for its own thread. ExAcquireResource... and " +
      "ExAcquireFastMutexUnsafe do not disable APCs: their callers have to be in a critical region (with Driver " +
      "Verifier: DRIVER_VERIFIER_DETECTED_VIOLATION, 0xC4).",
    bad: `DRIVER_DISPATCH DispatchCreate;

NTSTATUS DispatchCreate(PDEVICE_OBJECT Device, PIRP Irp)
{
    ExAcquireResourceExclusiveLite(&OpenLock, TRUE);
    OpenCount++;
    ExReleaseResourceLite(&OpenLock);
    return CompleteRequest(Device, Irp);
}`,
    good: `DRIVER_DISPATCH DispatchCreate;

NTSTATUS DispatchCreate(PDEVICE_OBJECT Device, PIRP Irp)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&OpenLock, TRUE);
    OpenCount++;
    ExReleaseResourceLite(&OpenLock);
    KeLeaveCriticalRegion();
    return CompleteRequest(Device, Irp);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/critical-regions-and-guarded-regions",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/wdm-withincriticalregion",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const calls = context.derived(irqlFlow, fn).body?.calls.filter((reached) => needsRegion(reached, context)) ?? [];
    if (calls.length === 0 || !isUserThread(fn, context)) {
      return;
    }
    for (const reached of calls) {
      const finding = outside(reached, fn, context);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

function needsRegion({ callee }: ReachedCall, { facts }: RuleContext): boolean {
  const lock = callee.kind === "outside" ? facts.irqlEffect(callee.name)?.lock : undefined;
  return lock?.action === "acquire" && lock.needsRegion;
}

/**
 * Whether the system calls the function in the thread of whoever made the request, with APCs on: dispatch routines, and
 * no other role. Callers of a function that is called by the driver too may have entered a region.
 */
function isUserThread(fn: FunctionModel, context: RuleContext): boolean {
  const roles = callbackRoles(fn, context);
  return roles.length > 0 && roles.every((role) => role === "DRIVER_DISPATCH");
}

function outside({ call, before, callee }: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const isOutside = before.every(
    ({ property: { level, critical, guarded, blurred } }) =>
      !blurred && critical === 0 && guarded === 0 && level.high < apc,
  );
  const [world] = before;
  if (!isOutside || world === undefined || callee.kind !== "outside") {
    return undefined;
  }
  return {
    at: fn.place(call.callee),
    message: `${callee.name} is called at ${rangeText(world.property.level)} outside of a critical region`,
    advice: "Call KeEnterCriticalRegion before it, and KeLeaveCriticalRegion after the lock is released",
    related: levelReasons(world, fn, context),
  };
}
