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

/**
 * Whether the lists of exports have a name, which are of the age of Windows 7 to 8.1: such a function cannot be newer, whatever
 * the reference says. Fact source: server/data/kernel-exports.tsv.
 */
export function earlyExportLookup(packed: typeof kernelExportsTable): (name: string) => boolean {
  const table = openTable(packed);
  return (name) => table.findAll(name).some((row) => table.cell(row, "source").includes("mingw"));
}
