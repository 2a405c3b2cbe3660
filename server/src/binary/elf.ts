/** Kernel modules and objects of Linux, of 32 and 64 bits and either order of bytes, as the System V ABI has them: header, sections. */

import { StringTable } from "./elf-strings.ts";
import { type FileRecord, ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface ElfImage {
  readonly is64: boolean;
  readonly isLittle: boolean;
  /** ELFOSABI_*. */
  readonly osAbi: number;
  readonly abiVersion: number;
  /** ET_*: 1 is an object or a kernel module, 2 and 3 are programs and libraries. */
  readonly type: number;
  /** EM_*. */
  readonly machine: number;
  /** Where a program begins; 0 in modules and objects. */
  readonly entry: bigint;
  /** EF_* of the machine. */
  readonly flags: number;
  /** Of a file that is cut off, those that it has. */
  readonly sections: readonly ElfSection[];
  /** How many sections the header speaks of: more than there are where the file is cut off or damaged. */
  readonly claimedSections: number;
  /** Where the segments are described: what a loader needs of programs and libraries. */
  readonly segments: ElfTable;
}

export interface ElfSection {
  readonly name: string;
  /** SHT_*. */
  readonly type: number;
  /** SHF_*. */
  readonly flags: number;
  /** In memory; 0 in objects. */
  readonly address: bigint;
  readonly offset: number;
  /** In the file: what of it the file has, at most; 0 of .bss. */
  readonly size: number;
  /** What the header says, in bytes: also of .bss, and of what the file has not. */
  readonly memorySize: number;
  /** Index of a section that belongs to it: of a table of symbols, their names. */
  readonly link: number;
  /** Of a table of symbols, the first that is not local; of relocations, the section that they change. */
  readonly info: number;
  /** In bytes; 0 and 1 ask for nothing. */
  readonly alignment: number;
  /** Of a table, in bytes; 0 of all else. */
  readonly entrySize: number;
}

/** Offset and entries' size in bytes. */
export interface ElfTable {
  readonly offset: number;
  readonly entrySize: number;
  readonly count: number;
}

/** ET_REL. */
export const objectType = 1;

/** SHT_*. */
export const sectionType = {
  symbols: 2,
  strings: 3,
  dynamic: 6,
  notes: 7,
  nothingInFile: 8,
  dynamicSymbols: 11,
  symbolSections: 18,
} as const;

const mostSections = 100_000;
/** PN_XNUM and SHN_XINDEX: what 16 bits do not hold is in the first section, which is none. */
const elsewhere = 0xffff;

/** @returns undefined where it is no ELF file, or is cut off within its first header */
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
  const { entry, flags, sectionTable, names, segmentTable } = is64 ? fields64(header) : fields32(header);
  const first = headerAt(reader, sectionTable, is64, 0);
  const count = sectionTable.count === 0 ? (first?.memorySize ?? 0) : sectionTable.count;
  const nameIndex = names === elsewhere ? (first?.link ?? 0) : names;
  return {
    ...{ is64, isLittle, osAbi: identity.u8(7), abiVersion: identity.u8(8) },
    ...{ type: header.u16(16), machine: header.u16(18), entry, flags },
    sections: first === undefined ? [] : readSections(reader, { ...sectionTable, count }, is64, nameIndex),
    claimedSections: sectionTable.offset === 0 ? 0 : count,
    segments: segmentTable.count === elsewhere ? { ...segmentTable, count: first?.info ?? 0 } : segmentTable,
  };
}

const fields64 = (header: FileRecord) => ({
  entry: header.u64(24),
  flags: header.u32(48),
  sectionTable: { offset: header.place(40), entrySize: header.u16(58), count: header.u16(60) },
  names: header.u16(62),
  segmentTable: { offset: header.place(32), entrySize: header.u16(54), count: header.u16(56) },
});

const fields32 = (header: FileRecord): ReturnType<typeof fields64> => ({
  entry: BigInt(header.u32(24)),
  flags: header.u32(36),
  sectionTable: { offset: header.u32(32), entrySize: header.u16(46), count: header.u16(48) },
  names: header.u16(50),
  segmentTable: { offset: header.u32(28), entrySize: header.u16(42), count: header.u16(44) },
});

/** Those before the first that the file does not have. */
function readSections(reader: ImageReader, table: ElfTable, is64: boolean, nameIndex: number): ElfSection[] {
  const named = nameIndex < table.count ? headerAt(reader, table, is64, nameIndex) : undefined;
  const names = new StringTable(reader, named === undefined ? undefined : { ...named, size: sizeIn(reader, named) });
  const sections: ElfSection[] = [];
  for (let index = 0; index < Math.min(table.count, mostSections); index++) {
    const header = headerAt(reader, table, is64, index);
    if (header === undefined) break;
    const { name, ...rest } = header;
    sections.push({ name: names.at(name), ...rest, size: sizeIn(reader, rest) });
  }
  return sections;
}

/** What of it is in the file, at most. */
function sizeIn(reader: ImageReader, { type, offset, memorySize }: Omit<SectionHeader, "name">): number {
  return type === sectionType.nothingInFile ? 0 : Math.max(Math.min(memorySize, reader.length - offset), 0);
}

type SectionHeader = Omit<ElfSection, "name" | "size"> & { readonly name: number };

function headerAt(reader: ImageReader, table: ElfTable, is64: boolean, index: number): SectionHeader | undefined {
  const { offset, entrySize } = table;
  const size = is64 ? 64 : 40;
  const record = offset === 0 || entrySize < size ? undefined : reader.record(offset + index * entrySize, size);
  if (record === undefined) return undefined;
  return is64
    ? {
        ...{ name: record.u32(0), type: record.u32(4), flags: record.place(8), address: record.u64(16) },
        ...{ offset: record.place(24), memorySize: record.place(32), link: record.u32(40), info: record.u32(44) },
        ...{ alignment: record.place(48), entrySize: record.place(56) },
      }
    : {
        ...{ name: record.u32(0), type: record.u32(4), flags: record.u32(8), address: BigInt(record.u32(12)) },
        ...{ offset: record.u32(16), memorySize: record.u32(20), link: record.u32(24), info: record.u32(28) },
        ...{ alignment: record.u32(32), entrySize: record.u32(36) },
      };
}

/** The first of that name, as the kernel's loader takes it. */
export function sectionNamed({ sections }: ElfImage, name: string): ElfSection | undefined {
  return sections.find((section) => section.name === name);
}
