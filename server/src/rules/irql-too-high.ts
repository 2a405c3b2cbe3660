/** Reports calls above the highest level at which the callee, or what it calls, may be called. */
import { type Demand, isPassedOn } from "../analysis/irql/demands.ts";
import type { EntryContext } from "../analysis/irql/entry.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, highest, passive, rangeText } from "../analysis/irql/level.ts";
import { isOwnSpinLock } from "../analysis/irql/lock-levels.ts";
import { demandReasons, levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { spinningWaits } from "../analysis/irql/spinning-waits.ts";
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

/** A call at a level that this function sees for sure, on every way to the call or on some. */
function tooHigh(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { always, sometimes } = reached.demands.atMost;
  const demand = always ?? (sometimes?.certainty === "certain" ? sometimes : undefined);
  // Waits under a spin lock, spin locks at the wrong level and pageable code have rules of their own.
  if (
    demand === undefined ||
    demand.kind === "section" ||
    isOwnSpinLock(demand, context.facts) ||
    spinningWaits(reached).length > 0
  ) {
    return undefined;
  }
  const above = reached.before.filter(({ property: { level } }) => level.low > demand.rank);
  const [world] = above;
  if (world === undefined) {
    return undefined;
  }
  const isEvery = above.length === reached.before.length;
  const { level, because } = world.property;
  const since = level.symbol === entrySymbol ? 0 : (because?.start ?? 0);
  return {
    ...report(reached, demand, `${rangeText(level) ?? "a raised level"}${isEvery ? "" : " on a path"}`, fn),
    equivalent: "C28121",
    related: [
      ...levelReasons(world, fn, context),
      ...(isEvery ? [] : pathReasons(world, fn, since)),
      ...demandReasons(demand, "atMost", reached.call, fn, context),
    ],
    fixes: raisedCallFixes(reached.call, world.property, fn, context),
    ...(isEvery && demand === always && demand.certainty === "certain" ? {} : { severity: "warning" as const }),
  };
}

/** A call at the level of the entry, where the function's own annotation lets callers come from higher up. */
function promised(
  reached: ReachedCall,
  entry: EntryContext,
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const { always } = reached.demands.atMost;
  const [world] = reached.before;
  const isPromise = entry.from === "annotation" && entry.high < highest;
  if (always?.kind !== "level" || world === undefined || !isPromise || always.certainty !== "certain") {
    return undefined;
  }
  const isOpen = reached.before.every(
    ({ property: { level } }) => level.symbol === entrySymbol && level.high > always.rank,
  );
  return isOpen
    ? {
        ...report(reached, always, `up to ${levelOfRank(entry.high)}, as ${fn.name} is annotated`, fn),
        related: [...levelReasons(world, fn, context), ...demandReasons(always, "atMost", reached.call, fn, context)],
        equivalent: "C28118",
        severity: "warning",
      }
    : undefined;
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
