/** Libraries of objects: .lib and .a, as "PE Format" (Microsoft Learn) and ar(5) have them. */

import { NameReader } from "./names.ts";
import { asciiOf, ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface Member {
  /** Without its folder: "quirks.obj". */
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

const mark = "!<arch>\n";
const headerSize = 60;
const mostMembers = 100_000;
/** In bytes, of a name that stands before its member. */
const longestName = 1024;
/** Ends names in GNU's table; in Microsoft's it is a zero. */
const newLine = 10;

/** @returns undefined where it is no library; of one that is damaged, what comes before */
export function readArchive(source: ByteSource): readonly Member[] | undefined {
  const reader = new ImageReader(source);
  if (reader.name(0, mark.length) !== mark) return undefined;
  const members: Member[] = [];
  /** Where the long names lie. */
  let names: number | undefined;
  const reading = new NameReader(reader);
  for (let at = mark.length; members.length < mostMembers; ) {
    const header = reader.bytes(at, headerSize);
    const size = header === undefined ? Number.NaN : Number(asciiOf(header.subarray(48, 58)));
    if (header === undefined || !Number.isSafeInteger(size) || size < 0) break;
    const start = at + headerSize;
    const length = Math.min(size, reader.length - start);
    const raw = asciiOf(header.subarray(0, 16)).trimEnd();
    if (raw === "//") names = start;
    else if (raw !== "/" && raw !== "/SYM64/") {
      const { name, skip } = nameOf(reader, reading, raw, { start, names });
      members.push({ name, offset: start + skip, length: Math.max(length - skip, 0) });
    }
    // Members begin at even offsets.
    at = start + size + (size % 2);
  }
  return members;
}

/** Names of 16 characters, of GNU's and Microsoft's table, and those of BSD, which stand before the member's bytes. */
function nameOf(
  reader: ImageReader,
  reading: NameReader,
  raw: string,
  { start, names }: { readonly start: number; readonly names: number | undefined },
) {
  const bsd = /^#1\/(\d+)$/.exec(raw);
  if (bsd !== null) {
    const length = Number(bsd[1]);
    return { name: baseName(reader.name(start, Math.min(length, longestName))), skip: length };
  }
  const long = /^\/(\d+)$/.exec(raw);
  const name = long === null || names === undefined ? raw : (reading.at(names + Number(long[1]), newLine) ?? raw);
  return { name: baseName(name.replace(/\/$/, "")), skip: 0 };
}

const baseName = (path: string): string => path.replace(/^.*[/\\]/, "");
