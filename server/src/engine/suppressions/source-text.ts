/** A file's text with its tokens: what stands at an offset, which line follows, where a statement ends. */
import { TokenKind, type Tokens } from "../../syntax/tokens.ts";
import type { TextRange } from "../report.ts";
import type { CommentStyle } from "./comment-style.ts";
import type { Region } from "./table.ts";
import type { WordPlaces } from "./words.ts";

/** A comment with its delimiters; `body` is what stands between them, trimmed. */
export interface Comment extends Region {
  readonly body: string;
}

/** A text with its tokens and comments, found once and only where asked for. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  readonly tokens: Tokens;
  readonly words: WordPlaces;
  readonly style: CommentStyle;
  private row = { first: 0, next: -1 };
  /** The line that was asked for last: a line may be as long as its file, and hold all that is asked for. */
  private line: Region = { start: 0, end: -1 };

  constructor(path: string, text: string, tokens: Tokens, words: WordPlaces, style: CommentStyle) {
    this.path = path;
    this.text = text;
    this.tokens = tokens;
    this.words = words;
    this.style = style;
  }

  range(start: number, end: number): TextRange {
    return { path: this.path, start, end };
  }

  /** Index of the first token that ends after `offset`: it holds the offset or is the next one; `count` where none is. */
  tokenAt(offset: number): number {
    let low = 0;
    let high = this.tokens.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.end(middle) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  start(token: number): number {
    // The arrays may be longer than what is in use.
    return token < this.tokens.count ? (this.tokens.starts[token] ?? 0) : this.text.length;
  }

  end(token: number): number {
    return token < this.tokens.count ? (this.tokens.ends[token] ?? 0) : this.text.length;
  }

  isDirective(token: number): boolean {
    return token < this.tokens.count && this.tokens.kinds[token] === TokenKind.directive;
  }

  /** Whether it is a directive that a comment for the next line looks beyond. */
  isPassedOver(token: number): boolean {
    return this.isDirective(token) && PASSED_OVER.test(this.text.slice(this.start(token), this.start(token) + 40));
  }

  isIdentifier(token: number): boolean {
    return token < this.tokens.count && this.tokens.kinds[token] === TokenKind.identifier;
  }

  isLiteral(token: number): boolean {
    return token < this.tokens.count && this.tokens.kinds[token] === TokenKind.literal;
  }

  textOf(token: number): string {
    return this.text.slice(this.start(token), this.end(token));
  }

  /**
   * The comment around an offset, undefined where the offset lies in code or in a string. `scanned` says how far the
   * text is known already: an answer's own `scanned`, when offsets are asked for in ascending order, else 0.
   */
  commentAt(offset: number, scanned: number): { readonly comment: Comment | undefined; readonly scanned: number } {
    const token = this.tokenAt(offset);
    const inside = token < this.tokens.count && this.start(token) <= offset;
    // A directive's token runs to the end of its line, a comment there included.
    if (inside && !this.isDirective(token)) return { comment: undefined, scanned: this.end(token) };
    const gap = inside ? this.start(token) : token === 0 ? 0 : this.end(token - 1);
    return commentIn(this.text, Math.max(gap, scanned), offset, this.style);
  }

  /** The line that holds an offset, without its terminator. */
  lineAt(offset: number): Region {
    if (offset < this.line.start || offset > this.line.end) {
      this.line = lineAround(this.text, offset);
    }
    return this.line;
  }

  /**
   * The next line with code after the line of `offset`, to the end of that line; blank lines, comments and directives
   * that hold no code are passed over. Undefined at the end of the file.
   */
  nextCodeLine(offset: number): Region | undefined {
    const after = this.lineEnd(offset);
    let token = this.tokenAt(after);
    if (token < this.tokens.count && this.start(token) < after) token++;
    token = this.passDirectives(token);
    if (token >= this.tokens.count) return undefined;
    const end = this.isDirective(token) ? this.end(token) : this.lineEnd(this.start(token));
    return { start: this.lineAt(this.start(token)).start, end };
  }

  /** Whether code stands before, or after, `[start, end)` on its own line. */
  codeBeside(start: number, end: number): { readonly before: boolean; readonly after: boolean } {
    const line = this.lineAt(start);
    const first = this.tokenAt(line.start);
    const next = this.tokenAt(end);
    return {
      before: first < this.tokens.count && this.start(first) < start,
      after: next < this.tokens.count && this.start(next) < this.lineEnd(end),
    };
  }

  /**
   * End of the statement or definition that begins at a token: its `;` or the brace that closes its block. Gives up
   * after `limit` tokens, with where it is then.
   */
  statementEnd(token: number, limit: number): number {
    const last = Math.min(this.tokens.count, token + limit);
    let depth = 0;
    for (let index = token; index < last; index++) {
      const char = this.tokens.kinds[index] === TokenKind.punctuator ? this.text[this.start(index)] : undefined;
      if (char === "{" || char === "(" || char === "[") depth++;
      if (char === "}" || char === ")" || char === "]") depth--;
      if (depth < 0) return this.start(index);
      if (depth === 0 && (char === ";" || char === "}")) return this.end(index);
    }
    return this.start(last);
  }

  private lineEnd(offset: number): number {
    return this.lineAt(offset).end;
  }

  /** The first token from `token` on that is no directive without code. */
  private passDirectives(token: number): number {
    // Pragmas in a row all lead to the same line; reading the row once per pragma would be quadratic.
    if (token >= this.row.first && token <= this.row.next) return this.row.next;
    let next = token;
    while (this.isPassedOver(next)) next++;
    this.row = { first: token, next };
    return next;
  }
}

/** Directives between a suppression and the code that it is meant for. */
const PASSED_OVER = /^#\s*(?:pragma|if|ifdef|ifndef|elif|else|endif)\b/;

/** Both parts of a CRLF belong to the line before it. */
function lineAround(text: string, offset: number): Region {
  const isBreak = (at: number): boolean =>
    text.charCodeAt(at) === 10 || (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) !== 10);
  let start = Math.min(Math.max(offset, 0), text.length);
  while (start > 0 && !isBreak(start - 1)) start--;
  let end = start;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return { start, end };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** Scans from `from`, which is no place inside a comment or string, for the comment that holds `offset`. */
function commentIn(
  text: string,
  from: number,
  offset: number,
  style: CommentStyle,
): ReturnType<SourceText["commentAt"]> {
  let at = from;
  while (at <= offset) {
    const char = text[at];
    const isBlock = style.blocks !== "none" && char === "/" && text[at + 1] === "*";
    if (isBlock || text.startsWith(style.line, at)) {
      const end = isBlock ? blockEnd(text, at, style) : lineCommentEnd(text, at, style);
      if (offset < end) {
        const close = isBlock && text.startsWith("*/", end - 2) ? 2 : 0;
        const open = at + (isBlock ? 2 : style.line.length);
        const body = text.slice(open, Math.max(open, end - close)).trim();
        return { comment: { start: at, end, body }, scanned: end };
      }
      at = end;
    } else if (char === '"' || char === "'") {
      at = stringEnd(text, at);
    } else {
      at++;
    }
  }
  return { comment: undefined, scanned: at };
}

function blockEnd(text: string, start: number, { blocks }: CommentStyle): number {
  let depth = 1;
  for (let at = start + 2; ; ) {
    const close = text.indexOf("*/", at);
    if (close < 0) return text.length;
    const open = blocks === "nested" ? text.indexOf("/*", at) : -1;
    const isOpen = open >= 0 && open < close;
    depth += isOpen ? 1 : -1;
    at = (isOpen ? open : close) + 2;
    if (depth === 0) return at;
  }
}

function lineCommentEnd(text: string, start: number, { goesOn }: CommentStyle): number {
  let end = start;
  for (; end < text.length; end++) {
    if (!isLineEnd(text.charCodeAt(end))) continue;
    if (!goesOn) return end;
    // A backslash at the end of the line continues the comment.
    const before = text[end] === "\n" && text[end - 1] === "\r" ? end - 2 : end - 1;
    const isContinued = text[before] === "\\";
    if (!isContinued) return end;
    if (text[end] === "\r" && text[end + 1] === "\n") end++;
  }
  return end;
}

function stringEnd(text: string, start: number): number {
  const quote = text[start];
  for (let end = start + 1; end < text.length; end++) {
    if (text[end] === "\\") end++;
    else if (text[end] === quote) return end + 1;
    else if (isLineEnd(text.charCodeAt(end))) return end;
  }
  return text.length;
}
