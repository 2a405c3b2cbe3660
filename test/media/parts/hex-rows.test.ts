/** Bytes as rows of hex and ASCII. */
import { expect, test } from "vitest";
import { type HexPiece, hexRow } from "../../../media/parts/hex-rows.ts";

const bytes = Uint8Array.from({ length: 40 }, (_, index) => (index < 20 ? 0x41 + index : index));
const textOf = (pieces: readonly HexPiece[]): string => pieces.map(({ text }) => text).join("");
const marked = (pieces: readonly HexPiece[]): string => textOf(pieces.filter(({ isMarked }) => isMarked));

test("a row has its bytes, the last one those that are left", () => {
  const { hex, ascii } = hexRow(bytes, 0, 16, undefined);
  expect(textOf(hex)).toBe("41 42 43 44 45 46 47 48  49 4A 4B 4C 4D 4E 4F 50");
  expect(textOf(ascii)).toBe("ABCDEFGHIJKLMNOP");
  expect(textOf(hexRow(bytes, 32, 16, undefined).hex)).toBe("20 21 22 23 24 25 26 27");
  expect(textOf(hexRow(bytes, 16, 8, undefined).ascii)).toBe("QRST····");
  expect(textOf(hexRow(new Uint8Array(), 0, 16, undefined).hex)).toBe("");
});

test("what is marked is the same wherever it begins and ends, and changes no text", () => {
  for (let start = 0; start <= 40; start += 3) {
    for (let end = start; end <= 45; end += 2) {
      let found = "";
      for (let row = 0; row < 40; row += 16) {
        const { hex, ascii } = hexRow(bytes, row, 16, { start, end });
        expect(textOf(hex)).toBe(textOf(hexRow(bytes, row, 16, undefined).hex));
        expect(marked(hex).split(" ").filter(Boolean)).toHaveLength(marked(ascii).length);
        found += marked(ascii);
      }
      expect(found).toHaveLength(Math.min(end, 40) - start);
    }
  }
});
