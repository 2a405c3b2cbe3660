/** Calls whose result was the old level, and nobody looks at it. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";
import type { Cause, IrqlState } from "./state.ts";

/** Whether a call loses the level before it: `KeRaiseIrqlToDpcLevel();` at a level that is not known. */
export function dropsLevel({ call, callee, before }: ReachedCall, fn: FunctionModel, env: IrqlEnvironment): boolean {
  const effect = callee.kind === "outside" ? env.facts.irqlEffect(callee.name) : undefined;
  return (
    effect?.savesTo === "return" &&
    isUnused(call, fn) &&
    // Where the level is known it can be restored without: `KeLowerIrql(PASSIVE_LEVEL)`.
    before.some(({ property: { level } }) => level.low < level.high) &&
    !before.every(({ property }) => isKept(property))
  );
}

/** Whether a variable holds the level before already: `irql = KeGetCurrentIrql(); if (irql < DISPATCH_LEVEL) ...`. */
const isKept = ({ level, saved }: IrqlState): boolean =>
  level.symbol !== undefined &&
  [...saved].some(([text, { value }]) => value.symbol === level.symbol && !text.startsWith("#"));

/** The same of what set a level. */
export function isDropped(because: Cause, { calls }: FlowBody, fn: FunctionModel, env: IrqlEnvironment): boolean {
  const reached = because && calls.find(({ call }) => call === because);
  return reached !== undefined && dropsLevel(reached, fn, env);
}

function isUnused(call: Expr, fn: FunctionModel): boolean {
  const parent = fn.parentOf(call);
  return parent?.kind === "expr" || (parent?.kind === "cast" && /^(?:void|VOID)$/.test(parent.type.base));
}
