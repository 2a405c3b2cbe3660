/** The load configuration, as winnt.h has it: what the compiler and linker did against attacks, and what the loader helps with. */

import { directoryOf, fileOffset, type PeImage } from "./pe.ts";
import type { ImageReader } from "./record.ts";

/** Each is undefined where the image's structure, which grew with every version of Windows, ends before it. */
export interface PeLoadConfig {
  /** Of the structure, in bytes, as it says itself: it tells which linker wrote it. */
  readonly size: number;
  readonly timestamp: number | undefined;
  /** LOAD_LIBRARY_SEARCH_* for what the image imports. */
  readonly dependentLoadFlags: number | undefined;
  /** Pointers, as the image has them where it is loaded where it wants to be; 0 where there is none. */
  readonly securityCookie: bigint | undefined;
  readonly guardCheckFunction: bigint | undefined;
  readonly guardDispatchFunction: bigint | undefined;
  readonly guardFunctionTable: bigint | undefined;
  /** IMAGE_CHPE_METADATA or ARM64EC's: not 0 in images that hold code of two machines. */
  readonly chpeMetadata: bigint | undefined;
  readonly dynamicRelocations: bigint | undefined;
  /** Of x86: handlers that are allowed. */
  readonly seHandlerCount: number | undefined;
  /** Functions that may be called through pointers. */
  readonly guardFunctionCount: number | undefined;
  readonly guardLongJumpTargetCount: number | undefined;
  /** Places at which exceptions may go on, of CET. */
  readonly guardExceptionContinuationCount: number | undefined;
  /** IMAGE_GUARD_*. */
  readonly guardFlags: number | undefined;
}

/** Where the members are, with addresses of 32 and of 64 bits. */
const places = {
  timestamp: [4, 4],
  dependentLoadFlags: [54, 78],
  securityCookie: [60, 88],
  seHandlerCount: [68, 104],
  guardCheckFunction: [72, 112],
  guardDispatchFunction: [76, 120],
  guardFunctionTable: [80, 128],
  guardFunctionCount: [84, 136],
  guardFlags: [88, 144],
  guardLongJumpTargetCount: [116, 184],
  dynamicRelocations: [120, 192],
  chpeMetadata: [124, 200],
  guardExceptionContinuationCount: [168, 272],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

type Member = keyof typeof places;

/** More than any version has. */
const largestSize = 4096;

/** @returns undefined where the image has none */
export function peLoadConfig(reader: ImageReader, image: PeImage): PeLoadConfig | undefined {
  const directory = directoryOf(image, "loadConfig");
  const offset = directory === undefined ? undefined : fileOffset(image, directory.address);
  const size = offset === undefined ? undefined : reader.record(offset, 4)?.u32(0);
  if (offset === undefined || size === undefined) return undefined;
  // The directory's size is no help: for old versions of Windows linkers write 64 there.
  const length = Math.min(size, largestSize, reader.length - offset);
  const record = reader.record(offset, length);
  if (record === undefined) return undefined;
  const placeOf = (member: Member, width: number): number | undefined => {
    const place = places[member][image.is64 ? 1 : 0];
    return place + width <= length ? place : undefined;
  };
  const half = (member: Member) => read(placeOf(member, 2), (place) => record.u16(place));
  const word = (member: Member) => read(placeOf(member, 4), (place) => record.u32(place));
  const pointer = (member: Member) =>
    read(placeOf(member, image.is64 ? 8 : 4), (place) => (image.is64 ? record.u64(place) : BigInt(record.u32(place))));
  const count = (member: Member) => read(pointer(member), Number);
  return {
    size,
    timestamp: word("timestamp"),
    dependentLoadFlags: half("dependentLoadFlags"),
    securityCookie: pointer("securityCookie"),
    guardCheckFunction: pointer("guardCheckFunction"),
    guardDispatchFunction: pointer("guardDispatchFunction"),
    guardFunctionTable: pointer("guardFunctionTable"),
    chpeMetadata: pointer("chpeMetadata"),
    dynamicRelocations: pointer("dynamicRelocations"),
    seHandlerCount: count("seHandlerCount"),
    guardFunctionCount: count("guardFunctionCount"),
    guardLongJumpTargetCount: count("guardLongJumpTargetCount"),
    guardExceptionContinuationCount: count("guardExceptionContinuationCount"),
    guardFlags: word("guardFlags"),
  };
}

const read = <From, To>(from: From | undefined, to: (from: From) => To): To | undefined =>
  from === undefined ? undefined : to(from);
