/** What functions of a unit are called by in graphs and tables that outlive edits: their model is another object after each. */
import { isHeader } from "../../model/contracts/declarations.ts";
import { type FunctionModel, type FunctionSignature, signatureOf } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/**
 * `name` or `ns::Cls::name`, and for a `static` function of a source file the file as well. Overloads share a key, and so
 * do definitions under different `#if`s.
 */
export function functionKey(fn: FunctionModel | FunctionSignature): string {
  const { name, scope, file, isStatic } = "isStatic" in fn ? fn : signatureOf(fn);
  if (scope !== undefined) {
    return `${scope}::${name}`;
  }
  return isStatic && !isHeader(file) ? `${name} ${file}` : name;
}

/** The name of the function that a key is of. */
export const nameOfKey = (key: string): string => key.replace(/ .*$/s, "").replace(/^.*::/s, "");

/** The definitions that a key is of, in the order of the unit. */
export const functionsOfKey = (key: string, unit: UnitModel): readonly FunctionModel[] =>
  unit.functions(nameOfKey(key)).filter((fn) => functionKey(fn) === key);
