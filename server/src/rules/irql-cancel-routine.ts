/** Reports cancel routines that return without having released the cancel spin lock to `Irp->CancelIrql`. */
import { levelConstant } from "../analysis/irql/constants.ts";
import { leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries, type ReachedCall } from "../analysis/irql/flow.ts";
import { cancelObligation } from "../analysis/irql/obligations.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import { pathText } from "../analysis/paths/path.ts";
import { type Knowledge, valueAt } from "../analysis/worlds/knowledge.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr, Parameter } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const irqlCancelRoutine = defineRule({
  id: "irql-cancel-routine",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28144", "cpp/drivers/irql-cancel-routine"],
  docs: {
    summary: "Cancel routine that does not release the cancel spin lock to Irp->CancelIrql",
    why:
      "IoCancelIrp takes the system's cancel spin lock, keeps the old level in Irp->CancelIrql, and leaves the " +
      "release to the cancel routine. Where the release is missing, the next cancellation anywhere in the system " +
      "spins for ever; where it restores another level, IoCancelIrp goes on at the wrong one, inside its callers' " +
      "locks.",
    bad: `DRIVER_CANCEL CancelRead;

VOID CancelRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoReleaseCancelSpinLock(PASSIVE_LEVEL);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}`,
    good: `DRIVER_CANCEL CancelRead;

VOID CancelRead(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Irp->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28144-cancelirql-should-be-current-irql",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/points-to-consider-when-canceling-irps",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const { parameters } = fn.definition;
    const irp = parameters.length === 2 ? parameters[1]?.name : undefined;
    const obligation = irp === undefined ? undefined : cancelObligation(fn, context);
    const { body } = obligation === undefined ? {} : context.derived(irqlFlow, fn);
    if (irp === undefined || obligation === undefined || body === undefined) {
      return;
    }
    const wrong = goesBack(irp, body)
      ? []
      : body.calls.flatMap((reached) => wrongLevel(reached, irp, fn, context) ?? []);
    for (const finding of wrong.length > 0 ? wrong : notReleased(irp, body, fn, context)) {
      if (context.assumption(finding.at) === undefined) {
        yield { ...finding, related: [...(finding.related ?? []), obligation] };
      }
    }
  },
});

/** The release of the lock that the routine was entered with, to a level that is surely not the saved one. */
function wrongLevel(
  { call, callee, before }: ReachedCall,
  irp: string,
  fn: FunctionModel,
  context: RuleContext,
): Finding | undefined {
  const effect = callee.kind === "outside" ? context.facts.irqlEffect(callee.name) : undefined;
  const index = effect?.restoresFrom;
  const argument = typeof index === "number" ? call.args[index] : undefined;
  if (effect?.lock?.kind !== "cancel-spin-lock" || argument === undefined) {
    return undefined;
  }
  const isOfEntry = before.every(({ property }) => balance(property) === 0);
  const said = isOfEntry ? anotherLevel(argument, fn, context) : undefined;
  return said === undefined
    ? undefined
    : {
        at: fn.place(argument),
        message: `The cancel spin lock is released to ${said} instead of the level in ${irp}->CancelIrql`,
        advice: `Pass ${irp}->CancelIrql to IoReleaseCancelSpinLock`,
        fixes: [
          {
            title: `Release to ${irp}->CancelIrql`,
            edits: [{ at: fn.place(argument), text: `${irp}->CancelIrql` }],
            preferred: true,
          },
        ],
      };
}

/** Whether the level is put back later, as by a routine that releases to DISPATCH_LEVEL and lowers when it is done. */
const goesBack = (irp: string, { calls }: FlowBody): boolean =>
  calls.some(
    ({ effect, isAlways }) =>
      isAlways &&
      effect.some(({ operations }) =>
        operations.some((each) => each.kind === "restore" && each.from && pathText(each.from) === `${irp}->CancelIrql`),
      ),
  );

/** A level that cannot be the saved one but by chance: a constant, or the one at which the routine runs. */
function anotherLevel(argument: Expr, fn: FunctionModel, context: RuleContext): string | undefined {
  if (levelConstant(argument, fn, context) !== undefined) {
    return fn.text(argument);
  }
  const { leaves, complete } = context.resolve(argument, fn);
  const [leaf] = leaves;
  const isCurrent =
    complete &&
    leaves.length === 1 &&
    leaf?.expr.kind === "call" &&
    leaf.expr.callee.kind === "name" &&
    context.facts.readsIrql(leaf.expr.callee.name);
  return isCurrent ? "the current level" : undefined;
}

function notReleased(irp: string, body: FlowBody, fn: FunctionModel, context: RuleContext): readonly Finding[] {
  const leavings = leavingsOf(fn, body).filter(({ world: { known } }) => !fn.definition.parameters.some(isNull(known)));
  const kept = leavings.filter(({ world }) => balance(world.property) === 0);
  const [first] = kept;
  if (first === undefined || handsOn(irp, body, fn, context)) {
    return [];
  }
  const isOnAll = kept.length === leavings.length;
  return [
    {
      at: fn.place(isOnAll ? fn.definition.nameSpan : first.at),
      message: `${fn.name} returns${isOnAll ? "" : " on a path"} without releasing the cancel spin lock`,
      advice: `Call IoReleaseCancelSpinLock(${irp}->CancelIrql) before the request is completed`,
      related: isOnAll ? [] : pathReasons(first.world, fn, 0),
      ...(isOnAll ? {} : { severity: "warning" as const }),
    },
  ];
}

/** Whether somebody is called of whom nobody knows what becomes of the request, and of the lock. */
function handsOn(irp: string, { calls }: FlowBody, fn: FunctionModel, context: RuleContext): boolean {
  return calls.some(({ call, callee, summary }) => {
    const isKnown =
      callee.kind === "outside"
        ? context.facts.functionContract(callee.name) !== undefined
        : summary !== undefined && !summary.isUnknown;
    return !isKnown && call.args.some((arg) => fn.text(arg).includes(irp));
  });
}

/** The system hands a device and a request: where one of them is NULL the driver itself has called. */
const isNull =
  (known: Knowledge) =>
  ({ name }: Parameter): boolean =>
    name !== undefined && valueAt({ root: name, steps: [], names: [] }, known)?.equals === 0;

/** How often the cancel spin lock was taken more than it was released. */
const balance = ({ locks }: IrqlState): number =>
  [...locks.values()].find(({ kind }) => kind === "cancel-spin-lock")?.net ?? 0;
