/** Files of hundreds of megabytes are read by windows, and tables that are made to cost much cost little. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { readElf } from "../../server/src/binary/elf.ts";
import { modInfo } from "../../server/src/binary/elf-modinfo.ts";
import { exportedSymbols, undefinedSymbols } from "../../server/src/binary/elf-module.ts";
import { elfNotes } from "../../server/src/binary/elf-notes.ts";
import { elfSymbols } from "../../server/src/binary/elf-symbols.ts";
import { symbolVersions } from "../../server/src/binary/module-versions.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { readAllOfElf } from "./support/elf-surface.ts";
import { allModules, isNeeded, modulesFolder } from "./support/linux-files.ts";
import { countingSource, sparse } from "./support/sparse.ts";

const mega = 1024 * 1024;

const folder = modulesFolder();

describe.skipIf(folder === undefined && !isNeeded)("a kernel module of 500 MB", () => {
  test("is told of without reading most of it", () => {
    const path = allModules(folder!).find((one) => basename(one) === "jbd2.ko")!;
    const module = new Uint8Array(readFileSync(path));
    const original = readElf(bytesSource(module))!;
    // Code and all that is behind it is moved back by so much.
    const hole = 500 * mega;
    const text = original.sections.find(({ name }) => name === ".text")!;
    const split = text.offset + text.size;
    const view = new DataView(module.buffer);
    const table = view.getBigUint64(40, true);
    for (const index of original.sections.keys()) {
      const at = Number(table) + index * 64;
      if (view.getBigUint64(at + 24, true) >= split)
        view.setBigUint64(at + 24, view.getBigUint64(at + 24, true) + BigInt(hole), true);
      if (index === original.sections.indexOf(text)) view.setBigUint64(at + 32, BigInt(text.size + hole), true);
    }
    view.setBigUint64(40, table + BigInt(hole), true);
    const source = sparse(module.length + hole, [
      { start: 0, bytes: module.subarray(0, split) },
      { start: split + hole, bytes: module.subarray(split) },
    ]);

    const image = readElf(source)!;
    expect(image.sections.find(({ name }) => name === ".text")?.size).toBe(text.size + hole);
    const [reader, before] = [new ImageReader(source), new ImageReader(bytesSource(readFileSync(path)))];
    expect(modInfo(reader, image)).toEqual(modInfo(before, original));
    expect(undefinedSymbols(reader, image)).toEqual(undefinedSymbols(before, original));
    expect(exportedSymbols(reader, image)).toEqual(exportedSymbols(before, original));
    expect(readAllOfElf(source)).toBe(readAllOfElf(bytesSource(readFileSync(path))));
    // The module itself has 400 KB; each question reads its tables anew.
    expect(source.bytesRead).toBeLessThan(16 * mega);
    expect(source.largestRead).toBeLessThanOrEqual(mega);
  });
});

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link?: number;
}

/** Header and sections of an object of 64 bits: the bytes up to 1 MB. */
function objectHead(sections: readonly Section[]): Uint8Array {
  const bytes = new Uint8Array(mega);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 1, true);
  view.setUint16(18, 62, true);
  view.setBigUint64(40, 64n, true);
  view.setUint16(58, 64, true);
  view.setUint16(60, sections.length + 1, true);
  // Their names are in the first, which has the zeros behind it.
  for (const [index, { type, offset, size, link = 0 }] of sections.entries()) {
    const at = 64 + (index + 1) * 64;
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 24, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setUint32(at + 40, link, true);
  }
  return bytes;
}

/** Of what is spent on one table of such a file; those of the largest programs take about a second. */
const mostMilliseconds = 10_000;

/** A symbol's first four bytes are a place among the names; everything behind `names` is a name without an end. */
function manySymbols(count: number, names: number, length: number, nameOf: (index: number) => number) {
  const symbols = mega;
  const head = objectHead([
    { type: 2, offset: symbols, size: count * 24, link: 2 },
    { type: 3, offset: names, size: length - names },
  ]);
  const table = new Uint32Array(count * 6);
  for (let index = 0; index < count; index++) table[index * 6] = nameOf(index);
  const whole = new Uint8Array(names).fill(0x41);
  whole.set(head);
  whole.set(new Uint8Array(table.buffer), symbols);
  const endless = new Uint8Array(mega).fill(0x41);
  return countingSource(length, (start, end) =>
    end <= names ? whole.subarray(start, end) : endless.subarray(0, end - start),
  );
}

describe("tables that are made to cost much", () => {
  test.each([
    ["all lead to one long name", () => 1],
    ["each lead to another place", (index: number) => (Math.imul(index, 2_654_435_761) >>> 0) % (400 * mega)],
  ])("two million symbols that %s", (_, nameOf) => {
    const source = manySymbols(2_000_000, 60 * mega, 500 * mega, nameOf);
    const image = readElf(source)!;
    const start = cpuMilliseconds();
    let [symbols, characters] = [0, 0];
    for (const { name } of elfSymbols(new ImageReader(source), image)) {
      symbols++;
      characters += name.length;
    }
    expect(symbols).toBe(1_999_999);
    expect(characters).toBeGreaterThan(mega);
    expect(characters).toBeLessThan(33 * mega);
    expect(source.bytesRead).toBeLessThan(700 * mega);
    expect(source.largestRead).toBeLessThanOrEqual(64 * 1024);
    expect(cpuMilliseconds() - start).toBeLessThan(mostMilliseconds);
  });

  test("sections that all are the same notes", () => {
    const notes = { type: 7, offset: 2 * mega, size: 400 * mega };
    const source = sparse(500 * mega, [{ start: 0, bytes: objectHead(Array.from({ length: 9000 }, () => notes)) }]);
    const image = readElf(source)!;
    expect(image.sections.length).toBe(9001);
    const found = elfNotes(new ImageReader(source), image);
    expect(found.length).toBe(10_000);
    expect(source.bytesRead).toBeLessThan(8 * mega);
  });

  test("more sections than a linker takes, and names that have no end", () => {
    const head = objectHead([]);
    const view = new DataView(head.buffer);
    view.setUint16(60, 0, true);
    view.setUint16(62, 1, true);
    // The first says how many there are; the second is the names.
    view.setBigUint64(64 + 32, 2n ** 40n, true);
    view.setUint32(64 + 64 + 4, 3, true);
    view.setBigUint64(64 + 64 + 24, BigInt(100 * mega), true);
    view.setBigUint64(64 + 64 + 32, BigInt(400 * mega), true);
    const source = countingSource(500 * mega, (start, end) => {
      const bytes = new Uint8Array(end - start).fill(start >= 100 * mega ? 0x41 : 0);
      if (start < mega) bytes.set(head.subarray(start, end));
      return bytes;
    });
    const start = cpuMilliseconds();
    const image = readElf(source)!;
    expect(image.claimedSections).toBe(2 ** 40);
    expect(image.sections.length).toBe(100_000);
    expect(image.sections.reduce((sum, { name }) => sum + name.length, 0)).toBeLessThan(33 * mega);
    expect(cpuMilliseconds() - start).toBeLessThan(mostMilliseconds);
  });

  test("names of checksums that have no end", () => {
    const names = "\0__version_ext_names\0__version_ext_crcs\0.modinfo\0";
    const head = objectHead([
      { type: 3, offset: 900_000, size: names.length },
      { type: 1, offset: 2 * mega, size: 100 * mega },
      { type: 1, offset: 2 * mega, size: 100 * mega },
      { type: 1, offset: 2 * mega, size: 100 * mega },
    ]);
    head.set(Buffer.from(names), 900_000);
    const view = new DataView(head.buffer);
    view.setUint16(62, 1, true);
    for (const [index, name] of ["__version_ext_names", "__version_ext_crcs", ".modinfo"].entries())
      view.setUint32(64 + (index + 2) * 64, names.indexOf(name), true);
    const source = countingSource(200 * mega, (start, end) => {
      const bytes = new Uint8Array(end - start).fill(0x41);
      if (start < mega) bytes.set(head.subarray(start, end));
      return bytes;
    });
    const image = readElf(source)!;
    const reader = new ImageReader(source);
    expect(image.sections.map(({ name }) => name)).toContain("__version_ext_crcs");
    expect(symbolVersions(reader, image).size).toBe(0);
    expect(modInfo(reader, image)).toHaveLength(1);
    expect(source.bytesRead).toBeLessThan(64 * mega);
  });
});
