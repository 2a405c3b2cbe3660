/** Text in a file, of bytes and of UTF-16, in the order of its places. The file is read by windows, and never whole. */
import type { ByteSource } from "../../binary/source.ts";
import { narrowText, utf16Of } from "../../binary/text.ts";
import type { FoundString, StringsParams, StringsResult } from "../protocol.ts";
import { ByteCursor } from "./byte-cursor.ts";
import { narrowRuns } from "./narrow.ts";
import type { Run, Step } from "./run.ts";
import { sectionsByPlace } from "./section-places.ts";
import { wideRuns } from "./wide.ts";

/** In characters, of those that are sent. */
const mostShown = 1024;
/** In bytes: a string that is longer is searched in pieces. */
const pieceSize = 64 * 1024;

/**
 * The strings from `from` on. Of two that begin at the same place both are told, so that there may be one more than `limit`.
 * @throws SourceError where the host can no longer read
 */
export function stringsOf(
  source: ByteSource,
  { search, least, encoding, from, limit }: StringsParams,
  onProgress: (fraction: number) => void,
): StringsResult {
  const sectionAt = sectionsByPlace(source);
  const wanted = search.toLowerCase();
  const start = Math.min(Math.max(Math.floor(from), 0), source.length);
  const readers = [
    ...(encoding === "utf-16" ? [] : [narrowRuns(new ByteCursor(source), start, least)]),
    ...(encoding === "ascii" ? [] : [wideRuns(new ByteCursor(source), start, least)]),
  ];
  const strings: FoundString[] = [];
  for (const step of merged(readers)) {
    if (step.end === undefined) {
      onProgress((step.start - start) / Math.max(source.length - start, 1));
      continue;
    }
    if (strings.length >= limit && step.start > strings.at(-1)!.offset) return { strings, next: step.start };
    if (wanted !== "" && !hasText(source, step, wanted)) continue;
    strings.push({
      offset: step.start,
      text: shownText(source, step),
      length: step.characters,
      encoding: step.encoding,
      section: sectionAt(step.start),
    });
  }
  return { strings };
}

/** What several readers tell, in the order of places. */
function* merged(readers: readonly Generator<Step>[]): Generator<Step> {
  const heads = readers.flatMap((reader) => {
    const { value, done } = reader.next();
    return done === true ? [] : [{ reader, step: value }];
  });
  while (heads.length > 0) {
    const first = heads.reduce((best, head) => (head.step.start < best.step.start ? head : best));
    yield first.step;
    const { value, done } = first.reader.next();
    if (done === true) heads.splice(heads.indexOf(first), 1);
    else first.step = value;
  }
}

/** The beginning of a string. */
function shownText(source: ByteSource, run: Run): string {
  // A character of UTF-8 has up to four bytes.
  const end = Math.min(run.end, run.start + mostShown * 4);
  return textBetween(source, run, run.start, end).slice(0, mostShown);
}

/** Pieces overlap by what could be a part of what is searched. */
function hasText(source: ByteSource, run: Run, wanted: string): boolean {
  const overlap = wanted.length * 4;
  const size = Math.max(pieceSize, overlap * 4);
  for (let at = run.start; at < run.end; at += size - overlap) {
    const end = Math.min(at + size, run.end);
    if (textBetween(source, run, at, end).toLowerCase().includes(wanted)) return true;
    if (end === run.end) return false;
  }
  return false;
}

function textBetween(source: ByteSource, { encoding }: Run, start: number, end: number): string {
  const bytes = source.read(start, end);
  return encoding === "utf-16" ? utf16Of(bytes) : narrowText(wholeCharacters(bytes));
}

/** Without the parts of characters at its ends, where a string of UTF-8 was cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let [start, end] = [0, bytes.length];
  while (start < 3 && start < end && isInside(bytes[start]!)) start++;
  let last = end - 1;
  while (last > start && end - last < 4 && isInside(bytes[last]!)) last--;
  const first = bytes[last] ?? 0;
  const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (last + size > end) end = last;
  return bytes.subarray(start, Math.max(end, start));
}

const isInside = (byte: number): boolean => (byte & 0xc0) === 0x80;
