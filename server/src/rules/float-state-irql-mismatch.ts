/** Reports floating-point state that is restored at another level than it was saved at. */
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { type LevelValue, rangeText } from "../analysis/irql/level.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const floatStateIrqlMismatch = defineRule({
  id: "float-state-irql-mismatch",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28111", "cpp/drivers/irql-float-state-mismatch"],
  docs: {
    summary: "Floating-point state restored at another IRQL than it was saved at",
    why:
      "The system keeps floating-point state by level: below DISPATCH_LEVEL with the thread, above with the processor. What is " +
      "restored at another level is not what was saved: the machine stops with INVALID_FLOATING_POINT_STATE (0xE7), or an " +
      "application computes with the driver's numbers.",
    bad: `VOID Mix(PKSPIN_LOCK Lock)
{
    KFLOATING_SAVE state;
    KIRQL oldIrql;
    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        KeAcquireSpinLock(Lock, &oldIrql);
        KeRestoreFloatingPointState(&state);
        KeReleaseSpinLock(Lock, oldIrql);
    }
}`,
    good: `VOID Mix(PKSPIN_LOCK Lock)
{
    KFLOATING_SAVE state;
    KIRQL oldIrql;
    if (NT_SUCCESS(KeSaveFloatingPointState(&state)))
    {
        KeAcquireSpinLock(Lock, &oldIrql);
        KeReleaseSpinLock(Lock, oldIrql);
        KeRestoreFloatingPointState(&state);
    }
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28111-floating-point-irql-mismatch",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kerestorefloatingpointstate",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const restores = ({ name }: { readonly name: string | undefined }): boolean =>
      name !== undefined && context.facts.irqlEffect(name)?.floatState === "restores";
    if (!fn.calls.some(restores)) {
      return;
    }
    for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const { callee } = reached;
      const finding = callee.kind === "outside" && restores(callee) ? mismatch(reached, fn, context) : undefined;
      if (finding !== undefined && context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

function mismatch({ call, before }: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const other = before.filter(
    ({ property: { float, floatLevel, level } }) => float > 0 && floatLevel !== undefined && isOther(floatLevel, level),
  );
  const [world] = other;
  if (world?.property.floatLevel === undefined) {
    return undefined;
  }
  const { level, floatLevel } = world.property;
  const isOnAll = other.length === before.length;
  return {
    at: fn.place(call.callee),
    message: `The floating-point state was saved at ${rangeText(floatLevel) ?? "the level of the caller"} and is restored at ${rangeText(level) ?? "another"}${isOnAll ? "" : " on a path"}`,
    advice: "Restore it at the level at which it was saved",
    related: [...levelReasons(world, fn, context), ...(isOnAll ? [] : pathReasons(world, fn, 0))],
    ...(isOnAll && areApart(floatLevel, level) ? {} : { severity: "warning" as const }),
  };
}

/** Whether the level was set to another since; of what one was before, it is enough that it need not be the same. */
const isOther = (then: LevelValue, now: LevelValue): boolean =>
  then.symbol === now.symbol
    ? areApart(then, now)
    : areApart(then, now) || (now.symbol === undefined && now.low === now.high && then.low < now.low);

const areApart = (a: LevelValue, b: LevelValue): boolean => a.high < b.low || b.high < a.low;
