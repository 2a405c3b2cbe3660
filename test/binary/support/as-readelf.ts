/** What the readers find in a file, said as readelf says it. */
import { sectionType } from "../../../server/src/binary/elf.ts";
import { elfDynamic } from "../../../server/src/binary/elf-dynamic.ts";
import {
  bindingNames,
  elfTypeNames,
  osAbiNames,
  sectionFlagLetters,
  sectionTypeName,
  segmentTypeNames,
  symbolTypeNames,
  visibilityNames,
} from "../../../server/src/binary/elf-names.ts";
import { elfNotes } from "../../../server/src/binary/elf-notes.ts";
import { elfSegments, segmentAccess } from "../../../server/src/binary/elf-segments.ts";
import { type ElfSymbol, elfSymbols } from "../../../server/src/binary/elf-symbols.ts";
import type { ElfFile } from "./read-elf-file.ts";
import type { Reading, ReadNote, ReadSection, ReadSegment, ReadSymbol } from "./readelf.ts";

/** The part of `readelf -h` that the readers have. */
export function headerAsReadelf({ image }: ElfFile): Record<string, string> {
  return {
    Class: image.is64 ? "ELF64" : "ELF32",
    Data: `2's complement, ${image.isLittle ? "little" : "big"} endian`,
    "OS/ABI": `UNIX - ${osAbiNames.get(image.osAbi)}`,
    "ABI Version": `${image.abiVersion}`,
    Type: elfTypeNames.get(image.type) ?? "?",
    "Entry point address": `0x${image.entry.toString(16)}`,
    Flags: `0x${image.flags.toString(16)}`,
    "Number of section headers": `${image.claimedSections}`,
    "Number of program headers": `${image.segments.count}`,
  };
}

/** The same of what readelf said: without what it adds to numbers. */
export function headerOf({ header }: Reading): Record<string, string> {
  const value = (key: string): string => header.get(key) ?? "";
  /** Numbers that 16 bits do not hold stand in brackets. */
  const count = (key: string) => /\((\d+)\)/.exec(value(key))?.[1] ?? value(key);
  return {
    Class: value("Class"),
    Data: value("Data"),
    "OS/ABI": value("OS/ABI"),
    "ABI Version": value("ABI Version"),
    Type: value("Type").split(" ")[0]!,
    "Entry point address": value("Entry point address"),
    Flags: value("Flags").split(",")[0]!,
    "Number of section headers": count("Number of section headers"),
    "Number of program headers": count("Number of program headers"),
  };
}

export function sectionsAsReadelf({ image }: ElfFile): readonly ReadSection[] {
  return image.sections.map(({ name, type, address, offset, memorySize, entrySize, flags, link, info, alignment }) => ({
    name: name.trim(),
    type: (sectionTypeName(type, image.machine) ?? "?").replace("SYMTAB_SHNDX", "SYMTAB"),
    ...{ address, offset, entrySize, link, info, alignment },
    flags: flagsAsReadelf(sectionFlagLetters(flags, image.machine), image.osAbi),
    size: memorySize,
  }));
}

/** What GNU has given a meaning it names in files alone that say they are GNU's. Linux has no other. */
const flagsAsReadelf = (letters: string, osAbi: number): string =>
  osAbi === 3 ? letters : letters.replace(/[RD]+/, "o");

export function segmentsAsReadelf({ reader, image }: ElfFile): readonly ReadSegment[] {
  return elfSegments(reader, image).map((segment) => ({
    type: segmentTypeNames.get(segment.type) ?? "?",
    ...{ offset: segment.offset, address: segment.address, physical: segment.physicalAddress },
    ...{ fileSize: segment.fileSize, memorySize: segment.memorySize, flags: segmentAccess(segment) },
    alignment: segment.alignment,
  }));
}

/** By the name of their table, as the file has it. */
export function symbolsAsReadelf(file: ElfFile): ReadonlyMap<string, readonly ReadSymbol[]> {
  const { sections } = file.image;
  const name = (kind: number) => sections.find(({ type }) => type === kind)?.name;
  const [linker, loader] = [name(sectionType.symbols), name(sectionType.dynamicSymbols)];
  return new Map([
    ...(loader === undefined ? [] : [[loader, tableOf(file, elfSymbols(file.reader, file.image, "loader"))] as const]),
    ...(linker === undefined ? [] : [[linker, tableOf(file, elfSymbols(file.reader, file.image))] as const]),
  ]);
}

function tableOf({ image }: ElfFile, symbols: Iterable<ElfSymbol>): readonly ReadSymbol[] {
  return Array.from(symbols, (symbol) => {
    const { name, section, value, size, type, binding, visibility, isUndefined, isAbsolute, isCommon } = symbol;
    const typeName = symbolTypeNames.get(type) ?? "?";
    return {
      ...{ value, size, type: typeName, binding: bindingNames.get(binding) ?? "?" },
      visibility: visibilityNames.get(visibility) ?? "?",
      place: isUndefined ? "UND" : isAbsolute ? "ABS" : isCommon ? "COM" : `${section}`,
      name: name === "" && typeName === "SECTION" ? (image.sections[section ?? 0]?.name ?? "") : shown(name),
    };
  });
}

/** The assembler's own labels ("1:") have control characters in their names, which are shown as "^B". */
const shown = (name: string): string =>
  Array.from(name, (char) => (char < " " ? `^${String.fromCharCode(char.charCodeAt(0) + 64)}` : char)).join("");

/** Without the first, which is none, and without the versions that readelf adds to the names that a loader looks for. */
export function symbolsOf({ symbols }: Reading): ReadonlyMap<string, readonly ReadSymbol[]> {
  return new Map(
    [...symbols].map(([table, list]) => [
      table,
      list
        .slice(1)
        .map((symbol) => ({ ...symbol, name: table === ".dynsym" ? withoutVersion(symbol.name) : symbol.name })),
    ]),
  );
}

const withoutVersion = (name: string): string => name.replace(/@.*$/, "");

/** With what readelf says of those that it knows. */
export function notesAsReadelf({ reader, image }: ElfFile): readonly Pick<ReadNote, "owner" | "size">[] {
  return elfNotes(reader, image).map(({ owner, size }) => ({ owner, size }));
}

export function dynamicAsReadelf({ reader, image }: ElfFile): readonly string[] {
  const dynamic = elfDynamic(reader, image);
  if (dynamic === undefined) return [];
  const { needed, name, paths } = dynamic;
  return [...needed.map((one) => `NEEDED ${one}`), ...(name === undefined ? [] : [`SONAME ${name}`]), ...paths];
}

export function dynamicOf({ dynamic }: Reading): readonly string[] {
  const of = (...tags: readonly string[]) => dynamic.filter(([tag]) => tags.includes(tag));
  return [
    ...of("NEEDED").map(([, text]) => `NEEDED ${text}`),
    ...of("SONAME").map(([, text]) => `SONAME ${text}`),
    ...of("RPATH", "RUNPATH").map(([, text]) => text),
  ];
}
