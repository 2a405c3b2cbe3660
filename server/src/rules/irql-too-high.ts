/** Reports calls above the highest level at which the callee, or what it calls, may be called. */
import type { Demand } from "../analysis/irql/demands.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, rangeText } from "../analysis/irql/level.ts";
import { demandReasons, levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import type { World } from "../analysis/worlds/worlds.ts";
import { levelOfRank } from "../facts/index.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlTooHigh = defineRule({
  id: "irql-too-high",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28121", "cpp/drivers/irql-too-high"],
  docs: {
    summary: "Function called above its maximum IRQL",
    why:
      "At DISPATCH_LEVEL and above no page fault can be served and no thread can wait: the call stops the machine with " +
      "IRQL_NOT_LESS_OR_EQUAL (0xA), DRIVER_IRQL_NOT_LESS_OR_EQUAL (0xD1) or ATTEMPTED_SWITCH_FROM_DPC (0xB8), often only " +
      "under memory pressure.",
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
    for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const finding = tooHigh(reached, fn, context);
      if (finding !== undefined) {
        yield finding;
      }
    }
  },
});

function tooHigh(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { always } = reached.demands.atMost;
  if (always === undefined) {
    return undefined;
  }
  const above = reached.before.filter(({ property: { level } }) => level.low > always.rank);
  const [world] = above;
  return world === undefined
    ? undefined
    : report(reached, always, world, above.length === reached.before.length ? "all" : "some", fn, context);
}

function report(
  { call }: ReachedCall,
  demand: Demand,
  world: World<IrqlState>,
  ways: "all" | "some",
  fn: FunctionModel,
  context: RuleContext,
): Finding {
  const { level, because } = world.property;
  const path = ways === "all" ? [] : pathReasons(world, fn, level.symbol === entrySymbol ? 0 : (because?.start ?? 0));
  const onPath = ways === "all" ? "" : " on a path";
  const chain = demandReasons(demand, "atMost", context);
  const last = demand.depth === 1 ? "" : `leads to ${demand.source}, which `;
  return {
    at: fn.place(call.callee),
    message: `${demand.callee} is called at ${rangeText(level) ?? "a raised level"}${onPath}, but ${last}${demand.because}`,
    advice: `Make the call where the level is ${levelOfRank(demand.rank)} or below: before the lock is taken or after it is released, or in a work item`,
    related: [...levelReasons(world, fn, context), ...path, ...chain],
    ...(ways === "some" || demand.certainty === "likely" ? { severity: "warning" as const } : {}),
  };
}
