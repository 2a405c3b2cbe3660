/** The numbers of an ELF file that readers follow: of its headers, and of some entries of its tables. */
import { type ElfImage, sectionType } from "../../../server/src/binary/elf.ts";
import type { Base, Field } from "./mutate.ts";
import type { ElfFile } from "./read-elf-file.ts";

const header64: readonly Field[] = [
  ...at(16, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2),
  // Its bits, its order of bytes.
  ...at(4, 1, 1),
];
const header32: readonly Field[] = [...at(16, 2, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2), ...at(4, 1, 1)];

/** Numbers of these sizes, one behind the other. */
function at(offset: number, ...sizes: readonly Field["size"][]): Field[] {
  let next = offset;
  return sizes.map((size) => {
    const field = { offset: next, size };
    next += size;
    return field;
  });
}

/** Of each table so many entries, from its beginning to its end. */
const entriesOfTable = 40;

/** @param bytes those of the file */
export function elfBase(name: string, bytes: Uint8Array, { image, reader }: ElfFile): Base {
  const { is64 } = image;
  const word = is64 ? 8 : 4;
  const table = reader.record(is64 ? 40 : 32, word);
  const start = table === undefined ? 0 : is64 ? table.place(0) : table.u32(0);
  const sections = image.sections.flatMap((_, index) =>
    is64 ? at(start + index * 64, 4, 4, 8, 8, 8, 8, 4, 4, 8, 8) : at(start + index * 40, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4),
  );
  const segments = Array.from({ length: image.segments.count }, (_, index) =>
    is64
      ? at(image.segments.offset + index * 56, 4, 4, 8, 8, 8, 8, 8, 8)
      : at(image.segments.offset + index * 32, 4, 4, 4, 4, 4, 4, 4, 4),
  ).flat();
  return {
    ...{ name, bytes, isLittle: image.isLittle },
    fields: [...(is64 ? header64 : header32), ...sections, ...segments, ...tableFields(image)].filter(
      ({ offset, size }) => offset + size <= bytes.length,
    ),
  };
}

function tableFields({ sections, is64 }: ElfImage): Field[] {
  return sections.flatMap(({ type, offset, size, name }) => {
    const sizes = entrySizes(type, name, is64);
    const each = sizes.reduce<number>((sum, one) => sum + one, 0);
    if (each === 0) return [];
    const count = Math.floor(size / each);
    const step = Math.max(Math.floor(count / entriesOfTable), 1);
    return Array.from({ length: Math.min(count, entriesOfTable) }, (_, index) =>
      at(offset + index * step * each, ...sizes),
    ).flat();
  });
}

function entrySizes(type: number, name: string, is64: boolean): readonly Field["size"][] {
  if (type === sectionType.symbols || type === sectionType.dynamicSymbols)
    return is64 ? [4, 1, 1, 2, 8, 8] : [4, 4, 4, 1, 1, 2];
  if (type === sectionType.dynamic) return is64 ? [8, 8] : [4, 4];
  if (type === sectionType.notes || type === sectionType.symbolSections) return [4];
  if (name === "__versions") return is64 ? [8, ...names] : [4, 4, ...names];
  return name.startsWith("__kcrctab") || name === ".gnu_debuglink" || name === "__version_ext_crcs" ? [4] : [];
}
const names: readonly Field["size"][] = [8, 8, 8, 8, 8, 8, 8];
