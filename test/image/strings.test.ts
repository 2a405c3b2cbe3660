/** Strings in images: the same as the binutils find, with places, sections and pages; and what they do not find. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ByteSource, bytesSource } from "../../server/src/binary/source.ts";
import type { FoundString, StringsParams } from "../../server/src/image/protocol.ts";
import { stringsOf } from "../../server/src/image/strings/strings.ts";
import { program } from "../support/program.ts";

const all: StringsParams = { search: "", least: 4, encoding: "both", from: 0, limit: 10_000 };

/** Page after page. */
function everyString(source: ByteSource, params: Partial<StringsParams> = {}): FoundString[] {
  const found: FoundString[] = [];
  for (let from: number | undefined = 0; from !== undefined; ) {
    const page = stringsOf(source, { ...all, ...params, from }, () => undefined);
    found.push(...page.strings);
    from = page.next;
  }
  return found;
}

const ofText = (text: string): ByteSource => bytesSource(Buffer.from(text, "latin1"));

/** "offset text" of each, as `strings -t d` prints them. */
function binutils(path: string, least: number, encoding: "s" | "l"): string[] {
  const { stdout, status } = spawnSync("strings", ["-a", "-t", "d", "-n", String(least), "-e", encoding, path], {
    encoding: "latin1",
    maxBuffer: 1 << 28,
  });
  expect(status).toBe(0);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => line.trimStart());
}

/** What is more than ASCII is told by us alone: of it, the pieces that the binutils see. */
function plainPieces(found: readonly FoundString[], path: string, least: number): string[] {
  const bytes = readFileSync(path);
  return found.flatMap(({ offset, text, length, encoding }) => {
    const step = encoding === "utf-16" ? 2 : 1;
    const isPlain = /^[\t -~]*$/.test(text);
    const whole = isPlain ? bytes.toString("latin1", offset, offset + length * step) : text;
    if (isPlain) return [`${offset} ${step === 2 ? whole.replaceAll("\0", "") : whole}`];
    const pieces: string[] = [];
    for (const piece of text.matchAll(/[\t -~]+/g)) {
      const before = text.slice(0, piece.index);
      const place = offset + (step === 2 ? before.length * 2 : Buffer.byteLength(before));
      if (piece[0].length >= least) pieces.push(`${place} ${piece[0]}`);
    }
    return pieces;
  });
}

const wine = "/usr/lib/x86_64-linux-gnu/wine";
const images = ["x86_64-windows/mountmgr.sys", "x86_64-windows/ntoskrnl.exe", "i386-windows/hidparse.sys"]
  .map((name) => join(wine, name))
  .filter((path) => existsSync(path));

describe("strings of real images are those of the binutils", () => {
  test.each([...images, "/bin/true", program])("%s", (path) => {
    const source = bytesSource(readFileSync(path));
    for (const least of [3, 12]) {
      const narrow = everyString(source, { least, encoding: "ascii" });
      expect(plainPieces(narrow, path, least)).toEqual(binutils(path, least, "s"));
      const wide = everyString(source, { least, encoding: "utf-16" });
      expect(plainPieces(wide, path, least)).toEqual(binutils(path, least, "l"));
      const both = everyString(source, { least, limit: 7000 });
      expect(both.map(({ offset }) => offset)).toEqual(both.map(({ offset }) => offset).toSorted((a, b) => a - b));
      expect(both.length).toBe(narrow.length + wide.length);
    }
  });
});

describe("a string", () => {
  const found = (text: string, params: Partial<StringsParams> = {}) =>
    everyString(ofText(text), params).map(({ offset, text, encoding }) => [offset, text, encoding]);
  const wide = (text: string): string => Buffer.from(text, "utf16le").toString("latin1");
  const utf8 = (text: string): string => Buffer.from(text).toString("latin1");

  test("begins and ends with what cannot be printed", () => {
    expect(found("\x01abc\x01abcd\x02\tabc\x7f")).toEqual([
      [5, "abcd", "ascii"],
      [10, "\tabc", "ascii"],
    ]);
    expect(found(`ab${wide("one")}\0${wide("four")}`)).toEqual([[9, "four", "utf-16"]]);
    expect(found("abcd", { least: 5 })).toEqual([]);
  });

  test("has letters beyond ASCII between zeros alone", () => {
    expect(found(`\0${utf8("Gerät 驱动 🚗")}\0`)).toEqual([[1, "Gerät 驱动 🚗", "ascii"]]);
    expect(found(`\x01${utf8("Geräte")}\0`)).toEqual([]);
    expect(found(`\x01${utf8("Gerätename")}\0`)).toEqual([[6, "tename", "ascii"]]);
    expect(found(`\0\0${wide("© Müller Привет")}\0\0`)).toEqual([[2, "© Müller Привет", "utf-16"]]);
    expect(found(`\x01\x90${wide("ä1234")}\0\0`)).toEqual([[4, "1234", "utf-16"]]);
    // Overlong, a surrogate, a control character.
    for (const bytes of ["\xc1\x81", "\xe0\x81\x81", "\xed\xa0\x80", "\xc2\x85", "\xf5\x80\x80\x80"]) {
      expect(found(`\0abc${bytes}def\0`)).toEqual([]);
    }
  });

  test("is searched for whatever the case, also behind what is shown of it", () => {
    const long = `${"x".repeat(70_000)}NeedleÄ${"y".repeat(70_000)}`;
    const [one, ...others] = everyString(ofText(`\0${utf8(long)}\0\0Needle\0\x01${wide("needle")}`), {
      search: "nEEDLE",
    });
    expect([one?.text.length, one?.length, others.map(({ text }) => text)]).toEqual([
      1024,
      long.length,
      ["Needle", "needle"],
    ]);
    for (let before = 65_530; before < 65_550; before++) {
      const text = `\0${utf8(`${"é".repeat(before / 2)}${"-".repeat(before % 2)}äNeedle`)}\0`;
      expect(everyString(ofText(text), { search: "ÄnEEDLE" })).toHaveLength(1);
      expect(everyString(ofText(text), { search: "needles" })).toHaveLength(0);
    }
  });

  test("is the same across the borders of windows and pages", () => {
    let text = "";
    let seed = 7;
    const alphabet = ["a", "b", "\0", "\0", utf8("ä"), wide("ü"), wide("cd"), "\x01", "\x05", " ", "!"];
    for (let index = 0; index < 20_000; index++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += alphabet[(seed >> 8) % alphabet.length];
    }
    const source = ofText(text);
    for (const encoding of ["ascii", "utf-16", "both"] as const) {
      const whole = everyString(source, { least: 2, encoding });
      expect(whole.length).toBeGreaterThan(500);
      for (const limit of [1, 7]) expect(everyString(source, { least: 2, encoding, limit })).toEqual(whole);
    }
    const border = 256 * 1024;
    for (const before of [border - 3, border - 1, border, 1024 * 1024 - 2]) {
      expect(found(`${"\x90".repeat(before)}abcdef\x90`)).toEqual([[before, "abcdef", "ascii"]]);
      expect(found(`${"\x90".repeat(before)}${wide("abcdef")}`)).toEqual([[before, "abcdef", "utf-16"]]);
    }
  });

  test("lies in a section, or in none", () => {
    const path = images[0] ?? "/bin/true";
    const strings = everyString(bytesSource(readFileSync(path)));
    expect(strings.find(({ text }) => text.includes("DOS mode") || text.startsWith("/lib"))?.section).toBe(
      path.endsWith(".sys") ? "" : ".interp",
    );
    expect(new Set(strings.map(({ section }) => section))).toContain(path.endsWith(".sys") ? ".rdata" : ".rodata");
  });
});

test("half a gigabyte is read by windows, with progress, and never held", () => {
  const length = 512 * 1024 * 1024;
  let largest = 0;
  const source: ByteSource = {
    length,
    read(start, end) {
      largest = Math.max(largest, end - start);
      const bytes = new Uint8Array(end - start).fill(0x90);
      for (const [index, char] of [..."the only one"].entries()) {
        const at = length - 100 + index - start;
        if (at >= 0 && at < bytes.length) bytes[at] = char.charCodeAt(0);
      }
      return bytes;
    },
  };
  const fractions: number[] = [];
  const params: StringsParams = { ...all, encoding: "ascii" };
  const { strings, next } = stringsOf(source, params, (fraction) => fractions.push(fraction));
  expect(strings.map(({ text, offset }) => [text, offset])).toEqual([["the only one", length - 100]]);
  expect(next).toBeUndefined();
  expect(largest).toBeLessThanOrEqual(256 * 1024);
  expect(fractions.length).toBeGreaterThan(400);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});
