/** What a signature's digest is made of, as "Windows Authenticode Portable Executable Signature Format" (Microsoft) has it. */

import { type PeImage, peDirectories } from "../../../server/src/binary/pe.ts";

interface FileRange {
  readonly start: number;
  /** Not of it. */
  readonly end: number;
}

/**
 * All of the file but what signing changes: the checksum, where the signature is, and the signature itself. The digest of these
 * ranges, one behind the other, is `Signature.digest` where nobody changed the file since.
 * @param length of the file
 */
export function digestedRanges({ checksumOffset, is64, directories }: PeImage, length: number): readonly FileRange[] {
  // The checksum is 64 bytes into the optional header, of which the directories are the end.
  const entry = checksumOffset - 64 + (is64 ? 112 : 96) + peDirectories.security * 8;
  const { address, size } = directories[peDirectories.security] ?? { address: 0, size: 0 };
  const isSigned = address > entry && address < length;
  const left: readonly FileRange[] = [
    { start: checksumOffset, end: checksumOffset + 4 },
    ...(directories.length > peDirectories.security ? [{ start: entry, end: entry + 8 }] : []),
    ...(isSigned ? [{ start: address, end: Math.min(address + size, length) }] : []),
  ];
  const ranges: FileRange[] = [];
  let start = 0;
  for (const one of [...left, { start: length, end: length }]) {
    if (one.start > start) ranges.push({ start, end: one.start });
    start = one.end;
  }
  return ranges;
}
