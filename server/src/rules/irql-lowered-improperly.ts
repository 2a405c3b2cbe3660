/** Reports KeRaiseIrql that lowers, KeLowerIrql that raises, that goes elsewhere than back, or that lowers below a held lock. */

import { levelConstant } from "../analysis/irql/constants.ts";
import type { ReachedCall } from "../analysis/irql/flow.ts";
import { irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { dispatch, entrySymbol, type LevelRange, rangeText } from "../analysis/irql/level.ts";
import { lockName } from "../analysis/irql/lock-name.ts";
import { levelReasons, pathReasons } from "../analysis/irql/reasons.ts";
import { heldLocks, type IrqlState, type LockState, type SavedLevel } from "../analysis/irql/state.ts";
import { ObjectNames } from "../analysis/paths/canonical.ts";
import { pathText } from "../analysis/paths/path.ts";
import type { World } from "../analysis/worlds/worlds.ts";
import { levelOfRank } from "../facts/index.ts";
import type { Fix } from "../fixes/fix.ts";
import { lowerTo } from "../fixes/irql-lower.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlLoweredImproperly = defineRule({
  id: "irql-lowered-improperly",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28141", "cpp/drivers/irql-lowered-improperly"],
  docs: {
    summary: "Level lowered by what raises, raised by what lowers, or lowered to another level than before",
    why:
      "KeRaiseIrql cannot lower the level, and KeLowerIrql cannot raise it: asked to, they stop the machine with " +
      "IRQL_NOT_GREATER_OR_EQUAL (0x9) and IRQL_NOT_LESS_OR_EQUAL (0xA). KeLowerIrql may only go back to the level " +
      "that the last KeRaiseIrql returned: a constant is wrong as soon as the function is called at another level.",
    bad: `VOID Signal(PKEVENT Event)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeRaiseIrql(PASSIVE_LEVEL, &oldIrql);
}`,
    good: `VOID Signal(PKEVENT Event)
{
    KIRQL oldIrql;
    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    KeLowerIrql(oldIrql);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28141-argument-lowers-irq-level",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-keraiseirql",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kelowerirql",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    if (!fn.calls.some(({ name }) => name !== undefined && context.facts.irqlEffect(name)?.level !== undefined)) {
      return;
    }
    for (const reached of context.derived(irqlFlow, fn).body?.calls ?? []) {
      const finding = improper(reached, fn, context);
      if (finding !== undefined && context.assumption(finding.at) === undefined) {
        yield finding;
      }
    }
  },
});

type Verdict = Pick<Finding, "message" | "advice" | "related" | "fixes" | "severity">;
type Judge = (world: World<IrqlState>) => Verdict | undefined;

function improper(reached: ReachedCall, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { callee, call, before } = reached;
  const effect = callee.kind === "outside" ? context.facts.irqlEffect(callee.name) : undefined;
  const index = effect?.after.kind === "parameter" ? effect.after.index : undefined;
  const argument = index === undefined ? undefined : call.args[index];
  if (effect?.level === undefined || argument === undefined) {
    return undefined;
  }
  const judge: Judge =
    effect.level === "raises"
      ? raising(reached, argument, fn, context)
      : (world) =>
          tooFar(argument, world, fn, context) ??
          underLock(argument, world, fn, context) ??
          elsewhere(argument, world, fn, context);
  const verdicts = before.flatMap((world) => {
    const verdict = judge(world);
    return verdict === undefined ? [] : [{ world, verdict }];
  });
  const [first] = verdicts;
  if (first === undefined) {
    return undefined;
  }
  const isOnAll = verdicts.length === before.length;
  const { related = [], fixes = [], ...verdict } = first.verdict;
  return {
    at: fn.place(call.callee),
    ...verdict,
    // On other ways the level is to stay, or another variable holds it.
    fixes: isOnAll ? fixes : [],
    related: [
      ...levelReasons(first.world, fn, context),
      ...related,
      ...(isOnAll ? [] : pathReasons(first.world, fn, 0)),
    ],
    ...(isOnAll ? {} : { severity: "warning" as const }),
  };
}

/** KeRaiseIrql to a level below the one now. */
function raising({ call }: ReachedCall, argument: Expr, fn: FunctionModel, context: RuleContext): Judge {
  const rank = levelConstant(argument, fn, context);
  return ({ property }) => {
    const { level, saved } = property;
    if (rank === undefined || level.low <= rank) {
      return undefined;
    }
    const back = [...saved].filter(([, { value }]) => value.high < level.low || value.symbol === entrySymbol);
    const [only] = back.length === 1 && heldLocks(property).length === 0 ? back : [];
    return {
      message: `${fn.text(call.callee)} is asked for ${levelOfRank(rank)} at ${rangeText(level)}, but it cannot lower the level`,
      advice: "Go back with KeLowerIrql to the level that was saved",
      fixes: only === undefined ? [] : fixesOf(lowerTo(call, only[0], fn)),
    };
  };
}

/** KeLowerIrql to a level above the one now. */
function tooFar(
  argument: Expr,
  { property }: World<IrqlState>,
  fn: FunctionModel,
  context: RuleContext,
): Verdict | undefined {
  const target = targetOf(argument, property, fn, context);
  return target === undefined || target.low <= property.level.high
    ? undefined
    : {
        message: `KeLowerIrql is asked for ${rangeText(target)} at ${rangeText(property.level)}, but it cannot raise the level`,
        advice: "Raise the level with KeRaiseIrql, and go back to what it returned",
      };
}

/** KeLowerIrql below DISPATCH_LEVEL with a spin lock in hand. */
function underLock(
  argument: Expr,
  { property }: World<IrqlState>,
  fn: FunctionModel,
  context: RuleContext,
): Verdict | undefined {
  const target = targetOf(argument, property, fn, context);
  const lock = heldLocks(property).find(isSpinLock);
  return target === undefined || target.high >= dispatch || lock === undefined || lock.by === undefined
    ? undefined
    : {
        message: `KeLowerIrql lowers the level to ${rangeText(target)} while ${lockName(lock)} is held`,
        advice: `Release ${lockName(lock)} before the level is lowered`,
        related: [{ at: fn.place(lock.by), message: `${lockName(lock)} is taken here` }],
      };
}

const isSpinLock = ({ kind }: LockState): boolean => kind.endsWith("spin-lock");

/** KeLowerIrql to a constant where the level before was saved. */
function elsewhere(
  argument: Expr,
  { property }: World<IrqlState>,
  fn: FunctionModel,
  context: RuleContext,
): Verdict | undefined {
  const rank = levelConstant(argument, fn, context);
  const { because, saved } = property;
  const [variable, level] = [...saved].find(([, { by }]) => by !== undefined && by === because) ?? [];
  if (rank === undefined || variable === undefined || level === undefined || !mayDiffer(level, rank)) {
    return undefined;
  }
  const to = levelOfRank(rank);
  return {
    message: `KeLowerIrql goes to ${to} instead of the level that was saved in ${variable}`,
    advice: `Go back to ${variable}`,
    fixes: [
      {
        title: `Lower to ${variable}`,
        edits: [{ at: fn.place(argument), text: variable }],
      },
    ],
    severity: "warning",
  };
}

const mayDiffer = ({ value }: SavedLevel, rank: number): boolean =>
  value.symbol === entrySymbol && (value.low !== rank || value.high !== rank);

/** The level that an argument stands for: a constant, or what a variable was seen to save. */
function targetOf(argument: Expr, state: IrqlState, fn: FunctionModel, context: RuleContext): LevelRange | undefined {
  const rank = levelConstant(argument, fn, context);
  if (rank !== undefined) {
    return { low: rank, high: rank };
  }
  const path = new ObjectNames(fn).place(argument);
  const saved = path && state.saved.get(pathText(path));
  // Back from what raised last it cannot go up, whatever was said of that.
  const isBack = saved?.by !== undefined && saved.by === state.because;
  const isSame = saved?.value.symbol !== undefined && saved.value.symbol === state.level.symbol;
  return isBack || isSame ? undefined : saved?.value;
}

const fixesOf = (fix: Fix | undefined): readonly Fix[] => (fix === undefined ? [] : [fix]);
