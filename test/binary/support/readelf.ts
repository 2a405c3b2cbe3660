/** What readelf and modinfo say of files: the other opinion that the readers are held against. */
import { tool } from "./linux-files.ts";

export interface Reading {
  /** Lines of `readelf -h`, by what stands before the colon. */
  readonly header: ReadonlyMap<string, string>;
  readonly sections: readonly ReadSection[];
  readonly segments: readonly ReadSegment[];
  /** By the name of their table: ".symtab", ".dynsym". */
  readonly symbols: ReadonlyMap<string, readonly ReadSymbol[]>;
  readonly notes: readonly ReadNote[];
  /** Of the dynamic section: "NEEDED" and the like, and what stands in brackets behind it. */
  readonly dynamic: readonly (readonly [string, string])[];
}

/** Numbers as readelf writes them, without what it pads them with. */
export interface ReadSection {
  readonly name: string;
  readonly type: string;
  readonly address: bigint;
  readonly offset: number;
  readonly size: number;
  readonly entrySize: number;
  /** "WAX". */
  readonly flags: string;
  readonly link: number;
  readonly info: number;
  readonly alignment: number;
}

export interface ReadSegment {
  readonly type: string;
  readonly offset: number;
  readonly address: bigint;
  readonly physical: bigint;
  readonly fileSize: number;
  readonly memorySize: number;
  /** "R E". */
  readonly flags: string;
  readonly alignment: number;
}

export interface ReadSymbol {
  readonly value: bigint;
  readonly size: number;
  readonly type: string;
  readonly binding: string;
  readonly visibility: string;
  /** "UND", "ABS", "COM", or a section's index. */
  readonly place: string;
  readonly name: string;
}

export interface ReadNote {
  readonly owner: string;
  readonly size: number;
  /** What is said beside it. */
  readonly text: string;
}

/** Of each file what readelf says, in the order of the files. */
export function readings(paths: readonly string[]): readonly Reading[] {
  if (paths.length === 0) return [];
  const said = tool("readelf", ["-W", "-h", "-S", "-l", "-s", "-n", "-d", ...paths]);
  // It names files only where there are several.
  const parts = paths.length === 1 ? [said] : said.split(/^\nFile: .*\n/m).slice(1);
  if (parts.length !== paths.length) throw new Error(`readelf spoke of ${parts.length} files, not of ${paths.length}`);
  return parts.map(readingOf);
}

function readingOf(said: string): Reading {
  const lines = said.split("\n");
  const symbols = new Map<string, ReadSymbol[]>();
  let table: ReadSymbol[] | undefined;
  for (const line of lines) {
    const name = /^Symbol table '(.*)' contains /.exec(line)?.[1];
    if (name !== undefined) {
      table = [];
      symbols.set(name, table);
    }
    const found = symbolLine.exec(line);
    if (found === null) continue;
    const [, value = "", size = "", type = "", binding = "", visibility = "", place = "", given = ""] = found;
    table?.push({
      ...{ value: BigInt(`0x${value}`), size: Number(size), type, binding, visibility, place },
      name: Buffer.from(given, "latin1").toString("utf8"),
    });
  }
  return {
    header: new Map(headerOf(lines)),
    sections: lines.flatMap(sectionOf),
    segments: lines.flatMap(segmentOf),
    symbols,
    notes: notesOf(lines),
    dynamic: lines.flatMap((line) => {
      const found = /^ 0x[\da-f]+ \((\w+)\).*\[(.*)\]$/.exec(line);
      return found === null ? [] : [[found[1]!, found[2]!] as const];
    }),
  };
}

const headerLine = /^ {2}([A-Z][\w/ ]+): +(.*)$/;
const headerOf = (lines: readonly string[]) =>
  lines.flatMap((line) => {
    const found = headerLine.exec(line);
    return found === null ? [] : [[found[1]!, found[2]!.trim()] as const];
  });

const symbolLine = /^ *\d+: ([\da-f]+) +(\d+|0x[\da-f]+) (\S+) +(\S+) +(\S+) +(?:\[[^\]]*\] +)?(\S+)(?: (.*))?$/;

const sectionLine =
  /^ {2}\[ *\d+\] (.*?) +([A-Z]\S*|SYMTAB SECTION INDICES) +([\da-f]{8,16}) ([\da-f]{6,}) ([\da-f]{6,}) ([\da-f]{2,}) +([A-Za-z]*) +(\d+) +(\d+) +(\d+)$/;

function sectionOf(line: string): ReadSection[] {
  const found = sectionLine.exec(line);
  if (found === null) return [];
  const [, name = "", type = "", address, offset, size, entrySize, flags = "", link, info, alignment] = found;
  return [
    {
      ...{
        name,
        type: type.split(" ")[0]!,
        address: BigInt(`0x${address}`),
        offset: Number(`0x${offset}`),
        size: Number(`0x${size}`),
      },
      ...{ entrySize: Number(`0x${entrySize}`), flags, link: Number(link), info: Number(info) },
      alignment: Number(alignment),
    },
  ];
}

const segmentLine =
  /^ {2}([A-Z]\S+) +(0x[\da-f]+) (0x[\da-f]+) (0x[\da-f]+) (0x[\da-f]+) (0x[\da-f]+) ([R ][W ][E ]) (0x[\da-f]+|0)$/;

function segmentOf(line: string): ReadSegment[] {
  const found = segmentLine.exec(line);
  if (found === null) return [];
  const [, type = "", offset, address = "", physical = "", fileSize, memorySize, flags = "", alignment] = found;
  return [
    {
      ...{ type, offset: Number(offset), address: BigInt(address), physical: BigInt(physical) },
      ...{ fileSize: Number(fileSize), memorySize: Number(memorySize), flags, alignment: Number(alignment) },
    },
  ];
}

function notesOf(lines: readonly string[]): ReadNote[] {
  return lines.flatMap((line) => {
    const found = /^ {2}(\S.*?) +0x([\da-f]{8})\t(.*)$/.exec(line);
    return found === null ? [] : [{ owner: found[1]!, size: Number(`0x${found[2]}`), text: found[3]! }];
  });
}

/** What modinfo says of each file, in its order: "license=GPL", and behind all others "parm:           name:text (type)". */
export function modInfos(paths: readonly string[]): readonly (readonly string[])[] {
  if (paths.length === 0) return [];
  const files: string[][] = [];
  for (const line of tool("modinfo", ["-0", ...paths]).split("\0")) {
    if (line.startsWith("filename:")) files.push([]);
    else if (line !== "") files.at(-1)!.push(line);
  }
  return files;
}
