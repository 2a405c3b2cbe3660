/**
 * Every section, segment, symbol and note is what readelf says: of Debian's kernel modules, and of what gcc and binutils make of
 * sources of our own. Without them it is skipped, and fails when CI=true. DRIVERLENS_MODULES=all reads all modules.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { elfDebug } from "../../server/src/binary/elf-debug.ts";
import { modInfo } from "../../server/src/binary/elf-modinfo.ts";
import { exportedSymbols, moduleName, undefinedSymbols } from "../../server/src/binary/elf-module.ts";
import { linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { folder } from "../support/program.ts";
import {
  dynamicAsReadelf,
  dynamicOf,
  headerAsReadelf,
  headerOf,
  notesAsReadelf,
  sectionsAsReadelf,
  segmentsAsReadelf,
  symbolsAsReadelf,
  symbolsOf,
} from "./support/as-readelf.ts";
import { bigEndian } from "./support/big-endian.ts";
import { inBatches, modulesToRead, tell } from "./support/debian-modules.ts";
import { kbuiltModules } from "./support/kbuilt-modules.ts";
import { has, isNeeded } from "./support/linux-files.ts";
import { madeFiles } from "./support/made-files.ts";
import { readElfFile } from "./support/read-elf-file.ts";
import { type Reading, readings } from "./support/readelf.ts";

const totals = { files: 0, sections: 0, segments: 0, symbols: 0, imports: 0, notes: 0 };

function expectSame(path: string, said: Reading): void {
  const file = readElfFile(path);
  expect([path, headerAsReadelf(file)]).toEqual([path, headerOf(said)]);
  const sections = sectionsAsReadelf(file);
  expect([path, sections]).toEqual([path, said.sections]);
  const segments = segmentsAsReadelf(file);
  expect([path, segments]).toEqual([path, said.segments]);
  const tables = symbolsOf(said);
  const symbols = symbolsAsReadelf(file);
  expect([path, symbols]).toEqual([path, tables]);
  const linker = [...tables].at(-1)?.[1] ?? [];
  const wanted = linker.filter(({ place, name }) => place === "UND" && name !== "");
  const imports = undefinedSymbols(file.reader, file.image).map(({ name, isWeak }) => ({ name, isWeak }));
  expect([path, imports]).toEqual([path, wanted.map(({ name, binding }) => ({ name, isWeak: binding === "WEAK" }))]);
  expect([path, notesAsReadelf(file)]).toEqual([path, said.notes.map(({ owner, size }) => ({ owner, size }))]);
  const buildId = /Build ID: ([\da-f]+)/.exec(said.notes.map(({ text }) => text).join("\n"))?.[1];
  expect([path, elfDebug(file.reader, file.image).buildId]).toEqual([path, buildId]);
  expect([path, dynamicAsReadelf(file)]).toEqual([path, dynamicOf(said)]);
  totals.files++;
  totals.sections += sections.length;
  totals.segments += segments.length;
  totals.symbols += [...tables.values()].reduce((sum, list) => sum + list.length, 0);
  totals.imports += imports.length;
  totals.notes += said.notes.length;
}

function expectAllSame(paths: readonly string[]): void {
  for (const batch of inBatches(paths, 16)) {
    for (const [index, said] of readings(batch).entries()) expectSame(batch[index]!, said);
  }
}

const modules = modulesToRead();

describe.skipIf((!has("readelf") || modules.length === 0) && !isNeeded)("as readelf says", () => {
  test("Debian's kernel modules", { timeout: 1_200_000 }, () => {
    expect(modules.length).toBeGreaterThan(20);
    Object.assign(totals, { files: 0, sections: 0, segments: 0, symbols: 0, imports: 0, notes: 0 });
    expectAllSame(modules);
    expect(totals.symbols).toBeGreaterThan(modules.length * 100);
    tell(`Debian's modules ${JSON.stringify(totals)}`);
  });
});

describe.skipIf((!has("readelf") || modules.length === 0) && !isNeeded)("as readelf says", () => {
  test("modules with their highest bytes first", () => {
    const path = folder({});
    const turned = modules.slice(0, 6).map((module) => {
      const file = join(path, basename(module));
      writeFileSync(file, bigEndian(readFileSync(module)));
      return file;
    });
    expectAllSame(turned);
    for (const [index, file] of turned.entries()) {
      const [little, big] = [readElfFile(modules[index]!), readElfFile(file)];
      expect(big.image.isLittle).toBe(false);
      const imports = undefinedSymbols(little.reader, little.image);
      expect(imports.some(({ crc }) => crc !== undefined)).toBe(true);
      expect(undefinedSymbols(big.reader, big.image)).toEqual(imports);
      expect(exportedSymbols(big.reader, big.image)).toEqual(exportedSymbols(little.reader, little.image));
      expect(modInfo(big.reader, big.image)).toEqual(modInfo(little.reader, little.image));
      expect(moduleName(big.reader, big.image)).toBe(moduleName(little.reader, little.image));
    }
  });
});

describe.skipIf((!has("readelf") || !has("gcc")) && !isNeeded)("as readelf says", () => {
  test("what gcc and binutils make", async () => {
    const made = await madeFiles();
    Object.assign(totals, { files: 0, sections: 0, segments: 0, symbols: 0, imports: 0, notes: 0 });
    expectAllSame(
      readdirSync(made)
        .filter((name) => /\.(o|so|elf|ko|debug)$/.test(name))
        .map((name) => join(made, name)),
    );
    expect(totals.files).toBeGreaterThan(20);
    tell(`files made here ${JSON.stringify(totals)}`);
  });
});

describe.skipIf(!linuxInstalled && !isNeeded)("as readelf says", () => {
  test("modules of our own, and the objects that kbuild makes them of", { timeout: 240_000 }, async () => {
    const made = await kbuiltModules();
    const files = readdirSync(made).filter((name) => /\.k?o$/.test(name));
    expect(files.length).toBeGreaterThan(5);
    expectAllSame(files.map((name) => join(made, name)));
  });
});
