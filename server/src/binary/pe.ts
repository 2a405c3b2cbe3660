/** Images of Windows, drivers and DLLs, as "PE Format" (Microsoft Learn) has them: their headers, and where in the file an address is. */

import { type CoffSection, readSections, type SymbolTable } from "./coff.ts";
import { type FileRecord, ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

/** As two numbers: 10.0. */
export interface MajorMinor {
  readonly major: number;
  readonly minor: number;
}

export interface PeImage {
  /** IMAGE_FILE_MACHINE_*. */
  readonly machine: number;
  /** IMAGE_FILE_*. */
  readonly characteristics: number;
  /** Seconds since 1970, or a hash of the image where it is built reproducibly. */
  readonly timestamp: number;
  /** PE32+, with addresses of 64 bits. */
  readonly is64: boolean;
  readonly linkerVersion: MajorMinor;
  readonly operatingSystemVersion: MajorMinor;
  readonly imageVersion: MajorMinor;
  readonly subsystemVersion: MajorMinor;
  /** IMAGE_SUBSYSTEM_*. */
  readonly subsystem: number;
  /** IMAGE_DLLCHARACTERISTICS_*. */
  readonly dllCharacteristics: number;
  /** Relative to where the image is loaded; 0 where there is none. */
  readonly entryPoint: number;
  /** Where it wants to be loaded. */
  readonly imageBase: bigint;
  /** In memory, in bytes. */
  readonly sizeOfImage: number;
  /** In the file, in bytes: from its beginning to where the sections begin. */
  readonly sizeOfHeaders: number;
  /** In memory and in the file, in bytes. */
  readonly sectionAlignment: number;
  readonly fileAlignment: number;
  /** As stored; 0 where the linker wrote none. */
  readonly checksum: number;
  /** Where it is stored, in the file. */
  readonly checksumOffset: number;
  /** In bytes, of a program's first thread and its process: reserved, and committed at the start. */
  readonly stack: Reservation;
  readonly heap: Reservation;
  readonly sections: readonly CoffSection[];
  /** IMAGE_DIRECTORY_ENTRY_* is the index; as many as the file has. */
  readonly directories: readonly Directory[];
  /** Its offset is 0 in images that were stripped, or made by Microsoft's linker. */
  readonly symbols: SymbolTable;
  /** What of the file is in memory, by address; what the sections say, made ready for `fileOffset`. */
  readonly mapping: readonly MappedRange[];
}

export interface Reservation {
  readonly reserve: bigint;
  readonly commit: bigint;
}

export interface Directory {
  /** Relative to where the image is loaded; 0 where there is none. */
  readonly address: number;
  readonly size: number;
}

export interface MappedRange {
  /** Relative to where the image is loaded. */
  readonly address: number;
  /** In the file. */
  readonly offset: number;
  readonly size: number;
}

/** IMAGE_DIRECTORY_ENTRY_*. */
export const peDirectories = {
  export: 0,
  import: 1,
  resource: 2,
  exception: 3,
  security: 4,
  relocation: 5,
  debug: 6,
  tls: 9,
  loadConfig: 10,
  importAddresses: 12,
  delayImport: 13,
  clr: 14,
} as const;

const mostDirectories = 16;

/** @returns undefined where it is no image, or is cut off within its headers */
export function readPe(source: ByteSource): PeImage | undefined {
  const reader = new ImageReader(source);
  const dos = reader.record(0, 64);
  if (dos?.u16(0) !== 0x5a4d) return undefined;
  const start = dos.u32(60);
  const header = reader.record(start, 24);
  if (header?.u32(0) !== 0x4550) return undefined;
  const optionalSize = header.u16(20);
  const optional = reader.record(start + 24, optionalSize);
  const magic = optional === undefined || optionalSize < 96 ? 0 : optional.u16(0);
  const is64 = magic === 0x20b;
  const fixedSize = is64 ? 112 : 96;
  if (optional === undefined || (magic !== 0x10b && !is64) || optionalSize < fixedSize) return undefined;

  const symbols: SymbolTable = { offset: header.u32(12), count: header.u32(16), entrySize: 18 };
  const sections = readSections(reader, start + 24 + optionalSize, header.u16(6), symbols);
  if (sections === undefined) return undefined;
  const claimed = Math.min(optional.u32(fixedSize - 4), mostDirectories);
  const count = Math.min(claimed, Math.floor((optionalSize - fixedSize) / 8));
  const sizeOfHeaders = optional.u32(60);
  return {
    machine: header.u16(4),
    timestamp: header.u32(8),
    characteristics: header.u16(22),
    is64,
    linkerVersion: { major: optional.u8(2), minor: optional.u8(3) },
    entryPoint: optional.u32(16),
    imageBase: is64 ? optional.u64(24) : BigInt(optional.u32(28)),
    sectionAlignment: optional.u32(32),
    fileAlignment: optional.u32(36),
    operatingSystemVersion: majorMinor(optional, 40),
    imageVersion: majorMinor(optional, 44),
    subsystemVersion: majorMinor(optional, 48),
    sizeOfImage: optional.u32(56),
    sizeOfHeaders,
    checksum: optional.u32(64),
    checksumOffset: start + 24 + 64,
    subsystem: optional.u16(68),
    dllCharacteristics: optional.u16(70),
    stack: reservation(optional, 72, is64),
    heap: reservation(optional, is64 ? 88 : 80, is64),
    sections,
    directories: Array.from({ length: count }, (_, index) => ({
      address: optional.u32(fixedSize + index * 8),
      size: optional.u32(fixedSize + index * 8 + 4),
    })),
    symbols,
    mapping: mappingOf(sections, Math.min(sizeOfHeaders, reader.length)),
  };
}

const majorMinor = (record: FileRecord, offset: number): MajorMinor => ({
  major: record.u16(offset),
  minor: record.u16(offset + 2),
});

const reservation = (record: FileRecord, offset: number, is64: boolean): Reservation =>
  is64
    ? { reserve: record.u64(offset), commit: record.u64(offset + 8) }
    : { reserve: BigInt(record.u32(offset)), commit: BigInt(record.u32(offset + 4)) };

/**
 * Windows maps the headers too, and small images have tables there. Where the headers claim what a section has, they end
 * before it.
 */
function mappingOf(sections: readonly CoffSection[], sizeOfHeaders: number): readonly MappedRange[] {
  const mapped = sections
    .filter(({ size }) => size > 0)
    .map(({ address, offset, size }) => ({ address, offset, size }))
    .toSorted((a, b) => a.address - b.address);
  const first = mapped[0]?.address ?? Number.POSITIVE_INFINITY;
  const headers = Math.min(sizeOfHeaders, first);
  return headers > 0 ? [{ address: 0, offset: 0, size: headers }, ...mapped] : mapped;
}

/** Where in the file an address is, relative to where the image is loaded; undefined where the file has nothing of it. */
export function fileOffset({ mapping }: PeImage, address: number): number | undefined {
  let [low, high] = [0, mapping.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mapping[middle]!.address <= address) low = middle + 1;
    else high = middle;
  }
  const range = mapping[low - 1];
  return range !== undefined && address - range.address < range.size
    ? range.offset + (address - range.address)
    : undefined;
}

/** Bytes at an address, relative to where the image is loaded; undefined where the file does not have all of them. */
export function recordAt(reader: ImageReader, image: PeImage, address: number, size: number): FileRecord | undefined {
  const offset = fileOffset(image, address);
  return offset === undefined ? undefined : reader.record(offset, size);
}

/** @returns undefined where the image has none; its address is not 0 */
export function directoryOf(image: PeImage, name: keyof typeof peDirectories): Directory | undefined {
  const directory = image.directories[peDirectories[name]];
  return directory === undefined || directory.address === 0 ? undefined : directory;
}

/** Of a pointer in the image, that holds where it is when the image is loaded where it wants to be: relative to there. */
export const relativeAddress = (image: PeImage, pointer: bigint): number =>
  Number(BigInt.asUintN(32, pointer - image.imageBase));
