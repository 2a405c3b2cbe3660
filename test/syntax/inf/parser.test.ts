/** Lines of INF files, as SetupAPI reads them: quotes, tokens, comments, continued lines, and what is no INF at all. */
import { describe, expect, test } from "vitest";
import type { InfEntry } from "../../../server/src/syntax/inf/ast.ts";
import { parseInf } from "../../../server/src/syntax/inf/parser.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";

/** The entries of a section that has this text. */
function entries(text: string): readonly InfEntry[] {
  return parseInf(`[S]\n${text}`).sections[0]?.entries ?? [];
}

/** `["key", "value", ...]` of each; the key is undefined where there is none. */
function said(text: string): readonly (readonly (string | undefined)[])[] {
  return entries(text).map(({ key, values }) => [key?.text, ...values.map((value) => value.text)]);
}

describe("entries", () => {
  test("a key and values between commas, without the blanks around them", () => {
    expect(said("AddReg = A.Reg ,B.Reg,  C Reg  ")).toEqual([["AddReg", "A.Reg", "B.Reg", "C Reg"]]);
  });

  test("without a key all are values, and an = in one of them is text", () => {
    expect(said("HKR,,Path,0x00020000,a=b")).toEqual([[undefined, "HKR", "", "Path", "0x00020000", "a=b"]]);
    expect(said("driver.sys")).toEqual([[undefined, "driver.sys"]]);
    expect(said("Url = a=b")).toEqual([["Url", "a=b"]]);
  });

  test("what stands between commas may be empty, at the end too", () => {
    expect(said("AddService = ,2,")).toEqual([["AddService", "", "2", ""]]);
    expect(said("Key =")).toEqual([["Key", ""]]);
  });

  test("quotes keep commas, semicolons and blanks, and two of them are one", () => {
    expect(said(`S = " a, b; ""c"" ", d ; e`)).toEqual([["S", ` a, b; "c" `, "d"]]);
    expect(said(`S = """all""", ""`)).toEqual([["S", `"all"`, ""]]);
    expect(said(`S = a" b "c`)).toEqual([["S", "a b c"]]);
  });

  test("a quote that is not closed ends with its line", () => {
    expect(said(`S = "a, b\nT = c`)).toEqual([
      ["S", "a, b"],
      ["T", "c"],
    ]);
  });

  test("a backslash at the end of a line goes on with the next, whatever comment is behind it", () => {
    expect(said("AddReg = A, \\\r\n  B, \\ ; the last\n  C\nX = y")).toEqual([
      ["AddReg", "A", "B", "C"],
      ["X", "y"],
    ]);
    expect(said(`CopyFiles = "Dir\\"\\\n,File`)).toEqual([["CopyFiles", "Dir\\", "File"]]);
    expect(said("A = C:\\dir\\file")).toEqual([["A", "C:\\dir\\file"]]);
    expect(said("A = b \\")).toEqual([["A", "b"]]);
  });

  test("a semicolon in a token is none, and other comments are kept", () => {
    expect(said("A = %x;y% ; z")).toEqual([["A", "%x;y%"]]);
    const text = "; one\n[S] ; two\nA = b ; three\n";
    expect(parseInf(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual([
      "; one",
      "; two",
      "; three",
    ]);
  });

  test("tokens have names and places; two percent signs are none", () => {
    const text = `[S]\n%Key% = "%%SystemRoot%%\\%Dir%", 100%, %12%\\a.sys`;
    const [entry] = parseInf(text).sections[0]?.entries ?? [];
    const tokens = [entry?.key, ...(entry?.values ?? [])].flatMap((value) => value?.tokens ?? []);
    expect(tokens.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
      ["Key", "%Key%"],
      ["Dir", "%Dir%"],
      ["12", "%12%"],
    ]);
  });

  test("places are those of the words, on whatever line they are", () => {
    const text = "[S]\nAddReg = \\\n  First, \\\n  Second ; x\n";
    const [entry] = parseInf(text).sections[0]?.entries ?? [];
    expect(entry?.values.map(({ start, end }) => text.slice(start, end))).toEqual(["First", "Second"]);
    expect(text.slice(entry?.start, entry?.end)).toBe("AddReg = \\\n  First, \\\n  Second");
  });
});

describe("sections", () => {
  test("have a name, whatever blanks are around it, and end with their last entry", () => {
    const text = "[ Version ] ; x\nA=b\n\n; c\n[Two.NTamd64]\nx\n";
    const { sections } = parseInf(text);
    expect(sections.map(({ name }) => name)).toEqual(["Version", "Two.NTamd64"]);
    expect(sections.map(({ start, end }) => text.slice(start, end))).toEqual([
      "[ Version ] ; x\nA=b",
      "[Two.NTamd64]\nx",
    ]);
    expect(sections.map(({ nameSpan }) => text.slice(nameSpan.start, nameSpan.end))).toEqual([
      "Version",
      "Two.NTamd64",
    ]);
  });

  test("a bracket that is missing ends with the line", () => {
    expect(parseInf("[Half\nA=b\n[Whole]").sections.map(({ name, entries: all }) => [name, all.length])).toEqual([
      ["Half", 1],
      ["Whole", 0],
    ]);
  });

  test("entries before the first section belong to none, and lines of a preprocessor to no section", () => {
    const { sections, directives } = parseInf("stray = 1\n[S]\n#ifdef X\nA=b\n#endif\n");
    expect(sections.map((section) => section.entries.length)).toEqual([1]);
    expect(directives.length).toBe(2);
  });
});

describe("what is no INF", () => {
  test.each([
    ["one line of 16 MB", "a".repeat(16 << 20)],
    ["a line of commas", `[S]\n${",".repeat(1 << 20)}`],
    ["a line of percent signs", `[S]\n${"%".repeat(1 << 20)}`],
    ["tokens that never end", `[S]\n${"%a ".repeat(1 << 19)}`],
    ["quotes", `[S]\n${'"'.repeat(1 << 20)}`],
    ["backslashes and blanks", `[S]\n${"\\ ".repeat(1 << 19)}`],
    ["continued lines", `[S]\nA = ${"\\\n".repeat(1 << 19)}`],
    ["brackets", "[".repeat(1 << 20)],
    ["sections", "[]\n".repeat(1 << 19)],
    ["lines of NUL", "\0\n".repeat(1 << 19)],
  ])("%s is read in time that grows with it", (_, text) => {
    const started = cpuMilliseconds();
    const { sections } = parseInf(text);
    expect(sections.every(({ entries: all }) => all.every(({ values }) => values.length <= 4096))).toBe(true);
    // Quadratic reading would take hours.
    expect(cpuMilliseconds() - started).toBeLessThan(20_000);
  });

  test("bytes of a program", () => {
    const bytes = Array.from({ length: 1 << 16 }, (_, index) => String.fromCharCode((index * 7919) & 0xff)).join("");
    const { sections, comments } = parseInf(bytes);
    for (const { start, end } of [...sections, ...comments]) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(bytes.length);
    }
  });
});
