/**
 * Cuts Rust text into top-level items, each with its outer attributes. An item ends where its own tokens say so, so that an
 * edit inside one moves no other. While brackets are unbalanced a `}` in the first column ends an item whose contents are
 * indented, as rustfmt leaves them, and what follows stays readable.
 */
import { RustCursor } from "./lexer.ts";

/** `[start, end)` in UTF-16 units of the text, from an item's first token (an attribute, where it has one) to its last. */
export interface ItemCut {
  readonly start: number;
  readonly end: number;
}

/**
 * The items from `from` on, which is 0 or where an item begins or ends. Every token is in one of them: what begins no item
 * is cut too. A cut depends on the text from its start to the end of the first token behind it.
 */
export function* cutItems(text: string, from: number): Generator<ItemCut, void> {
  const cursor = new RustCursor(text, from);
  while (cursor.next()) {
    const { start } = cursor;
    const end = itemEnd(cursor);
    yield { start, end };
    cursor.moveTo(end);
  }
}

const exclamation = 33;
const hash = 35;
const openParenthesis = 40;
const closeParenthesis = 41;
const comma = 44;
const semicolon = 59;
const greater = 62;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** The end of the item on whose first token the cursor stands. */
function itemEnd(cursor: RustCursor): number {
  const attribute = skipAttributes(cursor);
  if (attribute !== undefined) {
    return attribute;
  }
  const ending = readHead(cursor);
  /** Brackets that are open, outermost first. */
  const open: number[] = [];
  let { end } = cursor;
  let isIndented = false;
  do {
    const { code } = cursor;
    if (code === openParenthesis || code === openBracket || code === openBrace) {
      if (code === openBrace && !open.includes(openBrace)) {
        // Contents in the first column are not rustfmt's: then columns say nothing. Where the item itself begins does not
        // count: what it is hangs on nothing before it.
        isIndented = !startsColumn(peek(cursor));
      }
      open.push(code);
    } else if (code === closeParenthesis || code === closeBracket || code === closeBrace) {
      const isClosed = close(open, code);
      if (!isClosed && (open.length === 0 || code === closeBrace)) {
        // It closes what is around: a cut of its own where it is all there is.
        return end;
      }
      if (isClosed && closesItem(cursor, code, open.length, ending, isIndented)) {
        return cursor.end;
      }
    } else if (code === semicolon && (open.length === 0 || (!open.includes(openBrace) && startsItem(peek(cursor))))) {
      return cursor.end;
    }
    end = cursor.end;
  } while (cursor.next());
  return end;
}

/** What ends an item, besides a `;`: nothing, its first block, or the first bracket that is closed. */
type Ending = "semicolon" | "block" | "bracket";

/** Whether an item ends with the closing bracket on which the cursor stands, when `depth` others stay open. */
function closesItem(cursor: RustCursor, code: number, depth: number, ending: Ending, isIndented: boolean): boolean {
  const isBlock = code === closeBrace && depth === 0;
  const isColumn = code === closeBrace && isIndented && startsColumn(cursor);
  if (!isBlock && !isColumn && !(depth === 0 && ending === "bracket")) {
    return false;
  }
  const next = peek(cursor);
  if (isColumn && startsItem(next)) {
    return true;
  }
  if (depth > 0 || ending === "semicolon") {
    return false;
  }
  // The block of `fn f() -> T<{ N }, 1>` is part of a type; `name!(...);` ends with its semicolon.
  return ending === "bracket" ? next.code !== semicolon || isBlock : next.code !== greater && next.code !== comma;
}

/** Closes a bracket, and with a brace what was left open in it; false where nothing of its kind is open. */
function close(open: number[], code: number): boolean {
  const opening = code === closeParenthesis ? openParenthesis : code === closeBracket ? openBracket : openBrace;
  const at = code === closeBrace ? open.lastIndexOf(opening) : open.at(-1) === opening ? open.length - 1 : -1;
  if (at < 0) {
    return false;
  }
  open.length = at;
  return true;
}

/**
 * Goes past `#[...]`s to the first token of what they stand on. Gives the end of what is an item of its own: `#![...]`, and
 * attributes that stand on nothing yet.
 */
function skipAttributes(cursor: RustCursor): number | undefined {
  while (cursor.code === hash) {
    const next = peek(cursor);
    const isInner = next.code === exclamation;
    const bracket = isInner ? peek(next) : next;
    if (bracket.code !== openBracket) {
      return undefined;
    }
    cursor.moveTo(bracket.start);
    const end = groupEnd(cursor);
    const isWhole = cursor.text.charCodeAt(end - 1) === closeBracket;
    if (isInner || !isWhole || !cursor.next()) {
      return end;
    }
  }
  return undefined;
}

/**
 * Reads the group that begins behind the cursor, and leaves the cursor on its last token. Gives its end. A group in which an
 * item begins in the first column is one that is being typed.
 */
function groupEnd(cursor: RustCursor): number {
  const open: number[] = [];
  let end = cursor.start;
  while (cursor.next() && !startsItem(cursor)) {
    const { code } = cursor;
    end = cursor.end;
    if (code === openParenthesis || code === openBracket || code === openBrace) {
      open.push(code);
    } else if (code === closeParenthesis || code === closeBracket || code === closeBrace) {
      close(open, code);
      if (open.length === 0) {
        break;
      }
    }
  }
  cursor.moveTo(end);
  return end;
}

/** Goes past an item's visibility and qualifiers to the word that says what it is, and tells how such an item ends. */
function readHead(cursor: RustCursor): Ending {
  for (;;) {
    const { word } = cursor;
    const next = peek(cursor);
    if (word === "pub" && next.code === openParenthesis) {
      cursor.moveTo(next.start);
      groupEnd(cursor);
      if (!cursor.next()) {
        return "block";
      }
    } else if (qualifiers.has(word) && next.word !== "") {
      cursor.moveTo(next.start);
      cursor.next();
    } else if (word === "const") {
      return functionWords.has(next.word) ? "block" : "semicolon";
    } else if (word === "extern") {
      return next.word === "crate" ? "semicolon" : "block";
    } else if (closedBySemicolon.has(word)) {
      return "semicolon";
    } else {
      return word !== "" && (next.code === exclamation || next.code === colon) ? "bracket" : "block";
    }
  }
}

const colon = 58;
const qualifiers: ReadonlySet<string> = new Set(["pub", "unsafe", "async", "default", "safe"]);
const functionWords: ReadonlySet<string> = new Set(["fn", "unsafe", "extern", "async"]);
const closedBySemicolon: ReadonlySet<string> = new Set(["use", "static", "type", "let"]);

/** Words that begin an item. */
const itemWords: ReadonlySet<string> = new Set(
  "pub fn unsafe extern use mod struct enum union trait impl static const type async macro_rules".split(" "),
);

/** Whether an item begins in the first column with the token, or there is none. */
const startsItem = (token: RustCursor): boolean =>
  token.start >= token.text.length || (startsColumn(token) && (token.code === hash || itemWords.has(token.word)));

/** Whether a token stands in the first column of its line. */
function startsColumn({ start, text }: RustCursor): boolean {
  const before = text.charCodeAt(start - 1);
  return start === 0 || before === 10 || before === 13;
}

/** The token behind the one on which a cursor stands. */
function peek(cursor: RustCursor): RustCursor {
  const next = new RustCursor(cursor.text, cursor.end);
  next.next();
  return next;
}
