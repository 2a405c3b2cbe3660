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
 * The lookup by role type or by pointer type. A pointer type shared by roles of several port drivers (PHW_INITIALIZE) gives
 * the first of them when they agree on the levels, else undefined. Fact source: server/data/callbacks.tsv.
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
  const rowsOfPointer = lazy(() => {
    const rows = new Map<string, readonly number[]>();
    for (let row = 0; row < table.rows; row++) {
      const pointer = table.cell(row, "pointer_type");
      if (pointer !== "") rows.set(pointer, [...(rows.get(pointer) ?? []), row]);
    }
    return rows;
  });

  return (type) => {
    const row = table.find(type);
    if (row >= 0) return contract(row);
    const [first, ...others] = (rowsOfPointer().get(type) ?? []).map(contract);
    if (first === undefined) return undefined;
    const agreed = others.every((other) => other.irqlMin === first.irqlMin && other.irqlMax === first.irqlMax);
    return agreed ? first : undefined;
  };
}
