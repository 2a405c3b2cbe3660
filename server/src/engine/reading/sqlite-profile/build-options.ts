/** SQLite's compile-time options as the steps ask for them: what one is, and who says so. */
import { sqliteOption } from "../../../analysis/sqlite/build-profile.ts";
import { rangeOf } from "../../report.ts";
import type { SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export interface BuildOption {
  /** As written, empty where only the name is. */
  readonly value: string;
  readonly evidence: Evidence;
}

/** Undefined where nobody says it, or configurations differ: SQLite has its default then, or one that is not known. */
export function buildOption({ context, build }: SqliteUnit, name: string): BuildOption | undefined {
  const value = sqliteOption(name, context);
  if (value === undefined) {
    return undefined;
  }
  const at = build?.options.find(({ option }) => option.name === name)?.at;
  const text = value === "" ? name : `${name}=${value}`;
  return { value, evidence: { text, at: at && rangeOf(at) } };
}

/** Whether an option is set that is on once its name is defined. */
export const isSet = (unit: SqliteUnit, name: string): boolean => buildOption(unit, name) !== undefined;

/** Whether an option with a value of 0 or more is on; undefined where nobody says it. */
export function isOn(unit: SqliteUnit, name: string): boolean | undefined {
  const option = buildOption(unit, name);
  return option === undefined ? undefined : Number(option.value) !== 0;
}
