/** What an image takes from other modules, at once or when it is first called, as "PE Format" (Microsoft Learn) has it. */

import { NameReader } from "./names.ts";
import { directoryOf, fileOffset, type PeImage, recordAt, relativeAddress } from "./pe.ts";
import type { ImageReader } from "./record.ts";

export interface PeImport {
  /** As it is written: "ntoskrnl.exe", "KERNEL32.dll". Empty where it cannot be read. */
  readonly module: string;
  /** The module is loaded when one of the functions is first called. */
  readonly isDelayed: boolean;
  readonly functions: readonly PeImportedFunction[];
}

/** It has a name or an ordinal; neither, where the name cannot be read. */
export interface PeImportedFunction {
  readonly name: string | undefined;
  readonly ordinal: number | undefined;
  /** Where among the module's names it was when the image was linked; undefined with an ordinal. */
  readonly hint: number | undefined;
  /** Of the entry that its address is written to, relative to where the image is loaded. */
  readonly slot: number;
}

const mostModules = 10_000;
/** Of all modules together: several descriptors may have one table. */
const mostFunctions = 200_000;

/** Modules in the order of their tables, those that are loaded at once first. Of damaged tables, what can be read. */
export function peImports(reader: ImageReader, image: PeImage): PeImport[] {
  const reading: Reading = { reader, image, names: new NameReader(reader), left: mostFunctions };
  return [...importsAtOnce(reading), ...delayedImports(reading)];
}

interface Reading {
  readonly reader: ImageReader;
  readonly image: PeImage;
  readonly names: NameReader;
  /** How many functions more are read. */
  left: number;
}

/** IMAGE_IMPORT_DESCRIPTOR. */
const descriptorSize = 20;

function importsAtOnce(reading: Reading): PeImport[] {
  const { reader, image, names } = reading;
  const directory = directoryOf(image, "import");
  const imports: PeImport[] = [];
  for (let index = 0; directory !== undefined && index < mostModules; index++) {
    const descriptor = recordAt(reader, image, directory.address + index * descriptorSize, descriptorSize);
    if (descriptor === undefined) break;
    const [lookup, name, slots] = [descriptor.u32(0), descriptor.u32(12), descriptor.u32(16)];
    // As Windows has it: the first without either is the last.
    if (name === 0 || slots === 0) break;
    // Some linkers write no lookup table; what they look up stands where the addresses will.
    const hasLookup = lookup !== 0 && fileOffset(image, lookup) !== undefined;
    const functions = importedFunctions(reading, { lookup: hasLookup ? lookup : slots, slots, hasPointers: false });
    imports.push({ module: names.at(fileOffset(image, name)) ?? "", isDelayed: false, functions });
  }
  return imports;
}

/** ImgDelayDescr of delayimp.h. */
const delayedSize = 32;
/** dlattrRva. Without it, what later linkers write as addresses are pointers. */
const hasAddresses = 1;

function delayedImports(reading: Reading): PeImport[] {
  const { reader, image, names } = reading;
  const directory = directoryOf(image, "delayImport");
  const count = Math.min(Math.floor((directory?.size ?? 0) / delayedSize), mostModules);
  const imports: PeImport[] = [];
  for (let index = 0; directory !== undefined && index < count; index++) {
    const descriptor = recordAt(reader, image, directory.address + index * delayedSize, delayedSize);
    if (descriptor === undefined) break;
    const hasPointers = (descriptor.u32(0) & hasAddresses) === 0;
    const [name, slots, lookup] = [4, 12, 16].map((offset) => {
      const value = descriptor.u32(offset);
      return hasPointers && value !== 0 ? relativeAddress(image, BigInt(value)) : value;
    });
    if (name === 0 || lookup === 0) break;
    const functions = importedFunctions(reading, { lookup: lookup!, slots: slots!, hasPointers });
    imports.push({ module: names.at(fileOffset(image, name!)) ?? "", isDelayed: true, functions });
  }
  return imports;
}

interface Tables {
  /** Addresses. */
  readonly lookup: number;
  readonly slots: number;
  /** Names are told by pointers. */
  readonly hasPointers: boolean;
}

function importedFunctions(reading: Reading, { lookup, slots, hasPointers }: Tables): PeImportedFunction[] {
  const { reader, image, names } = reading;
  const size = image.is64 ? 8 : 4;
  const functions: PeImportedFunction[] = [];
  for (let offset = 0; reading.left > 0; offset += size) {
    const entry = recordAt(reader, image, lookup + offset, size);
    const value = entry === undefined ? 0n : image.is64 ? entry.u64(0) : BigInt(entry.u32(0));
    if (value === 0n) break;
    reading.left--;
    const slot = slots + offset;
    if (value >> (image.is64 ? 63n : 31n) === 1n) {
      functions.push({ name: undefined, ordinal: Number(value & 0xffffn), hint: undefined, slot });
      continue;
    }
    const place = fileOffset(image, hasPointers ? relativeAddress(image, value) : Number(value & 0x7fff_ffffn));
    const hint = place === undefined ? undefined : reader.record(place, 2)?.u16(0);
    const name = place === undefined || hint === undefined ? undefined : names.at(place + 2);
    functions.push({ name, ordinal: undefined, hint, slot });
  }
  return functions;
}
