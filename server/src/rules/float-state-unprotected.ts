/** Reports floating-point arithmetic that no saved floating-point state protects, in drivers that are built for x86. */
import { floatUses } from "../analysis/float/float-uses.ts";
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import { calledBySystem } from "../analysis/irql/obligations.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import type { World } from "../analysis/worlds/worlds.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const floatStateUnprotected = defineRule({
  id: "float-state-unprotected",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28110", "cpp/drivers/float-hardware-state-protection"],
  docs: {
    summary: "Floating point in an x86 driver without the state being saved",
    why:
      "On x86 the compiler computes in the x87 registers, which still hold the numbers of whichever application ran " +
      "last: that application goes on with wrong ones, and the driver may get exceptions that the application has " +
      "enabled. On x64 and ARM64 the compiler uses registers that the system saves: nothing has to be saved there, " +
      "and nothing is reported.",
    bad: `DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    double load = Driver->DriverSize;
    DbgPrint("%u\\n", (ULONG)(load * 0.5));
}`,
    good: `DRIVER_UNLOAD Unload;

VOID Unload(PDRIVER_OBJECT Driver)
{
    ULONG load = Driver->DriverSize;
    DbgPrint("%u\\n", load / 2);
}`,
    processor: "x86",
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28110-floating-point-hardware-protect",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/using-floating-point-or-mmx-in-a-wdm-driver",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { x86SaidBy } = context.driver;
    const [first] = x86SaidBy === undefined ? [] : floatUses(fn, context.unit);
    if (first === undefined || x86SaidBy === undefined) {
      return;
    }
    const { body } = context.derived(irqlFlow, fn);
    const finding = body && unprotected(body, x86SaidBy, fn, context);
    if (finding !== undefined && context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

/** The first use without protection; what a caller may protect is the caller's matter. */
function unprotected(body: FlowBody, x86SaidBy: string, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const savesItself = body.calls.some(({ effect }) =>
    effect.some(({ operations }) => operations.some(({ kind }) => kind === "float")),
  );
  const caller = savesItself ? undefined : calledBySystem(fn, context);
  const use = savesItself || caller !== undefined ? firstBare(body, fn, context) : undefined;
  if (use === undefined) {
    return undefined;
  }
  const { expr, world, isOnAll } = use;
  return {
    at: fn.place(expr),
    message: `${fn.text(expr)} is computed in floating point${isOnAll ? "" : " on a path"} without the state having been saved, in a driver that is built for x86`,
    advice:
      "Compute with integers, or in a function of its own between KeSaveFloatingPointState and KeRestoreFloatingPointState",
    why: `${x86SaidBy} has it built for x86, where floating point changes registers of the application that ran last.`,
    related: [...(caller === undefined ? [] : [caller]), ...(isOnAll ? [] : pathReasons(world, fn, 0))],
  };
}

interface BareUse {
  readonly expr: Expr;
  readonly world: World<IrqlState>;
  readonly isOnAll: boolean;
}

function firstBare(body: FlowBody, fn: FunctionModel, context: RuleContext): BareUse | undefined {
  const uses = floatUses(fn, context.unit);
  const found: BareUse[] = [];
  body.eachStep((step, before) => {
    if (step.kind !== "statement") {
      return;
    }
    const bare = before.filter(({ property }) => property.float <= 0);
    const [world] = bare;
    for (const { expr, statement } of world === undefined ? [] : uses) {
      if (statement === step.node && world !== undefined) {
        found.push({ expr, world, isOnAll: bare.length === before.length });
      }
    }
  });
  return found.sort((a, b) => a.expr.start - b.expr.start)[0];
}
