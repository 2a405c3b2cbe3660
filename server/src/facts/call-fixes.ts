// What to write in place of a call that kernel code should not make: templates, and when each is right.
import { list, oneOf, optional, parameterIndex } from "./cells.ts";
import type { callFixesTable } from "./generated/call-fixes.ts";
import { openTable } from "./packed.ts";

export interface CallFix {
  readonly name: string;
  readonly platform: "windows" | "linux";
  /** The text to write, in the language that server/data/README.md describes; empty where the call can go. */
  readonly template: string;
  /**
   * What may be done with the call's result: `any`; `used` or `unused` alone; `statement`, the template is a statement in
   * place of the call's own; `assigned`, in place of `target = call;`; `type`, this is no call but a type's name;
   * `initialiser`, a variable's first value.
   */
  readonly result: "any" | "used" | "unused" | "statement" | "assigned" | "type" | "initialiser";
  /** All have to hold: see `conditionHolds` in server/src/fixes/calls/conditions.ts. */
  readonly when: readonly string[];
  /** Index from 0 of the argument that is a printf format, which the kernel's function has to understand. */
  readonly format: number | undefined;
  /** The header that declares what the template calls, where it is none that every driver has. */
  readonly header: string | undefined;
  /** The type whose calls change all together: `CRITICAL_SECTION`. */
  readonly family: string | undefined;
  /** Whether it keeps the meaning: `sleeps` where the function around it may sleep for sure. */
  readonly preferred: "yes" | "no" | "sleeps";
  /** What the developer should know before taking it, for the fix's title. */
  readonly caution: string | undefined;
}

/** The lookup by exact name: best first, several where they fit different uses. Fact source: server/data/call-fixes.tsv. */
export function callFixLookup(packed: typeof callFixesTable): (name: string) => readonly CallFix[] {
  const table = openTable(packed);
  return (name) =>
    table.findAll(name).map((row) => ({
      name,
      platform: oneOf(table.cell(row, "platform"), ["linux"]) ?? "windows",
      template: table.cell(row, "template"),
      result:
        oneOf(table.cell(row, "result"), ["used", "unused", "statement", "assigned", "type", "initialiser"]) ?? "any",
      when: list(table.cell(row, "when"), ";"),
      format: parameterIndex(table.cell(row, "format")),
      header: optional(table.cell(row, "needs")),
      family: optional(table.cell(row, "family")),
      preferred: oneOf(table.cell(row, "preferred"), ["yes", "sleeps"]) ?? "no",
      caution: optional(table.cell(row, "title")),
    }));
}

/** The names that belong to a family, in the table's order; made at first use. */
export function fixFamilyLookup(packed: typeof callFixesTable): (family: string) => readonly string[] {
  const table = openTable(packed);
  let families: Map<string, string[]> | undefined;
  return (family) => {
    if (families === undefined) {
      families = new Map();
      for (let row = 0; row < table.rows; row++) {
        const of = table.cell(row, "family");
        const names = families.get(of) ?? [];
        const name = table.key(row);
        if (!names.includes(name)) {
          families.set(of, [...names, name]);
        }
      }
    }
    return families.get(family) ?? [];
  };
}
