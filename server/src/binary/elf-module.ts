/** What a kernel module takes from the kernel and other modules, what it gives them, and its name. */

import { type ElfImage, type ElfSection, objectType, sectionNamed } from "./elf.ts";
import { type ElfSymbol, elfSymbols } from "./elf-symbols.ts";
import { symbolVersions } from "./module-versions.ts";
import { asciiOf, FileRecord, type ImageReader } from "./record.ts";
import { ScatteredReader } from "./scattered.ts";
import { textOf } from "./text.ts";

export interface UndefinedSymbol {
  readonly name: string;
  /** The module loads without it, and finds 0 in its place. */
  readonly isWeak: boolean;
  /** The checksum that it has to have; undefined where the module does not say. */
  readonly crc: number | undefined;
}

/** Who may import a symbol: all modules, or those alone whose licence is compatible with the GPL. */
export type ExportLicense = "EXPORT_SYMBOL" | "EXPORT_SYMBOL_GPL";

export interface ExportedSymbol {
  readonly name: string;
  readonly license: ExportLicense;
  /** MODULE_IMPORT_NS has to name it; undefined where there is none. */
  readonly namespace: string | undefined;
  readonly crc: number | undefined;
}

/** A kernel of its own has some 25,000 exports. */
const mostExports = 200_000;
const mostUndefined = 500_000;
/** Of namespaces. */
const longestText = 1024;

/** STT_SPARC_REGISTER, which the machines of Sun have: what is said of a register is no import. */
const registerType = 13;
const sparcs: ReadonlySet<number> = new Set([2, 18, 43]);

/** In the file's order. */
export function undefinedSymbols(reader: ImageReader, image: ElfImage): UndefinedSymbol[] {
  const versions = symbolVersions(reader, image);
  const symbols: UndefinedSymbol[] = [];
  for (const { name, isUndefined, isWeak, type } of elfSymbols(reader, image)) {
    if (!isUndefined || name === "" || (type === registerType && sparcs.has(image.machine))) continue;
    if (symbols.length >= mostUndefined) break;
    symbols.push({ name, isWeak, crc: versions.get(name) });
  }
  return symbols;
}

/** EXPORT_SYMBOL of linux/export.h, as the symbols that it makes tell; in the order of names. */
export function exportedSymbols(reader: ImageReader, image: ElfImage): ExportedSymbol[] {
  const marks: Record<Mark, Map<string, ElfSymbol>> = {
    __ksymtab_: new Map(),
    __export_symbol_: new Map(),
    __kstrtabns_: new Map(),
    __crc_: new Map(),
    __flags_: new Map(),
  };
  for (const symbol of elfSymbols(reader, image)) {
    const mark = markOf(symbol.name);
    if (mark === undefined || symbol.isUndefined || marks[mark].size >= mostExports) continue;
    marks[mark].set(symbol.name.slice(mark.length), symbol);
  }
  const places = new ScatteredReader(reader);
  const place = placeIn(reader, image);
  const bytesAt = (at: number | undefined) => (at === undefined ? undefined : places.bytes(at, 4));
  const text = (at: number | undefined): string => (at === undefined ? "" : textOf(places.zeroEnded(at, longestText)));
  const exported = new Map<string, ExportedSymbol>();
  for (const [name, symbol] of marks.__export_symbol_) {
    if (sectionOf(image, symbol)?.name !== ".export_symbol") continue;
    const at = place(symbol);
    const license = text(at);
    const namespace = at === undefined ? "" : text(at + license.length + 1);
    exported.set(name, { name, ...granted(license === "GPL", namespace), crc: undefined });
  }
  for (const [name, symbol] of marks.__ksymtab_) {
    const kind = exportSection.exec(sectionOf(image, symbol)?.name ?? "");
    if (kind === null) continue;
    const [names, crc, flags] = [marks.__kstrtabns_.get(name), marks.__crc_.get(name), marks.__flags_.get(name)];
    const flagPlace = flags === undefined ? undefined : place(flags);
    const flagByte = flagPlace === undefined ? 0 : (places.bytes(flagPlace, 1)?.[0] ?? 0);
    const isGpl = kind[1] === "_gpl" || kind[1] === "_unused_gpl" || (flagByte & gplOnly) !== 0;
    exported.set(name, {
      name,
      ...granted(isGpl, names === undefined ? "" : text(place(names))),
      crc: crc === undefined ? undefined : crcOf(crc, bytesAt(place(crc)), image.isLittle),
    });
  }
  return [...exported.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Symbols that are made for one of the name behind them. `__export_symbol_` is in objects that modpost has not seen. */
const markNames = ["__ksymtab_", "__export_symbol_", "__kstrtabns_", "__crc_", "__flags_"] as const;
type Mark = (typeof markNames)[number];

const markOf = (name: string): Mark | undefined =>
  name.startsWith("__") ? markNames.find((mark) => name.startsWith(mark)) : undefined;

/** In objects each export has a section of its own: "___ksymtab_gpl+name". What is to be for the GPL one day is not yet. */
const exportSection = /^_?__ksymtab(_gpl|_gpl_future|_unused|_unused_gpl)?(?:\+.*)?$/;
/** KSYM_FLAG_GPL_ONLY: kernels whose flags are a table of their own have no section __ksymtab_gpl. */
const gplOnly = 1;

const granted = (isGpl: boolean, namespace: string): Pick<ExportedSymbol, "license" | "namespace"> => ({
  license: isGpl ? "EXPORT_SYMBOL_GPL" : "EXPORT_SYMBOL",
  namespace: namespace === "" ? undefined : namespace,
});

/** A symbol of that value, or one of a place where it is written down. */
function crcOf({ isAbsolute, value }: ElfSymbol, bytes: Uint8Array | undefined, isLittle: boolean): number | undefined {
  return isAbsolute
    ? Number(value & 0xffff_ffffn)
    : bytes === undefined
      ? undefined
      : new FileRecord(bytes, isLittle).u32(0);
}

const sectionOf = ({ sections }: ElfImage, { section }: ElfSymbol): ElfSection | undefined =>
  section === undefined ? undefined : sections[section];

/** Where in the file symbols are; undefined where the file has nothing of them. */
function placeIn(reader: ImageReader, image: ElfImage): (symbol: ElfSymbol) => number | undefined {
  return (symbol) => {
    const section = sectionOf(image, symbol);
    if (section === undefined) return undefined;
    const within = Number(image.type === objectType ? symbol.value : symbol.value - section.address);
    const place = section.offset + within;
    return within >= 0 && within < section.size && place < reader.length ? place : undefined;
  };
}

/**
 * The name in .gnu.linkonce.this_module, by which the kernel knows it. Undefined where there is none, and where the kernel's
 * structures were shuffled (CONFIG_RANDSTRUCT): no name stands in its place then.
 */
export function moduleName(reader: ImageReader, image: ElfImage): string | undefined {
  const section = sectionNamed(image, ".gnu.linkonce.this_module");
  if (section === undefined) return undefined;
  // struct module begins with its state and a list_head of two addresses; the name is 64 bytes less an address.
  const [before, size] = image.is64 ? [24, 56] : [12, 60];
  const bytes = section.size < before + size ? undefined : reader.bytes(section.offset + before, size);
  const name = bytes === undefined ? "" : asciiOf(bytes);
  return /^[\w-]+$/.test(name) ? name : undefined;
}
