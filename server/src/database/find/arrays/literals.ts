/** String and character literals of C and C++, byte by byte. */
import { digitValue, kindOf, letter, lineEnd, skipBlanks, wordEnd } from "./characters.ts";

/**
 * Literals that stand one behind the other, which are one.
 *
 * @param from at the first quote, or the prefix before it
 * @param put takes a byte, and says whether more are wanted
 * @returns behind the last; `undefined` where a byte was not wanted, or they cannot be read: wide ones, ones that do not end
 */
export function readStrings(
  text: Uint8Array,
  from: number,
  limit: number,
  put: (byte: number) => boolean,
): number | undefined {
  let end: number | undefined;
  for (let at = from; ; ) {
    const quote = stringQuote(text, at, limit);
    // What is no string may be a macro that gives one.
    if (quote === undefined) return at < limit && kindOf[text[at]!] === letter ? undefined : end;
    if (quote.isWide) return undefined;
    end = quote.isRaw ? readRawString(text, quote.at, limit, put) : readQuoted(text, quote.at, limit, 0x22, put);
    if (end === undefined) return undefined;
    at = skipBlanks(text, end, limit);
  }
}

/** Behind all of the literals that begin here, whatever is in them. */
export function skipStrings(text: Uint8Array, from: number, limit: number): number {
  for (let at = from; ; ) {
    const end = skipString(text, at, limit);
    at = skipBlanks(text, end, limit);
    if (stringQuote(text, at, limit) === undefined) return end;
  }
}

/** Behind a literal that begins here, or behind what there is of it on its line. */
function skipString(text: Uint8Array, from: number, limit: number): number {
  const quote = stringQuote(text, from, limit);
  if (quote === undefined) return from + 1;
  if (quote.isRaw) return readRawString(text, quote.at, limit, () => true) ?? limit;
  return skipQuoted(text, quote.at, limit);
}

/** Behind a literal in the quotes that stand here, or at the end of its line. */
export function skipQuoted(text: Uint8Array, from: number, limit: number): number {
  const quote = text[from];
  let at = from + 1;
  while (at < limit) {
    const byte = text[at]!;
    if (byte === quote) return at + 1;
    if (byte === 0x0a || byte === 0x0d) return at;
    at = byte === 0x5c ? lineEnd(text, at + 1) || at + 2 : at + 1;
  }
  return limit;
}

interface Quote {
  readonly at: number;
  readonly isRaw: boolean;
  readonly isWide: boolean;
}

/** The quote of a string that begins here, behind its prefix: R, u8, L and their like. */
export function stringQuote(text: Uint8Array, from: number, limit: number): Quote | undefined {
  if (text[from] === 0x22 && from < limit) return { at: from, isRaw: false, isWide: false };
  const at = from < limit && kindOf[text[from]!] === letter ? wordEnd(text, from, Math.min(from + 4, limit)) : from;
  if (at >= limit || text[at] !== 0x22) return undefined;
  const prefix = String.fromCharCode(...text.subarray(from, at));
  if (!/^(?:u8|[LuU])?R?$/.test(prefix)) return undefined;
  return { at, isRaw: prefix.endsWith("R"), isWide: /^(?:L|u(?!8)|U)/.test(prefix) };
}

/**
 * The bytes between two quotes.
 *
 * @returns behind the second; undefined where a byte was not wanted, where there is none on the line, or a character is none
 */
export function readQuoted(
  text: Uint8Array,
  from: number,
  limit: number,
  quote: number,
  put: (byte: number) => boolean,
): number | undefined {
  let at = from + 1;
  while (at < limit) {
    const byte = text[at]!;
    if (byte === quote) return at + 1;
    if (byte === 0x0a || byte === 0x0d || byte === 0) return undefined;
    if (byte !== 0x5c) {
      if (!put(byte)) return undefined;
      at++;
      continue;
    }
    const continued = lineEnd(text, at + 1);
    if (continued > 0) {
      at = continued;
      continue;
    }
    const first = text[at + 1] ?? 0;
    const base = first === 0x78 ? 16 : digitValue[first]! < 8 ? 8 : undefined;
    if (base === undefined) {
      const simple = simpleEscape(first);
      if (simple === undefined || !put(simple)) return undefined;
      at += 2;
      continue;
    }
    const start = base === 16 ? at + 2 : at + 1;
    const last = base === 16 ? limit : Math.min(start + 3, limit);
    let value = 0;
    for (at = start; at < last && digitValue[text[at]!]! < base && value <= 0xff; at++) {
      value = value * base + digitValue[text[at]!]!;
    }
    if (at === start || value > 0xff || !put(value)) return undefined;
  }
  return undefined;
}

/** What a letter behind a backslash stands for. Names of characters (\u, \N) depend on the compiler's options. */
function simpleEscape(letterCode: number): number | undefined {
  const place = "abtnvfr".indexOf(String.fromCharCode(letterCode));
  if (place >= 0) return 7 + place;
  if (letterCode === 0x65) return 0x1b;
  return "\\\"'?".includes(String.fromCharCode(letterCode)) ? letterCode : undefined;
}

/** From the quote of R"delimiter( on. */
function readRawString(
  text: Uint8Array,
  from: number,
  limit: number,
  put: (byte: number) => boolean,
): number | undefined {
  let open = from + 1;
  // A delimiter has 16 characters at most.
  while (open < limit && open - from <= 17 && text[open] !== 0x28) open++;
  if (text[open] !== 0x28) return undefined;
  const delimiter = text.subarray(from + 1, open);
  for (let at = open + 1; at < limit; at++) {
    const byte = text[at]!;
    if (byte === 0x29 && endsRaw(text, at + 1, delimiter)) return at + 2 + delimiter.length;
    // A line ends with one character, however the file writes it.
    if (byte === 0x0d && text[at + 1] === 0x0a) continue;
    if (!put(byte === 0x0d ? 0x0a : byte)) return undefined;
  }
  return undefined;
}

function endsRaw(text: Uint8Array, at: number, delimiter: Uint8Array): boolean {
  if (text[at + delimiter.length] !== 0x22) return false;
  return delimiter.every((byte, index) => text[at + index] === byte);
}
