/** The debug directory, as "PE Format" (Microsoft Learn) has it: where the PDB was, and what else the linker noted. */

import { directoryOf, fileOffset, type PeImage, recordAt } from "./pe.ts";
import { debugTypeNames } from "./pe-names.ts";
import type { FileRecord, ImageReader } from "./record.ts";
import { textOf } from "./text.ts";

export interface PeDebugEntry {
  /** IMAGE_DEBUG_TYPE_*. */
  readonly type: number;
  /** "CODEVIEW"; "type 99" where nobody has named it. */
  readonly typeName: string;
  /** Seconds since 1970, or a hash of the image where it is built reproducibly. */
  readonly timestamp: number;
  /** In the file, as the entry says; 0 where it has no data. */
  readonly offset: number;
  /** In bytes, as the entry says: the file may not have all of it. */
  readonly size: number;
  /** Of CODEVIEW. */
  readonly pdb?: PdbReference;
  /** Of EX_DLLCHARACTERISTICS: IMAGE_DLLCHARACTERISTICS_EX_*. */
  readonly exDllCharacteristics?: number;
  /** Of REPRO, in hexadecimal digits; an entry without data says only that the image is built reproducibly. */
  readonly hash?: string;
}

export interface PdbReference {
  /** As the linker was told; most have the folder of the build. */
  readonly path: string;
  /**
   * What symbol servers file it under, before the age: "3FD3A2C2-6A4C-4B2C-9E42-4F1D3F3D5E1A"; of old ones (NB10), which have a
   * time instead, that in eight hexadecimal digits.
   */
  readonly guid: string;
  readonly age: number;
}

const entrySize = 28;
const mostEntries = 1000;
/** In bytes. */
const longestPath = 4096;
const longestHash = 64;

const codeView = 2;
const reproducible = 16;
const exCharacteristics = 20;

/** Of a damaged table, what can be read. */
export function peDebug(reader: ImageReader, image: PeImage): PeDebugEntry[] {
  const directory = directoryOf(image, "debug");
  const count = Math.min(Math.floor((directory?.size ?? 0) / entrySize), mostEntries);
  const entries: PeDebugEntry[] = [];
  for (let index = 0; directory !== undefined && index < count; index++) {
    const entry = recordAt(reader, image, directory.address + index * entrySize, entrySize);
    if (entry === undefined) break;
    const type = entry.u32(12);
    // Data that is not in memory has a place in the file alone, and some linkers write the address alone.
    const offset = entry.u32(24) || (fileOffset(image, entry.u32(20)) ?? 0);
    const size = entry.u32(16);
    entries.push({
      type,
      typeName: debugTypeNames.get(type) ?? `type ${type}`,
      timestamp: entry.u32(4),
      offset,
      size,
      ...(offset === 0 ? {} : said(reader, type, offset, size)),
    });
  }
  return entries;
}

function said(reader: ImageReader, type: number, offset: number, size: number): Partial<PeDebugEntry> {
  if (type === codeView) {
    const pdb = pdbReference(reader, offset, size);
    return pdb === undefined ? {} : { pdb };
  }
  if (type === exCharacteristics) {
    const flags = size < 4 ? undefined : reader.record(offset, 4)?.u32(0);
    return flags === undefined ? {} : { exDllCharacteristics: flags };
  }
  if (type === reproducible) {
    const length = size < 4 ? 0 : (reader.record(offset, 4)?.u32(0) ?? 0);
    const bytes = length > size - 4 || length > longestHash ? undefined : reader.bytes(offset + 4, length);
    return bytes === undefined || length === 0 ? {} : { hash: hexOf(bytes) };
  }
  return {};
}

/** "RSDS", and "NB10" of the time before. */
const rsds = 0x5344_5352;
const nb10 = 0x3031_424e;

function pdbReference(reader: ImageReader, offset: number, size: number): PdbReference | undefined {
  const format = size < 4 ? undefined : reader.record(offset, 4)?.u32(0);
  const headerSize = format === rsds ? 24 : 16;
  const header =
    (format === rsds || format === nb10) && size >= headerSize ? reader.record(offset, headerSize) : undefined;
  if (header === undefined) return undefined;
  const path = textOf(reader.zeroEnded(offset + headerSize, Math.min(size - headerSize, longestPath)));
  return format === rsds
    ? { path, guid: guidOf(header, 4), age: header.u32(20) }
    : { path, guid: hex(header.u32(8), 8), age: header.u32(12) };
}

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, "0");

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => hex(byte, 2)).join("");

function guidOf(record: FileRecord, offset: number): string {
  const bytes = Array.from({ length: 8 }, (_, index) => hex(record.u8(offset + 8 + index), 2));
  const first = [hex(record.u32(offset), 8), hex(record.u16(offset + 4), 4), hex(record.u16(offset + 6), 4)];
  return [...first, bytes.slice(0, 2).join(""), bytes.slice(2).join("")].join("-");
}
