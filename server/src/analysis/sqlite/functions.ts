/** Which calls are of SQLite's own functions. */
import type { Facts, SqliteFunction } from "../../facts/index.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { isSqlites } from "./sources.ts";

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
