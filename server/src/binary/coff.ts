/**
 * Sections and symbols as "PE Format" (Microsoft Learn) has them: in object files, in those of /bigobj, and in images that
 * were not stripped of them.
 */

import { NameReader } from "./names.ts";
import { asciiOf, ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface CoffSection {
  readonly name: string;
  /** Relative to where the image is loaded; 0 in objects. */
  readonly address: number;
  /** In memory, in bytes; 0 in objects. */
  readonly virtualSize: number;
  /** In the file, in bytes: what of it the file has, at most. */
  readonly offset: number;
  readonly size: number;
  /** In the file, in bytes, as the header says; more than `size` where the file is cut off. */
  readonly sizeOfRawData: number;
  /** IMAGE_SCN_*. */
  readonly characteristics: number;
}

export interface CoffSymbol {
  readonly name: string;
  /** Index into the sections; undefined for absolute, imported and debugging symbols. */
  readonly section: number | undefined;
  /** Within the section, in bytes. */
  readonly value: number;
  /** IMAGE_SYM_TYPE_* and its derivation. */
  readonly type: number;
  /** IMAGE_SYM_CLASS_*. */
  readonly storage: number;
}

/** Where a table of symbols lies; its names follow it. */
export interface SymbolTable {
  readonly offset: number;
  readonly count: number;
  /** In bytes: 18, and 20 with /bigobj. */
  readonly entrySize: number;
}

export interface CoffObject {
  /** IMAGE_FILE_MACHINE_*. */
  readonly machine: number;
  readonly sections: readonly CoffSection[];
  readonly symbols: SymbolTable;
}

/**
 * IMAGE_FILE_MACHINE_* of x86, x64, ARM, ARM64, ARM64EC and ARM64X, that drivers are built for. An object begins with one of
 * them, and has no other mark.
 */
const objectMachines: ReadonlySet<number> = new Set([0x014c, 0x8664, 0x01c4, 0xaa64, 0xa641, 0xa64e]);

const sectionSize = 40;
const symbolSize = 18;

/** More than any linker takes. */
const mostSections = 100_000;
const mostSymbols = 2_000_000;
/** Of all symbols together. */
const mostNameBytes = 128 * 1024 * 1024;

/** @returns undefined where it is no object of Windows */
export function readCoffObject(source: ByteSource): CoffObject | undefined {
  const reader = new ImageReader(source);
  const header = reader.record(0, 20);
  if (header === undefined) return undefined;
  if (header.u16(0) === 0 && header.u16(2) === 0xffff) return readBigObject(reader);
  const machine = header.u16(0);
  // Objects have no optional header.
  if (!objectMachines.has(machine) || header.u16(16) !== 0) return undefined;
  const symbols: SymbolTable = { offset: header.u32(8), count: header.u32(12), entrySize: symbolSize };
  const sections = readSections(reader, 20, header.u16(2), symbols);
  return sections === undefined ? undefined : { machine, sections, symbols };
}

/** ANON_OBJECT_HEADER_BIGOBJ. */
function readBigObject(reader: ImageReader): CoffObject | undefined {
  const header = reader.record(0, 56);
  const id = reader.bytes(12, 16);
  if (header === undefined || id === undefined || !bigObject.every((byte, index) => id[index] === byte)) {
    return undefined;
  }
  const symbols: SymbolTable = { offset: header.u32(48), count: header.u32(52), entrySize: symbolSize + 2 };
  const sections = readSections(reader, 56, header.u32(44), symbols);
  return sections === undefined ? undefined : { machine: header.u16(6), sections, symbols };
}

/** {D1BAA1C7-BAEE-4BA9-AF20-FAF66AA4DCB8} */
const bigObject = [0xc7, 0xa1, 0xba, 0xd1, 0xee, 0xba, 0xa9, 0x4b, 0xaf, 0x20, 0xfa, 0xf6, 0x6a, 0xa4, 0xdc, 0xb8];

/** @returns undefined where the file does not have all of the table */
export function readSections(
  reader: ImageReader,
  offset: number,
  count: number,
  symbols: SymbolTable,
): CoffSection[] | undefined {
  if (count > mostSections || offset + count * sectionSize > reader.length) return undefined;
  const names = symbols.offset === 0 ? undefined : symbols.offset + symbols.count * symbols.entrySize;
  const reading = new NameReader(reader);
  const sections: CoffSection[] = [];
  for (let index = 0; index < count; index++) {
    const at = offset + index * sectionSize;
    const record = reader.record(at, sectionSize);
    if (record === undefined) return undefined;
    const start = record.u32(20);
    sections.push({
      name: sectionName(asciiOf(reader.bytes(at, 8)!), reading, names),
      address: record.u32(12),
      virtualSize: record.u32(8),
      offset: start,
      // Of what is all zeros nothing is in the file, whatever its header says.
      size: start === 0 ? 0 : Math.max(Math.min(record.u32(16), reader.length - start), 0),
      sizeOfRawData: record.u32(16),
      characteristics: record.u32(36),
    });
  }
  return sections;
}

/** Eight characters, or a place among the names of the symbols: "/4" in decimal digits, and "//AAAAmJ" where seven do not do. */
function sectionName(name: string, reading: NameReader, names: number | undefined): string {
  const place = names === undefined ? undefined : placeOfName(name);
  return (place === undefined ? "" : reading.at(names! + place)) || name;
}

function placeOfName(name: string): number | undefined {
  const decimal = /^\/(\d+)$/.exec(name)?.[1];
  if (decimal !== undefined) return Number(decimal);
  const digits = /^\/\/([A-Za-z0-9+/]{6})$/.exec(name)?.[1];
  return digits === undefined ? undefined : [...digits].reduce((sum, digit) => sum * 64 + base64.indexOf(digit), 0);
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Those that name a place; what is said beside them of files, sections and functions is left out. */
export function* coffSymbols(reader: ImageReader, table: SymbolTable, sections: number): Generator<CoffSymbol> {
  const { offset, count, entrySize } = table;
  if (offset === 0) return;
  const names = offset + count * entrySize;
  const reading = new NameReader(reader, mostNameBytes);
  const isBig = entrySize > symbolSize;
  for (let index = 0; index < Math.min(count, mostSymbols); index++) {
    const at = offset + index * entrySize;
    const record = reader.record(at, entrySize);
    if (record === undefined) return;
    // Two or four bytes; from the largest downwards they are -1 for absolute and -2 for debugging symbols.
    const section = isBig ? record.u32(12) : record.u16(12);
    const tail = isBig ? 16 : 14;
    const storage = record.u8(tail + 2);
    yield {
      name: record.u32(0) === 0 ? (reading.at(names + record.u32(4)) ?? "") : asciiOf(reader.bytes(at, 8)!),
      section: section >= 1 && section <= sections ? section - 1 : undefined,
      value: record.u32(8),
      type: record.u16(tail),
      storage,
    };
    index += record.u8(tail + 3);
  }
}

/** IMAGE_SYM_CLASS_EXTERNAL and _STATIC. */
export const storageExternal = 2;
export const storageStatic = 3;
