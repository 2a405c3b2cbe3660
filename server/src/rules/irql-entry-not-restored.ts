/** Reports functions that have to return at the level they were entered at, and do not. */
import { isDropped } from "../analysis/irql/dropped-levels.ts";
import type { EntryContext } from "../analysis/irql/entry.ts";
import { isAboveEntry, type Leaving, leavesLock, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { rangeText } from "../analysis/irql/level.ts";
import { isRaise } from "../analysis/irql/level-changes.ts";
import { sameLevelObligation } from "../analysis/irql/obligations.ts";
import { levelReasons, pathReasons, type Reason } from "../analysis/irql/reasons.ts";
import { entryVariables } from "../analysis/irql/saved-levels.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import { lowerBefore } from "../fixes/irql-lower.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlEntryNotRestored = defineRule({
  id: "irql-entry-not-restored",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28166"],
  docs: {
    summary: "Callback that returns at another level than it was entered at",
    why:
      "The system goes on with its own work at the level that the routine left behind. A routine that leaves it at " +
      "DISPATCH_LEVEL stops the machine at the next page fault or wait, far from here: with IRQL_NOT_LESS_OR_EQUAL " +
      "(0xA), IRQL_GT_ZERO_AT_SYSTEM_SERVICE (0x4A), or ATTEMPTED_SWITCH_FROM_DPC (0xB8).",
    bad: `DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    Driver->DeviceObject->Flags |= DO_BUFFERED_IO;
}`,
    good: `DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    Driver->DeviceObject->Flags |= DO_BUFFERED_IO;
    KeLowerIrql(oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28166-function-does-not-restore-irql-value",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body, entry } = context.derived(irqlFlow, fn);
    // Most functions leave the level alone: they are not asked who calls them.
    const leaving = body && raisedReturn(fn, body, entry, context);
    const obligation = leaving && sameLevelObligation(fn, context);
    if (body === undefined || leaving === undefined || obligation === undefined) {
      return;
    }
    const finding = report(leaving, obligation, { body, entry }, fn, context);
    if (context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

function raisedReturn(
  fn: FunctionModel,
  body: FlowBody,
  entry: EntryContext,
  context: RuleContext,
): Leaving | undefined {
  const isRaised = (state: IrqlState): boolean =>
    isAboveEntry(state.level, entry) &&
    isRaise(state, body) &&
    // A lock that is kept, or a level that was saved nowhere, is said of the call that does it.
    !leavesLock(state) &&
    !isDropped(state.because, body, fn, context);
  return body.exits.some(({ property }) => isRaised(property))
    ? leavingsOf(fn, body).find(({ world }) => isRaised(world.property))
    : undefined;
}

function report(
  { world, at, statement }: Leaving,
  obligation: Reason,
  { body, entry }: { readonly body: FlowBody; readonly entry: EntryContext },
  fn: FunctionModel,
  context: RuleContext,
): Finding {
  const { level } = world.property;
  const isOnAll = body.exits.every(({ property }) => isAboveEntry(property.level, entry));
  const fixes = entryVariables(world.property).flatMap(
    (variable) => lowerBefore(statement, variable, fn, context.file) ?? [],
  );
  return {
    at: fn.place(at),
    message: `${fn.name} returns at ${rangeText(level)}${isOnAll ? "" : " on a path"}, but has to return at the level it was entered at`,
    advice: "Go back to the level of the entry before the function returns",
    related: [...levelReasons(world, fn, context), ...(isOnAll ? [] : pathReasons(world, fn, 0)), obligation],
    fixes,
    ...(isOnAll ? {} : { severity: "warning" as const }),
  };
}
