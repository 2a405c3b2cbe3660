/** What may be done about a call that is made at too high a level: offered to a person, never made unasked. */
import { dispatch } from "../analysis/irql/level.ts";
import type { IrqlState } from "../analysis/irql/state.ts";
import type { Facts } from "../facts/index.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { DriverUnit } from "../model/unit/types.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { CallExpr } from "../syntax/ast.ts";
import type { Fix } from "./fix.ts";
import { deferToWorkItem } from "./irql-defer.ts";
import { moveOut } from "./irql-move-out.ts";

/** A rule's context is one. */
export interface RaisedCallEnvironment {
  readonly facts: Facts;
  readonly unit: UnitModel;
  readonly driver: DriverUnit;
  readonly file: FileModel;
}

/**
 * Out of the lock where nothing hangs on it; and to a work item, which can be queued up to DISPATCH_LEVEL.
 * @param state a way in which control comes to the call
 */
export function raisedCallFixes(
  call: CallExpr,
  { level, because }: Pick<IrqlState, "level" | "because">,
  fn: FunctionModel,
  { facts, unit, driver, file }: RaisedCallEnvironment,
): readonly Fix[] {
  const lockAction = ({ callee }: CallExpr): "acquire" | "release" | undefined => {
    const action = callee.kind === "name" ? facts.irqlEffect(callee.name)?.lock?.action : undefined;
    return action === "acquire" || action === "release" ? action : undefined;
  };
  const isLocked = because?.kind === "call" && lockAction(because) === "acquire";
  const out = isLocked ? moveOut(call, fn, { lockAction, declares: (name) => unit.declares(name) }, file) : undefined;
  const isOfKmdf = driver.frameworks.includes("kmdf") || file.includes.some(({ path }) => /^wdf\.h$/i.test(path));
  const isDeferrable = level.low <= dispatch && isSameInWorkItem(call, facts);
  const deferred = isDeferrable ? deferToWorkItem(call, fn, file, isOfKmdf ? "kmdf" : "wdm") : undefined;
  return [out, deferred].filter((fix) => fix !== undefined);
}

/**
 * Whether a call does there what it does here: not if code behind it needs what it took, entered or waited for, or if it
 * is about the thread that makes it.
 */
function isSameInWorkItem({ callee }: CallExpr, facts: Facts): boolean {
  if (callee.kind !== "name") {
    return false;
  }
  const effect = facts.irqlEffect(callee.name);
  return (
    (effect === undefined || effect.lock?.action === "within") &&
    facts.waits(callee.name) === undefined &&
    !facts.needsOwnThread(callee.name)
  );
}
