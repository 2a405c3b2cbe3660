// Which kernel modules export a name.
import type { kernelExportsTable } from "./generated/kernel-exports.ts";
import { openTable } from "./packed.ts";

/**
 * The modules that export a name ("ntoskrnl.exe", "fltmgr.sys"; "crt" for C runtime names that a driver may call); empty when
 * none is known, which proves nothing. Fact source: server/data/kernel-exports.tsv.
 */
export function kernelExportLookup(packed: typeof kernelExportsTable): (name: string) => readonly string[] {
  const table = openTable(packed);
  return (name) => table.findAll(name).map((row) => table.cell(row, "module"));
}
