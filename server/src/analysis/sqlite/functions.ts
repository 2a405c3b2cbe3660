/** Which calls are of SQLite's own functions. */
import type { Facts, SqliteFunction } from "../../facts/index.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { guards, isInternalHeader, libraryMarks, shellMarks } from "./sources.ts";

/**
 * What is known of a function that is called by this name; undefined where it is none of SQLite's, or one that the
 * driver defines itself under such a name.
 */
export function sqliteFunctionNamed(
  name: string,
  { facts, unit }: { readonly facts: Facts; readonly unit: UnitModel },
): SqliteFunction | undefined {
  const fact = facts.sqliteFunction(name);
  return fact !== undefined && unit.signatures(name).every(({ file }) => isSqlites(file, unit)) ? fact : undefined;
}

/**
 * Whether a file of the unit is SQLite's own. Asked for each function and call: it hangs on a few names of the unit, and
 * looks at no file as a whole.
 */
export function isSqlites(path: string, unit: UnitModel): boolean {
  const isDefinedThere = (name: string): boolean => unit.macros(name).some(({ file }) => file === path);
  return (
    libraryMarks.every(isDefinedThere) ||
    guards.some(isDefinedThere) ||
    shellMarks.every(isDefinedThere) ||
    unit.file(path)?.includes.some((include) => isInternalHeader(include.path)) === true
  );
}
