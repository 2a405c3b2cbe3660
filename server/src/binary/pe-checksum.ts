/** The checksum in an image's headers, as CheckSumMappedFile of imagehlp.h works it out; Windows holds drivers against it. */

import type { PeImage } from "./pe.ts";
import type { ByteSource } from "./source.ts";

/** In bytes; even. */
const pieceSize = 1024 * 1024;

/**
 * What should be stored, worked out from all of the file, piece by piece.
 * @param progress is told from time to time which part of the file was read, from 0 to 1
 * @throws SourceError where the host can no longer read
 */
export function peChecksum(
  source: ByteSource,
  { checksumOffset }: PeImage,
  progress: (fraction: number) => void = () => {},
): number {
  // Of two bytes each, lowest first. With a carry that is added again, the order of adding is all the same, and what the sum
  // of a file of terabytes is fits a number.
  let sum = 0;
  for (let start = 0; start < source.length; start += pieceSize) {
    const bytes = source.read(start, Math.min(start + pieceSize, source.length));
    let [low, high] = [0, 0];
    for (let index = 0; index + 1 < bytes.length; index += 2) {
      low += bytes[index]!;
      high += bytes[index + 1]!;
    }
    if (bytes.length % 2 === 1) low += bytes[bytes.length - 1]!;
    sum += low + high * 256;
    progress(Math.min((start + pieceSize) / source.length, 1));
  }
  // What is stored counts as zeros.
  const stored = source.read(checksumOffset, checksumOffset + 4);
  for (let index = 0; index < 4; index++) sum -= stored[index]! * ((checksumOffset + index) % 2 === 0 ? 1 : 256);
  while (sum > 0xffff) sum = (sum % 0x1_0000) + Math.floor(sum / 0x1_0000);
  return (sum + source.length) % 2 ** 32;
}
