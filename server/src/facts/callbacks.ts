// Callback role types (KDEFERRED_ROUTINE, DRIVER_DISPATCH ...) and the levels at which the system calls them.
import { oneOf, optional, pageAddress } from "./cells.ts";
import { type Confidence, parseConfidence } from "./functions.ts";
import type { callbacksTable } from "./generated/callbacks.ts";
import { type Level, parseLevel } from "./levels.ts";
import { lazy, openTable } from "./packed.ts";

export interface CallbackContract {
  /** The role type, for example KDEFERRED_ROUTINE. */
  readonly roleType: string;
  /** The pointer type, for example PKDEFERRED_ROUTINE; partly derived by naming rule. */
  readonly pointerType: string | undefined;
  /** `callback`: the driver registers it; `interface`: the driver calls it through a table. */
  readonly role: "callback" | "interface";
  readonly header: string | undefined;
  readonly technology: string | undefined;
  readonly mode: "kernel" | "both";
  /** The range of levels at which it is called; undefined when unknown. */
  readonly irqlMin: Level | undefined;
  readonly irqlMax: Level | undefined;
  readonly confidence: Confidence;
  readonly source: string | undefined;
  readonly page: string | undefined;
}

/**
 * The lookup by role type, else by pointer type. Port drivers share some pointer types (PHW_INITIALIZE): there a role of that very
 * name, whose levels are unknown, is found, and so nothing wrong is said. Fact source: server/data/callbacks.tsv.
 */
export function callbackLookup(packed: typeof callbacksTable): (type: string) => CallbackContract | undefined {
  const table = openTable(packed);
  const contract = (row: number): CallbackContract => {
    const roleType = table.key(row);
    const header = table.cell(row, "header");
    return {
      roleType,
      pointerType: optional(table.cell(row, "pointer_type")),
      role: oneOf(table.cell(row, "role"), ["interface"]) ?? "callback",
      header: optional(header),
      technology: optional(table.cell(row, "tech")),
      mode: oneOf(table.cell(row, "mode"), ["both"]) ?? "kernel",
      irqlMin: parseLevel(table.cell(row, "irql_min")),
      irqlMax: parseLevel(table.cell(row, "irql_max")),
      confidence: parseConfidence(table.cell(row, "irql_confidence")),
      source: optional(table.cell(row, "irql_source")),
      page: pageAddress(table.cell(row, "page"), roleType, header),
    };
  };
  const rowOfPointer = lazy(() => {
    const rows = new Map<string, number>();
    for (let row = 0; row < table.rows; row++) rows.set(table.cell(row, "pointer_type"), row);
    rows.delete("");
    return rows;
  });

  return (type) => {
    const role = table.find(type);
    const row = role >= 0 ? role : rowOfPointer().get(type);
    return row === undefined ? undefined : contract(row);
  };
}
