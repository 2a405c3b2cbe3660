/** Whether a cast goes to a base of the object's class: such a one is decided by the compiler. */
import { lastName, structureOf, structureOfExpression } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CastExpr } from "../../syntax/ast.ts";

/** True too where the unit does not define the object's class, or a base of it: nobody knows what theirs are. */
export function mayBeToBase(cast: CastExpr, fn: FunctionModel, unit: UnitModel): boolean {
  const from = structureOfExpression(cast.operand, fn, unit);
  if (from === undefined) {
    return false;
  }
  if (from.record === undefined) {
    return true;
  }
  const targets = new Set(structureOf(cast.type, unit).names);
  const pending = [...from.names];
  const seen = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) {
      continue;
    }
    seen.add(name);
    if (targets.has(name)) {
      return true;
    }
    for (const base of unit.records(name).flatMap(({ decl }) => decl.bases)) {
      const plain = lastName(base.replace(/<.*$/s, "").replace(/^.*\s/s, ""));
      if (unit.records(plain).length === 0) {
        return true;
      }
      pending.push(plain);
    }
  }
  return false;
}
