/** What an image exports, as "PE Format" (Microsoft Learn) has it. */

import { NameReader } from "./names.ts";
import { directoryOf, fileOffset, type PeImage, recordAt } from "./pe.ts";
import type { ImageReader } from "./record.ts";

export interface PeExport {
  /** Undefined where it has an ordinal alone. Of several names for one ordinal, each is an export. */
  readonly name: string | undefined;
  readonly ordinal: number;
  /** Relative to where the image is loaded. */
  readonly address: number;
  /** "NTDLL.RtlAllocateHeap", where another module has it. */
  readonly forwarder: string | undefined;
}

export interface PeExportDirectory {
  /** As the image was called when it was linked; import libraries have this name. */
  readonly module: string;
  readonly timestamp: number;
  /** The first ordinal. */
  readonly ordinalBase: number;
}

/** Ordinals have 16 bits. */
const mostFunctions = 65_536;
const mostNames = 100_000;

/** @returns undefined where the image exports nothing */
export function peExportDirectory(reader: ImageReader, image: PeImage): PeExportDirectory | undefined {
  const directory = directoryOf(image, "export");
  const table = directory === undefined ? undefined : recordAt(reader, image, directory.address, 40);
  if (table === undefined) return undefined;
  const module = new NameReader(reader).at(fileOffset(image, table.u32(12)));
  return { module: module ?? "", timestamp: table.u32(4), ordinalBase: table.u32(16) };
}

/** By ordinal, and then by name. Of damaged tables, what can be read. */
export function peExports(reader: ImageReader, image: PeImage): PeExport[] {
  const directory = directoryOf(image, "export");
  const table = directory === undefined ? undefined : recordAt(reader, image, directory.address, 40);
  if (directory === undefined || table === undefined) return [];
  const names = exportedNames(reader, image, { count: table.u32(24), names: table.u32(32), indexes: table.u32(36) });
  const forwarders = new NameReader(reader);
  const functions = Math.min(table.u32(20), mostFunctions);
  const exported: PeExport[] = [];
  for (let index = 0; index < functions; index++) {
    const address = recordAt(reader, image, table.u32(28) + index * 4, 4)?.u32(0);
    if (address === undefined) break;
    if (address === 0) continue;
    // An address within the directory is that of another module's name.
    const isForwarded = address >= directory.address && address - directory.address < directory.size;
    const forwarder = isForwarded ? forwarders.at(fileOffset(image, address)) : undefined;
    for (const name of names.get(index) ?? [undefined]) {
      exported.push({ name, ordinal: table.u32(16) + index, address, forwarder });
    }
  }
  return exported;
}

interface NameTable {
  readonly count: number;
  /** Addresses of their tables: of addresses of names, and of indexes of functions. */
  readonly names: number;
  readonly indexes: number;
}

/** By the index of what they name. */
function exportedNames(reader: ImageReader, image: PeImage, table: NameTable): ReadonlyMap<number, readonly string[]> {
  const reading = new NameReader(reader);
  const names = new Map<number, string[]>();
  for (let index = 0; index < Math.min(table.count, mostNames); index++) {
    const address = recordAt(reader, image, table.names + index * 4, 4)?.u32(0);
    const owner = recordAt(reader, image, table.indexes + index * 2, 2)?.u16(0);
    if (address === undefined || owner === undefined) break;
    const name = reading.at(fileOffset(image, address));
    if (name === undefined) continue;
    const others = names.get(owner);
    if (others === undefined) names.set(owner, [name]);
    else others.push(name);
  }
  return names;
}
