/** Variables that each thread has of its own, as "PE Format" (Microsoft Learn) has them. The kernel does nothing for them. */

import { directoryOf, type PeImage, recordAt, relativeAddress } from "./pe.ts";
import type { ImageReader } from "./record.ts";

export interface PeTls {
  /** In bytes, of what each thread gets a copy. */
  readonly templateSize: number;
  /** In bytes, of zeros behind it. */
  readonly zeroFill: number;
  /** Functions that are called when threads come and go. */
  readonly callbackCount: number;
}

const mostCallbacks = 1000;

/** @returns undefined where the image has none */
export function peTls(reader: ImageReader, image: PeImage): PeTls | undefined {
  const directory = directoryOf(image, "tls");
  const width = image.is64 ? 8 : 4;
  const table = directory === undefined ? undefined : recordAt(reader, image, directory.address, width * 4 + 8);
  if (table === undefined) return undefined;
  const pointer = (index: number): bigint => (image.is64 ? table.u64(index * 8) : BigInt(table.u32(index * 4)));
  const template = pointer(1) - pointer(0);
  return {
    templateSize: template > 0n ? Number(BigInt.asUintN(32, template)) : 0,
    zeroFill: table.u32(width * 4),
    callbackCount: pointer(3) === 0n ? 0 : callbacks(reader, image, relativeAddress(image, pointer(3)), width),
  };
}

/** A zero ends them. */
function callbacks(reader: ImageReader, image: PeImage, address: number, width: number): number {
  for (let count = 0; count < mostCallbacks; count++) {
    const entry = recordAt(reader, image, address + count * width, width);
    if (entry === undefined || (image.is64 ? entry.u64(0) === 0n : entry.u32(0) === 0)) return count;
  }
  return mostCallbacks;
}
