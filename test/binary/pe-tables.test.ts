/** Tables that the linkers at hand do not write, made by hand. */
import { describe, expect, test } from "vitest";
import { fileOffset } from "../../server/src/binary/pe.ts";
import { peDebug } from "../../server/src/binary/pe-debug.ts";
import { peExceptionCount } from "../../server/src/binary/pe-exceptions.ts";
import { peExportDirectory, peExports } from "../../server/src/binary/pe-exports.ts";
import { peImports } from "../../server/src/binary/pe-imports.ts";
import { peLoadConfig } from "../../server/src/binary/pe-load-config.ts";
import { peRelocations } from "../../server/src/binary/pe-relocations.ts";
import { bodyAddress as at, bodyOf, bodyOffset, type MadeImage, madeBase, makeImage } from "./support/made-image.ts";
import { opened } from "./support/opened.ts";

const made = (image: MadeImage) => opened(makeImage(image));

describe("imports", () => {
  const named = (name: string, hint: number, slot: number) => ({ name, ordinal: undefined, hint, slot });
  const ordinal = (number: number, slot: number) => ({ name: undefined, ordinal: number, hint: undefined, slot });
  /** A hint, and a name behind it. */
  const hinted = (hint: number, name: string): Uint8Array =>
    Buffer.concat([Buffer.from([hint & 255, hint >> 8]), Buffer.from(`${name}\0`)]);

  test("without a table of names are read where their addresses will be", () => {
    const body = bodyOf(
      512,
      [0, 0, 0, 0, at + 0x80, at + 0x40],
      [0x40, BigInt(at + 0x90), 0x8000_0000_0000_0007n, 0n],
      [0x80, "hal.dll"],
      [0x90, hinted(0x1234, "KeStall")],
    );
    const { reader, image } = made({ directories: { 1: [at, 40] }, body });
    expect(peImports(reader, image)).toEqual([
      {
        module: "hal.dll",
        isDelayed: false,
        functions: [named("KeStall", 0x1234, at + 0x40), ordinal(7, at + 0x48)],
      },
    ]);
  });

  const delayed = { module: "late.dll", isDelayed: true } as const;

  test.each([true, false])("that are delayed, with addresses (64 bits: %s)", (is64) => {
    const width = is64 ? 8 : 4;
    const thunk = (value: number) => (is64 ? BigInt(value) : value);
    const last = is64 ? 0x8000_0000_0000_0005n : 0x8000_0005;
    const body = bodyOf(
      512,
      [0, 1, at + 0x80, at + 0x1f0, at + 0x60, at + 0x40],
      [0x40, thunk(at + 0x90), last],
      [0x80, "late.dll"],
      [0x90, hinted(3, "Late")],
    );
    const { reader, image } = made({ is64, directories: { 13: [at, 64] }, body });
    const functions = [named("Late", 3, at + 0x60), ordinal(5, at + 0x60 + width)];
    expect(peImports(reader, image)).toEqual([{ ...delayed, functions }]);
  });

  test.each([true, false])("that are delayed, with pointers as old linkers write them (64 bits: %s)", (is64) => {
    const pointer = (place: number): number => madeBase + at + place;
    const thunk = is64 ? BigInt(pointer(0x90)) : pointer(0x90);
    const body = bodyOf(
      512,
      [0, 0, pointer(0x80), pointer(0x1f0), pointer(0x60), pointer(0x40)],
      [0x40, thunk],
      [0x80, "late.dll"],
      [0x90, hinted(3, "Late")],
    );
    const { reader, image } = made({ is64, directories: { 13: [at, 64] }, body });
    expect(peImports(reader, image)).toEqual([{ ...delayed, functions: [named("Late", 3, at + 0x60)] }]);
  });

  test("whose names are nowhere have neither a name nor an ordinal", () => {
    const body = bodyOf(512, [0, at + 0x40, 0, 0, 0x7fff_0000, at + 0x40], [0x40, 0x7000_0000n, 0n]);
    const { reader, image } = made({ directories: { 1: [at, 40] }, body });
    expect(peImports(reader, image)).toEqual([
      {
        ...{ module: "", isDelayed: false },
        functions: [{ name: undefined, ordinal: undefined, hint: undefined, slot: at + 0x40 }],
      },
    ]);
  });
});

describe("exports", () => {
  test("of one ordinal with two names are two, and a gap is none", () => {
    const body = bodyOf(
      512,
      [0, 0, 99, 0, at + 0x100, 10, 3, 2, at + 0x40, at + 0x60, at + 0x70],
      [0x40, at + 0x180, 0, at + 0x190],
      [0x60, at + 0x110, at + 0x120],
      [0x70, new Uint8Array([2, 0, 2, 0])],
      [0x100, "a.dll"],
      [0x110, "First"],
      [0x120, "Fürst"],
    );
    const { reader, image } = made({ directories: { 0: [at, 0x130] }, body });
    const place = { ordinal: 12, address: at + 0x190, forwarder: undefined };
    expect(peExports(reader, image)).toEqual([
      { name: undefined, ordinal: 10, address: at + 0x180, forwarder: undefined },
      { name: "First", ...place },
      { name: "Fürst", ...place },
    ]);
    expect(peExportDirectory(reader, image)).toEqual({ module: "a.dll", timestamp: 99, ordinalBase: 10 });
  });
});

describe("debug entries", () => {
  const entry = (type: number, size: number, address: number, offset: number) => [
    0,
    77,
    0,
    type,
    size,
    address,
    offset,
  ];

  test("of old linkers, of those that hash, and of CET", () => {
    const body = bodyOf(
      1024,
      [0, ...entry(2, 40, at + 0x200, bodyOffset + 0x200), ...entry(16, 8, at + 0x240, 0), ...entry(16, 0, 0, 0)],
      [0x54, ...entry(20, 4, 0, bodyOffset + 0x260), ...entry(99, 4, 0, bodyOffset + 0x260)],
      [0x200, 0x3031_424e, 0, 0x1a2b_3c, 5, "C:\\old\\a.pdb"],
      [0x240, 4, 0xddcc_bbaa],
      [0x260, 0x41],
    );
    const { reader, image } = made({ directories: { 6: [at, 28 * 5] }, body });
    const entries = peDebug(reader, image);
    expect(entries).toEqual([
      {
        ...{ type: 2, typeName: "CODEVIEW", timestamp: 77, offset: bodyOffset + 0x200, size: 40 },
        pdb: { path: "C:\\old\\a.pdb", guid: "001A2B3C", age: 5 },
      },
      { type: 16, typeName: "REPRO", timestamp: 77, offset: bodyOffset + 0x240, size: 8, hash: "AABBCCDD" },
      { type: 16, typeName: "REPRO", timestamp: 77, offset: 0, size: 0 },
      {
        ...{ type: 20, typeName: "EX_DLLCHARACTERISTICS", timestamp: 77, offset: bodyOffset + 0x260, size: 4 },
        exDllCharacteristics: 0x41,
      },
      { type: 99, typeName: "type 99", timestamp: 77, offset: bodyOffset + 0x260, size: 4 },
    ]);
  });

  test("have a path in UTF-8, which ends where the entry does", () => {
    const path = Buffer.from("D:\\bäume\\x.pdb and what is behind it");
    const guid = Buffer.from("78D3F192573B17135A65D18168C5252C", "hex");
    const body = bodyOf(512, [0, ...entry(2, 24 + 15, 0, bodyOffset + 64)], [64, 0x5344_5352, guid, 3, path]);
    const { reader, image } = made({ directories: { 6: [at, 28] }, body });
    expect(peDebug(reader, image)[0]!.pdb).toEqual({
      path: "D:\\bäume\\x.pdb",
      guid: "92F1D378-3B57-1317-5A65-D18168C5252C",
      age: 3,
    });
  });
});

describe("the load configuration", () => {
  test("of 64 bits, whole", () => {
    const body = bodyOf(
      512,
      [0, 320, 5],
      [78, new Uint8Array([0, 8])],
      [88, 0x1_4000_3000n, 0x11n, 2n, 0x1_4000_4000n, 0x1_4000_4008n, 0x1_4000_5000n, 77n, 0x1041_7500],
      [184, 3n, 0x1_4000_6000n, 0x1_4000_7000n],
      [272, 9n],
    );
    const { reader, image } = made({ directories: { 10: [at, 320] }, body });
    expect(peLoadConfig(reader, image)).toEqual({
      ...{ size: 320, timestamp: 5, dependentLoadFlags: 0x800, securityCookie: 0x1_4000_3000n, seHandlerCount: 2 },
      ...{ guardCheckFunction: 0x1_4000_4000n, guardDispatchFunction: 0x1_4000_4008n, guardFlags: 0x1041_7500 },
      ...{ guardFunctionTable: 0x1_4000_5000n, guardFunctionCount: 77, guardLongJumpTargetCount: 3 },
      ...{ dynamicRelocations: 0x1_4000_6000n, chpeMetadata: 0x1_4000_7000n, guardExceptionContinuationCount: 9 },
    });
  });

  test("of 32 bits, of a time without guards", () => {
    const body = bodyOf(512, [0, 72, 5], [60, 0x40_3000, 0x40_2000, 12, 1, 2, 3, 4, 5]);
    const { reader, image } = made({ is64: false, directories: { 10: [at, 64] }, body });
    expect(peLoadConfig(reader, image)).toMatchObject({
      ...{ size: 72, securityCookie: 0x40_3000n, seHandlerCount: 12 },
      ...{ guardCheckFunction: undefined, guardFunctionCount: undefined, guardFlags: undefined },
    });
  });

  test("is none where the directory is empty, or leads nowhere", () => {
    for (const address of [0, 0x9000_0000]) {
      const { reader, image } = made({ directories: { 10: [address, 320] }, body: bodyOf(512) });
      expect(peLoadConfig(reader, image)).toBeUndefined();
    }
  });
});

describe("relocations", () => {
  test("of HIGHADJ are two entries that count as one", () => {
    const entries = new Uint8Array(Uint16Array.of(0x4001, 0x9999, 0x3002, 0x0000).buffer);
    const body = bodyOf(512, [0, 0x1000, 16, entries, 0x2000, 12, new Uint8Array([0, 0xa0, 0, 0])]);
    const { reader, image } = made({ directories: { 5: [at, 28] }, body });
    expect(peRelocations(reader, image)).toEqual({
      ...{ blocks: 2, entries: 5, isWhole: true },
      byType: [
        { type: 0, count: 2 },
        { type: 3, count: 1 },
        { type: 4, count: 1 },
        { type: 10, count: 1 },
      ],
    });
  });

  test("that are cut off are told as far as they go", () => {
    const body = bodyOf(512, [0, 0x1000, 8, 0x2000, 4000]);
    const { reader, image } = made({ directories: { 5: [at, 4008] }, body });
    expect(peRelocations(reader, image)).toEqual({ blocks: 1, entries: 0, isWhole: false, byType: [] });
  });
});

test("tables may lie within the headers, and sections have what the file has of them", () => {
  const bytes = makeImage({ directories: { 0: [0x240, 40] }, body: bodyOf(100) });
  Buffer.from("in the headers\0").copy(Buffer.from(bytes.buffer), 0x280);
  new DataView(bytes.buffer).setUint32(0x240 + 12, 0x280, true);
  const { reader, image } = opened(bytes.subarray(0, bytes.length - 60));
  expect(peExportDirectory(reader, image)?.module).toBe("in the headers");
  expect(image.sections[0]).toMatchObject({ size: 40, sizeOfRawData: 100, virtualSize: 100 });
  expect([0x3ff, 0x400, 0xfff, at, at + 39, at + 40].map((address) => fileOffset(image, address))).toEqual([
    ...[0x3ff, undefined, undefined, bodyOffset, bodyOffset + 39, undefined],
  ]);
});

test("functions of ARM64 have shorter entries, and those of other machines are not counted", () => {
  const count = (machine: number) =>
    peExceptionCount(made({ machine, directories: { 3: [at, 240] }, body: bodyOf(512) }).image);
  expect([0x8664, 0xaa64, 0x5064].map(count)).toEqual([20, 30, undefined]);
});

test("names of sections may be places among those of the symbols, in decimal digits or in others", () => {
  const names = "\0\0\0\0.first_of_the_long_ones\0.second_of_the_long_ones\0";
  const nameOf = (name: string): string => {
    const body = bodyOf(1024, [18, Buffer.from(names)]);
    const bytes = makeImage({ directories: {}, body });
    const view = new DataView(bytes.buffer);
    // One symbol, and then the names.
    view.setUint32(76, bodyOffset, true);
    view.setUint32(80, 1, true);
    bytes.set(Buffer.from(name.padEnd(8, "\0")), 88 + 240);
    return opened(bytes).image.sections[0]!.name;
  };
  expect(nameOf("/4")).toBe(".first_of_the_long_ones");
  expect(nameOf("/28")).toBe(".second_of_the_long_ones");
  expect(nameOf("//AAAAAc")).toBe(".second_of_the_long_ones");
  expect(["/4x", "/", "//AAAA", "/9999999", "//zzzzzz", ".text"].map(nameOf)).toEqual([
    ...["/4x", "/", "//AAAA", "/9999999", "//zzzzzz", ".text"],
  ]);
});
