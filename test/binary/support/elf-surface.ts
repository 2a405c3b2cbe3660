/** Everything that can be asked of an ELF file, asked: each answer is one that its file may have. */
import { compressionOf } from "../../../server/src/binary/compression.ts";
import { readElf } from "../../../server/src/binary/elf.ts";
import { elfDebug } from "../../../server/src/binary/elf-debug.ts";
import { elfDynamic } from "../../../server/src/binary/elf-dynamic.ts";
import { modInfo } from "../../../server/src/binary/elf-modinfo.ts";
import { exportedSymbols, moduleName, undefinedSymbols } from "../../../server/src/binary/elf-module.ts";
import { sectionFlagLetters, sectionTypeName } from "../../../server/src/binary/elf-names.ts";
import { elfNotes } from "../../../server/src/binary/elf-notes.ts";
import { elfSegments, segmentAccess } from "../../../server/src/binary/elf-segments.ts";
import { elfSymbols } from "../../../server/src/binary/elf-symbols.ts";
import { lifeOf } from "../../../server/src/binary/module-sections.ts";
import { moduleSignature } from "../../../server/src/binary/module-signature.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import type { ByteSource } from "../../../server/src/binary/source.ts";

/**
 * @returns how many things were found in the file
 * @throws where an answer cannot be
 */
export function readAllOfElf(source: ByteSource): number {
  let found = 0;
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`impossible: ${what}`);
    found++;
  };
  const inFile = (offset: number, size: number): boolean =>
    size === 0 || (offset >= 0 && offset + size <= source.length);
  compressionOf(source);
  const signature = moduleSignature(source);
  if (signature?.moduleLength !== undefined) must(inFile(0, signature.moduleLength), "a signature");
  const image = readElf(source);
  if (image === undefined) return found;
  const reader = new ImageReader(source, image.isLittle);
  must(image.sections.length <= image.claimedSections, "more sections than there are");
  for (const { name, offset, size, flags, type } of image.sections) {
    must(inFile(offset, size) && size >= 0 && name.length <= 4096, `a section of ${size} bytes at ${offset}`);
    lifeOf({ name, flags });
    sectionFlagLetters(flags, image.machine);
    sectionTypeName(type, image.machine);
  }
  for (const segment of elfSegments(reader, image)) must(segmentAccess(segment).length === 3, "access");
  for (const of of [undefined, "loader"] as const) {
    for (const { name, section } of elfSymbols(reader, image, of)) {
      must(name.length <= 4096 && (section === undefined || section < image.sections.length), `the symbol ${name}`);
    }
  }
  for (const { key } of modInfo(reader, image)) must(key.length >= 0, "modinfo");
  for (const { name, crc } of undefinedSymbols(reader, image))
    must(name !== "" && (crc === undefined || (crc >= 0 && crc < 2 ** 32)), `an import of ${name}`);
  for (const { crc } of exportedSymbols(reader, image))
    must(crc === undefined || (crc >= 0 && crc < 2 ** 32), "an export");
  must(/^[\w-]+$/.test(moduleName(reader, image) ?? "none"), "a module's name");
  for (const { offset, size } of elfNotes(reader, image)) must(inFile(offset, size), "a note");
  const { buildId, compilers } = elfDebug(reader, image);
  must(/^[\da-f]*$/.test(buildId ?? ""), "a build id");
  found += compilers.length;
  found += elfDynamic(reader, image)?.needed.length ?? 0;
  return found;
}
