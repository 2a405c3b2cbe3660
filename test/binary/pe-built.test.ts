/** What images of our own sources are known to hold, as mingw-w64 makes them. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { peChecksum } from "../../server/src/binary/pe-checksum.ts";
import { peDebug } from "../../server/src/binary/pe-debug.ts";
import { peExportDirectory, peExports } from "../../server/src/binary/pe-exports.ts";
import { peImports } from "../../server/src/binary/pe-imports.ts";
import { peResources } from "../../server/src/binary/pe-resources.ts";
import { peTls } from "../../server/src/binary/pe-tls.ts";
import { peVersion } from "../../server/src/binary/pe-version.ts";
import { builtImages } from "./support/built-images.ts";
import { opened } from "./support/opened.ts";
import { mingwIsMissing } from "./support/toolchain.ts";

describe.skipIf(mingwIsMissing)("made by mingw-w64", () => {
  for (const machine of ["x64", "x86"]) {
    const open = async (name: string) => {
      const { path } = await builtImages();
      return opened(new Uint8Array(readFileSync(path(`${name.replace(".", `.${machine}.`)}`))));
    };

    test(`a driver for ${machine}`, async () => {
      const { source, reader, image } = await open("driver.sys");
      expect(image).toMatchObject({
        ...{ machine: machine === "x64" ? 0x8664 : 0x14c, is64: machine === "x64", subsystem: 1 },
        ...{ subsystemVersion: { major: 6, minor: 1 }, operatingSystemVersion: { major: 10, minor: 0 } },
      });
      expect(image.sections.map(({ name }) => name)).toEqual(
        expect.arrayContaining(["PAGE", "INIT", ".long_named_section", ".debug_info"]),
      );
      expect(peImports(reader, image)).toMatchObject([
        {
          ...{ module: "ntoskrnl.exe", isDelayed: false },
          functions: [{ ordinal: 77, name: undefined }, { name: "DbgPrint" }, { name: "ExAllocatePoolWithTag" }],
        },
      ]);
      expect(peDebug(reader, image)).toMatchObject([{ typeName: "CODEVIEW", pdb: { path: `driver.${machine}.pdb` } }]);
      expect(image.checksum).toBe(peChecksum(source, image));
      expect(peTls(reader, image)).toBeUndefined();
    });

    test(`a driver's version, for ${machine}`, async () => {
      const { reader, image } = await open("driver-stripped.sys");
      expect(peVersion(reader, image)).toEqual({
        fixed: {
          ...{ fileVersion: "1.2.3.4", productVersion: "5.6.7.65535", flags: 2, flagsMask: 0x3f },
          ...{ os: 0x4_0004, type: 3, subtype: 7 },
        },
        tables: [
          {
            ...{ language: 0x409, codePage: 1200 },
            strings: [
              { key: "CompanyName", value: "A company" },
              { key: "FileDescription", value: "A driver" },
              { key: "Odd", value: "ab" },
              { key: "Empty", value: "" },
            ],
          },
          {
            ...{ language: 0x407, codePage: 1252 },
            strings: [{ key: "CompanyName", value: "Gesellschaft für Treiber" }],
          },
        ],
        translations: [
          { language: 0x409, codePage: 1200 },
          { language: 0x407, codePage: 1252 },
        ],
      });
      const texts = peResources(reader, image).map(({ type, name, language }) => `${type} ${name} ${language}`);
      expect(texts).toEqual([
        ...["OF_MY_OWN QUIRKS 1033", "6 1 1033", "6 2 1033", "10 NAMED 1031", "10 101 1031", "10 101 1033"],
        ...["16 1 1033", "24 1 1033"],
      ]);
    });

    test(`a library for ${machine}`, async () => {
      const { reader, image } = await open("library.dll");
      expect(peExportDirectory(reader, image)).toMatchObject({ module: "own.dll", ordinalBase: 7 });
      const exports = peExports(reader, image);
      expect(exports).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: undefined, ordinal: 7 }),
          expect.objectContaining({ name: "another_alias", ordinal: 9 }),
          expect.objectContaining({ name: "forwarded", forwarder: "other.Elsewhere" }),
          expect.objectContaining({ name: "forwarded_by_ordinal", ordinal: 30, forwarder: "other.#12" }),
          expect.objectContaining({ name: "shared", forwarder: undefined }),
        ]),
      );
      const address = (name: string) => exports.find((one) => one.name === name)!.address;
      expect(address("alias")).toBe(address("first"));
      const [atOnce, late] = peImports(reader, image);
      expect(atOnce).toMatchObject({ module: "at-once.dll", isDelayed: false, functions: [{ name: "AtOnce" }] });
      expect(late).toMatchObject({
        ...{ module: "delayed.dll", isDelayed: true },
        functions: [{ name: "Delayed" }, { name: "DelayedToo" }],
      });
    });

    test(`a program for ${machine}`, async () => {
      const { reader, image } = await open("program.exe");
      // The runtime has two of its own.
      expect(peTls(reader, image)?.callbackCount).toBe(3);
      expect(peImports(reader, image).map(({ module }) => module)).toEqual(["KERNEL32.dll", "msvcrt.dll"]);
    });
  }
});
