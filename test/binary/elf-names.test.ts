/** Names of numbers, held against readelf's: of each number a file is made that has nothing but it. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  elfMachineNames,
  osAbiNames,
  sectionFlagLetters,
  sectionTypeName,
  segmentTypeNames,
} from "../../server/src/binary/elf-names.ts";
import { folder } from "../support/program.ts";
import { has, isNeeded, tool } from "./support/linux-files.ts";
import { readings } from "./support/readelf.ts";

/** What readelf calls machines that people have another name for. */
const asPeopleSay: ReadonlyMap<string, string> = new Map([
  ["SPARC", "Sparc"],
  ["SPARC V8+", "Sparc v8+"],
  ["SPARC V9", "Sparc v9"],
  ["x86", "Intel 80386"],
  ["x86-64", "X86-64"],
  ["m68k", "MC68000"],
  ["MIPS", "MIPS R3000"],
  ["PA-RISC", "HPPA"],
  ["PowerPC 64", "PowerPC64"],
  ["S/390", "IBM S/390"],
  ["SuperH", "SuperH SH"],
  ["Itanium", "Intel IA-64"],
  ["ARCompact", "ARCompact"],
  ["Nios II", "Nios II"],
  ["Hexagon", "QUALCOMM DSP6"],
  ["ARM64", "AArch64"],
  ["MicroBlaze", "MicroBlaze"],
  ["ARCv2", "ARCv2"],
  ["BPF", "Linux BPF"],
]);

const headerSize = 64;

/** A file of 64 bits with a header, and behind it sections or segments. */
function elfFile(machine: number, osAbi: number, sections: readonly Buffer[], segments: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(headerSize);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, osAbi]);
  header.writeUInt16LE(1, 16);
  header.writeUInt16LE(machine, 18);
  header.writeUInt32LE(1, 20);
  header.writeUInt32LE(segments.length === 0 ? 0 : headerSize, 32);
  header.writeUInt32LE(sections.length === 0 ? 0 : headerSize + segments.length * 56, 40);
  header.writeUInt16LE(headerSize, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(segments.length, 56);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(sections.length, 60);
  return Buffer.concat([header, ...segments, ...sections]);
}

function section(type: number, flags = 0): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(type, 4);
  bytes.writeBigUInt64LE(BigInt(flags), 8);
  return bytes;
}

function segment(type: number): Buffer {
  const bytes = Buffer.alloc(56);
  bytes.writeUInt32LE(type, 0);
  return bytes;
}

describe.skipIf(!has("readelf") && !isNeeded)("names as readelf has them", () => {
  test("of machines", () => {
    const numbers = [...elfMachineNames.keys()];
    const path = folder(Object.fromEntries(numbers.map((number) => [`${number}.o`, elfFile(number, 0, [], [])])));
    const said = readings(numbers.map((number) => join(path, `${number}.o`)));
    for (const [index, name] of [...elfMachineNames.values()].entries()) {
      expect(said[index]?.header.get("Machine")).toContain(asPeopleSay.get(name) ?? name);
    }
  });

  test("of systems", () => {
    const path = folder(
      Object.fromEntries([...osAbiNames.keys()].map((number) => [`${number}.o`, elfFile(62, number, [], [])])),
    );
    const said = readings([...osAbiNames.keys()].map((number) => join(path, `${number}.o`)));
    for (const [index, name] of [...osAbiNames.values()].entries()) {
      expect(said[index]?.header.get("OS/ABI")?.replace(/^UNIX - /, "")).toContain(name);
    }
  });

  test.each([
    [40, "ARM"],
    [62, "x86-64"],
    [243, "RISC-V"],
  ])("of types of sections (machine %d)", (machine) => {
    const numbers = [
      ...Array.from({ length: 20 }, (_, index) => index),
      ...[0x6fff_fff5, 0x6fff_fff6, 0x6fff_fff7, 0x6fff_fffd, 0x6fff_fffe, 0x6fff_ffff],
      ...[0x7000_0001, 0x7000_0003],
    ];
    const path = folder({ "types.o": elfFile(machine, 0, [section(0), ...numbers.map((type) => section(type))], []) });
    const types = [
      ...tool("readelf", ["-SW", join(path, "types.o")]).matchAll(/^ {2}\[ *\d+\] <no-strings> +(.+?) +0{16} /gm),
    ];
    const unnamed = new Set<string>();
    for (const [index, number] of numbers.entries()) {
      const expected = types[index + 1]?.[1];
      const name = sectionTypeName(number, machine);
      if (name === undefined) unnamed.add(expected ?? "");
      else expect(expected?.replace("SYMTAB SECTION INDICES", "SYMTAB_SHNDX")).toBe(name);
    }
    // What has no name here has one there neither, or is of machines that are not asked for.
    for (const name of unnamed) expect(name).toMatch(/^(LOPROC\+.*|[\da-f]+: <unknown>)$/);
  });

  test.each([
    [40, "ARM"],
    [62, "x86-64"],
  ])("of flags (machine %d)", (machine) => {
    const flags = [
      ...Array.from({ length: 32 }, (_, bit) => 2 ** bit),
      ...[0x7, 0x30, 0x8000_0003, 0x20_0003, 0x8, 0xb],
    ];
    // GNU's own are named in files that are GNU's.
    const path = folder({ "flags.o": elfFile(machine, 3, [section(0), ...flags.map((flag) => section(1, flag))], []) });
    const [said] = readings([join(path, "flags.o")]);
    expect(said?.sections.slice(1).map((one) => one.flags)).toEqual(
      flags.map((flag) => sectionFlagLetters(flag, machine)),
    );
  });

  test("of segments", () => {
    const numbers = [...segmentTypeNames.keys()];
    const path = folder({
      "segments.o": elfFile(
        62,
        0,
        [],
        numbers.map((type) => segment(type)),
      ),
    });
    const said = tool("readelf", ["-lW", join(path, "segments.o")]);
    const types = [...said.matchAll(/^ {2}(\S+) +0x[\da-f]{6} 0x/gm)].map(([, type]) => type);
    expect(types).toEqual([...segmentTypeNames.values()]);
  });
});
