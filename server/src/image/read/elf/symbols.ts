/** What a file of Linux takes from others, and gives them. */
import { objectType } from "../../../binary/elf.ts";
import { elfSymbols } from "../../../binary/elf-symbols.ts";
import type { ExportedSymbol, ImportedFunction, ImportedModule } from "../../report.ts";
import { hex } from "../values.ts";
import type { ElfContents } from "./contents.ts";

/** "drivers/usb/core/usbcore" is the module usbcore, in which the kernel knows no dashes. */
export const moduleOf = (path: string): string =>
  path === "vmlinux" ? path : path.replace(/^.*\//, "").replace(/\.ko$/, "").replaceAll("-", "_");

/** By who exports them, the kernel itself first; what nobody is known to export comes last. */
export function importedSymbols({ undefinedSymbols, symvers }: ElfContents): ImportedModule[] {
  const modules = new Map<string, ImportedFunction[]>();
  for (const { name, isWeak, crc } of undefinedSymbols) {
    const path = symvers?.symbols.get(name)?.module;
    const module = path === undefined ? "" : moduleOf(path);
    const functions = modules.get(module) ?? [];
    modules.set(module, functions);
    functions.push({
      name,
      ...(isWeak ? { isWeak } : {}),
      ...(crc === undefined ? {} : { crc: hex(crc, 8) }),
    });
  }
  const rank = (module: string): number => (module === "vmlinux" ? 0 : module === "" ? 2 : 1);
  return [...modules]
    .map(([module, functions]) => ({ module, isDelayed: false, functions }))
    .sort((a, b) => rank(a.module) - rank(b.module) || (a.module < b.module ? -1 : 1));
}

/** STB_GLOBAL, STB_WEAK and STB_GNU_UNIQUE; STV_DEFAULT and STV_PROTECTED. */
const seen: ReadonlySet<number> = new Set([1, 2, 10]);
const visible: ReadonlySet<number> = new Set([0, 3]);
const mostExports = 100_000;

/** Of a kernel module what EXPORT_SYMBOL names; of libraries and objects what others are linked with. */
export function givenSymbols({ reader, image, kind, exported }: ElfContents): ExportedSymbol[] {
  if (kind.isKernel) {
    return exported.map(({ name, license, namespace }) => {
      const note = [
        license === "EXPORT_SYMBOL_GPL" ? "GPL" : "",
        namespace === undefined ? "" : `namespace ${namespace}`,
      ];
      const text = note.filter((part) => part !== "").join(", ");
      return { name, ...(text === "" ? {} : { note: text }) };
    });
  }
  const given: ExportedSymbol[] = [];
  for (const symbol of elfSymbols(reader, image, image.type === objectType ? undefined : "loader")) {
    const { name, binding, visibility, isUndefined, value, section, isWeak } = symbol;
    if (name === "" || isUndefined || !seen.has(binding) || !visible.has(visibility)) continue;
    if (given.length >= mostExports) break;
    const within = section === undefined ? undefined : image.sections[section]?.name;
    const note = [within === undefined || image.type !== objectType ? "" : `in ${within}`, isWeak ? "weak" : ""];
    const text = note.filter((part) => part !== "").join(", ");
    given.push({
      name,
      ...(image.type === objectType ? {} : { address: hex(value) }),
      ...(text === "" ? {} : { note: text }),
    });
  }
  return given;
}
