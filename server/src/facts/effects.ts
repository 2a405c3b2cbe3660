// What a call does to the IRQL and to locks: raises and lowers, spin locks, mutexes, critical regions.
import { list, oneOf, optional, pageAddress, parameterIndex } from "./cells.ts";
import type { irqlEffectsTable } from "./generated/irql-effects.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";

/** Where an old IRQL is kept: a parameter (index from 0), the return value, or inside the lock itself. */
export type IrqlPlace = number | "return" | "lock";

/** The level after the call. */
export type IrqlAfter =
  | { readonly kind: "same" }
  /** Back to what `restoresFrom` holds. */
  | { readonly kind: "restored" }
  /** The value of the parameter with this index (from 0). */
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "level"; readonly level: Level; readonly condition: IrqlAfterCondition | undefined };

/** The level is reached only if, or unless, `text` holds: "Wait==TRUE", "TRUE" (the call returns TRUE), a flag's name. */
export interface IrqlAfterCondition {
  readonly when: "if" | "unless";
  readonly text: string;
}

export interface IrqlEffect {
  readonly name: string;
  /** acquire_spinlock, release_queued, raise, lower, enter_critical_region, wdf_spinlock ...: see server/data/README.md. */
  readonly effect: string;
  readonly after: IrqlAfter;
  readonly savesTo: IrqlPlace | undefined;
  readonly restoresFrom: IrqlPlace | undefined;
  /** Index from 0 of the parameter that names the lock; undefined when there is none. */
  readonly lockParameter: number | undefined;
  /** The functions that undo it, or that it undoes. */
  readonly pairs: readonly string[];
  readonly header: string | undefined;
  readonly source: "doc" | "knowledge";
  readonly page: string | undefined;
}

/** The lookup by exact name; undefined for functions without an effect. Fact source: server/data/irql-effects.tsv. */
export function effectLookup(packed: typeof irqlEffectsTable): (name: string) => IrqlEffect | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    if (row < 0) return undefined;
    const header = table.cell(row, "header");
    return {
      name,
      effect: table.cell(row, "effect"),
      after: parseAfter(table.cell(row, "irql_after")),
      savesTo: parsePlace(table.cell(row, "saves_to")),
      restoresFrom: parsePlace(table.cell(row, "restores_from")),
      lockParameter: parameterIndex(table.cell(row, "lock_param")),
      pairs: list(table.cell(row, "pairs"), ","),
      header: optional(header),
      source: oneOf(table.cell(row, "source"), ["doc"]) ?? "knowledge",
      page: pageAddress(table.cell(row, "page"), name, header),
    };
  };
}

function parsePlace(cell: string): IrqlPlace | undefined {
  return oneOf<"return" | "lock">(cell, ["return", "lock"]) ?? parameterIndex(cell);
}

function parseAfter(cell: string): IrqlAfter {
  if (cell === "restored") return { kind: "restored" };
  const parameter = /^param(\d+)$/.exec(cell)?.[1];
  if (parameter !== undefined) return { kind: "parameter", index: Number(parameter) };
  // "DISPATCH_LEVEL, DIRQL for InterruptLock": the first level holds unless the lock is the interrupt lock.
  const exception = /^(\w+), \w+ for (\w+)$/.exec(cell);
  const match = exception === null ? /^(\w+)(?: (if|unless) (.+))?$/.exec(cell) : null;
  const level = parseLevel(exception?.[1] ?? match?.[1] ?? "");
  if (level === undefined) return { kind: "same" };
  if (exception?.[2] !== undefined) return { kind: "level", level, condition: { when: "unless", text: exception[2] } };
  const when = oneOf(match?.[2] ?? "", ["if", "unless"]);
  return { kind: "level", level, condition: when === undefined ? undefined : { when, text: match?.[3] ?? "" } };
}
