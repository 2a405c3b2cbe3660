import { expect, test } from "vitest";
import { bytesText, counted, numberText, shortNumber } from "../../../media/parts/numbers.ts";
import { visiblePieces, visibleText } from "../../../media/parts/visible.ts";

test.each([
  ["plain text, äöü, 漢字, שלום", "plain text, äöü, 漢字, שלום"],
  ["abc\u202Efdp.exe", "abc⟨U+202E⟩fdp.exe"],
  ["nul\0 esc\x1b del\x7f", "nul⟨NUL⟩ esc⟨ESC⟩ del⟨DEL⟩"],
  ["line\r\nnext\ttab", "line⟨CR⟩⟨⏎⟩next⟨⇥⟩tab"],
  ["zero\u200Bwidth\uFEFF soft\u00ADhyphen", "zero⟨U+200B⟩width⟨U+FEFF⟩ soft⟨U+00AD⟩hyphen"],
  ["lone \uD83D surrogate", "lone ⟨U+D83D⟩ surrogate"],
  ["\u{E0041} tag \uE000 private \u2028 line", "⟨U+E0041⟩ tag ⟨U+E000⟩ private ⟨U+2028⟩ line"],
  ["a\u200Db joins, \u3164 fills", "a⟨U+200D⟩b joins, ⟨U+3164⟩ fills"],
  ["👩‍👩‍👧 ❤️ 👨🏽‍🚀 are pictures", "👩‍👩‍👧 ❤️ 👨🏽‍🚀 are pictures"],
])("%j is shown as %j", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("where there is room for lines they are lines, and the rest is marked all the same", () => {
  const pieces = visiblePieces("a\r\nb\tc\rd\u202E", "apart");
  expect(pieces).toEqual([
    { text: "a\r\nb\tc", isMark: false },
    { text: "CR", isMark: true },
    { text: "d", isMark: false },
    { text: "U+202E", isMark: true },
  ]);
});

test("nothing of a text is lost but what is marked", () => {
  const text = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join("");
  const plain = visiblePieces(text).filter(({ isMark }) => !isMark);
  const marks = visiblePieces(text).filter(({ isMark }) => isMark);
  expect(plain.reduce((sum, piece) => sum + piece.text.length, 0) + marks.length).toBe(text.length);
});

test("numbers as people read them", () => {
  expect([numberText(1234567), shortNumber(1234567), shortNumber(999)]).toEqual(["1,234,567", "1.2M", "999"]);
  expect([1, 1023, 4096, 1.5 * 2 ** 30].map(bytesText)).toEqual(["1 byte", "1,023 bytes", "4 KB", "1.5 GB"]);
  expect([counted(1, "row"), counted(0, "row")]).toEqual(["1 row", "0 rows"]);
});
