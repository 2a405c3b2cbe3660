/**
 * The bytes that an initialiser gives: a list of numbers in braces or without them, or string literals. Whatever cannot be
 * read for certain (macros, sums, conditional compilation between the elements) makes all of it unknown.
 */
import { ByteSink } from "./byte-sink.ts";
import { digit, digitValue, kindOf, lineEnd, skipBlanks } from "./characters.ts";
import { ElementReader } from "./element.ts";
import { readStrings, stringQuote } from "./literals.ts";

export interface Initializer {
  /** Of the text: from the brace, the first quote or element on, and behind the last. */
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
  /** Of an element, in bytes. */
  readonly width: number;
}

/**
 * @param from at a brace, at a string or its prefix, or at the first of numbers without braces, which reach up to `limit`
 * @returns undefined where it does not begin as a database does, or is not known to the last byte
 */
export function readInitializer(text: Uint8Array, from: number, limit: number): Initializer | undefined {
  if (text[from] === openBrace) return readList(text, from, from + 1, limit);
  if (stringQuote(text, from, limit) === undefined) return readList(text, from, from, limit);
  const sink = new ByteSink();
  const end = readStrings(text, from, limit, (byte) => sink.put(byte));
  if (end === undefined) return undefined;
  return { start: from, end, bytes: sink.taken(), width: 1 };
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const comma = 0x2c;
const openBracket = 0x5b;

/** What designators may leave out or fill, in bytes of a whole list. */
const largestGap = 64 * 1024 * 1024;

function readList(text: Uint8Array, start: number, from: number, limit: number): Initializer | undefined {
  const isBraced = from > start;
  const sink = new ByteSink();
  const element = new ElementReader(text, limit);
  let width = 0;
  let gaps = 0;
  /** Behind what was read last. */
  let end = from;
  const done = (behind: number): Initializer => ({ start, end: behind, bytes: sink.taken(), width });
  for (let at = skipBlanks(text, from, limit); ; ) {
    if (width === 1) {
      const behind = readPlain(text, at, limit, sink);
      if (behind === undefined) return undefined;
      if (behind > at) {
        end = behind;
        at = skipBlanks(text, behind, limit);
      }
    }
    if (at >= limit) return isBraced || width === 0 ? undefined : done(end);
    if (text[at] === closeBrace) return isBraced && width > 0 ? done(at + 1) : undefined;
    let repeat = 1;
    if (text[at] === openBracket) {
      const designator = element.designator(at);
      // The first element says how wide all are, and the magic which it is.
      if (designator === undefined || (width === 0 && designator.first !== 0)) return undefined;
      const place = designator.first * width;
      repeat = designator.last - designator.first + 1;
      gaps += Math.max(place - sink.length, 0) + (repeat - 1) * Math.max(width, 1);
      if (gaps > largestGap) return undefined;
      while (sink.length < place) {
        sink.position = sink.length;
        if (!sink.put(0)) return undefined;
      }
      sink.position = place;
      at = designator.end;
    }
    if (!element.read(at)) {
      return !isBraced && width > 0 && endsCondition(text, at) ? done(end) : undefined;
    }
    if (width === 0) width = widthOf(element.low, element.high);
    if (width === 0 || !element.fits(width)) return undefined;
    for (; repeat > 0; repeat--) if (!sink.putNumber(element.low, element.high, width)) return undefined;
    end = element.end;
    at = skipBlanks(text, end, limit);
    if (text[at] === comma && at < limit) {
      end = at + 1;
      at = skipBlanks(text, end, limit);
    } else if (at < limit && text[at] !== closeBrace && (isBraced || !endsCondition(text, at))) {
      return undefined;
    }
  }
}

/** The longest of what `readPlain` reads: 0x53u and a comma. */
const longestPlain = 6;

/**
 * Nearly all there is of an array that a program wrote: 0x53 or 83, a comma, a blank or a line's end.
 *
 * @returns behind the last comma that it came to; undefined where there are too many bytes
 */
function readPlain(text: Uint8Array, from: number, limit: number, sink: ByteSink): number | undefined {
  let end = from;
  for (let at = from; at + longestPlain <= limit; ) {
    let byte = digitValue[text[at]!]!;
    if (byte > 9) break;
    at++;
    if (byte === 0 && (text[at]! | 0x20) === 0x78) {
      const [high, low] = [digitValue[text[at + 1]!]!, digitValue[text[at + 2]!]!];
      if (high > 15) break;
      byte = low > 15 ? high : high * 16 + low;
      at += low > 15 ? 2 : 3;
    } else if (byte > 0) {
      for (let value = digitValue[text[at]!]!; value <= 9 && byte <= 0xff; value = digitValue[text[++at]!]!) {
        byte = byte * 10 + value;
      }
    }
    if ((text[at]! | 0x20) === 0x75) at++;
    if (text[at] !== comma || byte > 0xff) break;
    if (!sink.put(byte)) return undefined;
    end = ++at;
    while (text[at] === 0x20 || text[at] === 0x0a) at++;
  }
  return end;
}

/** How many bytes of "SQLite f" the first number holds, the first of them lowest; 0 where it holds others. */
function widthOf(low: number, high: number): number {
  if (high === 0x6620_6574) return low === 0x694c_5153 ? 8 : 0;
  if (high !== 0) return 0;
  if (low === 0x53) return 1;
  if (low === 0x5153) return 2;
  return low === 0x694c_5153 ? 4 : 0;
}

/** A file of numbers alone may stand within an #if; others that begin among them make it unknown what belongs to it. */
function endsCondition(text: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (text[before] === 0x20 || text[before] === 0x09) before--;
  const isLineStart = before < 0 || lineEnd(text, before) > 0;
  if (text[at] !== 0x23 || !isLineStart) return false;
  return /^#[ \t]*(?:endif|else|elif)/.test(String.fromCharCode(...text.subarray(at, at + 20)));
}

/** Whether an initialiser without braces may begin here: with a number, a cast, a character. */
export function mayBeElement(text: Uint8Array, at: number): boolean {
  const byte = text[at] ?? 0;
  return byte === 0x27 || byte === 0x28 || byte === openBracket || kindOf[byte] === digit;
}
