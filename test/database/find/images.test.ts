/**
 * Databases in images, objects and libraries as compilers and linkers make them. Without mingw-w64 or gcc (Debian: mingw-w64,
 * gcc) what they make is skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCoffObject } from "../../../server/src/binary/coff.ts";
import { readElf } from "../../../server/src/binary/elf.ts";
import { readPe } from "../../../server/src/binary/pe.ts";
import { peExports } from "../../../server/src/binary/pe-exports.ts";
import { peResources } from "../../../server/src/binary/pe-resources.ts";
import { ImageReader } from "../../../server/src/binary/record.ts";
import { type ByteSource, bytesSource } from "../../../server/src/binary/source.ts";
import { findDatabases, partSource } from "../../../server/src/database/find/find-databases.ts";
import { arrayText, headerText } from "../../../server/src/embed/c-source.ts";
import { type Machine, objectFile } from "../../../server/src/embed/coff.ts";
import { embeddingOf } from "../../embed/sample.ts";
import { seeded } from "../../engine/random.ts";
import { folder } from "../../support/program.ts";
import { findable } from "./sample.ts";

const quirks = findable({ pages: 3 });
const other = findable({ pageSize: 1024, pages: 4 });

/** What is found in a file: how it is called, and whether it is `quirks`, `other` or something else. */
function found(file: Uint8Array) {
  const source = bytesSource(file);
  return findDatabases(source).map((part) => {
    if (part.kind !== "window") throw new Error("an array");
    const opened = partSource(source, part)!;
    const bytes = Buffer.from(opened.read(0, opened.length));
    const content = bytes.equals(quirks) ? "quirks" : bytes.equals(other) ? "other" : bytes.length;
    return { name: part.name, where: part.where, content };
  });
}

const bytesAround = (...pieces: readonly (Uint8Array | number)[]): Uint8Array =>
  Buffer.concat(pieces.map((piece) => (typeof piece === "number" ? Buffer.alloc(piece, 0xcc) : piece)));

describe("in any file", () => {
  test("a database is told by its header, and ends where that says", () => {
    expect(found(bytesAround(5000, quirks, 77, other, 10))).toEqual([
      { name: undefined, where: undefined, content: "quirks" },
      { name: undefined, where: undefined, content: "other" },
    ]);
  });

  test("a file that is one is found as such", () => {
    expect(found(quirks)).toEqual([{ name: undefined, where: undefined, content: "quirks" }]);
  });

  test("one whose pages nobody counted goes on to the end", () => {
    const old = findable({ pages: 3 });
    old[92] = 1;
    expect(found(bytesAround(10, old, 300))).toMatchObject([{ content: 1536 }]);
  });

  test("one that is cut off ends with the file, and less than a page is none", () => {
    expect(found(bytesAround(10, quirks.subarray(0, 1000)))).toMatchObject([{ content: 1000 }]);
    expect(found(bytesAround(10, quirks.subarray(0, 500)))).toEqual([]);
  });

  test("what lies within a database is a value of it", () => {
    const outer = findable({ pages: 8 });
    outer.set(quirks, 1024);
    expect(findDatabases(bytesSource(outer))).toMatchObject([{ start: 0, length: outer.length }]);
  });

  test.each([
    ["page size", 16, 3],
    ["version", 18, 3],
    ["payload", 21, 65],
    ["magic", 15, 1],
  ])("with another %s it is none", (_, offset, byte) => {
    const bytes = quirks.slice();
    bytes[offset] = byte;
    expect(found(bytesAround(100, bytes))).toEqual([]);
  });

  test("in pieces, of which no more than a few megabytes are read at once", () => {
    const piece = 4 * 1024 * 1024;
    const length = 2 ** 31 + 4 * piece;
    // The magic lies across two pieces, and beyond 2 GB.
    const places = [piece - 7, 2 ** 31 + piece - 15, length - quirks.length];
    const reads: number[] = [];
    const nothing = new Uint8Array(piece + 100).fill(0xcc);
    const source: ByteSource = {
      length,
      read(start, end) {
        reads.push(end - start);
        if (!places.some((place) => place < end && place + quirks.length > start))
          return nothing.subarray(0, end - start);
        const bytes = new Uint8Array(end - start);
        for (const place of places) {
          for (let at = Math.max(place, start); at < Math.min(place + quirks.length, end); at++) {
            bytes[at - start] = quirks[at - place]!;
          }
        }
        return bytes;
      },
    };
    const told: number[] = [];
    expect(findDatabases(source, (fraction) => told.push(fraction))).toEqual(
      places.map((start) => ({ kind: "window", name: undefined, where: undefined, start, length: quirks.length })),
    );
    expect(Math.max(...reads)).toBeLessThanOrEqual(piece + 16);
    expect(told.length).toBeGreaterThan(500);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test("a thousand of them are enough", () => {
    const many = Buffer.concat(Array.from({ length: 1500 }, () => quirks));
    expect(findDatabases(bytesSource(bytesAround(1, many)))).toHaveLength(1000);
  });
});

describe("in what driverlens embed writes", () => {
  test.each<Machine>(["x64", "arm64", "x86"])("for %s", (machine) => {
    expect(found(objectFile(embeddingOf(quirks), machine))).toEqual([
      { name: "Quirks", where: ".rdata", content: "quirks" },
    ]);
  });
});

const has = (tool: string): boolean => spawnSync(tool, ["--version"], { stdio: "ignore" }).status === 0;
const isNeeded = process.env.CI === "true";

function run(cwd: string, file: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(file, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")}: ${stderr}`);
}

const source = (bytes: Uint8Array, symbol: string) => arrayText(embeddingOf(bytes, { symbol }), `${symbol}.h`);
const header = (bytes: Uint8Array, symbol: string) => headerText(embeddingOf(bytes, { symbol }));
/** Two databases, one of them seen in this file alone, and something before and between them. */
const sources = {
  "quirks.c": `const char before[] = "before the database";\n${source(quirks, "Quirks")}const char after[] = "x";\n`,
  "Quirks.h": header(quirks, "Quirks"),
  "other.c": `static const unsigned char Other[] = {${Array.from(other)}};
const unsigned char *volatile Used = Other;
int main(void) { return Used[1]; }
`,
  "quirks.db": quirks,
  "resources.rc": '101 RCDATA "quirks.db"\nQUIRKS DATABASE "quirks.db"\n1 RCDATA { "text" }\n',
};
const both = [
  { name: "Quirks", content: "quirks" },
  { name: "Other", content: "other" },
];
const byName = (parts: ReturnType<typeof found>) => parts.toSorted((a, b) => `${b.name}`.localeCompare(`${a.name}`));

describe.skipIf(!has("x86_64-w64-mingw32-gcc") && !isNeeded)("made by mingw-w64", () => {
  for (const [bits, prefix] of [
    [64, "x86_64-w64-mingw32"],
    [32, "i686-w64-mingw32"],
  ] as const) {
    test(`images of ${bits} bits, with symbols and without`, () => {
      const cwd = folder(sources);
      run(cwd, `${prefix}-gcc`, "-O1", "-o", "a.exe", "quirks.c", "other.c");
      const image = readFileSync(join(cwd, "a.exe"));
      expect(byName(found(image))).toMatchObject(both);
      expect(new Set(found(image).map(({ where }) => where))).toEqual(new Set([".rdata"]));
      run(cwd, `${prefix}-strip`, "a.exe");
      const stripped = found(readFileSync(join(cwd, "a.exe")));
      expect(stripped.map(({ name, where, content }) => [name, where, content]).toSorted()).toEqual([
        [undefined, ".rdata", "other"],
        [undefined, ".rdata", "quirks"],
      ]);
    });

    test(`a library of ${bits} bits with exports and resources`, () => {
      const cwd = folder(sources);
      run(cwd, `${prefix}-windres`, "resources.rc", "resources.o");
      const exports = "LIBRARY a\nEXPORTS\nQuirks DATA\nQuirksSize DATA\nhidden = before @7 NONAME DATA\n";
      const def = join(folder({ "a.def": exports }), "a.def");
      run(cwd, `${prefix}-gcc`, "-shared", "-nostdlib", "-s", "-o", "a.dll", "quirks.c", "resources.o", def);
      const file = readFileSync(join(cwd, "a.dll"));
      const reader = new ImageReader(bytesSource(file));
      const image = readPe(bytesSource(file))!;
      expect(image).toMatchObject({ is64: bits === 64, machine: bits === 64 ? 0x8664 : 0x14c });
      expect(peExports(reader, image).map(({ name, ordinal }) => [name, ordinal])).toEqual(
        expect.arrayContaining([
          [undefined, 7],
          ["Quirks", expect.any(Number)],
        ]),
      );
      expect(peResources(reader, image)).toMatchObject([
        { type: "DATABASE", name: "QUIRKS", language: 0x409, size: quirks.length },
        { type: 10, name: 1, size: 4 },
        { type: 10, name: 101, size: quirks.length },
      ]);
      expect(found(file)).toEqual([
        { name: "Quirks", where: ".rdata", content: "quirks" },
        { name: undefined, where: "DATABASE QUIRKS", content: "quirks" },
        { name: undefined, where: "RCDATA 101", content: "quirks" },
      ]);
    });

    test(`objects of ${bits} bits and libraries of them`, () => {
      const cwd = folder(sources);
      run(cwd, `${prefix}-gcc`, "-O1", "-c", "quirks.c", "-o", "an-object-with-a-long-name.o");
      run(cwd, `${prefix}-gcc`, "-O1", "-c", "other.c", "-fdata-sections", "-Wa,-mbig-obj");
      run(cwd, `${prefix}-gcc`, "-O1", "-c", "-x", "c++", "other.c", "-o", "cpp.o");
      run(cwd, `${prefix}-ar`, "rcs", "a.lib", "an-object-with-a-long-name.o", "other.o");
      const object = readFileSync(join(cwd, "an-object-with-a-long-name.o"));
      expect(found(object)).toEqual([{ name: "Quirks", where: ".rdata", content: "quirks" }]);
      const big = readFileSync(join(cwd, "other.o"));
      expect(big.readUInt32LE(0)).toBe(0xffff_0000);
      expect(readCoffObject(bytesSource(big))?.symbols.entrySize).toBe(20);
      expect(found(big)).toEqual([{ name: "Other", where: ".rdata$Other", content: "other" }]);
      expect(found(readFileSync(join(cwd, "a.lib")))).toEqual([
        { name: "Quirks", where: "an-object-with-a-long-name.o .rdata", content: "quirks" },
        { name: "Other", where: "other.o .rdata$Other", content: "other" },
      ]);
      expect(found(readFileSync(join(cwd, "cpp.o")))).toMatchObject([{ name: "Other" }]);
    });
  }
});

describe.skipIf(!has("gcc") && !isNeeded)("made by gcc for Linux", () => {
  const assembly = `.section .rodata
.balign 16
.globl quirks
quirks: .incbin "quirks.db"
quirks_end: .byte 1, 2, 3
.section .note.GNU-stack,"",@progbits
`;
  test.each(["-m64", "-m32"])("objects (%s)", (bits) => {
    const cwd = folder({ ...sources, "inc.S": assembly });
    run(cwd, "gcc", bits, "-O1", "-c", "quirks.c", "other.c", "inc.S");
    expect(readElf(bytesSource(readFileSync(join(cwd, "quirks.o"))))).toMatchObject({ is64: bits === "-m64", type: 1 });
    expect(found(readFileSync(join(cwd, "quirks.o")))).toEqual([
      { name: "Quirks", where: ".rodata", content: "quirks" },
    ]);
    expect(found(readFileSync(join(cwd, "other.o")))).toEqual([{ name: "Other", where: ".rodata", content: "other" }]);
    // Without a size, a symbol ends where the next one begins.
    expect(found(readFileSync(join(cwd, "inc.o")))).toEqual([{ name: "quirks", where: ".rodata", content: "quirks" }]);
    run(cwd, "ld", "-r", bits === "-m64" ? "-melf_x86_64" : "-melf_i386", "-o", "a.ko", "quirks.o", "other.o");
    expect(byName(found(readFileSync(join(cwd, "a.ko"))))).toMatchObject(both);
  });

  test("programs, libraries, stripped ones, structures, and archives", () => {
    const structure = `struct blob { unsigned length; unsigned char data[${quirks.length}]; char more[99]; };
const struct blob Blob = { 1, {${Array.from(quirks)}}, "x" };
`;
    const cwd = folder({ ...sources, "blob.c": structure });
    run(cwd, "gcc", "-O1", "-o", "program", "quirks.c", "other.c");
    expect(byName(found(readFileSync(join(cwd, "program"))))).toMatchObject(both);
    run(cwd, "strip", "program");
    expect(found(readFileSync(join(cwd, "program")))).toMatchObject([
      { where: ".rodata", name: undefined },
      { where: ".rodata", name: undefined },
    ]);
    run(cwd, "gcc", "-O1", "-shared", "-nostdlib", "-s", "-fPIC", "-o", "library.so", "quirks.c", "blob.c");
    expect(found(readFileSync(join(cwd, "library.so"))).map(({ name, content }) => [name, content])).toEqual(
      expect.arrayContaining([
        ["Quirks", "quirks"],
        ["Blob", "quirks"],
      ]),
    );
    run(cwd, "gcc", "-O1", "-c", "-x", "c++", "other.c", "-o", "an-object-with-a-long-name.o");
    run(cwd, "ar", "rcs", "a.a", "an-object-with-a-long-name.o");
    expect(found(readFileSync(join(cwd, "a.a")))).toEqual([
      { name: "Other", where: "an-object-with-a-long-name.o .rodata", content: "other" },
    ]);
  });

  test.each(["elf32-big", "elf64-big", "elf32-little", "elf64-little"])("%s, as objcopy makes it", (format) => {
    const cwd = folder({ "quirks.db": quirks });
    run(cwd, "objcopy", "-I", "binary", "-O", format, "quirks.db", "quirks.o");
    const file = readFileSync(join(cwd, "quirks.o"));
    expect(readElf(bytesSource(file))).toMatchObject({
      is64: format.includes("64"),
      isLittle: format.endsWith("little"),
    });
    expect(found(file)).toEqual([{ name: "_binary_quirks_db_start", where: ".data", content: "quirks" }]);
  });

  test("what is damaged is still looked through, and in time", () => {
    const cwd = folder({ ...sources, "inc.S": assembly });
    const files = [objectFile(embeddingOf(quirks), "x64")];
    run(cwd, "gcc", "-O1", "-c", "quirks.c", "inc.S");
    run(cwd, "ar", "rcs", "a.a", "quirks.o", "inc.o");
    if (has("x86_64-w64-mingw32-gcc")) {
      run(cwd, "x86_64-w64-mingw32-windres", "resources.rc", "resources.o");
      const flags = ["-shared", "-nostdlib", "-Wl,--export-all-symbols"];
      run(cwd, "x86_64-w64-mingw32-gcc", ...flags, "-o", "a.dll", "quirks.c", "resources.o");
      files.push(readFileSync(join(cwd, "a.dll")));
    }
    files.push(...["quirks.o", "inc.o", "a.a"].map((name) => readFileSync(join(cwd, name))));
    const random = seeded(8);
    for (const file of files) {
      for (let round = 0; round < 300; round++) {
        const damaged = new Uint8Array(file);
        // Tables are small, and lie before and behind what is in the sections.
        for (let count = 1 + random.upTo(11); count > 0; count--) {
          const at = random.upTo(2) === 0 ? random.upTo(damaged.length - 1) : random.upTo(600);
          damaged[at] = random.pick([0, 1, 0x7f, 0x80, 0xff, random.upTo(255)]);
        }
        const whole = random.upTo(3) === 0 ? damaged.subarray(0, random.upTo(damaged.length)) : damaged;
        const bytes = bytesSource(whole);
        for (const part of findDatabases(bytes)) {
          expect(part.kind === "window" && part.length > 0 && part.start + part.length <= whole.length).toBe(true);
        }
      }
    }
  });
});
