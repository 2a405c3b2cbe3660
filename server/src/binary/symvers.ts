/**
 * Module.symvers, which a build of the kernel leaves behind: what it and its modules export. As
 * Documentation/kbuild/modules.rst has it, and as kernels before 5.4 and before 5.7 wrote it.
 */

import type { ExportLicense } from "./elf-module.ts";

export interface SymversEntry {
  /** 0 where the kernel has no versions. */
  readonly crc: number;
  /** Who exports it: "vmlinux", or a module's path without its ending, "drivers/usb/core/usbcore". */
  readonly module: string;
  readonly license: ExportLicense;
  readonly namespace: string | undefined;
}

export interface Symvers {
  /** By name; of two of one name the first, as modpost takes it. */
  readonly symbols: ReadonlyMap<string, SymversEntry>;
  /** Lines that are none of such a file, and those behind the bounds. */
  readonly skipped: number;
}

/** A kernel with all its modules has some 40,000 exports on 4 MB. */
const mostCharacters = 64 * 1024 * 1024;
const mostSymbols = 500_000;
const longestLine = 4096;

/** @param text of any kind: a file that is none has no symbols, and all its lines are skipped */
export function parseSymvers(text: string): Symvers {
  const symbols = new Map<string, SymversEntry>();
  let skipped = text.length > mostCharacters ? 1 : 0;
  const end = Math.min(text.length, mostCharacters);
  for (let start = 0; start < end; ) {
    const newline = text.indexOf("\n", start);
    const next = newline < 0 || newline > end ? end : newline;
    const named = next - start > longestLine ? undefined : entryOf(text.slice(start, next).replace(/\r$/, ""));
    if (named === undefined || symbols.size >= mostSymbols) skipped += next > start ? 1 : 0;
    else if (!symbols.has(named.name)) symbols.set(named.name, named.entry);
    start = next + 1;
  }
  return { symbols, skipped };
}

/** Of kinds that are no more: unused symbols, and those that were to be for the GPL one day. */
const licenses: ReadonlyMap<string, ExportLicense> = new Map([
  ["EXPORT_SYMBOL", "EXPORT_SYMBOL"],
  ["EXPORT_SYMBOL_GPL", "EXPORT_SYMBOL_GPL"],
  ["EXPORT_SYMBOL_GPL_FUTURE", "EXPORT_SYMBOL"],
  ["EXPORT_UNUSED_SYMBOL", "EXPORT_SYMBOL"],
  ["EXPORT_UNUSED_SYMBOL_GPL", "EXPORT_SYMBOL_GPL"],
]);

function entryOf(line: string): { readonly name: string; readonly entry: SymversEntry } | undefined {
  const fields = line.split("\t");
  const [crc = "", name = "", third = "", fourth = "", fifth] = fields;
  if (!/^0x[\da-f]{1,8}$/i.test(crc) || name === "" || fields.length > 5) return undefined;
  // Linux 5.4 to 5.6 had the namespace before the module; before that there was none.
  const [module, kind, namespace] =
    fifth !== undefined && licenses.has(fifth) ? [fourth, fifth, third] : [third, fourth, fifth ?? ""];
  const license = licenses.get(kind);
  return license === undefined || module === ""
    ? undefined
    : { name, entry: { crc: Number(crc), module, license, namespace: namespace === "" ? undefined : namespace } };
}
