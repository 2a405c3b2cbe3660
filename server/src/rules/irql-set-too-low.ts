/** Reports calls that lower the level below the lowest at which the function runs: by its annotations, or as a callback. */
import { entryReasons } from "../analysis/irql/entry.ts";
import { type IrqlFlow, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { passive, rangeText } from "../analysis/irql/level.ts";
import { type LevelChange, levelChanges, waysTo } from "../analysis/irql/level-changes.ts";
import { pathReasons, type Reason } from "../analysis/irql/reasons.ts";
import { levelOfRank, levelRank } from "../facts/index.ts";
import { type SalContract, salOf } from "../model/contracts/sal.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlSetTooLow = defineRule({
  id: "irql-set-too-low",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28124", "cpp/drivers/irql-set-too-low"],
  docs: {
    summary: "Level lowered below the function's own minimum",
    why:
      "A caller at DISPATCH_LEVEL relies on nothing else running on its processor until the function returns. " +
      "Lowering the level lets DPCs and thread switches in, while the caller holds a spin lock or in the middle of " +
      "a DPC: the processor deadlocks, or the machine stops with ATTEMPTED_SWITCH_FROM_DPC (0xB8).",
    bad: `KDEFERRED_ROUTINE CompleteDpc;

VOID CompleteDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KeLowerIrql(PASSIVE_LEVEL);
}`,
    good: `KDEFERRED_ROUTINE CompleteDpc;

VOID CompleteDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28124-call-below-minimum-irq-level",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/irql-annotations-for-drivers",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { contracts } = salOf(fn, context.unit);
    const flow = context.derived(irqlFlow, fn);
    const minimum = minimumOf(flow, contracts, fn, context);
    if (minimum === undefined || flow.body === undefined) {
      return;
    }
    for (const change of levelChanges(flow.body)) {
      const finding = lowered(change, minimum, fn, context);
      if (finding !== undefined && context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

interface Minimum {
  readonly rank: number;
  readonly says: string;
  readonly reasons: () => readonly Reason[];
}

function minimumOf(
  { entry }: IrqlFlow,
  contracts: readonly SalContract[],
  fn: FunctionModel,
  context: RuleContext,
): Minimum | undefined {
  const always = contracts.find(({ term, condition }) => term.kind === "irql-always-min" && condition === undefined);
  const level = always !== undefined && "level" in always.term ? always.term.level.level : undefined;
  if (always !== undefined && level !== undefined) {
    return {
      rank: levelRank(level),
      says: "is annotated never to run below",
      reasons: () => [{ at: always.place, message: `${always.name} says so here` }],
    };
  }
  // A function that gives back what its caller took lowers the level for it.
  const isForCaller = contracts.some(({ term: { kind } }) => forCaller.has(kind));
  return entry.low === passive || isForCaller
    ? undefined
    : {
        rank: entry.low,
        says: entry.from === "annotation" ? "is annotated to be called at or above" : "is called at or above",
        reasons: () => entryReasons(fn, context),
      };
}

const forCaller: ReadonlySet<string> = new Set([
  "irql-restores",
  "irql-restores-global",
  "irql-raises",
  "lock-released",
  "irql-uses-cancel",
  "irql-is-cancel",
]);

function lowered(change: LevelChange, minimum: Minimum, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { call } = change;
  const name = call.callee.kind === "name" ? call.callee.name : undefined;
  // Which level a lock's release gives back is said of the lock.
  const isOfLock = name !== undefined && context.facts.irqlEffect(name)?.lock !== undefined;
  const found = isOfLock ? undefined : waysTo(change, ({ high }) => high < minimum.rank);
  if (found === undefined) {
    return undefined;
  }
  const { world, ways } = found;
  return {
    at: fn.place(call.callee),
    message: `${fn.text(call.callee)} lowers the level to ${rangeText(world.property.level)}, but ${fn.name} ${minimum.says} ${levelOfRank(minimum.rank)}`,
    advice: "Leave the level as the caller set it, and do in a work item what needs a lower one",
    related: [...minimum.reasons(), ...(ways === "all" ? [] : pathReasons(world, fn, 0))],
    ...(ways === "all" ? {} : { severity: "warning" as const }),
  };
}
