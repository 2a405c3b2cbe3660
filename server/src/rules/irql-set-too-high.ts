/** Reports calls that raise the level above the highest at which the function says that it ever runs. */
import { irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { rangeText } from "../analysis/irql/level.ts";
import { levelChanges, waysTo } from "../analysis/irql/level-changes.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import { levelRank } from "../facts/index.ts";
import { salOf } from "../model/contracts/sal.ts";
import { defineRule } from "./rule.ts";

export const irqlSetTooHigh = defineRule({
  id: "irql-set-too-high",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28150", "cpp/drivers/irql-set-too-high"],
  docs: {
    summary: "Level raised above the function's own annotated maximum",
    why:
      "Callers rely on the function never running above the level that its annotation names: they hand it pageable " +
      "memory, or routines that wait. Above that level a page fault stops the machine with IRQL_NOT_LESS_OR_EQUAL " +
      "(0xA).",
    bad: `_IRQL_always_function_max_(APC_LEVEL)
VOID Count(PKSPIN_LOCK Lock, PULONG Counter)
{
    KIRQL oldIrql;
    KeAcquireSpinLock(Lock, &oldIrql);
    ++*Counter;
    KeReleaseSpinLock(Lock, oldIrql);
}`,
    good: `_IRQL_always_function_max_(APC_LEVEL)
VOID Count(PFAST_MUTEX Mutex, PULONG Counter)
{
    ExAcquireFastMutex(Mutex);
    ++*Counter;
    ExReleaseFastMutex(Mutex);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28150-function-causes-irq-level-to-be-set-above-max",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    const maximum = contracts.find(({ term, condition }) => term.kind === "irql-always-max" && condition === undefined);
    const { term } = maximum ?? {};
    const level = term !== undefined && "level" in term ? term.level.level : undefined;
    const { body } = level === undefined ? {} : context.derived(irqlFlow, fn);
    if (maximum === undefined || level === undefined || body === undefined) {
      return;
    }
    for (const change of levelChanges(body)) {
      const { before, call } = change;
      // Said where the level goes above, not at each call behind that.
      const isAbove = before.every(({ property }) => property.level.low > levelRank(level));
      const found = isAbove ? undefined : waysTo(change, ({ low }) => low > levelRank(level));
      if (found !== undefined && context.assumption(fn.place(call)) === undefined) {
        const { world, ways } = found;
        yield {
          at: fn.place(call.callee),
          message: `${fn.text(call.callee)} raises the level to ${rangeText(world.property.level)}, but ${fn.name} is annotated never to run above ${level}`,
          advice: `Do without the higher level, or correct ${maximum.name}`,
          related: [
            { at: maximum.place, message: `${maximum.name} says so here` },
            ...(ways === "all" ? [] : pathReasons(world, fn, 0)),
          ],
          ...(ways === "all" ? {} : { severity: "warning" as const }),
        };
      }
    }
  },
});
