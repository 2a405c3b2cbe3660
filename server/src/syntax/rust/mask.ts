/**
 * Blanks what the grammar need not see, or does not know, and keeps it beside the text: attributes, what macros are called
 * with, `unsafe` and `safe` of extern blocks. The masked text has the text's length: offsets hold.
 */
import type { Span } from "../ast.ts";
import { lowerBound } from "../token-buffer.ts";
import { TokenKind, type Tokens } from "../tokens.ts";
import type { RustAttribute, RustToken } from "./ast.ts";
import { rustTokens, stringValue } from "./tokens.ts";

export interface MaskedRust {
  /** The text of the whole cut as written, and its tokens. */
  readonly source: string;
  readonly tokens: Tokens;
  /** What the grammar reads of the part that was asked for. */
  readonly text: string;
  /** Outer attributes by the offset of what they stand on; inner ones by that of the brace that they follow, or -1. */
  readonly attributes: ReadonlyMap<number, readonly RustAttribute[]>;
  /** What stands in a macro's delimiters, by the offset of the opening one. */
  readonly macroArguments: ReadonlyMap<number, readonly RustToken[]>;
  /** Offsets of an `unsafe` by that of the `extern` of the block behind it. */
  readonly unsafeExterns: ReadonlyMap<number, number>;
}

/** Masks the tokens in `part` of a text. */
export function maskRust(source: string, tokens: Tokens, part: Span): MaskedRust {
  return new Mask(source, tokens, part).run();
}

const apostrophe = 39;

class Mask {
  private readonly source: string;
  private readonly tokens: Tokens;
  private readonly attributes = new Map<number, readonly RustAttribute[]>();
  private pending: RustAttribute[] = [];
  private readonly macroArguments = new Map<number, readonly RustToken[]>();
  private readonly unsafeExterns = new Map<number, number>();
  private readonly pieces: string[] = [];
  private readonly part: Span;
  /** The first token behind the part. */
  private readonly last: number;
  private copied: number;

  constructor(source: string, tokens: Tokens, part: Span) {
    this.source = source;
    this.tokens = tokens;
    this.part = part;
    this.last = lowerBound(tokens.starts, tokens.count, part.end);
    this.copied = part.start;
  }

  run(): MaskedRust {
    const { source, tokens, part, last } = this;
    let brace = -1;
    for (let index = lowerBound(tokens.starts, tokens.count, part.start); index < last; ) {
      if (this.is(index, "#") && (this.is(index + 1, "[") || (this.is(index + 1, "!") && this.is(index + 2, "[")))) {
        index = this.attribute(index, brace);
        continue;
      }
      this.attachPending(this.start(index));
      if (this.is(index, "{")) {
        brace = this.start(index);
      }
      const open = this.macroDelimiter(index);
      if (open > 0) {
        const close = this.groupEnd(open);
        this.macroArguments.set(this.start(open), rustTokens(source, tokens, open + 1, close));
        this.blank(this.end(open), close < last ? this.start(close) : part.end);
        index = close + 1;
        continue;
      }
      if (index === tokens.count - 1 && isOpenRawString(this.text(index))) {
        // At each quote in it the grammar would look for its end, to the end of the text.
        this.blank(this.start(index), this.end(index));
      }
      this.qualifier(index);
      index++;
    }
    this.attachPending(part.end);
    this.pieces.push(source.slice(this.copied, part.end));
    const text = this.pieces.join("");
    const { attributes, macroArguments, unsafeExterns } = this;
    return { source, text, tokens, attributes, macroArguments, unsafeExterns };
  }

  /** Takes in the attribute at a token; gives the token behind it. */
  private attribute(index: number, brace: number): number {
    const isInner = this.is(index + 1, "!");
    const open = index + (isInner ? 2 : 1);
    const close = this.groupEnd(open);
    const start = this.start(index);
    const end = close < this.last ? this.end(close) : this.part.end;
    this.blank(start, end);
    const attribute = { start, end, ...readAttribute(this.source, this.tokens, open, close, isInner) };
    if (isInner) {
      this.attach(brace, [attribute]);
    } else {
      this.pending.push(attribute);
    }
    return close + 1;
  }

  /** Outer attributes that were read stand on what begins at an offset. */
  private attachPending(offset: number): void {
    if (this.pending.length > 0) {
      this.attach(offset, this.pending);
      this.pending = [];
    }
  }

  private attach(offset: number, attributes: readonly RustAttribute[]): void {
    this.attributes.set(offset, [...(this.attributes.get(offset) ?? []), ...attributes]);
  }

  /** The token that opens a macro's arguments, where a token names a macro that is called there; else 0. */
  private macroDelimiter(index: number): number {
    if (
      this.tokens.kinds[index] !== TokenKind.identifier ||
      !this.is(index + 1, "!") ||
      this.source.charCodeAt(this.start(index)) === apostrophe
    ) {
      return 0;
    }
    const word = this.word(index);
    const open =
      word === "macro_rules" && this.tokens.kinds[index + 2] === TokenKind.identifier ? index + 3 : index + 2;
    return !operands.has(word) && (this.is(open, "(") || this.is(open, "[") || this.is(open, "{")) ? open : 0;
  }

  /** Takes out words that the grammar does not know where they stand: `unsafe extern {`, `safe fn`, `impl const`, `&raw`. */
  private qualifier(index: number): void {
    const word = this.word(index);
    if (!qualifiers.has(word)) {
      return;
    }
    const next = this.word(index + 1);
    if (word === "raw") {
      // Only before these two it is more than a name: `&raw const x`, but `f(&raw)`.
      if (next !== "const" && next !== "mut") {
        this.replace(this.start(index), "ra_");
      }
      return;
    }
    const isBlock =
      word === "unsafe" &&
      next === "extern" &&
      (this.is(index + 2, "{") || (this.tokens.kinds[index + 2] === TokenKind.literal && this.is(index + 3, "{")));
    if (isBlock) {
      this.unsafeExterns.set(this.start(index + 1), this.start(index));
    }
    const isUnknown =
      word === "auto"
        ? next === "trait"
        : word === "const"
          ? this.word(index - 1) === "impl"
          : isBlock || next === "static" || (word === "safe" && next === "fn");
    if (isUnknown) {
      this.blank(this.start(index), this.end(index));
    }
  }

  /** The token that closes the group opened by a token; `last` where none does. */
  private groupEnd(open: number): number {
    return groupEnd(this.source, this.tokens, open, this.last);
  }

  private is(index: number, punctuator: string): boolean {
    return index < this.last && isPunctuator(this.source, this.tokens, index, punctuator);
  }

  private word(index: number): string {
    return this.tokens.kinds[index] === TokenKind.identifier && index < this.last
      ? this.source.slice(this.start(index), this.end(index))
      : "";
  }

  private text(index: number): string {
    return this.source.slice(this.start(index), this.end(index));
  }

  private start(index: number): number {
    return this.tokens.starts[index] as number;
  }

  private end(index: number): number {
    return this.tokens.ends[index] as number;
  }

  private blank(start: number, end: number): void {
    this.replace(start, " ".repeat(end - start));
  }

  /** Puts as many characters in the place of those at an offset: what the builder keeps is the source's. */
  private replace(start: number, text: string): void {
    this.pieces.push(this.source.slice(this.copied, start), text);
    this.copied = start + text.length;
  }
}

/** Whether a token begins a raw string, without its end. */
function isOpenRawString(text: string): boolean {
  const [opening, hashes = ""] = /^[bc]?r(#*)"/.exec(text) ?? [];
  return opening !== undefined && !text.slice(opening.length).endsWith(`"${hashes}`);
}

/** Words that the grammar knows only in some places, or not at all. */
const qualifiers: ReadonlySet<string> = new Set(["unsafe", "safe", "const", "auto", "raw"]);

/** Words before a `!` that is an operator. */
const operands: ReadonlySet<string> = new Set(
  "if while match return in else break as let mut ref move for loop unsafe async await yield".split(" "),
);

/** The token that closes the group opened by token `open`; `last` where none before that does. All brackets count alike. */
export function groupEnd(source: string, tokens: Tokens, open: number, last: number): number {
  let depth = 0;
  for (let index = open; index < last; index++) {
    if (tokens.kinds[index] !== TokenKind.punctuator) {
      continue;
    }
    const character = source[tokens.starts[index] as number] as string;
    if (character === "(" || character === "[" || character === "{") {
      depth++;
    } else if (character === ")" || character === "]" || character === "}") {
      depth--;
      if (depth === 0) {
        return index;
      }
    }
  }
  return last;
}

export function isPunctuator(source: string, tokens: Tokens, index: number, punctuator: string): boolean {
  return (
    index < tokens.count &&
    tokens.kinds[index] === TokenKind.punctuator &&
    source[tokens.starts[index] as number] === punctuator
  );
}

/** What stands between the brackets `open` and `close` of an attribute. */
function readAttribute(
  source: string,
  tokens: Tokens,
  open: number,
  close: number,
  isInner: boolean,
): Omit<RustAttribute, "start" | "end"> {
  let inside = rustTokens(source, tokens, open + 1, close);
  const isUnsafe = inside[0]?.text === "unsafe" && inside[1]?.text === "(";
  if (isUnsafe) {
    inside = inside.slice(2, inside.at(-1)?.text === ")" ? -1 : undefined);
  }
  const pathEnd = inside.findIndex(({ kind, text }) => kind !== "word" && text !== "::");
  const head = pathEnd < 0 ? inside : inside.slice(0, pathEnd);
  const rest = pathEnd < 0 ? [] : inside.slice(pathEnd);
  const start = inside[0]?.start ?? (tokens.ends[open] as number);
  const end = inside.at(-1)?.end ?? start;
  const isValue = rest[0]?.text === "=";
  const [, value] = rest;
  return {
    path: head.map(({ text }) => text).join(""),
    isInner,
    isUnsafe,
    bare: { start, end },
    args: rest.length > 0 && !isValue ? rest.slice(1, -1) : undefined,
    value: isValue && rest.length === 2 && value?.kind === "literal" ? stringValue(value.text) : undefined,
  };
}
