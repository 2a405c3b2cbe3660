/** Kernel modules and objects of Linux, of 32 and 64 bits and either order of bytes, as the System V ABI has them: sections, symbols. */

import { ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface ElfImage {
  readonly is64: boolean;
  readonly isLittle: boolean;
  /** ET_*: 1 is an object or a kernel module, 2 and 3 are programs and libraries. */
  readonly type: number;
  /** EM_*. */
  readonly machine: number;
  readonly sections: readonly ElfSection[];
}

export interface ElfSection {
  readonly name: string;
  /** SHT_*. */
  readonly type: number;
  /** SHF_*. */
  readonly flags: number;
  /** In memory; 0 in objects. */
  readonly address: number;
  readonly offset: number;
  /** In the file: what of it the file has, at most; 0 of .bss. */
  readonly size: number;
  /** Index of a section that belongs to it: of a table of symbols, their names. */
  readonly link: number;
}

export interface ElfSymbol {
  readonly name: string;
  /** Index into the sections; undefined for undefined, absolute and common symbols. */
  readonly section: number | undefined;
  /** Within its section in objects, an address elsewhere. */
  readonly value: number;
  /** In bytes; 0 where nobody said. */
  readonly size: number;
  /** STT_*. */
  readonly type: number;
}

export const objectType = 1;
const symbolTable = 2;
const nothingInFile = 8;
const dynamicSymbols = 11;

const mostSections = 100_000;
const mostSymbols = 2_000_000;

/** @returns undefined where it is no ELF file, or is cut off within its headers */
export function readElf(source: ByteSource): ElfImage | undefined {
  const identity = new ImageReader(source).record(0, 16);
  // The magic, read with its lowest byte first.
  if (identity?.u32(0) !== 0x464c_457f) return undefined;
  const [bits, order] = [identity.u8(4), identity.u8(5)];
  if ((bits !== 1 && bits !== 2) || (order !== 1 && order !== 2)) return undefined;
  const is64 = bits === 2;
  const isLittle = order === 1;
  const reader = new ImageReader(source, isLittle);
  const header = reader.record(0, is64 ? 64 : 52);
  if (header === undefined) return undefined;
  const table = is64 ? header.place(40) : header.u32(32);
  const [entrySize, count, names] = is64
    ? [header.u16(58), header.u16(60), header.u16(62)]
    : [header.u16(46), header.u16(48), header.u16(50)];
  const sections = table === 0 ? [] : readSections(reader, { table, entrySize, count, names, is64 });
  return sections === undefined
    ? undefined
    : { is64, isLittle, type: header.u16(16), machine: header.u16(18), sections };
}

interface SectionTable {
  readonly table: number;
  readonly entrySize: number;
  readonly count: number;
  readonly names: number;
  readonly is64: boolean;
}

function readSections(reader: ImageReader, { table, entrySize, count, names, is64 }: SectionTable) {
  if (entrySize < (is64 ? 64 : 40)) return undefined;
  const raw = (index: number) => {
    const record = reader.record(table + index * entrySize, is64 ? 64 : 40);
    if (record === undefined) return undefined;
    return is64
      ? {
          ...{ name: record.u32(0), type: record.u32(4), flags: record.place(8), address: record.place(16) },
          ...{ offset: record.place(24), size: record.place(32), link: record.u32(40) },
        }
      : {
          ...{ name: record.u32(0), type: record.u32(4), flags: record.u32(8), address: record.u32(12) },
          ...{ offset: record.u32(16), size: record.u32(20), link: record.u32(24) },
        };
  };
  // What 16 bits do not hold is in the first section, which is none.
  const first = raw(0);
  const total = count === 0 ? (first?.size ?? 0) : count;
  if (first === undefined || total > mostSections) return undefined;
  const nameSection = raw(names === 0xffff ? first.link : names);
  const sections: ElfSection[] = [];
  for (let index = 0; index < total; index++) {
    const section = raw(index);
    if (section === undefined) return undefined;
    const { name, size, ...rest } = section;
    sections.push({
      name: nameSection === undefined ? "" : reader.name(nameSection.offset + name),
      ...rest,
      size: section.type === nothingInFile ? 0 : Math.max(Math.min(size, reader.length - section.offset), 0),
    });
  }
  return sections;
}

/** Those of the linker, or where a file was stripped of them, those of the loader. */
export function* elfSymbols(reader: ImageReader, { sections, is64 }: ElfImage): Generator<ElfSymbol> {
  const table =
    sections.find(({ type }) => type === symbolTable) ?? sections.find(({ type }) => type === dynamicSymbols);
  const names = table === undefined ? undefined : sections[table.link];
  if (table === undefined || names === undefined) return;
  const entrySize = is64 ? 24 : 16;
  const count = Math.min(Math.floor(table.size / entrySize), mostSymbols);
  for (let index = 0; index < count; index++) {
    const record = reader.record(table.offset + index * entrySize, entrySize);
    if (record === undefined) return;
    const section = record.u16(is64 ? 6 : 14);
    yield {
      name: reader.name(names.offset + record.u32(0)),
      section: section > 0 && section < sections.length ? section : undefined,
      value: is64 ? record.place(8) : record.u32(4),
      size: is64 ? record.place(16) : record.u32(8),
      type: record.u8(is64 ? 4 : 12) & 0xf,
    };
  }
}
