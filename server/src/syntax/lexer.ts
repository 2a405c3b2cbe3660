/**
 * Cuts C and C++ text into tokens, wholly or again from an edit on. Never fails: what is no token is passed over, an
 * unterminated string ends with its line, an unterminated comment with the file.
 */
import { finish, type Steps } from "./steps.ts";
import { TokenBuffer } from "./token-buffer.ts";
import { TokenKind } from "./tokens.ts";

/** All tokens of a text. */
export function lex(text: string): TokenBuffer {
  return finish(lexing(text));
}

/** `lex` in slices. */
export function* lexing(text: string): Steps<TokenBuffer> {
  const tokens = new TokenBuffer(Math.max(64, text.length >> 2));
  let at: Position = { offset: 0, atLineStart: true };
  while (at.offset < text.length) {
    at = scan(text, at, tokens, at.offset + sliceLength);
    yield;
  }
  return tokens;
}

/** UTF-16 units that are lexed at once: a millisecond or two. */
const sliceLength = 1 << 16;

/** Where the lexer stands between two tokens. */
interface Position {
  readonly offset: number;
  /** No token has ended on this line yet. */
  readonly atLineStart: boolean;
}

/** Which tokens an edit replaced: `[first, oldEnd)` became `[first, newEnd)`; everything else is the same, moved. */
export interface Relexed {
  readonly first: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Brings `tokens` (of the text before an edit) up to `text` (after it), where the edit replaced `[start, oldEnd)` by
 * `[start, newEnd)`. Reads only from the token before the edit to the first token that is as it was.
 */
export function relex(text: string, tokens: TokenBuffer, start: number, oldEnd: number, newEnd: number): Relexed {
  const delta = newEnd - oldEnd;
  // A token that touches the edit may grow; one token further back covers an identifier that turns into a literal prefix.
  let first = tokens.firstEndingAtOrAfter(start);
  first = Math.max(0, first - 1);
  // Between two tokens the lexer has no state but "no token yet on this line", and a token has just ended.
  const from = first === 0 ? 0 : (tokens.ends[first - 1] as number);
  const fresh = new TokenBuffer(64);
  let candidate = tokens.firstStartingAtOrAfter(oldEnd);
  let oldEndIndex = tokens.count;
  scan(text, { offset: from, atLineStart: first === 0 }, fresh, text.length, (tokenStart, kind) => {
    if (tokenStart < newEnd) {
      return false;
    }
    while (candidate < tokens.count && (tokens.starts[candidate] as number) + delta < tokenStart) {
      candidate++;
    }
    const same =
      candidate < tokens.count &&
      (tokens.starts[candidate] as number) + delta === tokenStart &&
      tokens.kinds[candidate] === kind;
    if (same) {
      oldEndIndex = candidate;
    }
    return same;
  });
  tokens.splice(first, oldEndIndex, fresh, delta);
  return { first, oldEnd: oldEndIndex, newEnd: first + fresh.count };
}

/** Asked before a token is stored; true ends the scan because the rest is known. */
type Stop = (start: number, kind: TokenKind) => boolean;

const identifierStart = new Uint8Array(128);
const identifierPart = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = /[A-Za-z_$]/.test(String.fromCharCode(code));
  identifierStart[code] = letter ? 1 : 0;
  identifierPart[code] = letter || (code >= 48 && code <= 57) ? 1 : 0;
}

const isIdentifierStart = (code: number): boolean =>
  code < 128 ? identifierStart[code] === 1 : code > 0xa0 && code !== 0xfeff;
const isIdentifierPart = (code: number): boolean =>
  code < 128 ? identifierPart[code] === 1 : code > 0xa0 && code !== 0xfeff;

const newline = 10;
const carriageReturn = 13;
const quote = 34;
const hash = 35;
const apostrophe = 39;
const star = 42;
const slash = 47;
const backslash = 92;

/** Lexes from a position to the first one between tokens that is at or behind `until`, or until it is stopped. */
function scan(text: string, from: Position, out: TokenBuffer, until: number, stop?: Stop): Position {
  const length = text.length;
  let position = from.offset;
  let atLineStart = from.atLineStart;
  while (position < length && position < until) {
    const code = text.charCodeAt(position);
    if (code <= 32 || code === 0xfeff || code === 0xa0) {
      // A lone CR ends a line as LF does; that of a CRLF may say so before its LF does.
      if (code === newline || code === carriageReturn) {
        atLineStart = true;
      }
      position++;
      continue;
    }
    if (code === slash) {
      const next = text.charCodeAt(position + 1);
      if (next === slash) {
        position = lineCommentEnd(text, position + 2);
        continue;
      }
      if (next === star) {
        const end = text.indexOf("*/", position + 2);
        position = end < 0 ? length : end + 2;
        continue;
      }
    }
    if (code === backslash) {
      position++;
      // A continued line is no new line.
      if (text.charCodeAt(position) === carriageReturn) position++;
      if (text.charCodeAt(position) === newline) position++;
      continue;
    }
    let kind: TokenKind;
    let end: number;
    if (code === hash && atLineStart) {
      kind = TokenKind.directive;
      end = directiveEnd(text, position);
    } else if (isIdentifierStart(code)) {
      end = position + 1;
      while (end < length && isIdentifierPart(text.charCodeAt(end))) {
        end++;
      }
      kind = TokenKind.identifier;
      const literalEnd = prefixedLiteralEnd(text, position, end);
      if (literalEnd > 0) {
        kind = TokenKind.literal;
        end = literalEnd;
      }
    } else if (code === quote || code === apostrophe) {
      kind = TokenKind.literal;
      end = literalEndFrom(text, position, code);
    } else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(position + 1)))) {
      kind = TokenKind.number;
      end = numberEnd(text, position);
    } else {
      kind = TokenKind.punctuator;
      end = position + 1;
    }
    atLineStart = false;
    if (stop?.(position, kind)) {
      break;
    }
    out.push(position, end, kind);
    position = end;
  }
  return { offset: position, atLineStart };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whether a line ends at `position`, where `code` stands: at a LF, or a CR that no LF follows. */
const endsLine = (text: string, position: number, code: number): boolean =>
  code === newline || (code === carriageReturn && text.charCodeAt(position + 1) !== newline);

/** End of a `//` comment: the end of its line, a backslash at the line's end continuing it. */
function lineCommentEnd(text: string, from: number): number {
  const length = text.length;
  for (let position = from; position < length; position++) {
    const code = text.charCodeAt(position);
    if (code <= carriageReturn && endsLine(text, position, code)) {
      const last = code === newline && text.charCodeAt(position - 1) === carriageReturn ? position - 2 : position - 1;
      if (text.charCodeAt(last) !== backslash) {
        return position;
      }
    }
  }
  return length;
}

/** End of a directive's logical line: continuations and block comments inside it belong to it. */
function directiveEnd(text: string, from: number): number {
  const length = text.length;
  let position = from + 1;
  while (position < length) {
    const code = text.charCodeAt(position);
    if (endsLine(text, position, code)) {
      return position;
    }
    if (code === backslash) {
      const afterReturn = text.charCodeAt(position + 1) === carriageReturn ? position + 2 : position + 1;
      position = text.charCodeAt(afterReturn) === newline ? afterReturn + 1 : afterReturn;
    } else if (code === slash && text.charCodeAt(position + 1) === star) {
      const end = text.indexOf("*/", position + 2);
      position = end < 0 ? length : end + 2;
    } else if (code === slash && text.charCodeAt(position + 1) === slash) {
      return lineCommentEnd(text, position + 2);
    } else if (code === quote) {
      position = literalEndFrom(text, position, quote);
    } else {
      position++;
    }
  }
  return length;
}

/** End of a literal that starts with its quote at `from`; an unterminated one ends before its line's end. */
function literalEndFrom(text: string, from: number, closing: number): number {
  const length = text.length;
  let position = from + 1;
  while (position < length) {
    const code = text.charCodeAt(position);
    if (code === backslash) {
      position += text.charCodeAt(position + 1) === carriageReturn && text.charCodeAt(position + 2) === newline ? 3 : 2;
    } else if (code === closing) {
      return position + 1;
    } else if (endsLine(text, position, code)) {
      return position;
    } else {
      position++;
    }
  }
  return length;
}

/** End of `L"..."`, `u8'x'`, `R"x(...)x"` whose prefix is `[start, end)`; 0 where it is no literal. */
function prefixedLiteralEnd(text: string, start: number, end: number): number {
  const code = text.charCodeAt(end);
  if ((code !== quote && code !== apostrophe) || end - start > 3) {
    return 0;
  }
  const prefix = text.slice(start, end);
  if (prefix === "L" || prefix === "u" || prefix === "U" || prefix === "u8") {
    return literalEndFrom(text, end, code);
  }
  if (code === quote && (prefix === "R" || prefix === "LR" || prefix === "uR" || prefix === "UR" || prefix === "u8R")) {
    const open = rawDelimiterEnd(text, end + 1);
    if (open < 0) {
      return literalEndFrom(text, end, code);
    }
    const close = `)${text.slice(end + 1, open)}"`;
    const at = text.indexOf(close, open);
    return at < 0 ? text.length : at + close.length;
  }
  return 0;
}

/** Offset of the `(` that ends a raw string's delimiter (at most 16 characters, no blanks or quotes); -1 without one. */
function rawDelimiterEnd(text: string, from: number): number {
  for (let position = from; position <= from + 16; position++) {
    const code = text.charCodeAt(position);
    if (code === 40) {
      return position;
    }
    if (Number.isNaN(code) || code <= 32 || code === 41 || code === backslash || code === quote) {
      return -1;
    }
  }
  return -1;
}

function numberEnd(text: string, from: number): number {
  const hexadecimal = (text.charCodeAt(from + 1) | 32) === 120;
  let position = from + 1;
  for (;;) {
    const code = text.charCodeAt(position);
    if (isIdentifierPart(code) || code === 46) {
      position++;
      continue;
    }
    if (code === 43 || code === 45) {
      const before = text.charCodeAt(position - 1) | 32;
      if ((!hexadecimal && before === 101) || (hexadecimal && before === 112)) {
        position++;
        continue;
      }
    }
    // A C++14 digit separator, not the start of a character literal.
    if (code === apostrophe && isIdentifierPart(text.charCodeAt(position + 1))) {
      position += 2;
      continue;
    }
    return position;
  }
}
