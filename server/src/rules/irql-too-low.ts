/** Reports calls below the lowest level at which the callee, or what it calls, may be called. */
import { type Demand, isPassedOn } from "../analysis/irql/demands.ts";
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

export const irqlTooLow = defineRule({
  id: "irql-too-low",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28120", "cpp/drivers/irql-too-low"],
  docs: {
    summary: "Function called below its minimum IRQL",
    why:
      "A function that needs DISPATCH_LEVEL relies on no other thread getting the processor while it works. Below " +
      "that level a thread switch can come in the middle: queues are corrupted, a lock stays with a thread that " +
      "does not run, and checks stop the machine with IRQL_NOT_DISPATCH_LEVEL (0x8) or IRQL_NOT_GREATER_OR_EQUAL " +
      "(0x9).",
    bad: `_IRQL_requires_max_(PASSIVE_LEVEL)
VOID StartNext(PDEVICE_OBJECT Device)
{
    IoStartNextPacket(Device, TRUE);
}`,
    good: `_IRQL_requires_max_(PASSIVE_LEVEL)
VOID StartNext(PDEVICE_OBJECT Device)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    IoStartNextPacket(Device, TRUE);
    KeLowerIrql(oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28120-irql-execution-too-low",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/managing-hardware-priorities",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const finding = tooLow(reached, fn, context);
      if (finding !== undefined && context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

function tooLow(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { always } = reached.demands.atLeast;
  if (always === undefined || isOfLock(always, context)) {
    return undefined;
  }
  const below = reached.before.filter(({ property: { level } }) => level.high < always.rank);
  const [world] = below;
  return world === undefined
    ? undefined
    : report(reached, always, world, below.length === reached.before.length ? "all" : "some", fn, context);
}

/**
 * A lock that is released without having been taken, or taken at the wrong level, is a matter of that lock: other rules
 * say it better.
 */
const isOfLock = ({ source, depth }: Demand, { facts }: RuleContext): boolean => {
  const lock = facts.irqlEffect(source)?.lock;
  return lock !== undefined && (depth === 1 || lock.action === "release");
};

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
  const last = isPassedOn(demand) ? `leads to ${demand.source}, which ` : "";
  const lowest = levelOfRank(demand.rank);
  return {
    at: fn.place(call.callee),
    message: `${demand.callee} is called at ${rangeText(level) ?? "a low level"}${onPath}, but ${last}${demand.because}`,
    advice: `Raise the level to ${lowest} around the call, or call what is meant for this level`,
    related: [...levelReasons(world, fn, context), ...path, ...demandReasons(demand, "atLeast", call, fn, context)],
    ...(ways === "some" || demand.certainty === "likely" ? { severity: "warning" as const } : {}),
  };
}
