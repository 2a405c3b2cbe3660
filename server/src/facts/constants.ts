// Constants of the driver kits with their values and what they mean in a few words: status and error codes, bug checks,
// control codes, IRP functions; and what annotations say.
import { list, oneOf, optional } from "./cells.ts";
import type { bugCheckValuesTable } from "./generated/bug-check-values.ts";
import type { bugChecksTable } from "./generated/bug-checks.ts";
import type { controlCodesTable } from "./generated/control-codes.ts";
import type { facilitiesTable } from "./generated/facilities.ts";
import type { hresultsTable } from "./generated/hresults.ts";
import type { irpFunctionsTable } from "./generated/irp-functions.ts";
import type { linuxErrnoTable } from "./generated/linux-errno.ts";
import type { ntStatusTable } from "./generated/ntstatus.ts";
import type { salTable } from "./generated/sal.ts";
import type { win32ErrorsTable } from "./generated/win32-errors.ts";
import { type Level, parseLevel } from "./levels.ts";
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
  /**
   * The highest level at which a dispatch routine gets a major function, whoever sends it; what file systems get at
   * APC_LEVEL others get at PASSIVE_LEVEL. Undefined where nobody sends it, and for minor functions.
   */
  readonly irqlMax: Level | undefined;
}

export interface BugCheck extends NamedConstant {
  /** What the four parameters are, the first at index 0; undefined where it is not known or says nothing. */
  readonly parameters: readonly (BugCheckParameter | undefined)[];
  /** The usual mistakes of drivers behind it, phrases in lower case. */
  readonly causes: readonly string[];
}

export interface BugCheckParameter {
  /** A phrase in lower case. */
  readonly meaning: string;
  /** What its value is, where it can be said in words. */
  readonly holds: "status" | "irql" | undefined;
  /** What single values of it mean. */
  readonly values: ReadonlyMap<number, string>;
}

/** Whose facility numbers: an NTSTATUS and an HRESULT have each their own. */
export type FacilityKind = "ntstatus" | "hresult";

/** A name by its value and a value's names; those with a meaning come first. */
export interface ConstantLookups<T extends NamedConstant> {
  readonly byName: (name: string) => T | undefined;
  readonly byValue: (value: number) => readonly T[];
}

/** Fact source: the table that is handed in, one of those below. */
export function constantLookups(
  packed: typeof ntStatusTable | typeof hresultsTable | typeof win32ErrorsTable | typeof linuxErrnoTable,
): ConstantLookups<NamedConstant> {
  const table = openTable<"value" | "meaning">(packed);
  return lookups(table, (row) => constant(table, row));
}

/** Fact source: server/data/bug-checks.tsv and bug-check-values.tsv. */
export function bugCheckLookups(
  packed: typeof bugChecksTable,
  packedValues: typeof bugCheckValuesTable,
): ConstantLookups<BugCheck> {
  const table = openTable(packed);
  const values = openTable(packedValues);
  const valuesOf = (name: string, parameter: number): ReadonlyMap<number, string> =>
    new Map(
      values
        .findAll(name)
        .filter((row) => values.cell(row, "parameter") === String(parameter))
        .map((row) => [Number(values.cell(row, "value")), values.cell(row, "meaning")]),
    );
  return lookups(table, (row) => ({
    ...constant(table, row),
    parameters: ([1, 2, 3, 4] as const).map((number) =>
      parameter(table.cell(row, `parameter_${number}`), valuesOf(table.key(row), number)),
    ),
    causes: list(table.cell(row, "causes"), ";"),
  }));
}

/** `irql: the IRQL at that time`. */
function parameter(cell: string, values: ReadonlyMap<number, string>): BugCheckParameter | undefined {
  const [, holds = "", meaning = ""] = /^(?:(status|irql): )?(.*)$/.exec(cell) ?? [];
  return meaning === "" ? undefined : { meaning, holds: oneOf(holds, ["status", "irql"]), values };
}

/** The name of a facility. Fact source: server/data/facilities.tsv. */
export function facilityLookup(
  packed: typeof facilitiesTable,
): (kind: FacilityKind, value: number) => string | undefined {
  const table = openTable(packed);
  const names = lazy(() => {
    const rows = Array.from({ length: table.rows }, (_, row) => row);
    return new Map(
      rows.map((row) => [`${table.cell(row, "kind")} ${Number(table.cell(row, "value"))}`, table.key(row)]),
    );
  });
  return (kind, value) => names().get(`${kind} ${value}`);
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
  return lookups(table, (row) => ({
    ...constant(table, row),
    major: optional(table.cell(row, "major")),
    irqlMax: parseLevel(table.cell(row, "irql_max")),
  })).byName;
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
  table: Table<Column | "value">,
  read: (row: number) => T,
): ConstantLookups<T> {
  // Of a table of thousands only the values are read before one is asked for.
  const rowsByValue = lazy(() => {
    const rows = new Map<number, number[]>();
    for (let row = 0; row < table.rows; row++) {
      const value = Number(table.cell(row, "value"));
      const known = rows.get(value);
      if (known === undefined) {
        rows.set(value, [row]);
      } else {
        known.push(row);
      }
    }
    return rows;
  });
  return {
    byName(name) {
      const row = table.find(name);
      return row < 0 ? undefined : read(row);
    },
    byValue: (value) =>
      (rowsByValue().get(value) ?? [])
        .map(read)
        .sort((a, b) => Number(a.meaning === undefined) - Number(b.meaning === undefined)),
  };
}
