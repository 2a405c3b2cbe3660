/** Functions of a unit that somebody may call of whom the unit does not show where: what its calls say is not all. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/**
 * Asks about a unit as it is now: a function is handed around where its name is used as a value, given to
 * a macro outside of functions (`EXPORT_SYMBOL`), or where it is a method
 * that an interface or a base class may lead to.
 */
export const handedAround =
  (unit: UnitModel) =>
  (fn: FunctionModel): boolean =>
    unit.usedAsValue(fn.name) || isOverridable(fn, unit);

/** A class with bases may implement them; what a class says is virtual may be called through it. */
function isOverridable({ scope, name, definition }: FunctionModel, unit: UnitModel): boolean {
  if (scope === undefined) {
    return false;
  }
  const isVirtual = (storage: readonly string[]): boolean => storage.includes("virtual");
  return (
    isVirtual(definition.storage) ||
    unit.records(lastName(scope)).some(({ decl }) => decl.bases.length > 0) ||
    unit.prototypes(name).some(({ decl, scope: of }) => of === scope && isVirtual(decl.storage))
  );
}
