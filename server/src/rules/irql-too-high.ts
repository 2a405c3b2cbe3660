/** Reports calls above the highest level at which the callee, or what it calls, may be called. */
import { type Demand, isPassedOn } from "../analysis/irql/demands.ts";
import type { EntryContext } from "../analysis/irql/entry.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { passive } from "../analysis/irql/level.ts";
import { isOwnSpinLock } from "../analysis/irql/lock-levels.ts";
import { demandReasons, levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { spinningWaits } from "../analysis/irql/spinning-waits.ts";
import { callAbovePromise, callTooHigh } from "../analysis/irql/too-high.ts";
import { levelOfRank } from "../facts/index.ts";
import { raisedCallFixes } from "../fixes/irql-raised-call.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlTooHigh = defineRule({
  id: "irql-too-high",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28118", "C28121", "cpp/drivers/irql-too-high", "cpp/drivers/ke-set-event-irql", "wdm-irqlkesetevent"],
  docs: {
    summary: "Function called above its maximum IRQL",
    why:
      "At DISPATCH_LEVEL and above no page fault can be served and no thread can wait. A call that does either " +
      "stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA), DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1) or " +
      "ATTEMPTED_SWITCH_FROM_DPC (0xB8), often only once memory is short.",
    bad: `VOID CloseUnderLock(PKSPIN_LOCK Lock, HANDLE File)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(Lock, &oldIrql);
    ZwClose(File);
    KeReleaseSpinLock(Lock, oldIrql);
}`,
    good: `VOID CloseAfterLock(PKSPIN_LOCK Lock, HANDLE File)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(Lock, &oldIrql);
    KeReleaseSpinLock(Lock, oldIrql);
    ZwClose(File);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28121-the-function-is-not-permitted-to-be-called-at-the-current-irql-level",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { entry, body } = context.derived(irqlFlow, fn);
    // Calls that contradict an annotation in the same way do it together: where it is wrong, one edit mends them all.
    const contradicting = new Map<string, [Finding, ...Finding[]]>();
    for (const reached of body?.calls ?? []) {
      const finding = tooHigh(reached, fn, context);
      const promise = finding === undefined ? promised(reached, entry, fn, context) : undefined;
      if (finding !== undefined) {
        yield finding;
      } else if (promise !== undefined) {
        const alike = contradicting.get(promise.advice);
        contradicting.set(promise.advice, alike === undefined ? [promise] : [...alike, promise]);
      }
    }
    for (const [first, ...others] of contradicting.values()) {
      const more = others.slice(0, maximumShown).map(({ at, message }) => ({ at, message }));
      yield { ...first, related: [...(first.related ?? []), ...more] };
    }
  },
});

/** Calls of which a finding shows that they are as wrong as its own. */
const maximumShown = 8;

function tooHigh(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const found = callTooHigh(reached);
  // Waits under a spin lock, spin locks at the wrong level, pageable code and SQLite have rules of their own.
  if (
    found === undefined ||
    found.demand.kind !== "level" ||
    isOwnSpinLock(found.demand, context.facts) ||
    spinningWaits(reached).length > 0
  ) {
    return undefined;
  }
  const { demand, world, level, isEvery, isSure, since } = found;
  return {
    ...report(reached, demand, level, fn),
    equivalent: "C28121",
    related: [
      ...levelReasons(world, fn, context),
      ...(isEvery ? [] : pathReasons(world, fn, since)),
      ...demandReasons(demand, "atMost", reached.call, fn, context),
    ],
    fixes: raisedCallFixes(reached.call, world.property, fn, context),
    ...(isSure ? {} : { severity: "warning" as const }),
  };
}

function promised(
  reached: ReachedCall,
  entry: EntryContext,
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const found = callAbovePromise(reached, entry, fn);
  if (found === undefined || found.demand.kind !== "level") {
    return undefined;
  }
  const { demand, world, level } = found;
  return {
    ...report(reached, demand, level, fn),
    related: [...levelReasons(world, fn, context), ...demandReasons(demand, "atMost", reached.call, fn, context)],
    equivalent: "C28118",
    severity: "warning",
  };
}

function report(
  {
    call,
    demands: {
      atMost: { sometimes },
    },
  }: ReachedCall,
  demand: Demand,
  level: string,
  fn: FunctionModel,
): Pick<Finding, "at" | "message" | "advice"> {
  const leads = isPassedOn(demand) ? `${demand === sometimes ? "may lead" : "leads"} to ${demand.source}, which ` : "";
  return {
    at: fn.place(call.callee),
    message: `${demand.callee} is called at ${level}, but ${leads}${demand.because}`,
    advice: `Make the call at ${demand.rank === passive ? "PASSIVE_LEVEL" : `${levelOfRank(demand.rank)} or below`}: before the lock is taken or after it is released, or in a work item`,
  };
}
