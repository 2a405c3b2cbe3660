// C++ interface methods of kernel-mode audio and stream headers.
import { optional, pageAddress } from "./cells.ts";
import { type Confidence, parseConfidence } from "./functions.ts";
import type { methodsTable } from "./generated/ddi-methods.ts";
import { type Level, parseLevel } from "./levels.ts";
import { openTable } from "./packed.ts";

export interface InterfaceMethod {
  readonly interfaceName: string;
  readonly method: string;
  readonly header: string | undefined;
  readonly technology: string | undefined;
  readonly irqlMin: Level | undefined;
  readonly irqlMax: Level | undefined;
  readonly confidence: Confidence;
  readonly page: string | undefined;
}

/** The lookup by interface ("IPortWaveRT") and method ("Notify"). Fact source: server/data/ddi-methods.tsv. */
export function methodLookup(
  packed: typeof methodsTable,
): (interfaceName: string, method: string) => InterfaceMethod | undefined {
  const table = openTable(packed);
  return (interfaceName, method) => {
    const row = table.find(`${interfaceName}::${method}`);
    if (row < 0) return undefined;
    const header = table.cell(row, "header");
    return {
      interfaceName,
      method,
      header: optional(header),
      technology: optional(table.cell(row, "tech")),
      irqlMin: parseLevel(table.cell(row, "irql_min")),
      irqlMax: parseLevel(table.cell(row, "irql_max")),
      confidence: parseConfidence(table.cell(row, "irql_confidence")),
      page: pageAddress(table.cell(row, "page"), table.key(row), header),
    };
  };
}
