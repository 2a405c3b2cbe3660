/** The code of an image, piece by piece. */
import type { CoffSection } from "../../binary/coff.ts";
import type { PeImage } from "../../binary/pe.ts";
import type { ByteSource } from "../../binary/source.ts";
import type { Walker } from "./walk.ts";

/** IMAGE_SCN_CNT_CODE and _MEM_EXECUTE. */
const codeFlags = 0x2000_0020;

/** In bytes, of an image: the largest drivers, those of graphics, have as much. What is beyond is left out. */
const mostCode = 64 * 1024 * 1024;
const pieceSize = 1024 * 1024;

export interface CodeRange extends Pick<CoffSection, "name" | "address" | "offset" | "size"> {}

/** What of the sections is in the file and in memory. */
export function codeRanges({ sections }: PeImage): CodeRange[] {
  let left = mostCode;
  return sections
    .filter(({ characteristics, size }) => (characteristics & codeFlags) !== 0 && size > 0)
    .map(({ name, address, offset, size, virtualSize }) => {
      const used = Math.min(size, virtualSize === 0 ? size : virtualSize, left);
      left -= used;
      return { name, address, offset, size: used };
    })
    .filter(({ size }) => size > 0);
}

/** @param onProgress told after each piece how many bytes it had */
export function walkRange(
  source: ByteSource,
  { address, offset, size }: CodeRange,
  walker: Walker,
  onProgress: (bytes: number) => void,
): void {
  for (let at = 0; at < size; ) {
    const end = Math.min(at + pieceSize, size);
    const done = walker.walk(source.read(offset + at, offset + end), address + at, end === size);
    onProgress(done);
    if (end === size || done <= 0) return;
    at += done;
  }
}
