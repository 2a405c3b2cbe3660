/** What locks are called in the view of a unit, and whether a call takes one for sure. */
import { lockClass } from "../../../analysis/irql/lock-class.ts";
import { type Path, pathText } from "../../../analysis/paths/path.ts";
import { structureOf } from "../../../model/contracts/structures.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { UnitModel } from "../../../model/unit-model.ts";
import type { TypeName } from "../../../syntax/ast.ts";

/**
 * The lock's name in the whole unit; where the unit does not show all of its structures, `tpm_chip.tpm_mutex` after the
 * type of the pointer that it is reached by.
 * @param written the lock as messages call it
 */
export const lockNameInUnit = (path: Path, written: string, fn: FunctionModel, unit: UnitModel): string | undefined =>
  lockClass(path, fn, unit) ?? nameByType(written, fn, unit);

/** Whether a call that may take a lock may leave it as well: not where it takes it in each of several ways. */
export const mayGoWithout = (lock: Path, effect: readonly Outcome[]): boolean =>
  effect.length === 0 ||
  effect.some(({ operations }) => !operations.some((one) => one.kind === "acquire" && isSame(one.lock, lock)));

interface Outcome {
  readonly operations: readonly { readonly kind: string; readonly lock?: Path | undefined }[];
}

const isSame = (a: Path | undefined, b: Path): boolean => a !== undefined && pathText(a) === pathText(b);

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
