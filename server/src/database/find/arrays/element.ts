/** One element of an initialiser: a number in any base, a character, a cast or a constructor around one. */
import { digit, digitValue, kindOf, letter, skipBlanks, wordEnd } from "./characters.ts";
import { readQuoted } from "./literals.ts";

export interface Designator {
  readonly first: number;
  readonly last: number;
  /** Where its value begins. */
  readonly end: number;
}

/** Casts within casts that are followed. */
const deepest = 8;

/** A type in a cast is no longer than this. */
const longestType = 100;

export class ElementReader {
  /** Of what was read last: 64 bits, of negative numbers as they lie in memory. */
  low = 0;
  high = 0;
  /** Behind it. */
  end = 0;
  private isNegative = false;
  /** What is to close what was opened around the number. */
  private readonly closers: number[] = [];
  private readonly text: Uint8Array;
  private readonly limit: number;

  constructor(text: Uint8Array, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  /** @returns whether there is one, whose value and end are to be found here */
  read(from: number): boolean {
    const { text, limit } = this;
    const { closers } = this;
    closers.length = 0;
    this.isNegative = false;
    let at = from;
    for (let depth = 0; ; depth++) {
      const byte = at < limit ? text[at]! : 0;
      if (kindOf[byte] === digit) {
        if (!this.number(at)) return false;
        break;
      }
      if (byte === 0x27) {
        if (!this.character(at)) return false;
        break;
      }
      if (depth === deepest) return false;
      if (byte === 0x2d || byte === 0x2b) {
        // A sign before a cast is no part of the number.
        if (kindOf[text[at + 1] ?? 0] !== digit) return false;
        this.isNegative = byte === 0x2d;
        at++;
        continue;
      }
      const opened = byte === 0x28 ? this.parenthesis(at) : this.named(at);
      if (opened === undefined) return false;
      at = skipBlanks(text, opened, limit);
    }
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) {
      const close = skipBlanks(text, this.end, limit);
      if (close >= limit || text[close] !== closer) return false;
      this.end = close + 1;
    }
    return true;
  }

  /** Whether a type of this width, with or without a sign, holds it. */
  fits(width: number): boolean {
    if (width === 1 && !this.isNegative) return this.high === 0 && this.low <= 0xff;
    if (width === 8) return true;
    const bits = 8 * width;
    if (this.isNegative) return this.high === 0xffff_ffff && this.low >= 2 ** 32 - 2 ** (bits - 1);
    return this.high === 0 && this.low < 2 ** bits;
  }

  /** `[5] =` or, as GCC has it, `[5 ... 9] =`. */
  designator(from: number): Designator | undefined {
    const { text, limit } = this;
    const first = this.index(from + 1);
    if (first === undefined) return undefined;
    let last = first;
    let at = this.end;
    if (text[at] === 0x2e && text[at + 1] === 0x2e && text[at + 2] === 0x2e) {
      const upper = this.index(at + 3);
      if (upper === undefined || upper < first) return undefined;
      last = upper;
      at = this.end;
    }
    if (text[at] !== 0x5d) return undefined;
    at = skipBlanks(text, at + 1, limit);
    return text[at] === 0x3d ? { first, last, end: skipBlanks(text, at + 1, limit) } : undefined;
  }

  /** A number in a designator, and the blanks behind it. */
  private index(from: number): number | undefined {
    const at = skipBlanks(this.text, from, this.limit);
    this.isNegative = false;
    if (kindOf[this.text[at] ?? 0] !== digit || !this.number(at) || this.high > 0) return undefined;
    this.end = skipBlanks(this.text, this.end, this.limit);
    return this.low;
  }

  /** A cast, which is passed by, or a number in parentheses. */
  private parenthesis(from: number): number | undefined {
    const { text, limit } = this;
    const inner = skipBlanks(text, from + 1, limit);
    if (inner >= limit || kindOf[text[inner]!] !== letter) {
      this.closers.push(0x29);
      return inner;
    }
    const last = Math.min(inner + longestType, limit);
    let at = inner;
    while (at < last && isOfType(text[at]!)) at++;
    if (text[at] === 0x29) return at + 1;
    this.closers.push(0x29);
    return inner;
  }

  /** std::byte{, UINT8_C(, static_cast<char>( and the prefix of a character. What is called gives the number back: the magic says so. */
  private named(from: number): number | undefined {
    const { text, limit } = this;
    if (from >= limit || kindOf[text[from]!] !== letter) return undefined;
    const last = Math.min(from + longestType, limit);
    let at = wordEnd(text, from, last);
    if (text[at] === 0x27) return at;
    while (at < last && isOfType(text[at]!)) at++;
    const opener = text[at];
    if (opener !== 0x28 && opener !== 0x7b) return undefined;
    this.closers.push(opener === 0x28 ? 0x29 : 0x7d);
    return at + 1;
  }

  private number(from: number): boolean {
    const { text, limit } = this;
    let base = 10;
    let at = from;
    if (text[at] === 0x30) {
      const mark = (text[at + 1] ?? 0) | 0x20;
      base = mark === 0x78 ? 16 : mark === 0x62 ? 2 : 8;
      if (base !== 8) at += 2;
    }
    const start = at;
    let low = 0;
    let high = 0;
    for (; at < limit; at++) {
      const byte = text[at]!;
      if (byte === 0x27 && at > start) continue;
      const value = digitValue[byte]!;
      if (value >= base) break;
      low = low * base + value;
      if (low > 0xffff_ffff) {
        high = high * base + Math.floor(low / 2 ** 32);
        low %= 2 ** 32;
        if (high > 0xffff_ffff) return false;
      } else if (high > 0) {
        high *= base;
        if (high > 0xffff_ffff) return false;
      }
    }
    if (at === start) return false;
    const suffix = wordEnd(text, at, limit);
    if (suffix > at && !isSuffix(text, at, suffix)) return false;
    this.low = low;
    this.high = high;
    this.end = suffix;
    if (this.isNegative && (low > 0 || high > 0)) this.negate();
    else this.isNegative = false;
    return text[suffix] !== 0x2e || text[suffix + 1] === 0x2e;
  }

  private negate(): void {
    const low = this.low === 0 ? 0 : 2 ** 32 - this.low;
    const high = 0xffff_ffff - this.high + (this.low === 0 ? 1 : 0);
    this.low = low;
    this.high = high >>> 0;
  }

  private character(from: number): boolean {
    let count = 0;
    let value = 0;
    const end = readQuoted(this.text, from, this.limit, 0x27, (byte) => {
      value = byte;
      return ++count === 1;
    });
    if (end === undefined || count !== 1) return false;
    this.low = value;
    this.high = 0;
    this.end = end;
    return true;
  }
}

/** u, l and their like, and Microsoft's ui64. */
function isSuffix(text: Uint8Array, from: number, end: number): boolean {
  const lower = text[from]! | 0x20;
  if (end - from === 1) return lower === 0x75 || lower === 0x6c || lower === 0x7a;
  if (end - from > 4) return false;
  return /^(?:u?(?:ll?|z)|(?:ll?|z)u|u?i(?:8|16|32|64))$/i.test(String.fromCharCode(...text.subarray(from, end)));
}

/** A byte of a type's name: words, ::, <, >, * and blanks. */
function isOfType(byte: number): boolean {
  return kindOf[byte]! >= 1 || byte === 0x3a || byte === 0x3c || byte === 0x3e || byte === 0x2a || byte === 0x26;
}
