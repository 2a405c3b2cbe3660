/**
 * What a lock is called in the whole unit, whichever object it is part of: the field of its structure, or the variable at
 * file scope.
 */
import {
  type Field,
  fieldOf,
  lastName,
  type Structure,
  structureNamed,
  structureOf,
  structureOfField,
} from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { TypeName } from "../../syntax/ast.ts";
import type { Path } from "../paths/path.ts";
import { isUnnamed } from "./operations.ts";

/** `DEVICE_EXTENSION.Lock`, `g_Lock`; undefined for locks on a stack, and where types are not known. */
export function lockClass(path: Path, fn: FunctionModel, unit: UnitModel): string | undefined {
  if (isUnnamed(path) || path.root.startsWith("$") || path.root.startsWith("#")) {
    return undefined;
  }
  const { root, steps } = path;
  if (root.includes(" ")) {
    // There is one of it: "the cancel spin lock".
    return steps.length === 0 ? root : undefined;
  }
  const type = typeOf(root, fn);
  if (type !== undefined || root === "this") {
    const structure = type === undefined ? structureNamed(lastName(fn.scope ?? ""), unit) : structureOf(type, unit);
    return fieldClass(structure, steps, unit) ?? aliasClass(path, fn, unit);
  }
  return root.includes("(") ? aliasClass(path, fn, unit) : variableClass(root, steps, fn, unit);
}

/** `GetContext(Device)` or a `PVOID Context`, which a local was set to: its type says what that is. */
function aliasClass({ steps, names }: Path, fn: FunctionModel, unit: UnitModel): string | undefined {
  const alias = names.map((name) => typeOf(name, fn)).find((each) => each !== undefined && isWhole(each, steps, unit));
  return alias && fieldClass(structureOf(alias, unit), steps, unit);
}

function typeOf(name: string, { locals, definition }: FunctionModel): TypeName | undefined {
  const [local, ...others] = locals.get(name) ?? [];
  if (local !== undefined) {
    return others.every(({ type }) => type.base === local.type.base) ? local.type : undefined;
  }
  return definition.parameters.find((parameter) => parameter.name === name)?.type;
}

/** Whether a path's first field is one of a type's. */
function isWhole(type: TypeName, steps: readonly string[], unit: UnitModel): boolean {
  const first = steps.find((step) => step.startsWith("."));
  return first !== undefined && fieldOf(structureOf(type, unit), first.slice(1), unit) !== undefined;
}

/** The fields from the last pointer on, behind the name of the structure that it points to. */
function fieldClass(root: Structure, steps: readonly string[], unit: UnitModel): string | undefined {
  let structure: Structure | undefined = root;
  let label = tagOf(root);
  let hasField = false;
  for (const step of steps) {
    if (step === "*") {
      label = (structure && tagOf(structure)) ?? label;
    } else if (step.startsWith(".")) {
      const name = step.slice(1);
      const field: Field | undefined = structure && fieldOf(structure, name, unit);
      if (field === undefined && !hasField) {
        // Of a structure that the unit does not show nobody knows which one it is.
        return undefined;
      }
      label = label && `${label}.${name}`;
      hasField = true;
      structure = field && structureOfField(field, unit);
    }
  }
  return hasField ? label : undefined;
}

function variableClass(root: string, steps: readonly string[], fn: FunctionModel, unit: UnitModel): string | undefined {
  const variables = unit.variables(root);
  const here = variables.filter(({ file }) => file === fn.file);
  const [symbol] = here.length > 0 ? here : variables;
  if (symbol === undefined) {
    return undefined;
  }
  const { type, storage } = symbol.decl;
  const at = steps.lastIndexOf("*");
  if (at >= 0 && steps.length > at + 1) {
    return fieldClass(structureOf(type, unit), steps, unit);
  }
  const fields = steps.filter((step) => step.startsWith(".")).join("");
  return `${root}${fields}${storage.includes("static") ? ` of ${symbol.file}` : ""}`;
}

/** The structure's own name, or the one that a typedef gives it. */
function tagOf({ names, record }: Structure): string | undefined {
  const name = record?.name ?? names.find((each) => !/^P[A-Z]/.test(each)) ?? names[0]?.slice(1);
  return name?.replace(/^_+/, "");
}
