/** Base relocations, as "PE Format" (Microsoft Learn) has them: what is changed when an image is loaded somewhere else. */

import { directoryOf, fileOffset, type PeImage } from "./pe.ts";
import type { ImageReader } from "./record.ts";

export interface PeRelocations {
  /** Of a page each. */
  readonly blocks: number;
  /** With those of ABSOLUTE, which fill blocks up. */
  readonly entries: number;
  /** By IMAGE_REL_BASED_*, upwards; what the numbers above 4 mean hangs on the machine. */
  readonly byType: readonly { readonly type: number; readonly count: number }[];
  /** All of the table was read: it is not damaged, nor larger than any linker's. */
  readonly isWhole: boolean;
}

const headerSize = 8;
/** Of 256 MB of pointers. */
const mostEntries = 32 * 1024 * 1024;
const mostBlocks = 1024 * 1024;
const pieceSize = 32 * 1024;
const highAdjusted = 4;

/** @returns undefined where the image has none: it can be loaded in one place only, or has no address in it */
export function peRelocations(reader: ImageReader, image: PeImage): PeRelocations | undefined {
  const directory = directoryOf(image, "relocation");
  const start = directory === undefined ? undefined : fileOffset(image, directory.address);
  if (directory === undefined || start === undefined || directory.size === 0) return undefined;
  const end = Math.min(start + directory.size, reader.length);
  const counts = new Uint32Array(16);
  let [at, blocks, entries] = [start, 0, 0];
  while (at + headerSize <= end && blocks < mostBlocks && entries < mostEntries) {
    const size = reader.record(at, headerSize)!.u32(4);
    // Some linkers end the table with a block of nothing.
    if (size < headerSize || at + size > end) break;
    entries += countTypes(reader, at + headerSize, at + size, counts);
    blocks++;
    at += size;
  }
  const byType = Array.from(counts, (count, type) => ({ type, count })).filter(({ count }) => count > 0);
  return { blocks, entries, byType, isWhole: start + directory.size <= reader.length && isZero(reader, at, end) };
}

/** The type is in the highest four bits of an entry's two bytes. */
function countTypes(reader: ImageReader, start: number, end: number, counts: Uint32Array): number {
  let entries = 0;
  let isLow = false;
  for (let at = start; at + 1 < end; at += pieceSize) {
    const bytes = reader.bytes(at, Math.min(pieceSize, end - at))!;
    for (let index = 1; index < bytes.length; index += 2) {
      // HIGHADJ takes two: the second is the lower half of an address.
      if (isLow) {
        isLow = false;
        continue;
      }
      const type = bytes[index]! >> 4;
      isLow = type === highAdjusted;
      counts[type]!++;
      entries++;
    }
  }
  return entries;
}

/** What is left behind the last block is less than another, or filled up with zeros. */
function isZero(reader: ImageReader, start: number, end: number): boolean {
  if (end - start > pieceSize) return false;
  return (reader.bytes(start, Math.max(end - start, 0)) ?? new Uint8Array(1).fill(1)).every((byte) => byte === 0);
}
