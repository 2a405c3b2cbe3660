/** Bytes that were read are written back as they were. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSource } from "../../server/src/syntax/decode.ts";
import { encodeSource } from "../../server/src/syntax/encode.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, order: "le" | "be"): number[] =>
  [...text].flatMap((char) => {
    const pair = [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8];
    return order === "le" ? pair : pair.reverse();
  });

describe("what was decoded is encoded to the same bytes", () => {
  test.each([
    ["UTF-8", bytes(0x41, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80), "A\u00e9\u{1f600}"],
    ["UTF-8 with a mark", bytes(0xef, 0xbb, 0xbf, 0x41), "A"],
    ["a second mark is text", bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x41), "\ufeffA"],
    ["UTF-16LE with a mark", bytes(0xff, 0xfe, ...utf16("int \u00e9;", "le")), "int \u00e9;"],
    ["UTF-16BE with a mark", bytes(0xfe, 0xff, ...utf16("int x;", "be")), "int x;"],
    ["UTF-16LE", bytes(...utf16("int x;\r\n", "le")), "int x;\r\n"],
    ["UTF-16BE", bytes(...utf16("int x;\r\n", "be")), "int x;\r\n"],
    ["Windows-1252", bytes(0x41, 0x80, 0x93, 0xe9, 0xff), "A\u20ac\u201c\u00e9\u00ff"],
    ["nothing", bytes(), ""],
  ])("%s", (_name, raw, text) => {
    const decoded = decodeSource(raw);
    expect(decoded?.text).toBe(text);
    expect(decoded && encodeSource(decoded)).toEqual(raw);
  });

  test("every byte that is no UTF-8", () => {
    const raw = Uint8Array.from({ length: 255 }, (_, index) => index + 1);
    const decoded = decodeSource(raw);
    expect(decoded?.encoding).toBe("windows-1252");
    expect(decoded && encodeSource(decoded)).toEqual(raw);
  });

  test("any bytes, or they are told not to be", () => {
    const same = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
      a !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]), (body, mark) => {
        const raw = bytes(...mark, ...body);
        const decoded = decodeSource(raw);
        const back = decoded && encodeSource(decoded);
        // Only bytes that were replaced by U+FFFD when they were read do not come back.
        expect(decoded === undefined || same(back, raw) || decoded.text.includes("\ufffd")).toBe(true);
      }),
      { seed: 20_261_122, numRuns: 3000 },
    );
  });

  test("what a text cannot be written in is no text of that file", () => {
    expect(encodeSource({ text: "\u4e2d", encoding: "windows-1252", bom: false })).toBeUndefined();
    expect(encodeSource({ text: "\u0080", encoding: "windows-1252", bom: false })).toBeUndefined();
    expect(encodeSource({ text: "\ud800", encoding: "utf-8", bom: false })).toBeUndefined();
    expect(encodeSource({ text: "\udc00", encoding: "utf-16le", bom: true })).toBeUndefined();
  });
});
