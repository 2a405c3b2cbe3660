/** What a kernel module says of itself in its section .modinfo: MODULE_INFO of linux/moduleparam.h, and what modpost adds. */

import { type ElfImage, type ElfSection, sectionNamed } from "./elf.ts";
import type { ImageReader } from "./record.ts";
import { textOf } from "./text.ts";

export interface ModInfo {
  /** "license", "vermagic", "depends", "alias", "parm", "parmtype", "srcversion": whatever the module has. */
  readonly key: string;
  /** May have several lines; empty where nothing stands behind the key. */
  readonly value: string;
}

/** Modules for thousands of devices have some 300 KB of aliases. */
const mostBytes = 8 * 1024 * 1024;
const mostEntries = 200_000;

/** In the file's order, keys as often as they are there. None where it is no module. */
export function modInfo(reader: ImageReader, image: ElfImage): ModInfo[] {
  const section = sectionNamed(image, ".modinfo");
  return section === undefined
    ? []
    : stringsOf(reader, section, mostBytes, mostEntries).map((bytes) => {
        const equals = bytes.indexOf(0x3d);
        return equals < 0
          ? { key: textOf(bytes), value: "" }
          : { key: textOf(bytes.subarray(0, equals)), value: textOf(bytes.subarray(equals + 1)) };
      });
}

/** What stands between zeros in a section; nothing, which is padding, is passed over. */
export function stringsOf(
  reader: ImageReader,
  { offset, size }: Pick<ElfSection, "offset" | "size">,
  bytesAtMost: number,
  stringsAtMost: number,
): Uint8Array[] {
  const bytes = reader.bytes(offset, Math.min(size, bytesAtMost)) ?? new Uint8Array(0);
  const strings: Uint8Array[] = [];
  for (let start = 0; start < bytes.length && strings.length < stringsAtMost; ) {
    const zero = bytes.indexOf(0, start);
    const end = zero < 0 ? bytes.length : zero;
    if (end > start) strings.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return strings;
}
