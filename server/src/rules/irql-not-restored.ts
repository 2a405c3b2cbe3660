/** Reports levels that are raised and not lowered again, and old levels that are handed in to be restored and are not. */
import { isDropped } from "../analysis/irql/dropped-levels.ts";
import type { EntryContext } from "../analysis/irql/entry.ts";
import {
  areToldApart,
  isAboveEntry,
  isEntryLevel,
  type Leaving,
  leavesLock,
  leavingsOf,
} from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, isKnown, rangeText } from "../analysis/irql/level.ts";
import { isRaise } from "../analysis/irql/level-changes.ts";
import { isUsedElsewhere } from "../analysis/irql/mentions.ts";
import { changesLevel, sameLevelObligation } from "../analysis/irql/obligations.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { entryVariables } from "../analysis/irql/saved-levels.ts";
import { lowerBefore } from "../fixes/irql-lower.ts";
import { type SalContract, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlNotRestored = defineRule({
  id: "irql-not-restored",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28157", "cpp/drivers/irql-not-used"],
  docs: {
    summary: "Old level that is never restored",
    why:
      "The caller goes on at the raised level without knowing it: its next page fault or wait stops the machine " +
      "with IRQL_NOT_LESS_OR_EQUAL (0xA), and a system call that returns to user mode like that with " +
      "IRQL_GT_ZERO_AT_SYSTEM_SERVICE (0x4A).",
    bad: `NTSTATUS ReadCounter(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
    {
        return STATUS_NOT_FOUND;
    }
    *Value = *Counter;
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS ReadCounter(PULONG Counter, PULONG Value)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    if (*Counter == 0)
    {
        KeLowerIrql(oldIrql);
        return STATUS_NOT_FOUND;
    }
    *Value = *Counter;
    KeLowerIrql(oldIrql);
    return STATUS_SUCCESS;
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28157-function-irql-never-restored",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    const restores = contracts.filter(
      ({ term, parameter }) => term.kind === "irql-restores" && parameter !== undefined,
    );
    const { body, entry } = context.derived(irqlFlow, fn);
    if (body === undefined || body.exits.length === 0) {
      return;
    }
    const finding =
      restores.length > 0
        ? notHonoured(restores, body, fn, context)
        : changesLevel(contracts)
          ? undefined
          : leftRaised(body, entry, fn, context);
    if (finding !== undefined && context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

/** `_IRQL_restores_` on a parameter from which no way restores the level, and that nobody else is handed. */
function notHonoured(
  contracts: readonly SalContract[],
  body: FlowBody,
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const [contract, ...others] = contracts.filter(({ condition }) => condition === undefined);
  const name = contract?.parameter === undefined ? undefined : fn.definition.parameters[contract.parameter]?.name;
  if (
    contract === undefined ||
    name === undefined ||
    others.some(({ parameter }) => parameter !== contract.parameter)
  ) {
    return undefined;
  }
  const leavings = leavingsOf(fn, body);
  const missing = leavings.filter(
    ({ world: { property } }) =>
      (property.level.symbol === entrySymbol || (property.level.symbol === undefined && isKnown(property.level))) &&
      !leavesLock(property),
  );
  const [first] = missing;
  if (first === undefined || isUsedElsewhere(name, fn, body, context)) {
    return undefined;
  }
  const isOnAll = missing.length === leavings.length;
  return {
    at: fn.place(isOnAll ? fn.definition.nameSpan : first.at),
    message: `${fn.name} returns${isOnAll ? "" : " on a path"} without going back to the level in ${name}`,
    advice: `Restore the level from ${name} before the function returns, or remove ${contract.name}`,
    related: [
      { at: contract.place, message: `${contract.name} says that ${name} is restored` },
      ...(isOnAll ? [] : pathReasons(first.world, fn, 0)),
    ],
    fixes: isOnAll ? [] : fixesOf(first, name, fn, context),
    severity: isOnAll ? "error" : "warning",
  };
}

function leftRaised(body: FlowBody, entry: EntryContext, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const isLeft = ({ world: { property } }: Pick<Leaving, "world">): boolean =>
    isAboveEntry(property.level, entry) &&
    isRaise(property, body) &&
    !leavesLock(property) &&
    // What was saved nowhere is said of the call that raises.
    !isDropped(property.because, body, fn, context);
  if (!body.exits.some((world) => isLeft({ world })) || sameLevelObligation(fn, context) !== undefined) {
    return undefined;
  }
  const leavings = leavingsOf(fn, body);
  const raised = leavings.filter(isLeft);
  const same = leavings.filter(({ world }) => isEntryLevel(world.property.level, entry));
  const [first] = raised;
  if (first === undefined) {
    return undefined;
  }
  const { property } = first.world;
  const variables = entryVariables(property);
  const isLost =
    variables.length > 0 &&
    variables.every((variable) => isLocal(variable, fn) && !isUsedElsewhere(variable, fn, body, context));
  // A function that raises, or says what it did by its result, is meant so unless nobody can ever go back.
  const isMeant =
    same.length === 0
      ? raised.length < leavings.length || !isLost
      : // It is there to have the level at least so high,
        same.every(({ world }) => world.property.level.low >= property.level.low) ||
        // or keeps the old one where others find it, and never goes back itself,
        (!isLost && !body.calls.some(goesBack)) ||
        // or its callers can tell.
        (!isLost && raised.some(({ world }) => same.some((other) => areToldApart(world, other.world))));
  if (isMeant) {
    return undefined;
  }
  const [variable] = variables;
  return {
    at: fn.place(first.at),
    message:
      same.length === 0
        ? `${fn.name} returns at ${rangeText(property.level)}, and the old level in ${variable} is never restored`
        : `${fn.name} returns at ${rangeText(property.level)} on a path, but at the level it was called at on others`,
    advice: "Go back to the old level on every path",
    related: [...levelReasons(first.world, fn, context), ...(same.length === 0 ? [] : pathReasons(first.world, fn, 0))],
    fixes: variables.flatMap((each) => fixesOf(first, each, fn, context)),
    ...(same.length === 0 ? {} : { severity: "warning" as const }),
  };
}

const goesBack = ({ effect }: ReachedCall): boolean =>
  effect.some(({ operations }) => operations.some(({ kind }) => kind === "restore"));

const isLocal = (variable: string, fn: FunctionModel): boolean => {
  const declarations = fn.locals.get(variable);
  return declarations?.every(({ storage }) => !storage.includes("static")) === true || fn.parameterNames.has(variable);
};

const fixesOf = ({ statement }: Leaving, variable: string, fn: FunctionModel, context: RuleContext) => {
  const fix = lowerBefore(statement, variable, fn, context.file);
  return fix === undefined ? [] : [fix];
};
