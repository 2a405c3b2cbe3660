/** Reports old levels that are put where they are lost, and parameters that are said to get the old level and do not. */
import { dropsLevel } from "../analysis/irql/dropped-levels.ts";
import { leavesLock, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, rangeText } from "../analysis/irql/level.ts";
import { lockEvents } from "../analysis/irql/lock-events.ts";
import { isUsedElsewhere } from "../analysis/irql/mentions.ts";
import { type OverwrittenLevel, overwrittenLevels } from "../analysis/irql/overwritten-levels.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import { dpcLevelFixesBesides } from "../fixes/lock-at-dpc-level.ts";
import { salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlNotSaved = defineRule({
  id: "irql-not-saved",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28158", "cpp/drivers/irql-not-saved"],
  docs: {
    summary: "Old level that is saved nowhere, or written over while it is needed",
    why:
      "A level that was not saved cannot be restored: it stays raised, and the next page fault or wait stops the " +
      "machine with IRQL_NOT_LESS_OR_EQUAL (0xA). Where two locks save to one variable, the second overwrites the " +
      "level that the first saved: the last release leaves the thread at DISPATCH_LEVEL.",
    bad: `VOID Count(PULONG Counter)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++Counter[0];
    KeRaiseIrql(HIGH_LEVEL, &oldIrql);
    ++Counter[1];
    KeLowerIrql(oldIrql);
}`,
    good: `VOID Count(PULONG Counter)
{
    KIRQL oldIrql;
    KIRQL dispatchIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    ++Counter[0];
    KeRaiseIrql(HIGH_LEVEL, &dispatchIrql);
    ++Counter[1];
    KeLowerIrql(dispatchIrql);
    KeLowerIrql(oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28158-no-irql-was-saved",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-keraiseirql",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(irqlFlow, fn);
    if (body === undefined) {
      return;
    }
    for (const finding of [
      // Who never returns has nothing to restore: the last function before the power is off.
      ...(body.exits.length === 0 ? [] : body.calls.flatMap((reached) => dropped(reached, fn, context) ?? [])),
      ...overwrittenLevels(body, context.facts).map((lost) => overwritten(lost, body, fn, context)),
      ...notHonoured(body, fn, context),
    ]) {
      if (context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

/** `KeRaiseIrqlToDpcLevel();`: the result was the old level. */
function dropped(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { call, callee, before, demands } = reached;
  // Of a call that may not be made at that level at all, that is said.
  const max = demands.atMost.always;
  const isTooHigh = max !== undefined && before.some(({ property: { level } }) => level.low > max.rank);
  if (callee.kind !== "outside" || isTooHigh || !dropsLevel(reached, fn, context)) {
    return undefined;
  }
  const [restores = "what restores it"] = context.facts.irqlEffect(callee.name)?.pairs ?? [];
  return {
    at: fn.place(call.callee),
    message: `The old level that ${callee.name} returns is saved nowhere`,
    advice: `Keep it in a KIRQL variable, and pass that to ${restores}`,
  };
}

function overwritten(lost: OverwrittenLevel, body: FlowBody, fn: FunctionModel, context: RuleContext): Finding {
  const { node, world, variable, then, now, isOnAll } = lost;
  return {
    at: fn.place(node),
    message: `${variable} still holds the level to go back to, but is overwritten with ${rangeText(now.value) ?? "another level"} here`,
    advice:
      "Save the second level in a variable of its own, or take the inner lock with the form that leaves the level alone",
    related: [
      ...(then.by === undefined ? [] : [{ at: fn.place(then.by), message: `${variable} gets the old level here` }]),
      ...(isOnAll ? [] : pathReasons(world, fn, then.by?.start ?? 0)),
    ],
    fixes: isOnAll && now.by?.kind === "call" ? dpcLevelFixesBesides(now.by, lockEvents(body), fn, context) : [],
    ...(isOnAll && then.value.high < now.value.low ? {} : { severity: "warning" as const }),
  };
}

/** `_IRQL_saves_` on a parameter in which nothing is saved, though the function returns at another level. */
function* notHonoured(body: FlowBody, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  const saves = salOf(fn, context.unit).contracts.filter(
    ({ term, condition, target }) => term.kind === "irql-saves" && condition === undefined && target === undefined,
  );
  const [contract] = saves;
  const index = contract?.parameter;
  const name = index === undefined ? undefined : fn.definition.parameters[index]?.name;
  if (contract === undefined || name === undefined || saves.some(({ parameter }) => parameter !== index)) {
    return;
  }
  const leavings = leavingsOf(fn, body);
  const missing = leavings.filter(({ world }) => !world.property.saved.has(`*${name}`));
  const isOnAll = missing.length === leavings.length;
  // Where it comes back without having raised anything there is nothing that the caller would miss.
  const [first] = isOnAll ? missing : missing.filter(({ world }) => hasRaised(world.property));
  if (first === undefined || isUsedElsewhere(name, fn, body, context)) {
    return;
  }
  yield {
    at: fn.place(isOnAll ? fn.definition.nameSpan : first.at),
    message: `${fn.name} returns${isOnAll ? "" : " on a path"} without having saved the old level in *${name}`,
    advice: `Save the level in *${name} before it is raised, or remove ${contract.name}`,
    related: [
      { at: contract.place, message: `${contract.name} says that the old level is saved in ${name}` },
      ...(isOnAll ? [] : pathReasons(first.world, fn, 0)),
    ],
    severity: isOnAll ? "error" : "warning",
  };
}

const hasRaised = (state: IrqlState): boolean => state.level.symbol !== entrySymbol || leavesLock(state);
