/** CONFIG_MODVERSIONS: the checksum that a kernel module expects of each symbol that it imports. */

import { type ElfImage, sectionNamed } from "./elf.ts";
import { stringsOf } from "./elf-modinfo.ts";
import { asciiOf, type ImageReader } from "./record.ts";
import { textOf } from "./text.ts";

/** struct modversion_info of linux/module.h: a number as wide as an address, and a name in what is left. */
const entrySize = 64;
const mostVersions = 100_000;
/** As the names of symbols. */
const longestName = 4096;
const mostNameBytes = 16 * 1024 * 1024;

/**
 * CRCs by name. "module_layout" among them is that of struct module, which nothing imports. Empty where the kernel that it
 * was built for has no versions, and of objects that are not linked yet.
 */
export function symbolVersions(reader: ImageReader, image: ElfImage): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  const table = sectionNamed(image, "__versions");
  const wide = image.is64 ? 8 : 4;
  for (
    let index = 0;
    table !== undefined && index < Math.min(Math.floor(table.size / entrySize), mostVersions);
    index++
  ) {
    const at = table.offset + index * entrySize;
    const record = reader.record(at, entrySize);
    const name = reader.bytes(at + wide, entrySize - wide);
    if (record === undefined || name === undefined) break;
    versions.set(asciiOf(name), image.is64 ? Number(record.u64(0) & 0xffff_ffffn) : record.u32(0));
  }
  for (const [name, crc] of extendedVersions(reader, image)) versions.set(name, crc);
  versions.delete("");
  return versions;
}

/** CONFIG_EXTENDED_MODVERSIONS of Linux 6.14: names of any length, and beside them the numbers. */
function* extendedVersions(reader: ImageReader, image: ElfImage): Generator<readonly [string, number]> {
  const names = sectionNamed(image, "__version_ext_names");
  const numbers = sectionNamed(image, "__version_ext_crcs");
  if (names === undefined || numbers === undefined) return;
  const count = Math.min(Math.floor(numbers.size / 4), mostVersions);
  for (const [index, name] of stringsOf(reader, names, mostNameBytes, count).entries()) {
    const crc = reader.record(numbers.offset + index * 4, 4)?.u32(0);
    if (crc === undefined) return;
    if (name.length <= longestName) yield [textOf(name), crc];
  }
}
