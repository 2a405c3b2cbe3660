/** What people who read an INF file are shown: its outline, its folds, where names lead and what they mean. */
import { describe, expect, test } from "vitest";
import { infCompletions } from "../../../../server/src/engine/reading/inf/inf-completion.ts";
import { infHover } from "../../../../server/src/engine/reading/inf/inf-hover.ts";
import { readInf } from "../../../../server/src/engine/reading/inf/inf-reading.ts";
import { infDefinition, infReferences } from "../../../../server/src/engine/reading/inf/navigation.ts";
import { infFolds, infSymbols } from "../../../../server/src/engine/reading/inf/outline.ts";
import { loadFacts } from "../../../../server/src/facts/index.ts";
import type { Span } from "../../../../server/src/syntax/ast.ts";

const facts = loadFacts();

const FILE = `; A driver package.
; It installs one device.

[Version]
Signature = "$Windows NT$"
Provider = %Mfg%

[Manufacturer]
%Mfg% = Standard,NTamd64,NTarm64

[Standard.NTamd64]
%Device% = Device_Install, Root\\New

[Standard.NTarm64]
%Device% = Device_Install, Root\\New

[Device_Install.NT]
CopyFiles = Files
AddReg = Device_Reg, \\
  More_Reg

[Device_Install.NT.Services]
AddService = New, 2, Service_Install

[Service_Install]
AddReg = More_Reg

[Device_Reg]
HKR,,Name,,%Device%

[More_Reg]
HKR,,Level,,1

[Files]
new.sys

[DestinationDirs]
Files = 13

[Strings]
Mfg = "New"
Device = "New device"

[Strings.0407]
Device = "Neues Gerät"
`;

/** The offset of the `nth` place of a text, counted from 1. */
function at(needle: string, nth = 1): number {
  let offset = -1;
  for (let count = 0; count < nth; count++) {
    offset = FILE.indexOf(needle, offset + 1);
  }
  return offset + 1;
}

const reading = readInf(FILE, facts);
const texts = (spans: readonly Span[]): readonly string[] => spans.map(({ start, end }) => FILE.slice(start, end));
/** Numbers of lines, from 1. */
const lines = (spans: readonly Span[]): readonly number[] =>
  spans.map(({ start }) => FILE.slice(0, start).split("\n").length);
const lineOf = (needle: string): number => lines([{ start: FILE.indexOf(needle), end: 0 }])[0] ?? 0;
const definition = (offset: number): readonly string[] =>
  texts((infDefinition(reading, offset)?.targets ?? []).map(({ name }) => name));
const references = (offset: number): readonly number[] =>
  lines(infReferences(reading, offset, { declarations: false }));

describe("definitions", () => {
  test("of a section that a directive names, on whatever line of it", () => {
    expect(definition(at("Device_Reg"))).toEqual(["Device_Reg"]);
    expect(definition(at("More_Reg"))).toEqual(["More_Reg"]);
    expect(definition(at("Service_Install"))).toEqual(["Service_Install"]);
    expect(definition(at("Files = 13"))).toEqual(["Files"]);
  });

  test("of what installs a device: the section for each Windows, not its parts", () => {
    expect(definition(at("Device_Install"))).toEqual(["Device_Install.NT"]);
  });

  test("of a manufacturer's list: that for the version under the cursor", () => {
    expect(definition(at("NTamd64,"))).toEqual(["Standard.NTamd64"]);
    expect(definition(at("NTarm64"))).toEqual(["Standard.NTarm64"]);
    expect(definition(at("Standard,"))).toEqual(["Standard.NTamd64", "Standard.NTarm64"]);
  });

  test("of a token in every language", () => {
    expect(lines(infDefinition(reading, at("%Device%"))?.targets.map(({ name }) => name) ?? [])).toEqual([
      lineOf('Device = "New'),
      lineOf('Device = "Neues'),
    ]);
  });

  test("of a section or a string is that itself, and of nothing nothing", () => {
    expect(definition(at("Device_Reg", 2))).toEqual(["Device_Reg"]);
    expect(lines(infDefinition(reading, at('Mfg = "New"'))?.targets.map(({ name }) => name) ?? [])).toEqual([
      lineOf('Mfg = "New"'),
    ]);
    expect(definition(at("new.sys"))).toEqual([]);
    expect(definition(at("A driver"))).toEqual([]);
  });
});

describe("references", () => {
  test("of a section from its head, and from one of them", () => {
    const all = [lineOf("  More_Reg"), lineOf("AddReg = More_Reg")];
    expect(references(at("[More_Reg]"))).toEqual(all);
    expect(references(at("More_Reg"))).toEqual(all);
    const declared = infReferences(reading, at("More_Reg"), { declarations: true });
    expect(lines(declared)).toEqual([...all, lineOf("[More_Reg]")]);
  });

  test("of a part of what installs a device: where that is named", () => {
    const rows = [lineOf("[Standard.NTamd64]") + 1, lineOf("[Standard.NTarm64]") + 1];
    expect(references(at("[Device_Install.NT.Services]"))).toEqual(rows);
    expect(references(at("[Device_Install.NT]"))).toEqual(rows);
  });

  test("of a string in all that is not a string itself", () => {
    const uses = [lineOf("[Standard.NTamd64]") + 1, lineOf("[Standard.NTarm64]") + 1, lineOf("HKR,,Name")];
    expect(references(at('Device = "New'))).toEqual(uses);
    expect(references(at('Device = "Neues'))).toEqual(uses);
    expect(references(at("%Device%"))).toEqual(uses);
  });
});

describe("the outline", () => {
  test("has sections, and what has a name in them", () => {
    const symbols = infSymbols(reading);
    expect(symbols.slice(0, 3).map(({ name }) => name)).toEqual(["Version", "Manufacturer", "Standard.NTamd64"]);
    const install = symbols.find(({ name }) => name === "Device_Install.NT");
    expect(install?.children.map(({ name, detail }) => [name, detail])).toEqual([
      ["CopyFiles", "Files"],
      ["AddReg", "Device_Reg, More_Reg"],
    ]);
    expect(symbols.find(({ name }) => name === "Strings")?.children.map(({ kind }) => kind)).toEqual([
      "string",
      "string",
    ]);
  });

  test("names what has no name by what is there", () => {
    expect(infSymbols(readInf("[]\n[ ", facts)).map(({ name }) => name)).toEqual(["[]", "[ "]);
  });

  test("every name lies in what it names", () => {
    for (const symbol of infSymbols(reading).flatMap((each) => [each, ...each.children])) {
      expect(symbol.nameSpan.start).toBeGreaterThanOrEqual(symbol.start);
      expect(symbol.nameSpan.end).toBeLessThanOrEqual(symbol.end);
    }
  });
});

test("sections and comments that stand alone are folded", () => {
  const folds = infFolds(reading);
  expect(texts(folds.filter(({ kind }) => kind === "comment"))).toEqual([
    "; A driver package.\n; It installs one device.",
  ]);
  expect(texts(folds)).toContain("[Files]\nnew.sys");
  expect(infFolds(readInf("[One]\n[Two]\nA=b ; c\n; d", facts)).map(({ kind }) => kind)).toEqual(["section"]);
});

describe("hovers", () => {
  const said = (offset: number): string => infHover(reading, offset)?.plaintext ?? "";

  test("say what a directive does, and where that is documented", () => {
    expect(said(at("AddReg ="))).toContain("Writes the registry keys and values");
    expect(infHover(reading, at("AddReg ="))?.markdown).toContain("install/inf-addreg-directive");
    expect(said(at("Signature"))).toContain("INF file for Windows");
  });

  test("say who names a section, and what a part of one is", () => {
    expect(said(at("[More_Reg]"))).toContain("AddReg of [Device_Install.NT], AddReg of [Service_Install]");
    expect(said(at("[Device_Install.NT.Services]"))).toContain("drivers and services");
    expect(said(at("More_Reg"))).toContain("[More_Reg]");
  });

  test("say what a token stands for, in each language", () => {
    expect(said(at("%Device%"))).toContain("New device");
    expect(said(at("%Device%"))).toContain("Strings.0407: Neues Gerät");
    expect(said(at("new.sys"))).toBe("");
  });
});

describe("names are offered", () => {
  /** For a text with the cursor at `|`, appended to the file. */
  const offered = (typed: string): readonly string[] | undefined => {
    const text = `${FILE}${typed.replace("|", "")}`;
    return infCompletions(readInf(text, facts), FILE.length + typed.indexOf("|"))?.offers.map(({ name }) => name);
  };

  test("of sections where a directive names some", () => {
    expect(offered("[X]\nAddReg = |")).toContain("Device_Reg");
    expect(offered("[X]\nAddReg = Device_Reg, Mo|")).toContain("More_Reg");
    expect(offered("[X]\nAddReg = Device_Reg, \\\n  |")).toContain("More_Reg");
    expect(offered("[X]\nAddService = New, 2, |")).toContain("Service_Install");
    expect(offered("[X]\nAddReg = |")).not.toContain("Version");
    expect(offered("[X]\nAddService = |")).toBeUndefined();
    expect(offered("[X]\nAddR|eg = ")).toBeUndefined();
    expect(offered("[X]\nAddReg = ; |")).toBeUndefined();
  });

  test("of strings behind a percent sign", () => {
    expect(offered("[X]\nHKR,,A,,%|")).toEqual(["%Mfg%", "%Device%"]);
    expect(offered("[X]\nHKR,,A,,%Mfg%|")).toBeUndefined();
    expect(offered("[X]\nHKR,,A,,%%|")).toBeUndefined();
    expect(offered("[Strings]\nA = %|")).toBeUndefined();
  });
});

test("any text is read", () => {
  const pieces = ["[", "]", "A", "=", "%", '"', ",", "\\", "\n", ";", " ", "AddReg", "Strings", "@", "$ARCH$", ".NT"];
  let seed = 7;
  for (let round = 0; round < 300; round++) {
    let text = "[Manufacturer]\n";
    for (let index = 0; index < 40; index++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += pieces[seed % pieces.length] ?? "";
    }
    const any = readInf(text, facts);
    infSymbols(any);
    infFolds(any);
    for (let offset = 0; offset <= text.length; offset += 3) {
      infDefinition(any, offset);
      infReferences(any, offset, { declarations: true });
      infHover(any, offset);
      infCompletions(any, offset);
    }
  }
});
