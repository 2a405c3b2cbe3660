/** Reports functions that return at another level than their annotation promises. */
import { areToldApart, type Leaving, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { entrySymbol, isKnown, type LevelValue, rangeText } from "../analysis/irql/level.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { levelRank } from "../facts/index.ts";
import { type SalContract, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlInconsistentWithRequired = defineRule({
  id: "irql-inconsistent-with-required",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28156", "cpp/drivers/irql-inconsistent-with-required"],
  docs: {
    summary: "Return at another IRQL than the annotation promises",
    why:
      "Callers trust the annotation: after a function that is to return at DISPATCH_LEVEL they touch what only that " +
      "level guards. Where the level stayed below, a thread switch can come in between and corrupt it, and checks " +
      "stop the machine with IRQL_NOT_GREATER_OR_EQUAL (0x9).",
    bad: `_IRQL_raises_(DISPATCH_LEVEL)
VOID Enter(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    KeRaiseIrql(APC_LEVEL, OldIrql);
}`,
    good: `_IRQL_raises_(DISPATCH_LEVEL)
VOID Enter(_Out_ _IRQL_saves_ PKIRQL OldIrql)
{
    KeRaiseIrql(DISPATCH_LEVEL, OldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28156-irql-inconsistent-with-required-irq-value",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    if (!contracts.some(({ term }) => term.kind === "irql-raises")) {
      return;
    }
    const { body } = context.derived(irqlFlow, fn);
    const finding = body && atReturn(body, contracts, fn, context);
    if (finding !== undefined && context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

/** A return at another level than `_IRQL_raises_` promises. */
function atReturn(
  body: FlowBody,
  contracts: readonly SalContract[],
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const raises = contracts.filter(
    ({ term, condition, target }) => term.kind === "irql-raises" && condition === undefined && target === undefined,
  );
  const [contract] = raises;
  const level = contract !== undefined && "level" in contract.term ? contract.term.level.level : undefined;
  if (contract === undefined || level === undefined) {
    return undefined;
  }
  const rank = levelRank(level);
  const leavings = leavingsOf(fn, body);
  const right = leavings.filter(({ world }) => isAt(world.property.level, rank));
  const wrong = leavings.filter(
    ({ world }) =>
      isElsewhere(world.property.level, rank, right.length > 0) &&
      !right.some((other) => areToldApart(world, other.world)),
  );
  const [first] = wrong;
  return first && wrongReturn(first, wrong.length === leavings.length, level, contract, fn, context);
}

const isAt = ({ low, high, symbol }: LevelValue, rank: number): boolean =>
  symbol === undefined && low === rank && high === rank;

/** Whether a level is surely another, or the one of the entry where other ways raise it. */
const isElsewhere = (level: LevelValue, rank: number, othersRaise: boolean): boolean =>
  level.symbol === entrySymbol
    ? level.high < rank || level.low > rank || (othersRaise && !(level.low === rank && level.high === rank))
    : level.symbol === undefined && isKnown(level) && (level.high < rank || level.low > rank);

function wrongReturn(
  { world, at }: Leaving,
  isOnAll: boolean,
  promised: string,
  contract: SalContract,
  fn: FunctionModel,
  context: RuleContext,
): Finding {
  const { level } = world.property;
  const actual = level.symbol === entrySymbol ? "the level it was called at" : (rangeText(level) ?? "another level");
  return {
    at: fn.place(at),
    message: `${fn.name} returns at ${actual}${isOnAll ? "" : " on a path"}, but is annotated to return at ${promised}`,
    advice: `Raise the level to ${promised} on every path, or put ${contract.name} in a _When_ that says for which result it holds`,
    related: [
      { at: contract.place, message: `${contract.name} says so here` },
      ...levelReasons(world, fn, context),
      ...(isOnAll ? [] : pathReasons(world, fn, 0)),
    ],
  };
}
