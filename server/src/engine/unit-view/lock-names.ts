/** What locks are called in the view of a unit. */
import { lockClass } from "../../analysis/irql/lock-class.ts";
import type { Path } from "../../analysis/paths/path.ts";
import { structureOf } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { TypeName } from "../../syntax/ast.ts";

/**
 * The lock's name in the whole unit; where the unit does not show all of its structures, `tpm_chip.tpm_mutex` after the
 * type of the pointer that it is reached by.
 * @param written the lock as messages call it
 */
export const lockNameInUnit = (path: Path, written: string, fn: FunctionModel, unit: UnitModel): string | undefined =>
  lockClass(path, fn, unit) ?? nameByType(written, fn, unit);

function nameByType(written: string, fn: FunctionModel, unit: UnitModel): string | undefined {
  const [, pointer, fields] = /^(\w+)\s*->\s*([\w.]+)$/.exec(written) ?? [];
  const type = pointer === undefined ? undefined : typeOf(pointer, fn);
  const record = type && structureOf(type, unit).record?.name?.replace(/^_+/, "");
  const name = record ?? (type?.pointers === 1 ? type.base : undefined);
  return name && `${name}.${fields}`;
}

function typeOf(name: string, { locals, definition }: FunctionModel): TypeName | undefined {
  const [local, ...others] = locals.get(name) ?? [];
  if (local !== undefined) {
    return others.length === 0 ? local.type : undefined;
  }
  return definition.parameters.find((parameter) => parameter.name === name)?.type;
}
