/**
 * Reads an INF or INX file as SetupAPI does, but for what makes SetupAPI refuse it: nothing does here. Any text is read,
 * in one pass.
 */
import type { Span } from "../ast.ts";
import type { InfEntry, InfSection, InfSyntax, InfToken, InfValue } from "./ast.ts";

/** UTF-16 units; of anything longer nothing is read. Nobody wrote such an INF. */
const maximumLength = 2 << 20;

/** Values of one entry; what comes after them is not kept. */
const maximumValues = 4096;

/** Never throws. */
export function parseInf(text: string): InfSyntax {
  const reader = new Reader(text);
  if (text.length <= maximumLength) {
    reader.read();
  }
  return { sections: reader.sections.map(closed), comments: reader.comments, directives: reader.directives };
}

/** A section while its entries are read. */
interface OpenSection {
  readonly name: string;
  readonly nameSpan: Span;
  readonly header: Span;
  readonly entries: InfEntry[];
}

function closed(section: OpenSection): InfSection {
  const { start, end } = section.header;
  return { ...section, start, end: section.entries.at(-1)?.end ?? end };
}

class Reader {
  readonly sections: OpenSection[] = [];
  readonly comments: Span[] = [];
  readonly directives: Span[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    const text = this.#text;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (isBlank(code) || isLineEnd(code)) {
        this.#at++;
      } else if (code === SEMICOLON) {
        this.#comment();
      } else if (code === HASH) {
        const start = this.#at;
        this.#at = this.#lineEnd();
        this.directives.push({ start, end: this.#at });
      } else if (code === OPEN_BRACKET) {
        this.#header();
      } else {
        this.#entry();
      }
    }
  }

  #header(): void {
    const start = this.#at;
    const lineEnd = this.#lineEnd();
    const close = this.#text.slice(start, lineEnd).indexOf("]");
    const end = close < 0 ? lineEnd : start + close + 1;
    const nameSpan = this.#trimmed(start + 1, close < 0 ? end : end - 1);
    const name = this.#text.slice(nameSpan.start, nameSpan.end);
    this.sections.push({ name, nameSpan, header: { start, end }, entries: [] });
    // What stands behind the bracket means nothing, but may be a comment.
    this.#at = end;
    while (this.#at < lineEnd && this.#text.charCodeAt(this.#at) !== SEMICOLON) {
      this.#at++;
    }
  }

  /** An entry before the first section is read and belongs to none. */
  #entry(): void {
    const start = this.#at;
    let key: InfValue | undefined;
    const values: InfValue[] = [];
    let end = start;
    for (;;) {
      const value = this.#value(key === undefined && values.length === 0);
      const code = this.#text.charCodeAt(this.#at);
      end = Math.max(end, value.end);
      if (code === EQUALS && key === undefined && values.length === 0) {
        key = value;
      } else if (values.length < maximumValues) {
        values.push(value);
      }
      if (code !== EQUALS && code !== COMMA) {
        break;
      }
      this.#at++;
      end = this.#at;
    }
    this.sections.at(-1)?.entries.push({ start, end, key, values });
  }

  /** Reads up to the comma, the end of the line, or the `=` where the value may be a key. */
  #value(mayBeKey: boolean): InfValue {
    const text = this.#text;
    this.#blanks();
    let start = this.#at;
    const tokens: InfToken[] = [];
    /** What was read before `from`, where that is not as it is written. */
    let read = "";
    let from = start;
    let isQuoted = false;
    let inQuotes = false;
    let end = start;
    for (; this.#at < text.length; this.#at++) {
      const code = text.charCodeAt(this.#at);
      if (isLineEnd(code)) {
        break;
      }
      if (code === QUOTE) {
        const isEscaped: boolean = inQuotes && text.charCodeAt(this.#at + 1) === QUOTE;
        read += text.slice(from, this.#at);
        // Of two quotes in quotes the second is text.
        this.#at += isEscaped ? 1 : 0;
        from = isEscaped ? this.#at : this.#at + 1;
        inQuotes = isEscaped || !inQuotes;
        isQuoted = true;
      } else if (code === PERCENT) {
        const token = this.#token();
        if (token !== undefined) {
          tokens.push(token);
        }
        this.#at = (token?.end ?? this.#at + (text.charCodeAt(this.#at + 1) === PERCENT ? 2 : 1)) - 1;
      } else if (!inQuotes) {
        if (code === COMMA || code === SEMICOLON || (code === EQUALS && mayBeKey)) {
          break;
        }
        if (code === BACKSLASH && this.#isContinued()) {
          const isAtStart = this.#at === start;
          read += text.slice(from, this.#at).trimEnd();
          this.#nextLine();
          from = this.#at;
          if (isAtStart) {
            start = from;
            end = from;
          }
          // Blanks before the next line's first word are no end of the value.
          this.#at--;
          continue;
        }
        if (isBlank(code)) {
          continue;
        }
      }
      end = this.#at + 1;
    }
    if (from < end) {
      read += text.slice(from, end);
    }
    return { start, end, text: isQuoted ? read : read.trim(), isQuoted, tokens };
  }

  /** The token that begins here; undefined for a lone percent sign and for two. */
  #token(): InfToken | undefined {
    const start = this.#at;
    for (let at = start + 1; at < this.#text.length && at - start <= maximumToken; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === PERCENT) {
        return at === start + 1 ? undefined : { start, end: at + 1, name: this.#text.slice(start + 1, at) };
      }
      if (code === QUOTE || code === COMMA || code === EQUALS || isLineEnd(code)) {
        return undefined;
      }
    }
    return undefined;
  }

  /** Whether the backslash here is the last of its line but for blanks and a comment. */
  #isContinued(): boolean {
    let at = this.#at + 1;
    while (isBlank(this.#text.charCodeAt(at))) {
      at++;
    }
    const code = this.#text.charCodeAt(at);
    return code === SEMICOLON || isLineEnd(code) || at >= this.#text.length;
  }

  /** From the backslash that continues a line to the first word of the next one. */
  #nextLine(): void {
    this.#at++;
    this.#blanks();
    if (this.#text.charCodeAt(this.#at) === SEMICOLON) {
      this.#comment();
    }
    if (this.#text.startsWith("\r\n", this.#at)) {
      this.#at++;
    }
    this.#at++;
    this.#blanks();
  }

  #comment(): void {
    const start = this.#at;
    this.#at = this.#lineEnd();
    this.comments.push({ start, end: this.#at });
  }

  #blanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) {
      this.#at++;
    }
  }

  #lineEnd(): number {
    let at = this.#at;
    while (at < this.#text.length && !isLineEnd(this.#text.charCodeAt(at))) {
      at++;
    }
    return at;
  }

  #trimmed(start: number, end: number): Span {
    const inner = this.#text.slice(start, end);
    const from = start + (inner.length - inner.trimStart().length);
    return { start: from, end: Math.max(from, start + inner.trimEnd().length) };
  }
}

/** As long as a token's name may be, and a little more. */
const maximumToken = 512;

const QUOTE = 0x22;
const HASH = 0x23;
const PERCENT = 0x25;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/** NUL, Ctrl-Z and a byte order mark are blanks to the system too. */
const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x09 || code === 0 || code === 0x1a || code === 0xfeff;
const isLineEnd = (code: number): boolean => code === 0x0a || code === 0x0d;
