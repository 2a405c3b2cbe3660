// Constants of the driver kits with their values and what they mean in a few words: status and error codes, bug checks,
// control codes, IRP functions; and what annotations say.
import { oneOf, optional } from "./cells.ts";
import type { bugChecksTable } from "./generated/bug-checks.ts";
import type { controlCodesTable } from "./generated/control-codes.ts";
import type { irpFunctionsTable } from "./generated/irp-functions.ts";
import type { linuxErrnoTable } from "./generated/linux-errno.ts";
import type { ntStatusTable } from "./generated/ntstatus.ts";
import type { salTable } from "./generated/sal.ts";
import { lazy, openTable, type Table } from "./packed.ts";

export interface NamedConstant {
  readonly name: string;
  /** Not negative; an NTSTATUS as an unsigned number of 32 bits. */
  readonly value: number;
  /** A phrase in lower case; undefined where the name says all that is known. */
  readonly meaning: string | undefined;
}

/** A part of a control code (the arguments of CTL_CODE), or a whole code of the system's own. */
export interface ControlCodeName extends NamedConstant {
  /** `right` and `alias`: other names for values of `access` and `method`. */
  readonly kind: "device" | "method" | "access" | "right" | "alias" | "code";
}

export interface IrpFunction extends NamedConstant {
  /** For IRP_MN_ names the IRP_MJ_ function that they belong to; undefined for major functions. */
  readonly major: string | undefined;
}

/** A name by its value and a value's names; those with a meaning come first. */
export interface ConstantLookups<T extends NamedConstant> {
  readonly byName: (name: string) => T | undefined;
  readonly byValue: (value: number) => readonly T[];
}

/** Fact source: the table that is handed in, one of those below. */
export function constantLookups(
  packed: typeof ntStatusTable | typeof bugChecksTable | typeof linuxErrnoTable,
): ConstantLookups<NamedConstant> {
  const table = openTable<"value" | "meaning">(packed);
  return lookups(table, (row) => constant(table, row));
}

/** Fact source: server/data/control-codes.tsv. */
export function controlCodeLookups(packed: typeof controlCodesTable): ConstantLookups<ControlCodeName> {
  const table = openTable(packed);
  const kinds = ["device", "method", "access", "right", "alias"] as const;
  return lookups(table, (row) => ({ ...constant(table, row), kind: oneOf(table.cell(row, "kind"), kinds) ?? "code" }));
}

/** Fact source: server/data/irp-functions.tsv. */
export function irpFunctionLookup(packed: typeof irpFunctionsTable): (name: string) => IrpFunction | undefined {
  const table = openTable(packed);
  return lookups(table, (row) => ({ ...constant(table, row), major: optional(table.cell(row, "major")) })).byName;
}

/** What an annotation (`_IRQL_requires_max_`) says, as a phrase. Fact source: server/data/sal.tsv. */
export function annotationLookup(packed: typeof salTable): (name: string) => string | undefined {
  const table = openTable(packed);
  return (name) => {
    const row = table.find(name);
    return row < 0 ? undefined : table.cell(row, "meaning");
  };
}

function constant(table: Table<"value" | "meaning">, row: number): NamedConstant {
  return {
    name: table.key(row),
    value: Number(table.cell(row, "value")),
    meaning: optional(table.cell(row, "meaning")),
  };
}

function lookups<T extends NamedConstant, Column extends string>(
  table: Table<Column>,
  read: (row: number) => T,
): ConstantLookups<T> {
  const byValue = lazy(() => {
    const rows = new Map<number, T[]>();
    for (let row = 0; row < table.rows; row++) {
      const entry = read(row);
      const list = rows.get(entry.value) ?? [];
      rows.set(entry.value, entry.meaning === undefined ? [...list, entry] : [entry, ...list]);
    }
    return rows;
  });
  return {
    byName(name) {
      const row = table.find(name);
      return row < 0 ? undefined : read(row);
    },
    byValue: (value) => byValue().get(value) ?? [],
  };
}
