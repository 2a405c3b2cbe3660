/** Arrays in sources that hold databases, in each way that people and programs write them. */
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { findArrays } from "../../../server/src/database/find/arrays/find-arrays.ts";
import { openArray } from "../../../server/src/database/find/arrays/open-array.ts";
import { arrayText } from "../../../server/src/embed/c-source.ts";
import { embeddingOf } from "../../embed/sample.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { findable } from "./sample.ts";

const database = findable();
const list = (spelled: (byte: number, index: number) => string, between = ", "): string =>
  Array.from(database, spelled).join(between);
const hex = list((byte) => `0x${byte.toString(16).padStart(2, "0")}`);
const octal = list((byte) => `\\${byte.toString(8).padStart(3, "0")}`, "");

/** Latin-1, so that any byte can be written. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

function found(text: string | Uint8Array) {
  const file = typeof text === "string" ? bytesOf(text) : text;
  return findArrays(file).map((part) => ({ ...part, content: openArray(bytesSource(file), part) }));
}

/** Numbers of the bytes, so many to one, the lowest first. */
function wide(width: number, suffix = ""): string {
  const numbers: string[] = [];
  for (let start = 0; start < database.length; start += width) {
    let value = 0n;
    for (let index = width - 1; index >= 0; index--) value = value * 256n + BigInt(database[start + index]!);
    numbers.push(`0x${value.toString(16)}${suffix}`);
  }
  return numbers.join(", ");
}
const signed = (byte: number): number => (byte > 127 ? byte - 256 : byte);
const printable = (byte: number): string =>
  byte >= 32 && byte < 127 && byte !== 39 && byte !== 92
    ? `'${String.fromCharCode(byte)}'`
    : `'\\x${byte.toString(16)}'`;
/** A string breaks where a digit would lengthen what stands before it. */
const escaped = list((byte) => `\\x${byte.toString(16)}" "`, "");
const simple = list((byte) => {
  const place = "\x07\b\t\n\v\f\r".indexOf(String.fromCharCode(byte));
  if (place >= 0) return `\\${"abtnvfr"[place]}`;
  if (byte === 0x22 || byte === 0x5c || byte === 0x3f) return `\\${String.fromCharCode(byte)}`;
  return byte >= 32 && byte !== 127 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
}, "");

describe("a database is found and read, whole, however its bytes are written", () => {
  test.each<[string, string]>([
    ["hexadecimal", hex],
    ["hexadecimal in capitals", list((byte) => `0X${byte.toString(16).toUpperCase()}`)],
    ["hexadecimal without blanks", list((byte) => `0x${byte.toString(16)}`, ",")],
    ["decimal", list((byte) => String(byte), ",")],
    ["octal", list((byte) => `0${byte.toString(8)}`)],
    ["binary", list((byte) => `0b${byte.toString(2)}`)],
    ["signed", list((byte) => String(signed(byte)))],
    ["with suffixes", list((byte) => `${byte}u`)],
    ["with other suffixes", list((byte) => `0x${byte.toString(16)}${["UL", "ull", "ui8", "i64"][byte % 4]}`)],
    [
      "with digit separators",
      list((byte) => `0b${(byte >> 4).toString(2).padStart(4, "0")}'${(byte & 15).toString(2).padStart(4, "0")}`),
    ],
    ["characters", list(printable)],
    ["casts", list((byte) => `(char)0x${byte.toString(16)}`)],
    ["casts of two words", list((byte) => `( unsigned  char ) ${byte}`)],
    ["casts in parentheses", list((byte) => `((UCHAR)(${byte}))`)],
    ["casts of C++", list((byte) => `static_cast<unsigned char>(${byte})`)],
    ["std::byte", list((byte) => `std::byte{${byte}}`)],
    ["macros of stdint.h", list((byte) => `UINT8_C(${byte})`)],
    ["all of it mixed", list((byte) => [printable(byte), String(byte), `0x${byte.toString(16)}`][byte % 3]!)],
    ["with comments", list((byte) => `/* , } */ ${byte} // 0x00, }\n`)],
    ["with continued lines", list((byte) => `${byte} \\\n`)],
    ["with lines of Windows", list((byte) => `${byte}`, ",\r\n\t")],
    ["with a comma at the end", `${hex},\n`],
    ["with designators", list((byte, index) => `[${index}] = ${byte}`)],
  ])("%s", (_, text) => {
    const [part, ...more] = found(`#include <ntddk.h>\n\nconst unsigned char Quirks[] = { ${text} };\nint after;\n`);
    expect(more).toEqual([]);
    expect(part).toMatchObject({ kind: "array", name: "Quirks", line: 2, bytes: database.length });
    expect(part?.content).toEqual(database);
  });

  test.each([2, 4, 8])("elements of %d bytes", (width) => {
    for (const text of [wide(width), wide(width, "u"), wide(width, "ULL"), `${wide(width)}, `]) {
      const [part] = found(`const uint${8 * width}_t Quirks[] = {${text}};`);
      expect(part?.content).toEqual(database);
    }
  });

  test("elements of 64 bits that are negative", () => {
    const numbers = Array.from(new BigInt64Array(database.slice().buffer), (value) => `${value}LL`);
    expect(found(`LONGLONG Quirks[] = {${numbers}};`)[0]?.content).toEqual(database);
  });

  test.each([
    ["octal digits", `"${octal}"`],
    ["hexadecimal digits", `"${escaped}"`],
    ["what can be seen and what cannot", `"${simple}"`],
    ["lines", `${octal.replace(/(?:\\\d{3}){16}/g, '"$&"\n  ')}`],
    ["lines with comments", `${octal.replace(/(?:\\\d{3}){16}/g, '"$&" // "\\001"\n  /* " */')}`],
    ["continued lines", `"${octal.replace(/(?:\\\d{3}){16}/g, "$&\\\n")}"`],
    ["UTF-8", `u8"${octal}"`],
  ])("strings of %s", (_, text) => {
    for (const [before, after] of [
      ["const char Quirks[] = ", ";"],
      ["static const char *const Quirks =\n", ";"],
      ["const char Quirks[] = { ", ", };"],
      ["#define Quirks ", "\nint x;"],
      ["auto Quirks = reinterpret_cast<const std::byte*>(", ");"],
    ] as const) {
      if (before.startsWith("#") && text.replaceAll("\\\n", "").includes("\n")) continue;
      const [part] = found(`${before}${text}${after}`);
      expect([before, part?.name]).toEqual([before, "Quirks"]);
      expect(part?.content).toEqual(database);
    }
  });

  test("a raw string", () => {
    const raw = database.map((byte) => (byte === 0x0d ? 1 : byte));
    const text = `const char Quirks[] = R"db(${String.fromCharCode(...raw)})db";`;
    expect(found(text)[0]?.content).toEqual(raw);
  });

  test("a file of numbers alone, for somebody to include", () => {
    for (const text of [hex, `${hex},\n`, `// made by a program\n#pragma once\n${hex},`, `#if A\n${hex}\n#endif\n`]) {
      const [part] = found(text);
      expect(part).toMatchObject({ name: undefined, bytes: database.length });
      expect(part?.content).toEqual(database);
    }
    expect(found(`\n"${octal}"\n`)[0]).toMatchObject({ name: undefined, line: 1 });
  });

  test("a macro", () => {
    for (const text of [hex, `{ ${hex} }`, hex.replaceAll(", ", ", \\\n")]) {
      const [part] = found(`#define OTHER 1\n#  define QUIRKS_DB ${text}\nint x;\n`);
      expect(part).toMatchObject({ name: "QUIRKS_DB", line: 1 });
      expect(part?.content).toEqual(database);
    }
  });

  test("what driverlens embed writes", () => {
    const [part] = found(arrayText(embeddingOf(database), "quirks.h"));
    expect(part).toMatchObject({ name: "Quirks" });
    expect(part?.content).toEqual(database);
  });
});

describe("in any encoding", () => {
  const text = `// \u00e4\u4e2d\nconst unsigned char Quirks[] = {${hex}};\n`;
  const utf16 = Buffer.from(text, "utf16le");
  test.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16 without", utf16],
    ["UTF-16 with its bytes swapped", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["Latin-1", Buffer.from(text, "latin1")],
  ])("%s", (_, file) => {
    const [part] = found(file);
    expect(part).toMatchObject({ name: "Quirks", line: 1 });
    expect(part?.content).toEqual(database);
    // What stands between the two places is the list, braces and all.
    const between = Buffer.from(file.subarray(part?.start, part?.end));
    expect(between.toString("latin1").replaceAll("\0", "")).toBe(`{${hex}}`);
  });

  test("a name is told as it is written", () => {
    expect(found(Buffer.from(`const char Ger\u00e4te[] = {${hex}};`))[0]?.name).toBe("Ger\u00e4te");
  });
});

describe("its name is the variable's", () => {
  test.each([
    ["static const UCHAR Quirks[1024] = {", "};"],
    ["const unsigned char Quirks[] __attribute__((aligned(16))) = {", "};"],
    ["__declspec(align(16)) const unsigned char Quirks[] = {", "};"],
    ["DECLSPEC_ALIGN(16) UCHAR DECLSPEC_RODATA Quirks[] DRIVER_DATA = {", "};"],
    ["alignas(16) const unsigned char Quirks[] {", "};"],
    ["const unsigned char Quirks [[gnu::aligned(16)]] [] = {", "};"],
    ["constexpr std::array<unsigned char, 1024> Quirks = {", "};"],
    ["constexpr std::array<unsigned char, 1024> Quirks = {{", "}};"],
    ["constexpr std::array<unsigned char, 1024> Quirks{", "};"],
    ["constexpr std::array<unsigned char, 1024> Quirks{{", "}};"],
    ["const unsigned char Data::Quirks[] = {", "};"],
    ["static const struct blob Quirks = { .length = sizeof(x[3]), .data = {", "} };"],
    ['static const struct blob Quirks[] = { { "first", 1, { 1, 2 } }, { "second", 2, {', "} } };"],
    ["namespace n { struct s { static constexpr char Other[] = {1}, Quirks[] = {", "}; }; }"],
    ['int a = f(1, 2), Other = 3, *Quirks = "b", Quirks[] = {', "};"],
    ["auto Quirks = std::array<unsigned char, 1024>{", "};"],
    ["typedef int (*f)(char Other[]);\nint x[2][3] = { {1}, {2} };\nchar Quirks[] = {", "};"],
    ["#define OPEN {\n#define X x[\n#error don't\nchar Quirks[] = {", "};"],
    ["char c = '\"', d = '{', e = '\\'';\nchar *s = \"a\\\"{\";\nchar Quirks[] = {", "};"],
    ["static const unsigned char\n  /* the list */ Quirks // of devices\n  [] =\n{", "};"],
  ])("%s", (before, after) => {
    const [part, ...more] = found(`${before}${hex}${after}\nint y;\n`);
    expect(more).toEqual([]);
    expect(part).toMatchObject({ name: "Quirks", line: before.split("Quirks")[0]!.split("\n").length - 1 });
    expect(part?.content).toEqual(database);
  });

  test("and none where there is none", () => {
    for (const text of [`void f(void) { g("${octal}"); }`, `char *f() { return "${octal}"; }`, `f({${hex}})`]) {
      expect(found(text)).toMatchObject([{ name: undefined }]);
    }
  });

  test("of which two may have the same", () => {
    const text = `\nstruct s Quirks[] = {\n{ {${hex}} }, f("${octal}"),\n{ {${hex}} } };`;
    expect(found(text).map(({ name, line }) => [name, line])).toEqual(new Array(3).fill(["Quirks", 1]));
  });

  test("several in a file are told in their order", () => {
    const text = ["A", "B", "C"].map((name) => `char ${name}[] = {${hex}};\n/* char X[] = {${hex}}; */\n`).join("");
    expect(found(text).map(({ name, line }) => [name, line])).toEqual([
      ["A", 0],
      ["B", 2],
      ["C", 4],
    ]);
  });
});

describe("zeros at its end may be left to the compiler", () => {
  const zeros = findable({ pages: 4 });
  zeros.fill(0, 1100);
  const text = Array.from(zeros.subarray(0, 1100)).join();
  test("where the declaration has room for them", () => {
    const [part] = found(`char Quirks[2048] = {${text}};`);
    expect(part?.bytes).toBe(2048);
    expect(part?.content).toEqual(zeros);
    expect(found(`char Quirks[0x800u] = {${text}};`)[0]?.bytes).toBe(2048);
  });
  test("and not where it has none, or does not say", () => {
    for (const size of ["", "1100", "2047", "SIZE", "2048 + 1"]) {
      expect(found(`char Quirks[${size}] = {${text}};`)[0]?.bytes).toBe(1100);
    }
  });
  test("designators may skip them", () => {
    const [part] = found(`char Quirks[] = {${text}, [2000] = 7, [2004 ... 2047] = 1, [1200] = 3};`);
    const expected = zeros.slice();
    expected[2000] = 7;
    expected.fill(1, 2004);
    expected[1200] = 3;
    expect(part?.content).toEqual(expected);
  });
});

describe("nothing is made of", () => {
  const magic = "83,81,76,105,116,101,32,102,111,114,109,97,116,32,51,0";
  test.each<[string, string]>([
    ["the magic alone", `const char Magic[] = {${magic}}; char *s = "SQLite format 3";`],
    ["a header alone", `char Header[] = {${Array.from(database.subarray(0, 100)).join()}};`],
    ["a list with a macro", `char Quirks[] = {${hex}, LAST};`],
    ["a list with a sum", `char Quirks[] = {${hex}, 1 + 1};`],
    ["a list without its end", `char Quirks[] = {${hex}`],
    ["a list that another one is in", `char Quirks[] = {${hex}, {1}};`],
    ["the first of several rows", `char Quirks[][512] = {{${hex.split(",").slice(0, 512).join()}}, {1}};`],
    ["a file with conditions", `${hex},\n#if A\n1\n#endif\n`],
    ["a file that includes another", `${hex},\n#include "rest.inc"\n`],
    ["a list with conditions", `char Quirks[] = {${hex},\n#if A\n1\n#endif\n};`],
    ["numbers that are no bytes", `char Quirks[] = {${hex}, 256};`],
    ["numbers that are less than bytes", `char Quirks[] = {${hex}, -129};`],
    ["numbers beyond 64 bits", `char Quirks[] = {${wide(8)}, 0x1ffffffffffffffff};`],
    ["digits that the base has not", `char Quirks[] = {${hex}, 08};`],
    ["real numbers", `char Quirks[] = {${hex}, 1.0};`],
    ["designators that leave out gigabytes", `char Quirks[] = {${hex}, [0x7fffffff] = 1};`],
    ["designators that fill gigabytes", `char Quirks[] = {${hex}, [0 ... 0x7fffffff] = 1};`],
    ["characters of several", `char Quirks[] = {${hex}, 'ab'};`],
    ["wide strings", `wchar_t Quirks[] = L"${octal}";`],
    ["strings that a macro lengthens", `char Quirks[] = "${octal}" MORE;`],
    ["strings without their end", `char Quirks[] = "${octal}\n;`],
    ["names of characters", `char Quirks[] = "${octal}\\u00e4";`],
    ["lists of strings", `char *Quirks[] = {"SQLite format 3", "b"};`],
    ["comments", `/* char Quirks[] = {${hex}}; */ // char Quirks[] = {${hex}};`],
    ["text", "SQLite format 3"],
    ["emptiness", ""],
  ])("%s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("an array that was found is opened again", () => {
  const before = bytesOf(`char Quirks[] = {${hex}};`);
  const part = findArrays(before)[0]!;
  const openIn = (text: string) => openArray(bytesSource(bytesOf(text)), part);
  test("where it has moved, by its name", () => {
    expect(openIn(`int x;\nchar Other[] = {${hex}};\nchar Quirks[] = {${hex}};`)).toEqual(database);
  });
  test("and is not where it is gone, or there are two", () => {
    expect(openIn("int x;")).toBeUndefined();
    expect(openIn("")).toBeUndefined();
    expect(openIn(`int x;\nchar Other[] = {${hex}};`)).toBeUndefined();
    expect(openIn(`int x;\nchar Quirks[] = {${hex}};\nchar Quirks[] = {${hex}};`)).toBeUndefined();
  });
});

describe("what was made to hurt ends in time, and gives nothing", () => {
  const start = `{${Array.from(database.subarray(0, 100)).join()},`;
  test.each([
    "{",
    "{{1},",
    '"a" x ',
    '"a",',
    "(",
    "/*",
    "//\\\n",
    'R"(',
    'R"x(',
    "#define A 83,\n",
    "{83,",
    "'",
    "{(a)",
    "\\\n",
    "[",
    "[1",
    "{ /* */ ",
    '{"S',
    "#",
    "#define\\\n",
    "0x",
    "{83,81,",
    start,
    `${start}[99999999]=`,
    "{(((((((",
    "a::b<",
    "{a<a<",
    "=",
    "{-",
    "\0",
    "\ufeff",
  ])("%j", (piece) => {
    const file = Buffer.from(piece.repeat(500_000 / piece.length));
    const began = cpuMilliseconds();
    expect(findArrays(file)).toEqual([]);
    // What is measured is a fifth of a second at most; what grows with the square of it takes minutes.
    expect(cpuMilliseconds() - began).toBeLessThan(10_000);
  });
});
