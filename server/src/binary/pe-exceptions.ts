/** The table of functions that exceptions are unwound through, as "PE Format" (Microsoft Learn) has it. */

import { directoryOf, type PeImage } from "./pe.ts";

/** RUNTIME_FUNCTION, in bytes, by IMAGE_FILE_MACHINE_*; x86 has no table. */
const entrySizes: ReadonlyMap<number, number> = new Map([
  [0x8664, 12],
  [0xaa64, 8],
  [0x01c4, 8],
]);

/** How many functions the table says it has; 0 where there is none, undefined where nobody knows what the machine's is like. */
export function peExceptionCount(image: PeImage): number | undefined {
  const directory = directoryOf(image, "exception");
  if (directory === undefined) return 0;
  const size = entrySizes.get(image.machine);
  return size === undefined ? undefined : Math.floor(directory.size / size);
}
