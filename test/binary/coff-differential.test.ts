/** Objects, of /bigobj too, libraries and the symbols that images were not stripped of, held against binutils' objdump. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { readArchive } from "../../server/src/binary/archive.ts";
import { coffSymbols, readCoffObject } from "../../server/src/binary/coff.ts";
import { readPe } from "../../server/src/binary/pe.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { type ByteSource, bytesSource, windowSource } from "../../server/src/binary/source.ts";
import { builtImages } from "./support/built-images.ts";
import { type ObjdumpObject, objdumpObjects } from "./support/objdump-symbols.ts";
import { mingwIsMissing } from "./support/toolchain.ts";
import { wineImage, wineIsMissing } from "./support/wine-images.ts";

const fileName = 103;

/** As `objdumpObjects` has it; sections and symbols that are none in particular are all 0 here. */
function ours(name: string, source: ByteSource): ObjdumpObject {
  const object = readPe(source) ?? readCoffObject(source);
  const { sections, symbols } = object!;
  return {
    name,
    sections: sections.map((one) => `${one.name} ${one.sizeOfRawData} ${one.offset}`),
    symbols: Array.from(
      coffSymbols(new ImageReader(source), symbols, sections.length),
      ({ section, type, storage, value, name: symbol }) =>
        [section === undefined ? 0 : section + 1, type, storage, value, storage === fileName ? "" : symbol].join(" "),
    ),
  };
}

const theirs = (path: string): ObjdumpObject[] =>
  objdumpObjects(path).map((one) => ({
    ...one,
    symbols: one.symbols.map((symbol) => symbol.replace(/^-\d+/, "0")),
  }));

describe.skipIf(mingwIsMissing || wineIsMissing)("objdump says the same", () => {
  test("of objects", async () => {
    const { others } = await builtImages();
    const paths = others.filter((path) => path.endsWith(".o"));
    expect(paths).toHaveLength(6);
    for (const path of paths) {
      const [object] = theirs(path);
      expect(object!.symbols.length).toBeGreaterThan(0);
      expect(ours(basename(path), bytesSource(readFileSync(path)))).toEqual(object);
    }
  });

  test("of libraries, member by member", async () => {
    const { others } = await builtImages();
    const paths = others.filter((path) => path.endsWith(".lib"));
    expect(paths).toHaveLength(4);
    for (const path of paths) {
      const source = bytesSource(readFileSync(path));
      const members = readArchive(source)!;
      expect(members.length).toBeGreaterThan(1);
      expect(members.map(({ name, offset, length }) => ours(name, windowSource(source, offset, length)))).toEqual(
        theirs(path),
      );
    }
  });

  test("of the symbols of images", async () => {
    const { images } = await builtImages();
    const paths = images.filter((path) => !path.includes("stripped"));
    for (const path of [...paths, wineImage("ntoskrnl.exe")]) {
      const [{ symbols } = { symbols: [] }] = theirs(path);
      expect(symbols.length).toBeGreaterThan(20);
      expect(ours(basename(path), bytesSource(readFileSync(path))).symbols).toEqual(symbols);
    }
  });
});
