/** Program headers: what of a program or a library is loaded where. Kernel modules and objects have none. */

import type { ElfImage } from "./elf.ts";
import type { ImageReader } from "./record.ts";

export interface ElfSegment {
  /** PT_*. */
  readonly type: number;
  /** PF_*: 1 is code, 2 is written to, 4 is read. */
  readonly flags: number;
  /** In the file, in bytes; a damaged file may not have it. */
  readonly offset: number;
  readonly fileSize: number;
  readonly address: bigint;
  readonly physicalAddress: bigint;
  readonly memorySize: number;
  readonly alignment: number;
}

const mostSegments = 10_000;

/** PF_*. */
const segmentFlag = { execute: 1, write: 2, read: 4 } as const;

/** PT_*. */
export const segmentType = { load: 1, interpreter: 3, notes: 4, stack: 0x6474_e551 } as const;

/** Those before the first that the file does not have. */
export function elfSegments(reader: ImageReader, { is64, segments: table }: ElfImage): ElfSegment[] {
  const size = is64 ? 56 : 32;
  const segments: ElfSegment[] = [];
  if (table.offset === 0 || table.entrySize < size) return segments;
  for (let index = 0; index < Math.min(table.count, mostSegments); index++) {
    const record = reader.record(table.offset + index * table.entrySize, size);
    if (record === undefined) break;
    segments.push(
      is64
        ? {
            ...{ type: record.u32(0), flags: record.u32(4), offset: record.place(8), fileSize: record.place(32) },
            ...{ address: record.u64(16), physicalAddress: record.u64(24) },
            ...{ memorySize: record.place(40), alignment: record.place(48) },
          }
        : {
            ...{ type: record.u32(0), flags: record.u32(24), offset: record.u32(4), fileSize: record.u32(16) },
            ...{ address: BigInt(record.u32(8)), physicalAddress: BigInt(record.u32(12)) },
            ...{ memorySize: record.u32(20), alignment: record.u32(28) },
          },
    );
  }
  return segments;
}

/** "R E", as readelf writes it. */
export function segmentAccess({ flags }: Pick<ElfSegment, "flags">): string {
  const letter = (flag: number, text: string) => ((flags & flag) === 0 ? " " : text);
  return letter(segmentFlag.read, "R") + letter(segmentFlag.write, "W") + letter(segmentFlag.execute, "E");
}
