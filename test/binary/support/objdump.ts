/** What binutils' objdump says of an image, read from what it prints. It knows x64 and x86. */
import { machines, output } from "./toolchain.ts";

export interface ObjdumpImage {
  /** "SectionAlignment" -> the number as it is printed: in hexadecimal digits, or a decimal one. */
  readonly headers: ReadonlyMap<string, string>;
  readonly dllCharacteristics: readonly string[];
  /** Address and size by number. */
  readonly directories: readonly (readonly [number, number])[];
  readonly sections: readonly ObjdumpSection[];
  readonly imports: readonly ObjdumpImport[];
  readonly exports: readonly ObjdumpExport[];
  readonly exportModule: string | undefined;
  readonly resources: readonly string[];
  /** Rows of the table of functions. */
  readonly functions: number;
  /** "block", and "DIR64" and the like, each as often as it comes. */
  readonly relocations: ReadonlyMap<string, number>;
  /** "2 RSDS 0123 1 a.pdb": type, and of CodeView what it says. */
  readonly debug: readonly string[];
}

export interface ObjdumpSection {
  readonly name: string;
  readonly size: number;
  readonly address: bigint;
  readonly offset: number;
  /** CONTENTS, READONLY, CODE. */
  readonly flags: readonly string[];
}

export interface ObjdumpImport {
  readonly module: string;
  readonly firstThunk: number;
  /** "12 name", with its hint, or "#7". */
  readonly functions: readonly string[];
}

/** By ordinal; the name is undefined where there is none. */
export interface ObjdumpExport {
  readonly ordinal: number;
  readonly address: number;
  readonly forwarder: string | undefined;
  readonly name: string | undefined;
}

const [{ prefix }] = machines;

export function objdumpOf(path: string): ObjdumpImage {
  const privates = output("env", ["TZ=UTC", `${prefix}objdump`, "-p", path]);
  return {
    headers: new Map(
      [
        ...partOf(privates, /file format .*\n/, /^The Data Directory/m).matchAll(/^(\w+(?:\/Date)?)[ \t]+(\S.*)$/gm),
      ].map(([, name = "", value = ""]) => [name, value.trim()]),
    ),
    dllCharacteristics: [
      ...partOf(privates, /^DllCharacteristics.*$/m, /^SizeOfStackReserve/m).matchAll(/^\t+(\w+)$/gm),
    ].map(([, name = ""]) => name),
    directories: [...privates.matchAll(/^Entry [\da-f] ([\da-f]+) ([\da-f]+) /gm)].map(
      ([, address = "", size = ""]) => [hex(address), hex(size)] as const,
    ),
    sections: sectionsOf(output(`${prefix}objdump`, ["-h", path])),
    imports: importsOf(partOf(privates, /^The Import Tables/m, /^(?:There is an export table|The Function Table)/m)),
    ...exportsOf(privates),
    resources: resourcesOf(partOf(privates, /^The \.rsrc Resource Directory section/m, /^ String table starts/m)),
    functions: [...partOf(privates, /^The Function Table/m, /^Dump of/m).matchAll(/^ [\da-f]{16}:\t/gm)].length,
    relocations: relocationsOf(partOf(privates, /^PE File Base Relocations/m, /^The \.rsrc/m)),
    debug: debugOf(partOf(privates, /^There is a debug directory.*\n\n/m, /^\n/m)),
  };
}

const hex = (digits: string): number => Number.parseInt(digits, 16);

/** What is behind one mark and before the other, or the end; nothing where the first is not there. */
function partOf(text: string, start: RegExp, end: RegExp): string {
  const from = start.exec(text);
  if (from === null) return "";
  const rest = text.slice(from.index + from[0].length);
  return rest.slice(0, end.exec(rest)?.index ?? rest.length);
}

function sectionsOf(text: string): ObjdumpSection[] {
  const rows = /^ *\d+ (.*?) +([\da-f]{8,}) {2}([\da-f]+) {2}[\da-f]+ {2}([\da-f]+) {2}2\*\*\d+ *\n +(.*)$/gm;
  return [...text.matchAll(rows)].map(([, name = "", size = "", address = "", offset = "", flags = ""]) => ({
    ...{ name, size: hex(size), address: BigInt(`0x${address}`), offset: hex(offset) },
    flags: flags.trim().split(", "),
  }));
}

function importsOf(text: string): ObjdumpImport[] {
  const imports: { module: string; firstThunk: number; functions: string[] }[] = [];
  let firstThunk = 0;
  for (const line of text.split("\n")) {
    const descriptor = /^ [\da-f]{8}\t(?:[\da-f]{8} ){4}([\da-f]{8})/.exec(line);
    if (descriptor !== null) firstThunk = hex(descriptor[1]!);
    const module = /^\tDLL Name: (.*)$/.exec(line)?.[1];
    if (module !== undefined) imports.push({ module, firstThunk, functions: [] });
    // An ordinal has the highest bit of the entry before it, of 64 bits; both are hexadecimal there, and decimal of 32 bits.
    const ordinal64 = /^\t8[\da-f]{15}\t +\d+([\da-f]{8}) {2}<none>/.exec(line)?.[1];
    const ordinal32 = /^\t8[\da-f]{7}\t +(\d+) {2}<none>/.exec(line)?.[1];
    const named = /^\t[\da-f]+\t +(\d+) {2}(?!<none>)(.*)$/.exec(line);
    const functions = imports.at(-1)?.functions;
    if (ordinal64 !== undefined) functions?.push(`#${hex(ordinal64)}`);
    else if (ordinal32 !== undefined) functions?.push(`#${ordinal32}`);
    else if (named !== null) functions?.push(`${named[1]} ${named[2]}`);
  }
  return imports;
}

function exportsOf(text: string): Pick<ObjdumpImage, "exports" | "exportModule"> {
  const tables = partOf(text, /^The Export Tables/m, /^(?:The Function Table|PE File Base Relocations|The \.rsrc)/m);
  const names = new Map<number, string[]>();
  for (const [, index, name = ""] of partOf(tables, /^\[Ordinal\/Name Pointer\] Table.*\n/m, /^\n/m).matchAll(
    /^\t\[ *(\d+)\] (.*)$/gm,
  )) {
    names.set(Number(index), [...(names.get(Number(index)) ?? []), name]);
  }
  const rows = /^\t\[ *(\d+)\] \+base\[ *(\d+)\] ([\da-f]+) (?:Export|Forwarder) RVA(?: -- (.*))?$/gm;
  const exports = [...tables.matchAll(rows)].flatMap(([, index, ordinal, address = "", forwarder]) =>
    (names.get(Number(index)) ?? [undefined]).map((name) => ({
      ...{ ordinal: Number(ordinal), address: hex(address), forwarder, name },
    })),
  );
  return { exports, exportModule: /^Name[ \t]+[\da-f]+ (.*)$/m.exec(tables)?.[1] };
}

/** "type name language address size codepage" of each. */
function resourcesOf(text: string): string[] {
  const resources: string[] = [];
  const path = ["", "", ""];
  let level = 0;
  for (const line of text.split("\n")) {
    const table = /^[\da-f]+ +(Type|Name|Language) Table:/.exec(line)?.[1];
    if (table !== undefined) level = ["Type", "Name", "Language"].indexOf(table);
    const entry = /^[\da-f]+( +)Entry: (?:ID: (?:0x)?([\da-f]+)|name: \[val: [\da-f]+ len \d+\]: (.*)), Value: /.exec(
      line,
    );
    // How far it is moved in tells the table that it is in.
    if (entry !== null) level = (entry[1]!.length - 3) / 2;
    if (entry !== null) path[level] = entry[3] ?? `${hex(entry[2]!)}`;
    const leaf = /Leaf: Addr: 0x([\da-f]+), Size: 0x([\da-f]+), Codepage: (\d+)/.exec(line);
    if (leaf !== null) resources.push([...path, hex(leaf[1]!), hex(leaf[2]!), leaf[3]].join(" "));
  }
  return resources;
}

function relocationsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [, name] of text.matchAll(/^(?:Virtual Address|\treloc +\d+ offset +[\da-f]+ \[ *[\da-f]+\] (\w+))/gm)) {
    count(name ?? "block");
  }
  return counts;
}

function debugOf(text: string): string[] {
  const rows =
    /^ *(\d+) +\w.*? [\da-f]{8} [\da-f]{8} [\da-f]{8}(?:\n\(format (\w+) signature (\w+) age (\d+) pdb (.*)\))?$/gm;
  return [...text.matchAll(rows)].map(([, type, format, signature = "", age, pdb]) =>
    format === undefined ? `${type}` : `${type} ${signature} ${age} ${pdb}`,
  );
}
