/** Where functions begin, as the table for exceptions has it: an instruction begins there, whatever lies before. */
import { directoryOf, fileOffset, type PeImage } from "../../binary/pe.ts";
import type { ImageReader } from "../../binary/record.ts";

/** IMAGE_RUNTIME_FUNCTION_ENTRY of x64; instructions of ARM64 begin at every fourth byte, and x86 has no table. */
const entrySize = 12;
const mostFunctions = 1_000_000;

/** Relative to the image. */
export function* functionStarts(reader: ImageReader, image: PeImage): Generator<number> {
  const directory = image.machine === 0x8664 ? directoryOf(image, "exception") : undefined;
  const offset = directory === undefined ? undefined : fileOffset(image, directory.address);
  if (directory === undefined || offset === undefined) return;
  const count = Math.min(Math.floor(directory.size / entrySize), mostFunctions);
  for (let index = 0; index < count; index++) {
    const entry = reader.record(offset + index * entrySize, entrySize);
    if (entry === undefined) return;
    yield entry.u32(0);
  }
}
