/** Symbols of ELF files as the System V ABI has them: those of the linker, and those that a loader needs. */

import { type ElfImage, type ElfSection, sectionType } from "./elf.ts";
import { StringTable } from "./elf-strings.ts";
import type { ImageReader } from "./record.ts";

export interface ElfSymbol {
  /** Empty of sections' symbols. */
  readonly name: string;
  /** Index into the sections; undefined for undefined, absolute and common symbols. */
  readonly section: number | undefined;
  /** Within its section in objects, an address elsewhere. Of an absolute symbol, itself; of a common one, its alignment. */
  readonly value: bigint;
  /** In bytes; 0 where nobody said. */
  readonly size: number;
  /** STT_*. */
  readonly type: number;
  /** STB_*. */
  readonly binding: number;
  /** STV_*. */
  readonly visibility: number;
  /** Somebody else has it: it is an import. */
  readonly isUndefined: boolean;
  /** Of an import: it may be missing. Of others: another's of that name is taken before it. */
  readonly isWeak: boolean;
  /** SHN_ABS: a number, which lies nowhere. */
  readonly isAbsolute: boolean;
  /** SHN_COMMON: the linker finds a place for it. */
  readonly isCommon: boolean;
}

const mostSymbols = 2_000_000;

/** STB_WEAK. */
const weakBinding = 2;

/** SHN_*: what stands in a section's place. */
const undefinedSection = 0;
const firstReserved = 0xff00;
const absolute = 0xfff1;
const common = 0xfff2;
const inOtherTable = 0xffff;

/**
 * All but the first, which is none.
 *
 * @param of `loader` for what a library takes and gives at run time; else those of the linker, or where a file was stripped
 * of them, those of the loader
 */
export function* elfSymbols(reader: ImageReader, image: ElfImage, of?: "loader"): Generator<ElfSymbol> {
  const { sections, is64 } = image;
  const index = tableIndex(sections, of);
  const table = sections[index];
  const names = table === undefined ? undefined : sections[table.link];
  if (table === undefined || names === undefined) return;
  const strings = new StringTable(reader, names);
  const numbers = sections.find(({ type, link }) => type === sectionType.symbolSections && link === index);
  const entrySize = is64 ? 24 : 16;
  const count = Math.min(Math.floor(table.size / entrySize), mostSymbols);
  for (let entry = 1; entry < count; entry++) {
    const record = reader.record(table.offset + entry * entrySize, entrySize);
    if (record === undefined) return;
    const place = record.u16(is64 ? 6 : 14);
    const info = record.u8(is64 ? 4 : 12);
    const binding = info >> 4;
    yield {
      name: strings.at(record.u32(0)),
      section: sectionOf(place === inOtherTable ? numberAt(reader, numbers, entry) : place, place, sections.length),
      value: is64 ? record.u64(8) : BigInt(record.u32(4)),
      size: is64 ? record.place(16) : record.u32(8),
      ...{ type: info & 0xf, binding, visibility: record.u8(is64 ? 5 : 13) & 3 },
      ...{ isUndefined: place === undefinedSection, isWeak: binding === weakBinding },
      ...{ isAbsolute: place === absolute, isCommon: place === common },
    };
  }
}

function tableIndex(sections: readonly ElfSection[], of: "loader" | undefined): number {
  const linkers = of === "loader" ? -1 : sections.findIndex(({ type }) => type === sectionType.symbols);
  return linkers >= 0 ? linkers : sections.findIndex(({ type }) => type === sectionType.dynamicSymbols);
}

/** Beyond 65,279 sections their indices are in a table beside the symbols. */
function numberAt(reader: ImageReader, numbers: ElfSection | undefined, entry: number): number | undefined {
  return numbers === undefined || (entry + 1) * 4 > numbers.size
    ? undefined
    : reader.record(numbers.offset + entry * 4, 4)?.u32(0);
}

function sectionOf(index: number | undefined, place: number, count: number): number | undefined {
  const isReserved = place >= firstReserved && place !== inOtherTable;
  return index === undefined || isReserved || index === 0 || index >= count ? undefined : index;
}
