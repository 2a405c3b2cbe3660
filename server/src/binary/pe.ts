/** Images of Windows, drivers and DLLs, as "PE Format" (Microsoft Learn) has them: headers, sections, exports, resources. */

import { type CoffSection, readSections, type SymbolTable } from "./coff.ts";
import { ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface PeImage {
  /** IMAGE_FILE_MACHINE_*. */
  readonly machine: number;
  /** IMAGE_FILE_*. */
  readonly characteristics: number;
  /** PE32+, with addresses of 64 bits. */
  readonly is64: boolean;
  /** IMAGE_SUBSYSTEM_*. */
  readonly subsystem: number;
  /** IMAGE_DLLCHARACTERISTICS_*. */
  readonly dllCharacteristics: number;
  /** Where it wants to be loaded. */
  readonly imageBase: bigint;
  readonly sections: readonly CoffSection[];
  /** IMAGE_DIRECTORY_ENTRY_* is the index; as many as the file has. */
  readonly directories: readonly Directory[];
  /** Its offset is 0 in images that were stripped, or made by Microsoft's linker. */
  readonly symbols: SymbolTable;
}

export interface Directory {
  /** Relative to where the image is loaded; 0 where there is none. */
  readonly address: number;
  readonly size: number;
}

export interface PeExport {
  /** Undefined where it has an ordinal alone. */
  readonly name: string | undefined;
  readonly ordinal: number;
  /** Relative to where the image is loaded. */
  readonly address: number;
  /** "NTDLL.RtlAllocateHeap", where another module has it. */
  readonly forwarder: string | undefined;
}

/** A number, or a name. */
export type ResourceId = number | string;

export interface PeResource {
  readonly type: ResourceId;
  readonly name: ResourceId;
  /** LANGID. */
  readonly language: ResourceId;
  /** In the file. */
  readonly offset: number;
  readonly size: number;
}

/** IMAGE_DIRECTORY_ENTRY_EXPORT and _RESOURCE. */
const exportDirectory = 0;
const resourceDirectory = 2;

const mostDirectories = 16;
const mostExports = 65_536;
const mostResources = 100_000;

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
  return {
    machine: header.u16(4),
    characteristics: header.u16(22),
    is64,
    subsystem: optional.u16(68),
    dllCharacteristics: optional.u16(70),
    imageBase: is64 ? optional.u64(24) : BigInt(optional.u32(28)),
    sections,
    directories: Array.from({ length: count }, (_, index) => ({
      address: optional.u32(fixedSize + index * 8),
      size: optional.u32(fixedSize + index * 8 + 4),
    })),
    symbols,
  };
}

/** Where in the file an address is, relative to where the image is loaded; undefined where the file has nothing of it. */
export function fileOffset({ sections }: PeImage, address: number): number | undefined {
  const section = sections.find((one) => address >= one.address && address - one.address < one.size);
  return section === undefined ? undefined : section.offset + (address - section.address);
}

/** Of damaged tables, what can be read. */
export function peExports(reader: ImageReader, image: PeImage): PeExport[] {
  const directory = image.directories[exportDirectory];
  const table = at(reader, image, directory?.address ?? 0, 40);
  if (directory === undefined || table === undefined) return [];
  const functions = Math.min(table.u32(20), mostExports);
  const names = new Map<number, string>();
  for (let index = 0; index < Math.min(table.u32(24), mostExports); index++) {
    const name = at(reader, image, table.u32(32) + index * 4, 4);
    const place = at(reader, image, table.u32(36) + index * 2, 2);
    if (name === undefined || place === undefined) break;
    const offset = fileOffset(image, name.u32(0));
    if (offset !== undefined) names.set(place.u16(0), reader.name(offset));
  }
  const exported: PeExport[] = [];
  for (let index = 0; index < functions; index++) {
    const address = at(reader, image, table.u32(28) + index * 4, 4)?.u32(0);
    if (address === undefined) break;
    if (address === 0) continue;
    // An address within the directory is that of another module's name.
    const isForwarded = address >= directory.address && address - directory.address < directory.size;
    const offset = isForwarded ? fileOffset(image, address) : undefined;
    exported.push({
      name: names.get(index),
      ordinal: table.u32(16) + index,
      address,
      forwarder: offset === undefined ? undefined : reader.name(offset),
    });
  }
  return exported;
}

const at = (reader: ImageReader, image: PeImage, address: number, size: number) => {
  const offset = fileOffset(image, address);
  return offset === undefined ? undefined : reader.record(offset, size);
};

/** Types, names and languages are three levels of one tree; what is deeper or leads back is passed by. */
export function peResources(reader: ImageReader, image: PeImage): PeResource[] {
  const root = fileOffset(image, image.directories[resourceDirectory]?.address ?? 0);
  if (root === undefined || image.directories[resourceDirectory]?.address === 0) return [];
  const resources: PeResource[] = [];
  let visited = 0;
  const visit = (offset: number, ids: readonly ResourceId[]): void => {
    const table = reader.record(root + offset, 16);
    if (table === undefined) return;
    const count = table.u16(12) + table.u16(14);
    for (let index = 0; index < count && ++visited <= mostResources; index++) {
      const entry = reader.record(root + offset + 16 + index * 8, 8);
      if (entry === undefined) return;
      const path = [...ids, resourceId(reader, root, entry.u32(0))];
      const target = entry.u32(4);
      const isTable = target >= 0x8000_0000;
      if (isTable && path.length < 3) visit(target - 0x8000_0000, path);
      const data = isTable || path.length !== 3 ? undefined : reader.record(root + target, 16);
      const place = data === undefined ? undefined : fileOffset(image, data.u32(0));
      if (data === undefined || place === undefined) continue;
      const [type = 0, name = 0, language = 0] = path;
      resources.push({ type, name, language, offset: place, size: Math.min(data.u32(4), reader.length - place) });
    }
  };
  visit(0, []);
  return resources;
}

function resourceId(reader: ImageReader, root: number, id: number): ResourceId {
  if (id < 0x8000_0000) return id;
  const offset = root + id - 0x8000_0000;
  const length = reader.record(offset, 2)?.u16(0) ?? 0;
  const text = reader.record(offset + 2, length * 2);
  if (text === undefined) return "";
  return Array.from({ length }, (_, index) => String.fromCharCode(text.u16(index * 2))).join("");
}
