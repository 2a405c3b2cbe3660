/** What a program or a library of Linux asks the loader for. Kernel modules have nothing of it. */

import { type ElfImage, sectionType } from "./elf.ts";
import { StringTable } from "./elf-strings.ts";
import type { ImageReader } from "./record.ts";

export interface ElfDynamic {
  /** DT_NEEDED: "libc.so.6", in the order in which they are looked through. */
  readonly needed: readonly string[];
  /** DT_SONAME: what others call this library. */
  readonly name: string | undefined;
  /** DT_RPATH and DT_RUNPATH: folders that are searched before the system's. */
  readonly paths: readonly string[];
}

const mostEntries = 10_000;

/** DT_*. */
const end = 0;
const needed = 1;
const soname = 14;
const paths: ReadonlySet<number> = new Set([15, 29]);

/** Undefined where the file has no such section. */
export function elfDynamic(reader: ImageReader, { sections, is64 }: ElfImage): ElfDynamic | undefined {
  const section = sections.find(({ type }) => type === sectionType.dynamic);
  if (section === undefined) return undefined;
  const strings = new StringTable(reader, sections[section.link]);
  const size = is64 ? 16 : 8;
  const found: [tag: number, text: string][] = [];
  for (let index = 0; index < Math.min(Math.floor(section.size / size), mostEntries); index++) {
    const record = reader.record(section.offset + index * size, size);
    const tag = is64 ? record?.place(0) : record?.u32(0);
    if (record === undefined || tag === undefined || tag === end) break;
    if (tag === needed || tag === soname || paths.has(tag))
      found.push([tag, strings.at(is64 ? record.place(8) : record.u32(4))]);
  }
  return {
    needed: found.flatMap(([tag, text]) => (tag === needed ? [text] : [])),
    name: found.find(([tag]) => tag === soname)?.[1],
    paths: found.flatMap(([tag, text]) => (paths.has(tag) ? [text] : [])),
  };
}
