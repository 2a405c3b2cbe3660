/** Reports calls that wait while a spin lock is held. */
import { isPassedOn } from "../analysis/irql/demands.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { isSpinning } from "../analysis/irql/lock-events.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { causeName, demandReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { spinningWaits } from "../analysis/irql/spinning-waits.ts";
import { heldLocks } from "../analysis/irql/state.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const waitWithSpinLock = defineRule({
  id: "wait-with-spin-lock",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28121"],
  docs: {
    summary: "Wait with a spin lock held",
    why:
      "At DISPATCH_LEVEL the scheduler does not run: a thread that waits there would be switched away from with the " +
      "lock held, and the machine stops with ATTEMPTED_SWITCH_FROM_DPC (0xB8) or IRQL_NOT_LESS_OR_EQUAL (0xA). " +
      "Where whoever ends the wait needs the same lock, it spins for ever.",
    bad: `VOID Drain(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Stopping = TRUE;
    KeWaitForSingleObject(&Ext->Idle, Executive, KernelMode, FALSE, NULL);
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}`,
    good: `VOID Drain(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Stopping = TRUE;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
    KeWaitForSingleObject(&Ext->Idle, Executive, KernelMode, FALSE, NULL);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/waiting-for-dispatcher-objects",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const finding = waiting(reached, fn, context);
      if (finding !== undefined && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

function waiting(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const ways = spinningWaits(reached);
  const [world] = ways;
  const demand = reached.demands.waits.always;
  const lock = world && heldLocks(world.property).findLast(({ kind }) => isSpinning(kind));
  if (world === undefined || lock === undefined || demand === undefined) {
    return undefined;
  }
  const isEvery = ways.length === reached.before.length;
  const name = lockName(lock);
  const { by } = lock;
  const does = isPassedOn(demand) ? `leads to ${demand.source}, which waits` : "waits";
  return {
    at: fn.place(reached.call.callee),
    message: `${demand.callee} ${does}, but ${fn.name} holds ${name} here${isEvery ? "" : " on a path"}`,
    advice: `Wait before ${name} is taken or after it is released`,
    related: [
      ...(by === undefined ? [] : [{ at: fn.place(by), message: `${name} is taken here by ${causeName(by)}` }]),
      ...(isEvery ? [] : pathReasons(world, fn, by?.start ?? 0)),
      ...demandReasons(demand, "waits", reached.call, fn, context),
    ],
    ...(isEvery && demand.certainty === "certain" ? {} : { severity: "warning" as const }),
  };
}
