/** By what an ELF file's debug information is found, whether it is in the file itself, and who compiled it. */

import { derHex } from "./der.ts";
import { type ElfImage, sectionNamed } from "./elf.ts";
import { stringsOf } from "./elf-modinfo.ts";
import { elfNotes } from "./elf-notes.ts";
import type { ImageReader } from "./record.ts";
import { textOf } from "./text.ts";

export interface ElfDebug {
  /** In hexadecimal digits, as debuginfod and /usr/lib/debug/.build-id ask for it. */
  readonly buildId: string | undefined;
  /** CONFIG_BUILD_SALT of the kernel that a module was built for: "6.1.0-56-amd64". */
  readonly buildSalt: string | undefined;
  /** The file that the debug information was moved to, and its CRC-32. */
  readonly debugLink: { readonly name: string; readonly crc: number } | undefined;
  /** The sections of DWARF: ".debug_info" and others, compressed or not. None where the file was stripped. */
  readonly dwarf: readonly string[];
  /** Types for BPF are there. */
  readonly hasBtf: boolean;
  /** "GCC: (Debian 12.2.0-14) 12.2.0": each once. */
  readonly compilers: readonly string[];
}

const buildIdType = 3;
/** LINUX_ELFNOTE_BUILD_SALT. */
const buildSaltType = 0x100;

const longestBuildId = 64;
const longestText = 4096;
const mostCompilerBytes = 256 * 1024;
const mostCompilers = 1000;

export function elfDebug(reader: ImageReader, image: ElfImage): ElfDebug {
  const notes = elfNotes(reader, image);
  const id = notes.find(({ owner, type }) => owner === "GNU" && type === buildIdType);
  const salt = notes.find(({ owner, type }) => owner === "Linux" && type === buildSaltType);
  const idBytes = id === undefined ? undefined : reader.bytes(id.offset, Math.min(id.size, longestBuildId));
  return {
    buildId: idBytes === undefined || idBytes.length === 0 ? undefined : derHex(idBytes).toLowerCase(),
    buildSalt: salt === undefined ? undefined : reader.name(salt.offset, Math.min(salt.size, longestText)) || undefined,
    debugLink: debugLinkOf(reader, image),
    dwarf: image.sections.flatMap(({ name }) => (/^\.z?debug_/.test(name) ? [name] : [])),
    hasBtf: sectionNamed(image, ".BTF") !== undefined,
    compilers: compilersOf(reader, image),
  };
}

/** A name, zeros up to a multiple of four, and a number. */
function debugLinkOf(reader: ImageReader, image: ElfImage): ElfDebug["debugLink"] {
  const section = sectionNamed(image, ".gnu_debuglink");
  if (section === undefined) return undefined;
  const bytes = reader.zeroEnded(section.offset, Math.min(section.size, longestText));
  const place = Math.ceil((bytes.length + 1) / 4) * 4;
  const crc = place + 4 > section.size ? undefined : reader.record(section.offset + place, 4)?.u32(0);
  return bytes.length === 0 || crc === undefined ? undefined : { name: textOf(bytes), crc };
}

function compilersOf(reader: ImageReader, image: ElfImage): readonly string[] {
  const section = sectionNamed(image, ".comment");
  if (section === undefined) return [];
  return [...new Set(stringsOf(reader, section, mostCompilerBytes, mostCompilers).map(textOf))];
}
