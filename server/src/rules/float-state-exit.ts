/** Reports functions that return with the floating-point state saved, or without what their annotation says of it. */
import { areToldApart, type Leaving, leavingsOf } from "../analysis/irql/exits.ts";
import { type FlowBody, irqlFlow, irqlSummaries } from "../analysis/irql/flow.ts";
import type { Operation } from "../analysis/irql/operations.ts";
import { pathReasons } from "../analysis/irql/reasons.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const floatStateExit = defineRule({
  id: "float-state-exit",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28161", "C28162", "cpp/drivers/kmdf/float-unsafe-exit", "cpp/drivers/kmdf/float-safe-exit"],
  docs: {
    summary: "Return with floating-point state that was saved and not restored",
    why:
      "The thread goes on with the driver's floating-point state instead of its own, so an application computes " +
      "wrong results; and the buffer on the stack that the state is kept in is gone. On x86 the next restore stops " +
      "the machine with INVALID_FLOATING_POINT_STATE (0xE7).",
    bad: `NTSTATUS Scale(PULONG Value)
{
    KFLOATING_SAVE state;
    NTSTATUS status = KeSaveFloatingPointState(&state);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    if (*Value == 0)
    {
        return STATUS_INVALID_PARAMETER;
    }
    KeRestoreFloatingPointState(&state);
    return STATUS_SUCCESS;
}`,
    good: `NTSTATUS Scale(PULONG Value)
{
    KFLOATING_SAVE state;
    NTSTATUS status;
    if (*Value == 0)
    {
        return STATUS_INVALID_PARAMETER;
    }
    status = KeSaveFloatingPointState(&state);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    KeRestoreFloatingPointState(&state);
    return STATUS_SUCCESS;
}`,
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28161-exiting-without-right-to-use-floating-hardware",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/28162-exiting-while-holding-right-to-use-floating-hardware",
      "https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-kesavefloatingpointstate",
    ],
  },
  summaries: [irqlSummaries],
  *checkFunction(fn, context) {
    const promise = promiseOf(fn);
    const save = fn.calls.find(
      ({ name }) => name !== undefined && context.facts.irqlEffect(name)?.floatState === "saves",
    );
    if (promise === undefined && save === undefined) {
      return;
    }
    const { body } = context.derived(irqlFlow, fn);
    if (body === undefined) {
      return;
    }
    const finding = promise === undefined ? kept(body, fn, context) : broken(promise, body, fn);
    if (finding !== undefined && context.assumption(finding.at) === undefined) {
      yield finding;
    }
  },
});

/** What the function's annotation says of the state at its return. */
function promiseOf({ annotations }: FunctionModel): "saved" | "restored" | undefined {
  const names = annotations.map(({ name }) => name);
  return names.includes("_Kernel_float_saved_")
    ? "saved"
    : names.includes("_Kernel_float_restored_")
      ? "restored"
      : undefined;
}

/** State that is saved in a variable of the function itself, which nobody can restore after its return. */
function kept(body: FlowBody, fn: FunctionModel, context: RuleContext): Finding | undefined {
  const leavings = leavingsOf(fn, body);
  const holding = leavings.filter(({ world }) => world.property.float > 0);
  const [first] = holding;
  const saves = body.calls.filter(({ effect }) => effect.some(({ operations }) => operations.some(savesState)));
  const [save] = saves;
  // Where one of them saves for the caller, it may be that which is left.
  return first === undefined || save === undefined || !saves.every(({ call }) => savesLocally(call, fn, context))
    ? undefined
    : {
        ...message(first, holding.length === leavings.length, fn),
        advice: "Restore the state on every path on which it was saved",
        related: [
          { at: fn.place(save.call), message: "The floating-point state is saved here" },
          ...pathReasons(first.world, fn, save.call.start),
        ],
        equivalent: "C28162",
      };
}

const savesState = (operation: Operation): boolean => operation.kind === "float" && operation.change > 0;

function savesLocally({ callee, args }: CallExpr, fn: FunctionModel, { facts }: RuleContext): boolean {
  const effect = callee.kind === "name" ? facts.irqlEffect(callee.name) : undefined;
  const buffer = typeof effect?.savesTo === "number" ? args[effect.savesTo] : undefined;
  const variable = buffer?.kind === "unary" && buffer.op === "&" ? buffer.operand : undefined;
  return effect?.floatState === "saves" && variable?.kind === "name" && fn.locals.has(variable.name);
}

const message = (
  { at }: Leaving,
  isOnAll: boolean,
  fn: FunctionModel,
): Pick<Finding, "at" | "message" | "severity"> => ({
  at: fn.place(at),
  message: `${fn.name} returns${isOnAll ? "" : " on a path"} without restoring the floating-point state that it saved`,
  ...(isOnAll ? {} : { severity: "warning" as const }),
});

/** A return at which the state is not what the annotation says, and which callers cannot tell from the others. */
function broken(promise: "saved" | "restored", body: FlowBody, fn: FunctionModel): Finding | undefined {
  const leavings = leavingsOf(fn, body);
  const isKept = ({ world }: Leaving): boolean =>
    promise === "saved" ? world.property.float > 0 : world.property.float < 0;
  const right = leavings.filter(isKept);
  const wrong = leavings.filter(
    (leaving) => !isKept(leaving) && !right.some((other) => areToldApart(leaving.world, other.world)),
  );
  const [first] = wrong;
  if (first === undefined) {
    return undefined;
  }
  const isOnAll = wrong.length === leavings.length;
  return {
    at: fn.place(isOnAll ? fn.definition.nameSpan : first.at),
    message: `${fn.name} is annotated to return with the floating-point state ${promise}, but returns without${isOnAll ? "" : " on a path"}`,
    advice: `Do on every path what _Kernel_float_${promise}_ says, or put it in a _When_ that says for which result it holds`,
    related: isOnAll ? [] : pathReasons(first.world, fn, 0),
    equivalent: promise === "saved" ? "C28161" : "C28162",
    severity: "warning",
  };
}
