// Where routines become callbacks: parameters of registering functions and fields of registered structures.
import { list, oneOf, optional, pageAddress, parameterIndex } from "./cells.ts";
import type { registrationsTable } from "./generated/registrations.ts";
import { openTable, type Table } from "./packed.ts";

/** A function's parameter that takes a routine, or a structure through which a routine is reached. */
export interface FunctionRegistration {
  readonly function: string;
  /** Index from 0; undefined when the table does not say. */
  readonly parameterIndex: number | undefined;
  readonly parameterName: string;
  /**
   * Fields to follow from the parameter to the routine, empty when the parameter is the routine itself. `*` is any one
   * field, a trailing `[]` an element of an array: ["OperationRegistration[]", "PreOperation"].
   */
  readonly path: readonly string[];
  /** Role type of the routine, always known to the callback lookup. */
  readonly roleType: string;
  readonly header: string | undefined;
  readonly source: "doc" | "knowledge";
  readonly page: string | undefined;
}

/** A structure's field that holds a routine. */
export interface FieldRegistration {
  readonly structure: string;
  readonly field: string;
  readonly roleType: string;
  /** `interface`: the table may be filled by either side, so that the routine may be the system's. */
  readonly kind: "registration" | "interface";
  readonly header: string | undefined;
  readonly source: "doc" | "knowledge";
  readonly page: string | undefined;
}

type Registrations = Table<"kind" | "param_index" | "param_name" | "role_type" | "header" | "source" | "page">;

export interface RegistrationLookups {
  /** Every parameter of the function that registers a routine; empty for most names. */
  readonly registrationsOf: (functionName: string) => readonly FunctionRegistration[];
  /** The field's role; also finds `_DRIVER_OBJECT` as DRIVER_OBJECT. */
  readonly fieldRegistration: (structName: string, fieldName: string) => FieldRegistration | undefined;
  /** Every field of the structure that holds a routine. */
  readonly fieldRegistrationsOf: (structName: string) => readonly FieldRegistration[];
}

/** Fact source: server/data/registrations.tsv. */
export function registrationLookups(packed: typeof registrationsTable): RegistrationLookups {
  const table: Registrations = openTable(packed);
  const fieldRegistrationsOf = (structName: string): readonly FieldRegistration[] => {
    const exact = table.findAll(structName);
    const rows = exact.length > 0 ? exact : table.findAll(structName.replace(/^_+/, ""));
    return rows.filter((row) => table.cell(row, "kind") !== "function").map((row) => fieldRegistration(table, row));
  };
  return {
    registrationsOf: (functionName) =>
      table
        .findAll(functionName)
        .filter((row) => table.cell(row, "kind") === "function")
        .map((row) => functionRegistration(table, row)),
    fieldRegistration: (structName, fieldName) =>
      fieldRegistrationsOf(structName).find((registration) => registration.field === fieldName),
    fieldRegistrationsOf,
  };
}

function functionRegistration(table: Registrations, row: number): FunctionRegistration {
  // "CallbackRegistration->OperationRegistration[].PreOperation": the parameter, then the fields.
  const [parameterName = "", ...fields] = table.cell(row, "param_name").split("->");
  return {
    function: table.key(row),
    parameterIndex: parameterIndex(table.cell(row, "param_index")),
    parameterName,
    path: fields.flatMap((field) => list(field, ".")),
    ...common(table, row),
  };
}

function fieldRegistration(table: Registrations, row: number): FieldRegistration {
  return {
    structure: table.key(row),
    field: table.cell(row, "param_name"),
    kind: table.cell(row, "kind") === "interface-field" ? "interface" : "registration",
    ...common(table, row),
  };
}

function common(table: Registrations, row: number) {
  const header = table.cell(row, "header");
  return {
    roleType: table.cell(row, "role_type"),
    header: optional(header),
    source: oneOf(table.cell(row, "source"), ["doc"]) ?? ("knowledge" as const),
    page: pageAddress(table.cell(row, "page"), table.key(row), header),
  };
}
