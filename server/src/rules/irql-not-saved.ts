/** Reports old levels that are put where they are lost, and parameters that are said to get the old level and do not. */
import { dropsLevel } from "../analysis/irql/dropped-levels.ts";
import { leavesLock, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { entrySymbol, type LevelValue, rangeText, sameLevel } from "../analysis/irql/level.ts";
import { isUsedElsewhere } from "../analysis/irql/mentions.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState, SavedLevel } from "../analysis/irql/state.ts";
import type { World } from "../analysis/worlds/worlds.ts";
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
      "What was not saved cannot be restored: the level stays raised, and the next page fault or wait stops the machine with " +
      "IRQL_NOT_LESS_OR_EQUAL (0xA). Two locks that save to one variable leave it at DISPATCH_LEVEL, and the second release " +
      "goes back to that.",
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
      ...body.calls.flatMap((reached) => dropped(reached, fn, context) ?? []),
      ...(savesLevels(body) ? overwritten(body, fn, context) : []),
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
    advice: `Keep it in a KIRQL, and hand it to ${restores}`,
  };
}

/** Whether there are two places at least that save a level: without, none can write over another. */
const savesLevels = ({ calls }: FlowBody): boolean =>
  calls.filter(({ effect }) => effect.some(({ operations }) => operations.some(({ kind }) => kind === "save"))).length >
  1;

/** A variable that holds the level of the entry gets a raised one, while the first is still to be restored. */
function overwritten(body: FlowBody, fn: FunctionModel, { facts }: RuleContext): readonly Finding[] {
  const findings: Finding[] = [];
  body.eachStep((step, before, after) => {
    if (step.kind !== "call" && step.kind !== "assign") {
      return;
    }
    // A level that was only asked for is none to go back to.
    const wasAsked = ({ then: { by } }: Lost): boolean =>
      by?.kind === "call" && by.callee.kind === "name" && facts.readsIrql(by.callee.name);
    const lost = before.flatMap((world) => lostIn(world, after)).filter((each) => !wasAsked(each));
    const [first] = lost;
    if (first !== undefined && first.now.by !== undefined) {
      const { world, variable, then, now } = first;
      const isOnAll = lost.length === before.length;
      findings.push({
        at: fn.place(step.node),
        message: `${variable} holds the level to go back to, and gets ${rangeText(now.value) ?? "another level"} here`,
        advice: `Save the second level in a variable of its own, or take the inner lock with the form that leaves the level alone`,
        related: [
          ...(then.by === undefined ? [] : [{ at: fn.place(then.by), message: `${variable} gets the old level here` }]),
          ...(isOnAll ? [] : pathReasons(world, fn, then.by?.start ?? 0)),
        ],
        ...(isOnAll && then.value.high < now.value.low ? {} : { severity: "warning" as const }),
      });
    }
  });
  return findings;
}

interface Lost {
  readonly world: World<IrqlState>;
  readonly variable: string;
  readonly then: SavedLevel;
  readonly now: SavedLevel;
}

function lostIn(world: World<IrqlState>, after: readonly World<IrqlState>[]): readonly Lost[] {
  const { saved, level } = world.property;
  if (level.symbol === entrySymbol || saved.size === 0) {
    return [];
  }
  // What cannot lower the level and is asked to is said of that.
  if (after.some(({ property }) => property.level.high < level.low)) {
    return [];
  }
  return [...saved].flatMap(([variable, then]) => {
    const values = after.map(({ property }) => property.saved.get(variable));
    const [now] = values;
    const isLost =
      !variable.startsWith("#") &&
      then.value.symbol === entrySymbol &&
      now !== undefined &&
      values.every((value) => value !== undefined && isRaised(value.value, then.value)) &&
      !isKept(then.value, variable, world.property);
    return isLost ? [{ world, variable, then, now }] : [];
  });
}

/** Whether a level is one that was set since, and not the very one that is known to have been there before. */
const isRaised = (now: LevelValue, then: LevelValue): boolean =>
  now.symbol === undefined && now.low > 0 && !(then.low === now.low && then.high === now.high);

/** Whether the level is kept elsewhere too: in another variable, or in a lock. */
const isKept = (level: LevelValue, variable: string, { saved, locks }: IrqlState): boolean =>
  [...saved].some(([text, { value }]) => text !== variable && !text.startsWith("#") && sameLevel(value, level)) ||
  [...locks.values()].some((lock) => lock.saved !== undefined && sameLevel(lock.saved, level));

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
