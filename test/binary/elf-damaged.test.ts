/** Files that are cut off, or whose headers say what cannot be: what can be read of them is read. */
import { describe, expect, test } from "vitest";
import { type ElfImage, readElf } from "../../server/src/binary/elf.ts";
import { elfDebug } from "../../server/src/binary/elf-debug.ts";
import { elfNotes } from "../../server/src/binary/elf-notes.ts";
import { elfSegments } from "../../server/src/binary/elf-segments.ts";
import { elfSymbols } from "../../server/src/binary/elf-symbols.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource } from "../../server/src/binary/source.ts";

interface Given {
  readonly name?: number;
  readonly type: number;
  readonly offset?: number;
  readonly size?: number;
  readonly link?: number;
  readonly info?: number;
}

const headerSize = 64;
const dataSize = 0x200;
const tableAt = headerSize + dataSize;

/** Of 64 bits: header, `dataSize` bytes that `fill` writes into, sections. */
function object(sections: readonly Given[], fill: (view: DataView, bytes: Uint8Array) => void = () => undefined) {
  const bytes = new Uint8Array(tableAt + sections.length * 64);
  const view = new DataView(bytes.buffer);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 1, true);
  view.setUint16(18, 62, true);
  view.setBigUint64(40, BigInt(tableAt), true);
  view.setUint16(58, 64, true);
  view.setUint16(60, sections.length, true);
  for (const [index, { name = 0, type, offset = 0, size = 0, link = 0, info = 0 }] of sections.entries()) {
    const at = tableAt + index * 64;
    view.setUint32(at, name, true);
    view.setUint32(at + 4, type, true);
    view.setBigUint64(at + 24, BigInt(offset), true);
    view.setBigUint64(at + 32, BigInt(size), true);
    view.setUint32(at + 40, link, true);
    view.setUint32(at + 44, info, true);
  }
  fill(view, bytes);
  return bytes;
}

const text = (bytes: Uint8Array, at: number, value: string): void => bytes.set(Buffer.from(value, "latin1"), at);
const imageOf = (bytes: Uint8Array): ElfImage => readElf(bytesSource(bytes))!;
const none = { type: 0 };

describe("headers", () => {
  test("what is no ELF file, or less than its header", () => {
    const whole = object([none]);
    for (let length = 0; length < headerSize; length++)
      expect(readElf(bytesSource(whole.subarray(0, length)))).toBeUndefined();
    for (const [at, value] of [
      [0, 0x7e],
      [4, 0],
      [4, 3],
      [5, 0],
      [5, 3],
    ] as const) {
      const bytes = object([none]);
      bytes[at] = value;
      expect(readElf(bytesSource(bytes))).toBeUndefined();
    }
  });

  test("of a file that is cut off, the sections that are there", () => {
    const bytes = object([none, { type: 1 }, { type: 1 }, { type: 1 }]);
    for (const [length, count] of [
      [bytes.length, 4],
      [bytes.length - 1, 3],
      [tableAt + 64, 1],
      [tableAt + 63, 0],
      [headerSize, 0],
    ] as const) {
      expect(imageOf(bytes.subarray(0, length))).toMatchObject({ claimedSections: 4, machine: 62 });
      expect(imageOf(bytes.subarray(0, length)).sections).toHaveLength(count);
    }
  });

  test("entries of sections that are too small to be any", () => {
    const bytes = object([none, { type: 1 }], (view) => view.setUint16(58, 63, true));
    expect(imageOf(bytes)).toMatchObject({ sections: [], claimedSections: 2 });
  });

  test("sizes and places beyond the file", () => {
    const { sections } = imageOf(
      object([
        none,
        { type: 1, offset: headerSize, size: 2 ** 40 },
        { type: 1, offset: 2 ** 60, size: 5 },
        { type: 8, size: 99 },
      ]),
    );
    expect(sections.map(({ size, memorySize }) => [size, memorySize])).toEqual([
      [0, 0],
      [dataSize + 4 * 64, 2 ** 40],
      [0, 5],
      [0, 99],
    ]);
  });

  test("more segments than 16 bits hold", () => {
    const bytes = object([{ type: 0, info: 70_000 }], (view) => {
      view.setBigUint64(32, BigInt(headerSize), true);
      view.setUint16(54, 56, true);
      view.setUint16(56, 0xffff, true);
    });
    const image = imageOf(bytes);
    expect(image.segments.count).toBe(70_000);
    // As many as the file has.
    expect(elfSegments(new ImageReader(bytesSource(bytes)), image)).toHaveLength(Math.floor((dataSize + 64) / 56));
  });
});

describe("names", () => {
  test("end with their table, and there is none outside it", () => {
    const bytes = object(
      [none, { type: 3, name: 1, offset: headerSize, size: 6 }, { type: 1, name: 6 }, { type: 1, name: 5 }],
      (view, all) => {
        view.setUint16(62, 1, true);
        text(all, headerSize, "\0abcdefgh\0");
      },
    );
    expect(imageOf(bytes).sections.map(({ name }) => name)).toEqual(["", "abcde", "", "e"]);
  });

  test("are empty where the section of names is none", () => {
    for (const names of [7, 0xffff]) {
      const bytes = object([none, { type: 1, name: 3 }], (view) => view.setUint16(62, names, true));
      expect(imageOf(bytes).sections.map(({ name }) => name)).toEqual(["", ""]);
    }
  });
});

describe("symbols", () => {
  const symbols = (place: number) =>
    object(
      [none, { type: 2, offset: headerSize, size: 60, link: 2 }, { type: 3, offset: headerSize + 100, size: 10 }],
      (view, all) => {
        text(all, headerSize + 100, "\0symbol\0");
        view.setUint32(headerSize + 24, 1, true);
        view.setUint16(headerSize + 30, place, true);
      },
    );
  const symbolsOf = (bytes: Uint8Array) => [...elfSymbols(new ImageReader(bytesSource(bytes)), imageOf(bytes))];

  test.each([
    ["undefined", 0, { isUndefined: true, section: undefined }],
    ["of a section", 2, { isUndefined: false, section: 2 }],
    ["of a section that there is not", 3, { isUndefined: false, section: undefined }],
    ["absolute", 0xfff1, { isAbsolute: true, section: undefined }],
    ["common", 0xfff2, { isCommon: true, section: undefined }],
    ["of the processor's own", 0xff02, { isAbsolute: false, isCommon: false, section: undefined }],
    ["in a table that is missing", 0xffff, { isUndefined: false, section: undefined }],
  ])("%s", (_, place, expected) => {
    // What is left of a third is none.
    expect(symbolsOf(symbols(place))).toMatchObject([{ name: "symbol", ...expected }]);
  });

  test("without a table of names there are none", () => {
    const bytes = object([none, { type: 2, offset: headerSize, size: 48, link: 9 }]);
    expect(symbolsOf(bytes)).toEqual([]);
  });
});

test("notes whose lengths go beyond their section, and a link without its number", () => {
  const bytes = object(
    [
      none,
      { type: 7, offset: headerSize, size: 60 },
      { type: 7, offset: headerSize + 200, size: 5 },
      { type: 3, offset: headerSize + 300, size: 40 },
      { type: 1, name: 1, offset: headerSize + 400, size: 8 },
    ],
    (view, all) => {
      view.setUint16(62, 3, true);
      view.setUint32(headerSize, 4, true);
      view.setUint32(headerSize + 4, 3, true);
      view.setUint32(headerSize + 8, 3, true);
      text(all, headerSize + 12, "GNU\0\xab\xcd\xef\0");
      view.setUint32(headerSize + 20, 4, true);
      view.setUint32(headerSize + 24, 1000, true);
      text(all, headerSize + 300, "\0.gnu_debuglink\0");
      text(all, headerSize + 400, "debug.ko");
    },
  );
  const reader = new ImageReader(bytesSource(bytes));
  expect(elfNotes(reader, imageOf(bytes))).toEqual([{ owner: "GNU", type: 3, offset: headerSize + 16, size: 3 }]);
  expect(elfDebug(reader, imageOf(bytes))).toMatchObject({ buildId: "abcdef", debugLink: undefined });
});
