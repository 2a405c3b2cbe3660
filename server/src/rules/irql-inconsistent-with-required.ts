/** Reports functions whose annotation promises a level that the code does not keep: at the return, or for its callees. */
import { areToldApart, type Leaving, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, type IrqlFlow, irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, isKnown, type LevelValue, rangeText } from "../analysis/irql/level.ts";
import { demandReasons, levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { levelOfRank, levelRank } from "../facts/index.ts";
import { entryLevels, type SalContract, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlInconsistentWithRequired = defineRule({
  id: "irql-inconsistent-with-required",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28118", "C28156", "cpp/drivers/irql-inconsistent-with-required"],
  docs: {
    summary: "IRQL annotation that the function's own code contradicts",
    why:
      "Callers go by the annotation: who reads that a function may be called at DISPATCH_LEVEL calls it there, and the " +
      "routine behind it that may not stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA). Who reads that it returns " +
      "raised does not raise the level again.",
    bad: `_IRQL_requires_max_(DISPATCH_LEVEL)
VOID CloseLog(HANDLE Log)
{
    ZwClose(Log);
}`,
    good: `_IRQL_requires_max_(PASSIVE_LEVEL)
VOID CloseLog(HANDLE Log)
{
    ZwClose(Log);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28118-irq-exceeds-caller",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28156-irql-inconsistent-with-required-irq-value",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    if (!contracts.some(({ term }) => "level" in term)) {
      return;
    }
    const flow = context.derived(irqlFlow, fn);
    if (flow.body === undefined) {
      return;
    }
    for (const finding of [
      ...flow.body.calls.flatMap((reached) => beyondCallee(reached, flow, contracts, fn, context) ?? []),
      ...(atReturn(flow.body, contracts, fn, context) ?? []),
    ]) {
      if (context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

/** A call that is always made, and may not be made at all levels that the function's annotation allows. */
function beyondCallee(
  reached: ReachedCall,
  { entry }: IrqlFlow,
  contracts: readonly SalContract[],
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const { always } = reached.demands.atMost;
  const { max } = entryLevels(contracts);
  if (
    always === undefined ||
    always.certainty !== "certain" ||
    // Of pageable functions another rule speaks.
    always.source === "PAGED_CODE" ||
    max === undefined ||
    entry.from !== "annotation" ||
    entry.high !== levelRank(max.level) ||
    !reached.isAlways ||
    !reached.before.every(
      ({ property: { level } }) =>
        level.symbol === entrySymbol &&
        level.high === entry.high &&
        level.high > always.rank &&
        level.low <= always.rank,
    )
  ) {
    return undefined;
  }
  const last = always.depth === 1 ? "" : `leads to ${always.source}, which `;
  return {
    at: fn.place(reached.call.callee),
    message: `${fn.name} is annotated for calls at up to ${max.level}, but always calls ${always.callee}, which ${last}${always.because}`,
    advice: `Annotate ${fn.name} with ${levelOfRank(always.rank)}, or make the call elsewhere`,
    related: [
      { at: max.contract.place, message: `${max.contract.name} allows ${max.level}` },
      ...demandReasons(always, "atMost", context),
    ],
    equivalent: "C28118",
  };
}

/** A return at another level than `_IRQL_raises_` promises. */
function atReturn(
  body: FlowBody,
  contracts: readonly SalContract[],
  fn: FunctionModel,
  context: RuleContext,
): readonly Finding[] | undefined {
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
  return first === undefined
    ? undefined
    : [wrongReturn(first, wrong.length === leavings.length, level, contract, fn, context)];
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
    message: `${fn.name} returns at ${actual}${isOnAll ? "" : " on a path"}, and is annotated to return at ${promised}`,
    advice: `Raise the level to ${promised} on every path, or put ${contract.name} in a _When_ that says for which result it holds`,
    related: [
      { at: contract.place, message: `${contract.name} says so here` },
      ...levelReasons(world, fn, context),
      ...(isOnAll ? [] : pathReasons(world, fn, 0)),
    ],
    equivalent: "C28156",
  };
}
