/**
 * Strings of UTF-16 with its lowest byte first, at even and odd places. In ASCII they are those that `strings -el` of the
 * binutils finds. Letters of Latin, Greek and Cyrillic are taken for a part of a string only where that stands between
 * zeros; of further scripts any two bytes may be a letter.
 */
import type { ByteCursor } from "./byte-cursor.ts";
import { isPlain, mostBefore, type Run, type Step, stride } from "./run.ts";

/** Strings that begin at `from` or behind, of at least as many characters, in their order. */
export function* wideRuns(bytes: ByteCursor, from: number, least: number): Generator<Step> {
  let at = safeStart(bytes, from);
  let told = from;
  while (at < bytes.length) {
    if (at - told >= stride) {
      told = at;
      yield { start: at };
    }
    if (!isLetter(unitAt(bytes, at))) {
      at++;
      continue;
    }
    const run = runAt(bytes, at);
    const isLiteral = unitAt(bytes, run.start - 2) <= 0 && unitAt(bytes, run.end) <= 0;
    for (const one of run.isPlain || isLiteral ? [run] : plainPieces(bytes, run)) {
      if (one.start >= from && one.characters >= least) yield one;
    }
    at = run.end;
  }
}

function runAt(bytes: ByteCursor, start: number): Run & { readonly isPlain: boolean } {
  let end = start;
  let isAllPlain = true;
  for (let unit = unitAt(bytes, end); isLetter(unit); unit = unitAt(bytes, end)) {
    if (!isPlain(unit)) isAllPlain = false;
    end += 2;
  }
  return { encoding: "utf-16", start, end, characters: (end - start) / 2, isPlain: isAllPlain };
}

function* plainPieces(bytes: ByteCursor, { start, end }: Run): Generator<Run> {
  let begin = start;
  for (let at = start; at <= end; at += 2) {
    if (at < end && isPlain(unitAt(bytes, at))) continue;
    if (at > begin) yield { encoding: "utf-16", start: begin, end: at, characters: (at - begin) / 2 };
    begin = at + 2;
  }
}

/** At a place or shortly before it: one that is within no string. */
function safeStart(bytes: ByteCursor, from: number): number {
  const first = Math.max(from - mostBefore, 0);
  for (let at = from; at > first; at--) {
    if (!isLetter(unitAt(bytes, at - 1)) && !isLetter(unitAt(bytes, at - 2))) return at;
  }
  if (first === 0) return 0;
  let at = from;
  while (isLetter(unitAt(bytes, at)) && isLetter(unitAt(bytes, at - 2))) at += 2;
  return at;
}

/** -1 where the file does not have both of its bytes. */
function unitAt(bytes: ByteCursor, at: number): number {
  const high = bytes.at(at + 1);
  const low = bytes.at(at);
  return high < 0 || low < 0 ? -1 : low | (high << 8);
}

/** Letters that languages are written with: phonetic ones and marks to combine are what tables of small numbers look like. */
const isLetter = (unit: number): boolean =>
  isPlain(unit) ||
  (unit >= 0xa0 && unit < 0x180) ||
  // Romanian.
  (unit >= 0x218 && unit <= 0x21b) ||
  (unit >= 0x370 && unit < 0x530);
