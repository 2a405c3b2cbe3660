/** SQLite's compile-time options as the project and the driver's own files say them. */

import type { SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export interface BuildOption {
  /** As written, "1" where only the name is. */
  readonly value: string;
  readonly evidence: Evidence;
}

/** Undefined where nobody says it: SQLite has its default then. */
export function buildOption({ context, driver, files }: SqliteUnit, name: string): BuildOption | undefined {
  for (const { file, macro } of context.unit.macros(name)) {
    if (files.some(({ path }) => path === file)) {
      const value = macro.body === "" ? "1" : macro.body;
      const at = { path: file, start: macro.start + macro.nameStart, end: macro.start + macro.nameStart + name.length };
      return { value, evidence: { text: `${name}=${value}`, at } };
    }
  }
  const value = driver.defines.get(name);
  return value === undefined ? undefined : { value, evidence: { text: `${name}=${value}`, at: undefined } };
}

/** Whether an option is set that is on once its name is defined. */
export const isSet = (unit: SqliteUnit, name: string): boolean => buildOption(unit, name) !== undefined;

/** Whether an option with a value of 0 or more is on; undefined where nobody says it. */
export function isOn(unit: SqliteUnit, name: string): boolean | undefined {
  const option = buildOption(unit, name);
  return option === undefined ? undefined : Number(option.value) !== 0;
}
