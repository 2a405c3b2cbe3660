/** Reports spin locks taken by a function that is meant for another level than the one that it is called at. */
import type { Demand } from "../analysis/irql/demands.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { dispatch, entrySymbol, rangeText } from "../analysis/irql/level.ts";
import { type LockEvent, lockEvents } from "../analysis/irql/lock-events.ts";
import { isOwnSpinLock } from "../analysis/irql/lock-levels.ts";
import { overwrittenLevels } from "../analysis/irql/overwritten-levels.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import type { World } from "../analysis/worlds/worlds.ts";
import { dpcForm, dpcLevelFixes } from "../fixes/lock-at-dpc-level.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const spinLockAtWrongLevel = defineRule({
  id: "spin-lock-at-wrong-level",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28120", "C28121", "ndis-spinlockdpr"],
  docs: {
    summary: "Spin lock taken by a function for another level",
    why:
      "The AtDpcLevel functions leave the level alone: below DISPATCH_LEVEL the thread can be switched away from while it holds " +
      "the lock, and a DPC on the same processor that wants it spins for ever (DPC_WATCHDOG_VIOLATION, 0x133; with Driver " +
      "Verifier DRIVER_VERIFIER_DETECTED_VIOLATION, 0xC4). Above DISPATCH_LEVEL the ordinary functions lower the level in " +
      "the middle of an interrupt (IRQL_NOT_LESS_OR_EQUAL, 0xA). Where the level is DISPATCH_LEVEL anyway, saving and " +
      "restoring it is work for nothing.",
    bad: `_IRQL_requires_max_(APC_LEVEL)
VOID Reset(PDEVICE_EXTENSION Ext)
{
    KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
    Ext->Count = 0;
    KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}`,
    good: `_IRQL_requires_max_(APC_LEVEL)
VOID Reset(PDEVICE_EXTENSION Ext)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(&Ext->Lock, &oldIrql);
    Ext->Count = 0;
    KeReleaseSpinLock(&Ext->Lock, oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-keacquirespinlockatdpclevel",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-spin-locks",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    const calls = body?.calls.filter(({ callee }) => isAcquisition(callee, context)) ?? [];
    if (body === undefined || calls.length === 0) {
      return;
    }
    const events = lockEvents(body);
    const isSaid = ({ call }: ReachedCall): boolean =>
      overwrittenLevels(body, context.facts).some(({ now }) => now.by === call);
    for (const reached of calls) {
      const finding =
        tooLow(reached, fn, context) ?? tooHigh(reached, fn, context) ?? needless(reached, events, fn, context);
      // That the level is saved over another one is worse than that it need not be saved.
      const isWorse = finding?.severity === "hint" && isSaid(reached);
      if (finding !== undefined && !isWorse && !isOtherBuild(finding.at, context)) {
        yield finding;
      }
    }
  },
});

const isAcquisition = (callee: ReachedCall["callee"], { facts }: RuleContext): boolean =>
  callee.kind === "outside" && facts.irqlEffect(callee.name)?.lock?.action === "acquire";

function tooLow(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const demand = reached.demands.atLeast.always;
  return demand === undefined || !isOwnSpinLock(demand, context.facts)
    ? undefined
    : atLevel(reached, demand, ({ property }) => property.level.high < demand.rank, fn, context, {
        advice: "Take it with the function that raises the level itself, and release it with that one's counterpart",
        equivalent: "C28120",
      });
}

function tooHigh(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const demand = reached.demands.atMost.always;
  return demand === undefined || !isOwnSpinLock(demand, context.facts)
    ? undefined
    : atLevel(reached, demand, ({ property }) => property.level.low > demand.rank, fn, context, {
        advice:
          "Share data with an interrupt's routine under the interrupt's own spin lock, or leave the work to its DPC",
        equivalent: "C28121",
      });
}

function atLevel(
  { call, before }: ReachedCall,
  demand: Demand,
  isWrong: (world: World<IrqlState>) => boolean,
  fn: FunctionModel,
  context: RuleContext,
  words: Pick<Finding, "advice" | "equivalent">,
): Finding | undefined {
  const wrong = before.filter(isWrong);
  const [world] = wrong;
  if (world === undefined) {
    return undefined;
  }
  const { level, because } = world.property;
  const isEvery = wrong.length === before.length;
  const since = level.symbol === entrySymbol ? 0 : (because?.start ?? 0);
  return {
    at: fn.place(call.callee),
    message: `${demand.callee} is called at ${rangeText(level)}${isEvery ? "" : " on a path"}, but ${demand.because}`,
    ...words,
    related: [...levelReasons(world, fn, context), ...(isEvery ? [] : pathReasons(world, fn, since))],
    ...(isEvery && demand.certainty === "certain" ? {} : { severity: "warning" as const }),
  };
}

/** A level that is saved and raised where everybody is at DISPATCH_LEVEL already. */
function needless(
  { call, before, callee }: ReachedCall,
  events: readonly LockEvent[],
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const form = callee.kind === "outside" ? dpcForm(callee.name, context.facts) : undefined;
  const [world] = before;
  const isExact = before.every(({ property: { level } }) => level.low === dispatch && level.high === dispatch);
  if (form === undefined || callee.kind !== "outside" || world === undefined || !isExact) {
    return undefined;
  }
  return {
    at: fn.place(call.callee),
    message: `${callee.name} raises the level, but it is DISPATCH_LEVEL already`,
    advice: `Use ${form}, and the release that belongs to it`,
    related: levelReasons(world, fn, context),
    fixes: dpcLevelFixes(call, events, fn, context),
    severity: "hint",
    equivalent: null,
  };
}
