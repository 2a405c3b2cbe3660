/**
 * Cuts Rust text into tokens. Comments, doc comments among them, are no tokens. Never fails: an unterminated string or
 * block comment ends with the text, as it does for the compiler.
 */
import { TokenBuffer } from "../token-buffer.ts";
import { TokenKind, type Tokens } from "../tokens.ts";

/**
 * All tokens of a text. A lifetime is an identifier (with its apostrophe), `r#type` one too; string, character and byte
 * literals are literals with all their marks; punctuators are one character each.
 */
export function lexRust(text: string): Tokens {
  const tokens = new TokenBuffer(Math.max(64, text.length >> 2));
  const cursor = new RustCursor(text, 0);
  while (cursor.next()) {
    tokens.push(cursor.start, cursor.end, cursor.kind);
  }
  return tokens;
}

/** Reads tokens one by one, so that who needs a few does not pay for all. */
export class RustCursor {
  start = 0;
  end = 0;
  kind: TokenKind = TokenKind.punctuator;
  readonly text: string;

  /** Begins before the first token from an offset on, which is not inside a token or comment. */
  constructor(text: string, from: number) {
    this.text = text;
    this.end = from === 0 ? afterShebang(text) : from;
  }

  /** Goes on to the next token; false at the end of the text, where `start` is and `end` stays that of the last token. */
  next(): boolean {
    const { text } = this;
    const start = afterBlanks(text, this.end);
    if (start >= text.length) {
      this.start = text.length;
      return false;
    }
    this.start = start;
    const code = text.charCodeAt(start);
    if (isWordStart(code)) {
      const end = wordEnd(text, start);
      const literal = prefixedLiteralEnd(text, start, end);
      this.take(
        literal === 0 ? TokenKind.identifier : TokenKind.literal,
        literal === 0 ? rawWordEnd(text, start, end) : literal,
      );
    } else if (code === quote) {
      this.take(TokenKind.literal, stringEnd(text, start + 1));
    } else if (code === apostrophe) {
      const literal = characterEnd(text, start + 1);
      if (literal > 0) {
        this.take(TokenKind.literal, literal);
      } else if (isWordStart(text.charCodeAt(start + 1))) {
        this.take(TokenKind.identifier, wordEnd(text, start + 1));
      } else {
        this.take(TokenKind.punctuator, start + 1);
      }
    } else if (isDigit(code)) {
      this.take(TokenKind.number, numberEnd(text, start));
    } else {
      this.take(TokenKind.punctuator, start + 1);
    }
    return true;
  }

  /** The next token is the first one from an offset on, which is not inside a token or comment. */
  moveTo(offset: number): void {
    this.end = offset;
  }

  /** The character of a punctuator; 0 for any other token. */
  get code(): number {
    return this.kind === TokenKind.punctuator ? this.text.charCodeAt(this.start) : 0;
  }

  /** The text of an identifier; empty for any other token. */
  get word(): string {
    return this.kind === TokenKind.identifier ? this.text.slice(this.start, this.end) : "";
  }

  private take(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }
}

const newline = 10;
const quote = 34;
const hash = 35;
const apostrophe = 39;
const star = 42;
const dot = 46;
const slash = 47;
const backslash = 92;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  code === 95 ||
  (code > 0xa0 && code !== 0xfeff && !isBlank(code));
const isWordPart = (code: number): boolean => isWordStart(code) || isDigit(code);
/** White space as the language defines it, and the mark at the beginning of some files. */
const isBlank = (code: number): boolean =>
  code <= 32 ||
  code === 0x85 ||
  code === 0x200e ||
  code === 0x200f ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0xfeff;

/** Behind a first line `#!/usr/bin/...`, which is no attribute. */
function afterShebang(text: string): number {
  if (!text.startsWith("#!") || /^#!\s*\[/.test(text.slice(0, 64))) {
    return 0;
  }
  const end = text.indexOf("\n");
  return end < 0 ? text.length : end;
}

/** The first offset at or behind `from` that is neither blank nor in a comment. */
function afterBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
    } else if (code !== slash) {
      return Math.min(at, text.length);
    } else if (text.charCodeAt(at + 1) === slash) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (text.charCodeAt(at + 1) === star) {
      at = blockCommentEnd(text, at + 2);
    } else {
      return at;
    }
  }
}

/** Block comments nest. */
function blockCommentEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === slash && text.charCodeAt(at + 1) === star) {
      depth++;
      at++;
    } else if (code === star && text.charCodeAt(at + 1) === slash) {
      depth--;
      at++;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return text.length;
}

function wordEnd(text: string, from: number): number {
  let at = from + 1;
  while (isWordPart(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

/** `r#type` is one word. */
function rawWordEnd(text: string, start: number, end: number): number {
  return end === start + 1 &&
    text.charCodeAt(start) === 114 &&
    text.charCodeAt(end) === hash &&
    isWordStart(text.charCodeAt(end + 1))
    ? wordEnd(text, end + 1)
    : end;
}

/** End of `b"..."`, `c"..."`, `b'x'`, `r#"..."#`, `br"..."` whose prefix is `[start, end)`; 0 where it is none. */
function prefixedLiteralEnd(text: string, start: number, end: number): number {
  const code = text.charCodeAt(end);
  if (end - start > 2 || (code !== quote && code !== apostrophe && code !== hash)) {
    return 0;
  }
  const prefix = text.slice(start, end);
  if (code === apostrophe) {
    return prefix === "b" ? characterEnd(text, end + 1) : 0;
  }
  if (code === quote && (prefix === "b" || prefix === "c")) {
    return stringEnd(text, end + 1);
  }
  return prefix === "r" || prefix === "br" || prefix === "cr" ? rawStringEnd(text, end) : 0;
}

/** End of a raw string whose hashes or quote begin at `from`; 0 where there is no quote behind the hashes. */
function rawStringEnd(text: string, from: number): number {
  let open = from;
  while (text.charCodeAt(open) === hash) {
    open++;
  }
  if (text.charCodeAt(open) !== quote) {
    return 0;
  }
  const close = `"${text.slice(from, open)}`;
  const at = text.indexOf(close, open + 1);
  return at < 0 ? text.length : at + close.length;
}

/** End of a string whose quote is before `from`; strings go over lines. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) {
      at++;
    } else if (code === quote) {
      return at + 1;
    }
  }
  return text.length;
}

/** End of a character literal whose apostrophe is before `from`; 0 for a lifetime and anything else. */
function characterEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== backslash) {
    const after = from + (isHighSurrogate(text.charCodeAt(from)) ? 2 : 1);
    return text.charCodeAt(after) === apostrophe && text.charCodeAt(from) !== newline ? after + 1 : 0;
  }
  // `'\u{10FFFF}'` is the longest.
  for (let at = from + 2; at < from + 16; at++) {
    const code = text.charCodeAt(at);
    if (code === apostrophe) {
      return at + 1;
    }
    if (code === newline) {
      return 0;
    }
  }
  return 0;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** `1_000u32`, `0xFF`, `1.5e-3`; the dot of `1..2`, `1.max(2)` and `x.0.1` is none of it unless a digit follows. */
function numberEnd(text: string, from: number): number {
  let at = wordEnd(text, from);
  const isDecimal = !/^0[xob]/.test(text.slice(from, from + 2));
  if (isDecimal && text.charCodeAt(at) === dot && isDigit(text.charCodeAt(at + 1))) {
    at = wordEnd(text, at + 1);
  }
  const sign = text.charCodeAt(at);
  if (
    isDecimal &&
    (text.charCodeAt(at - 1) | 32) === 101 &&
    (sign === 43 || sign === 45) &&
    isDigit(text.charCodeAt(at + 1))
  ) {
    at = wordEnd(text, at + 1);
  }
  return at;
}
