/** Functions of a unit that somebody may call of whom the unit does not show where: what its calls say is not all. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/**
 * Asks about a unit as it is now: a function is handed around where its name is used as a value, given to
 * a macro outside of functions (`EXPORT_SYMBOL`), or where it is a method
 * that an interface or a base class may lead to.
 */
export function handedAround(unit: UnitModel): (fn: FunctionModel) => boolean {
  let values: ReadonlySet<string> | undefined;
  return (fn) => {
    values ??= namesUsedAsValues(unit);
    return values.has(fn.name) || isOverridable(fn, unit);
  };
}

function namesUsedAsValues(unit: UnitModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { declarations } of unit.files) {
    for (const { functions, stores, symbols } of declarations) {
      for (const { record } of symbols.macroCalls) {
        for (const [word] of (record.args ?? "").matchAll(/[A-Za-z_]\w*/g)) {
          names.add(word);
        }
      }
      for (const { value } of stores) {
        if (value !== undefined) {
          names.add(lastName(value));
        }
      }
      for (const { uses } of functions) {
        for (const { name } of uses) {
          names.add(lastName(name));
        }
      }
    }
  }
  return names;
}

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
