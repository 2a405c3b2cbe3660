/** Functions of a unit that somebody may call of whom the unit does not show where: what its calls say is not all. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { ancestorsOf, hasVirtual } from "./ancestors.ts";

/**
 * Asks about a unit as it is now: a function is handed around where its name is used as a value, given to
 * a macro outside of functions (`EXPORT_SYMBOL`), or where it is a method
 * that an interface or a base class may lead to.
 */
export const handedAround =
  (unit: UnitModel) =>
  (fn: FunctionModel): boolean =>
    unit.usedAsValue(fn.name) || isOverridable(fn, unit);

/** What a class or one above it says is virtual may be called through it; a class that the unit does not show may say so. */
function isOverridable({ scope, name, definition }: FunctionModel, unit: UnitModel): boolean {
  if (scope === undefined) {
    return false;
  }
  const isVirtual = (storage: readonly string[]): boolean => storage.includes("virtual");
  const { records, isOpen } = ancestorsOf(scope, unit);
  return (
    isOpen ||
    isVirtual(definition.storage) ||
    records.some((record) => hasVirtual(record, name)) ||
    unit.prototypes(name).some(({ decl, scope: of }) => of === scope && isVirtual(decl.storage))
  );
}
