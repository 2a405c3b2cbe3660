// Maximum levels that depend on an argument: a paged pool type, a flag, a wait, or something only data flow can tell.
import { oneOf, pageAddress, parameterIndex } from "./cells.ts";
import type { conditionalIrqlTable } from "./generated/ddi-irql-conditional.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";
import { parseWindowsVersion, type WindowsVersion } from "./windows-version.ts";

/** When the condition holds, as far as the table words it in a form that a program can check. */
export type IrqlCondition =
  /**
   * Parameter `parameter` is exactly `value`; `PagedPool*` and `NonPagedPool*` mean any pool type of that class. `index`
   * counts from 0, and is undefined where the table does not say.
   */
  | {
      readonly kind: "parameter-is";
      readonly parameter: string;
      readonly index: number | undefined;
      readonly value: string;
    }
  /** `flag` is set in parameter `parameter`. */
  | { readonly kind: "flag-set"; readonly parameter: string; readonly index: number | undefined; readonly flag: string }
  /** The call may wait: parameter `parameter` is NULL or points to something other than 0. */
  | { readonly kind: "waits"; readonly parameter: string; readonly index: number | undefined }
  /** The driver runs on a Windows older than `version`. */
  | { readonly kind: "older-than"; readonly version: WindowsVersion }
  /** A phrase such as "list is pageable". */
  | { readonly kind: "other" };

export interface ConditionalIrql {
  readonly name: string;
  readonly condition: IrqlCondition;
  /** The condition as the table words it, for messages. */
  readonly text: string;
  /** Maximum when the condition holds, and otherwise. HIGH_LEVEL is no limit. */
  readonly irqlMaxIf: Level | undefined;
  readonly irqlMaxOtherwise: Level | undefined;
  readonly source: "doc" | "knowledge";
  readonly page: string | undefined;
}

/** All conditions known for a function, none for most. Fact source: server/data/ddi-irql-conditional.tsv. */
export function conditionalLookup(packed: typeof conditionalIrqlTable): (name: string) => readonly ConditionalIrql[] {
  const table = openTable(packed);
  return (name) =>
    table.findAll(name).map((row) => {
      const text = table.cell(row, "condition");
      return {
        name,
        condition: parseCondition(text, parameterIndex(table.cell(row, "param"))),
        text,
        irqlMaxIf: parseLevel(table.cell(row, "irql_max_if")),
        irqlMaxOtherwise: parseLevel(table.cell(row, "irql_max_otherwise")),
        source: oneOf(table.cell(row, "source"), ["doc"]) ?? "knowledge",
        page: pageAddress(table.cell(row, "page"), name, ""),
      };
    });
}

function parseCondition(text: string, index: number | undefined): IrqlCondition {
  const older = /^NTDDI_VERSION<(NTDDI_\w+)$/.exec(text)?.[1];
  if (older !== undefined) {
    const version = parseWindowsVersion(older);
    return version === undefined ? { kind: "other" } : { kind: "older-than", version };
  }
  const flag = /^(\w+)&(\w+)$/.exec(text);
  if (flag?.[1] !== undefined && flag[2] !== undefined)
    return { kind: "flag-set", parameter: flag[1], index, flag: flag[2] };
  const waits = /^(?:(\w+)==NULL \|\| )?\*(\w+)!=0$/.exec(text)?.[2];
  if (waits !== undefined) return { kind: "waits", parameter: waits, index };
  const equal = /^(\w+)==(\w+\*?)$/.exec(text);
  if (equal?.[1] !== undefined && equal[2] !== undefined) {
    return { kind: "parameter-is", parameter: equal[1], index, value: equal[2] };
  }
  return { kind: "other" };
}
