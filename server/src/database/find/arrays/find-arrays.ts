/**
 * Databases in a C or C++ source: arrays, and files of numbers that somebody includes into one. The text is read once from its
 * beginning to its end, as a source of sixty megabytes is no rarity; no grammar is asked, as none takes one.
 */
import { type Extent, readExtent } from "../header.ts";
import type { ArrayPart } from "../part.ts";
import {
  blank,
  code,
  commentEnd,
  digit,
  kindOf,
  letter,
  lineEnd,
  logicalLineEnd,
  skipBlanks,
  wordEnd,
} from "./characters.ts";
import { type Initializer, mayBeElement, readInitializer } from "./initializer.ts";
import { skipQuoted, skipStrings, stringQuote } from "./literals.ts";
import { nameText, sourceTextOf } from "./source-text.ts";
import { Statement } from "./statement.ts";

/** @param file the whole of it, in any encoding whose first 128 characters are ASCII, or in UTF-16 */
export function findArrays(file: Uint8Array): readonly ArrayPart[] {
  const { bytes, unit } = sourceTextOf(file);
  const parts: { readonly part: Omit<ArrayPart, "line">; readonly place: number }[] = [];
  const found = (initializer: Initializer, { name, size }: Declared): void => {
    const extent = readExtent(initializer.bytes);
    if (extent === undefined || initializer.bytes.length < extent.pageSize) return;
    if (isRow(bytes, initializer.end) && lengthOf(initializer, size, extent) < (extent.length ?? 0)) return;
    const part = {
      kind: "array",
      name: name === undefined ? undefined : nameText(bytes, name.start, name.end),
      start: initializer.start * unit,
      end: initializer.end * unit,
      bytes: lengthOf(initializer, size, extent),
    } as const;
    parts.push({ part, place: name?.start ?? initializer.start });
  };
  scan(bytes, skipMark(bytes), bytes.length, found);
  const lines = linesOf(
    bytes,
    parts.map(({ place }) => place),
  );
  return parts.map(({ part, place }) => ({ ...part, line: lines.get(place)! }));
}

/** What is said of a variable before its initialiser. */
export interface Declared {
  readonly name: { readonly start: number; readonly end: number } | undefined;
  /** Elements, where the declaration says how many. */
  readonly size: number | undefined;
}

/** What is declared and not initialised is zero: zeros at the end of a database may be left to the compiler. */
function lengthOf({ bytes, width }: Initializer, size: number | undefined, extent: Extent): number {
  const isLonger = extent.length !== undefined && extent.length > bytes.length;
  return isLonger && extent.length <= (size ?? 0) * width ? extent.length : bytes.length;
}

/** Whether another list follows, as in an array of pages: what the rows make together is not read. */
function isRow(text: Uint8Array, end: number): boolean {
  const at = skipBlanks(text, end, text.length);
  return text[at] === comma && text[skipBlanks(text, at + 1, text.length)] === openBrace;
}

type Found = (initializer: Initializer, declared: Declared) => void;

/** Reads [from, limit): a file, or what a macro stands for. */
function scan(text: Uint8Array, from: number, limit: number, found: Found, macro?: Declared["name"]): void {
  const statement = new Statement(text, macro);
  let at = from;
  let isFirst = true;
  /** Tries what begins here; where it is a database, the text goes on behind it. */
  const attempt = (declared: Declared): boolean => {
    const initializer = readInitializer(text, at, limit);
    if (initializer === undefined) return false;
    found(initializer, declared);
    at = initializer.end;
    statement.other();
    return true;
  };
  while (at < limit) {
    const byte = text[at]!;
    const kind = kindOf[byte];
    if (kind === blank) {
      at++;
      continue;
    }
    if (byte === slash && (text[at + 1] === slash || text[at + 1] === star)) {
      at = commentEnd(text, at, limit);
      continue;
    }
    if (byte === hash && macro === undefined) {
      at = directive(text, at, limit, found);
      continue;
    }
    if (isFirst && mayBeElement(text, at)) {
      isFirst = false;
      if (attempt({ name: macro, size: undefined })) continue;
    }
    isFirst = false;
    if (kind === letter || byte === quote) {
      if (stringQuote(text, at, limit) === undefined) {
        const end = wordEnd(text, at, limit);
        statement.identifier(at, end);
        at = end;
      } else if (!attempt(statement.declared("string"))) {
        at = skipStrings(text, at, limit);
        statement.other();
      }
    } else if (kind === digit) {
      at = numberEnd(text, at, limit);
      statement.other();
    } else if (byte === apostrophe) {
      at = skipQuoted(text, at, limit);
      statement.other();
    } else if (byte === openBrace) {
      if (!attempt(statement.declared("list"))) {
        statement.open();
        at++;
      }
    } else {
      statement.mark(byte, at);
      at++;
    }
  }
}

/** A macro may stand for a database; of other directives nothing is wanted. Gives where the line ends. */
function directive(text: Uint8Array, from: number, limit: number, found: Found): number {
  const end = logicalLineEnd(text, from, limit);
  const word = skipBlanks(text, from + 1, end);
  const wordLast = wordEnd(text, word, end);
  if (nameText(text, word, Math.min(wordLast, word + 7)) === "define") {
    const start = skipBlanks(text, wordLast, end);
    const last = wordEnd(text, start, end);
    // What takes arguments is no constant, but may hold one.
    scan(text, last, end, found, { start, end: last });
  }
  return end;
}

/** Behind a number, whose digits may be separated by apostrophes. */
function numberEnd(text: Uint8Array, from: number, limit: number): number {
  let at = wordEnd(text, from, limit);
  while (text[at] === apostrophe && at + 1 < limit && kindOf[text[at + 1]!]! >= letter)
    at = wordEnd(text, at + 1, limit);
  return at;
}

const slash = code("/");
const star = code("*");
const hash = code("#");
const quote = code('"');
const apostrophe = code("'");
const openBrace = code("{");
const comma = code(",");

/** The mark of UTF-8, or of UTF-16, which has become one byte. */
function skipMark(text: Uint8Array): number {
  if (text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf) return 3;
  return text[0] === 0 ? 1 : 0;
}

/** The lines of places, from 0 on. */
function linesOf(text: Uint8Array, places: readonly number[]): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  let line = 0;
  let at = 0;
  for (const place of places.toSorted((a, b) => a - b)) {
    while (at < place) {
      const end = lineEnd(text, at);
      if (end > 0) line++;
      at = end || at + 1;
    }
    lines.set(place, line);
  }
  return lines;
}
