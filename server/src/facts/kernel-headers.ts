// Which headers belong to the driver kit: those that declare a documented function or callback.
import type { callbacksTable } from "./generated/callbacks.ts";
import type { ddiTable } from "./generated/ddi.ts";
import { openTable } from "./packed.ts";

/**
 * Whether a header of this name, in any case and without its folder, declares something of the reference. Fact source: the header
 * columns of server/data/ddi.tsv and server/data/callbacks.tsv.
 */
export function kernelHeaderLookup(
  ddi: typeof ddiTable,
  callbacks: typeof callbacksTable,
): (header: string) => boolean {
  let known: ReadonlySet<string> | undefined;
  return (header) => {
    known ??= headersOf(ddi, callbacks);
    return known.has(baseName(header));
  };
}

function headersOf(ddi: typeof ddiTable, callbacks: typeof callbacksTable): ReadonlySet<string> {
  const headers = new Set<string>();
  for (const table of [openTable<"header">(ddi), openTable<"header">(callbacks)]) {
    for (let row = 0; row < table.rows; row++) {
      headers.add(baseName(table.cell(row, "header")));
    }
  }
  return headers;
}

const baseName = (header: string): string => header.toLowerCase().replace(/^.*[\\/]/, "");
