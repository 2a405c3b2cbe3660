/** Reports calls that cannot be made at one level although nothing changes the level between them. */
import type { Demand } from "../analysis/irql/demands.ts";
import { irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol } from "../analysis/irql/level.ts";
import { demandReasons } from "../analysis/irql/reasons.ts";
import { levelOfRank } from "../facts/index.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlInconsistentCalls = defineRule({
  id: "irql-inconsistent-calls",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28122", "C28123"],
  docs: {
    summary: "Calls that need different levels, with nothing between them that changes the level",
    why:
      "Whatever level the function is called at, one of the two calls is at the wrong one. At DISPATCH_LEVEL, what " +
      "may page fault or wait stops the machine with IRQL_NOT_LESS_OR_EQUAL (0xA); below it, what needs " +
      "DISPATCH_LEVEL corrupts the data that it guards.",
    bad: `VOID Finish(PDEVICE_OBJECT Device, HANDLE File)
{
    ZwClose(File);
    IoStartNextPacket(Device, TRUE);
}`,
    good: `VOID Finish(PDEVICE_OBJECT Device, HANDLE File)
{
    KIRQL oldIrql;
    ZwClose(File);
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    IoStartNextPacket(Device, TRUE);
    KeLowerIrql(oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28122-inconsistent-irq-level-calls-low",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28123-inconsistent-irq-level-calls-high",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { body, entry } = context.derived(irqlFlow, fn);
    // Where the level of the entry is known, each call is judged by itself.
    if (body === undefined || entry.from !== "unknown") {
      return;
    }
    const pair = contradiction(body.calls);
    const finding = pair && report(pair, fn, context);
    if (finding !== undefined && context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

interface Needing {
  readonly reached: ReachedCall;
  readonly demand: Demand;
}

interface Pair {
  readonly low: Needing;
  readonly high: Needing;
}

/** The first two calls at the level of the entry of which one is made whenever the other is. */
function contradiction(calls: readonly ReachedCall[]): Pair | undefined {
  const atEntry = calls.filter(
    ({ demands, before }) =>
      (demands.atMost.always ?? demands.atLeast.always) !== undefined &&
      before.every(({ property: { level } }) => level.symbol === entrySymbol),
  );
  const needing = (which: "atMost" | "atLeast", side: "high" | "low"): readonly Needing[] =>
    atEntry.flatMap((reached) => {
      const demand = reached.demands[which].always;
      // A level that was tested or asserted is known, and the call is judged by that.
      const isOpen =
        demand !== undefined &&
        reached.before.some(({ property: { level } }) =>
          side === "low" ? level.low <= demand.rank : level.high >= demand.rank,
        );
      return demand !== undefined && isOpen ? [{ reached, demand }] : [];
    });
  const highs = needing("atLeast", "high");
  for (const low of highs.length === 0 ? [] : needing("atMost", "low")) {
    for (const high of highs) {
      if (low.demand.rank < high.demand.rank && (low.reached.isAlways || high.reached.isAlways)) {
        return { low, high };
      }
    }
  }
  return undefined;
}

function report({ low, high }: Pair, fn: FunctionModel, context: RuleContext): Finding {
  const isLowFirst = low.reached.call.start < high.reached.call.start;
  const [first, second] = isLowFirst ? [low, high] : [high, low];
  const which = (needing: Needing): "atMost" | "atLeast" => (needing === low ? "atMost" : "atLeast");
  const isCertain = low.demand.certainty === "certain" && high.demand.certainty === "certain";
  return {
    at: fn.place(second.reached.call.callee),
    message: `${phrase(second.demand)}, but is called at the same level as ${first.demand.callee}, which ${because(first.demand)}`,
    advice: `Raise the level to ${levelOfRank(high.demand.rank)} around ${high.demand.callee} alone, or make the other call elsewhere`,
    related: [
      ...demandReasons(second.demand, which(second), second.reached.call, fn, context),
      { at: fn.place(first.reached.call.callee), message: `${first.demand.callee} is called at the same level here` },
      ...demandReasons(first.demand, which(first), first.reached.call, fn, context),
    ],
    equivalent: isLowFirst ? "C28122" : "C28123",
    ...(isCertain ? {} : { severity: "warning" as const }),
  };
}

const because = ({ depth, source, because: reason }: Demand): string =>
  depth === 1 ? reason : `leads to ${source}, which ${reason}`;

const phrase = (demand: Demand): string => `${demand.callee} ${because(demand)}`;
