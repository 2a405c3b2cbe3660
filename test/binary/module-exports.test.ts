/** Exports and checksums as kernels of many years write them: the sections and symbols of linux/export.h, made by the assembler. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readElf } from "../../server/src/binary/elf.ts";
import { exportedSymbols, moduleName, undefinedSymbols } from "../../server/src/binary/elf-module.ts";
import { symbolVersions } from "../../server/src/binary/module-versions.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { folder } from "../support/program.ts";
import { bigEndian } from "./support/big-endian.ts";
import { has, isNeeded, tool } from "./support/linux-files.ts";

function assembled(source: string, bits: 32 | 64, order: "little" | "big") {
  const path = folder({ "a.s": source });
  tool("as", [`--${bits}`, "a.s", "-o", "a.o"], path);
  const file = join(path, "a.o");
  if (order === "big") writeFileSync(file, bigEndian(readFileSync(file)));
  const bytes = bytesSource(readFileSync(file));
  const image = readElf(bytes)!;
  return { image, reader: new ImageReader(bytes, image.isLittle) };
}

const kinds = [
  [64, "little"],
  [32, "little"],
  [64, "big"],
  [32, "big"],
] as const;

/** As EXPORT_SYMBOL has it: an entry of the table, a name, and what is of a section's own name. */
const exported = (name: string, section: string, namespace = "") => `
.section __ksymtab_strings,"aMS",@progbits,1
__kstrtab_${name}: .asciz "${name}"
__kstrtabns_${name}: .asciz "${namespace}"
.section ${section},"a"
.balign 4
__ksymtab_${name}: .long 0, 0, 0
`;

describe.skipIf(!has("as") && !isNeeded).each(kinds)("of %d bits, %s end first", (bits, order) => {
  const read = (source: string) => assembled(source, bits, order);

  test("exports of a linked module: licences, namespaces, and checksums in a table", () => {
    const { image, reader } = read(`
${exported("plain", "__ksymtab")}
${exported("of_gpl", "__ksymtab_gpl", "MY_NAMESPACE")}
${exported("future", "__ksymtab_gpl_future")}
${exported("unused", "__ksymtab_unused_gpl")}
.section __kcrctab,"a"
__crc_plain: .long 0x12345678
.section __kcrctab_gpl,"a"
.long 1
__crc_of_gpl: .long 0x9abcdef0
.text
__ksymtab_no_export: .long 0
`);
    expect(exportedSymbols(reader, image)).toEqual([
      { name: "future", license: "EXPORT_SYMBOL", namespace: undefined, crc: undefined },
      { name: "of_gpl", license: "EXPORT_SYMBOL_GPL", namespace: "MY_NAMESPACE", crc: 0x9abcdef0 },
      { name: "plain", license: "EXPORT_SYMBOL", namespace: undefined, crc: 0x12345678 },
      { name: "unused", license: "EXPORT_SYMBOL_GPL", namespace: undefined, crc: undefined },
    ]);
  });

  test("exports of an object that is not linked yet: each has a section, checksums are numbers, or not there", () => {
    const { image, reader } = read(`
${exported("plain", "___ksymtab+plain")}
${exported("of_gpl", "___ksymtab_gpl+of_gpl")}
.globl __crc_plain
__crc_plain = 0x87654321
.weak __crc_of_gpl
.long __crc_of_gpl
`);
    expect(exportedSymbols(reader, image)).toEqual([
      { name: "of_gpl", license: "EXPORT_SYMBOL_GPL", namespace: undefined, crc: undefined },
      { name: "plain", license: "EXPORT_SYMBOL", namespace: undefined, crc: 0x87654321 },
    ]);
  });

  test("exports that modpost has not seen (Linux 6.4 and later)", () => {
    const mark = (name: string, license: string, namespace: string) =>
      `__export_symbol_${name}: .asciz "${license}"\n.asciz "${namespace}"\n.balign 8\n.long 0, 0\n`;
    const { image, reader } = read(`
.section .export_symbol,"a"
${mark("plain", "", "")}
${mark("of_gpl", "GPL", "MY_NAMESPACE")}
.text
__export_symbol_no_export: .asciz "GPL"
`);
    expect(exportedSymbols(reader, image)).toEqual([
      { name: "of_gpl", license: "EXPORT_SYMBOL_GPL", namespace: "MY_NAMESPACE", crc: undefined },
      { name: "plain", license: "EXPORT_SYMBOL", namespace: undefined, crc: undefined },
    ]);
  });

  test("kernels whose flags of symbols are a table of their own", () => {
    const { image, reader } = read(`
${exported("plain", "__ksymtab")}
${exported("of_gpl", "__ksymtab")}
.section __kflagstab,"a"
__flags_plain: .byte 0
__flags_of_gpl: .byte 1
`);
    expect(exportedSymbols(reader, image).map(({ name, license }) => [name, license])).toEqual([
      ["of_gpl", "EXPORT_SYMBOL_GPL"],
      ["plain", "EXPORT_SYMBOL"],
    ]);
  });

  const word = bits === 64 ? ".quad" : ".long";
  const version = (name: string, crc: string) => `1: ${word} ${crc}\n.asciz "${name}"\n.org 1b + 64\n`;

  test("checksums of what is imported", () => {
    const { image, reader } = read(`
.text
.long kmalloc, of_nobody
.weak maybe_there
.long maybe_there
.section __versions,"a"
${version("module_layout", "0x11111111")}
${version("kmalloc", "0xfedcba98")}
`);
    expect([...symbolVersions(reader, image)]).toEqual([
      ["module_layout", 0x11111111],
      ["kmalloc", 0xfedcba98],
    ]);
    expect(undefinedSymbols(reader, image).toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: "kmalloc", isWeak: false, crc: 0xfedcba98 },
      { name: "maybe_there", isWeak: true, crc: undefined },
      { name: "of_nobody", isWeak: false, crc: undefined },
    ]);
  });

  test("checksums of names of any length (Linux 6.14)", () => {
    const long = `_RNv${"longer_than_64_bytes_".repeat(10)}`;
    const { image, reader } = read(`
.text
.long ${long}, kfree
.section __version_ext_crcs,"a"
.long 0x01020304, 0xf0e0d0c0
.section __version_ext_names,"a"
.asciz "${long}"
.asciz "kfree"
.byte 0
`);
    expect(undefinedSymbols(reader, image).toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: long, isWeak: false, crc: 0x01020304 },
      { name: "kfree", isWeak: false, crc: 0xf0e0d0c0 },
    ]);
  });

  test("a module's name, and none where the kernel's structures were shuffled", () => {
    const before = bits === 64 ? 24 : 12;
    const structure = (at: number) => `
.section .gnu.linkonce.this_module,"aw"
.zero ${at}
.ascii "my_module"
.org 512
`;
    const named = read(structure(before));
    expect(moduleName(named.reader, named.image)).toBe("my_module");
    const shuffled = read(structure(before + 200));
    expect(moduleName(shuffled.reader, shuffled.image)).toBeUndefined();
    const cut = read('.section .gnu.linkonce.this_module,"aw"\n.zero 30\n');
    expect(moduleName(cut.reader, cut.image)).toBeUndefined();
  });
});
