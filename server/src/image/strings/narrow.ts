/**
 * Strings of bytes. In ASCII they are those that `strings` of the binutils finds. UTF-8 is taken for a part of a string only
 * where that stands between zeros, as C's literals do: any two bytes of code may be a letter of it.
 */
import type { ByteCursor } from "./byte-cursor.ts";
import { isPlain, mostBefore, type Run, type Step, stride } from "./run.ts";

/** Strings that begin at `from` or behind, of at least as many characters, in their order. */
export function* narrowRuns(bytes: ByteCursor, from: number, least: number): Generator<Step> {
  let at = safeStart(bytes, from);
  let told = from;
  while (at < bytes.length) {
    if (at - told >= stride) {
      told = at;
      yield { start: at };
    }
    if (characterAt(bytes, at) === 0) {
      at++;
      continue;
    }
    const run = runAt(bytes, at);
    const isLiteral = bytes.at(run.start - 1) <= 0 && bytes.at(run.end) <= 0;
    for (const one of run.isPlain || isLiteral ? [run] : plainPieces(bytes, run)) {
      if (one.start >= from && one.characters >= least) yield one;
    }
    at = run.end;
  }
}

function runAt(bytes: ByteCursor, start: number): Run & { readonly isPlain: boolean } {
  let end = start;
  let characters = 0;
  for (let size = characterAt(bytes, end); size > 0; size = characterAt(bytes, end)) {
    end += size;
    // As many as the text has when it is read: beyond 16 bits there are two.
    characters += size === 4 ? 2 : 1;
  }
  return { encoding: "ascii", start, end, characters, isPlain: characters === end - start };
}

function* plainPieces(bytes: ByteCursor, { start, end }: Run): Generator<Run> {
  let begin = start;
  for (let at = start; at <= end; at++) {
    if (at < end && isPlain(bytes.at(at))) continue;
    if (at > begin) yield { encoding: "ascii", start: begin, end: at, characters: at - begin };
    begin = at + 1;
  }
}

/** At a place or shortly before it: one that is within no string. Without one, the string around it is looked at from here. */
function safeStart(bytes: ByteCursor, from: number): number {
  const first = Math.max(from - mostBefore, 0);
  for (let at = from; at > first; at--) {
    const before = bytes.at(at - 1);
    if (!isPlain(before) && before < 0x80) return at;
  }
  if (first === 0) return 0;
  let at = from;
  while (isPlain(bytes.at(at)) && isPlain(bytes.at(at - 1))) at++;
  return at;
}

/** How many bytes the character there has; 0 where there is none. */
function characterAt(bytes: ByteCursor, at: number): number {
  const first = bytes.at(at);
  if (first < 0x80) return isPlain(first) ? 1 : 0;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0x7f >> size);
  for (let index = 1; index < size; index++) {
    const next = bytes.at(at + index);
    if (next < 0 || (next & 0xc0) !== 0x80) return 0;
    code = (code << 6) | (next & 0x3f);
  }
  const isShortest = code >= [0, 0, 0x80, 0x800, 0x1_0000][size]!;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isShortest && !isSurrogate && code >= 0xa0 && code <= 0x10_ffff ? size : 0;
}
