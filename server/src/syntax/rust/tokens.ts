/** Tokens of a text as plain data: what macros and attributes hold. */
import { TokenKind, type Tokens } from "../tokens.ts";
import type { RustToken, RustTokenKind } from "./ast.ts";

/** The tokens `[from, to)` of a text. */
export function rustTokens(text: string, tokens: Tokens, from: number, to: number): RustToken[] {
  const out: RustToken[] = [];
  for (let index = from; index < to; index++) {
    const start = tokens.starts[index] as number;
    const isPair =
      index + 1 < to && pairs.has(text.slice(start, start + 2)) && tokens.ends[index] === tokens.starts[index + 1];
    const isPunctuator = tokens.kinds[index] === TokenKind.punctuator;
    if (isPunctuator && isPair) {
      index++;
    }
    const end = tokens.ends[index] as number;
    out.push({ kind: kindOf(tokens.kinds[index] as TokenKind, text, start), start, end, text: text.slice(start, end) });
  }
  return out;
}

const pairs: ReadonlySet<string> = new Set(["::", "->", "=>", ".."]);

function kindOf(kind: TokenKind, text: string, start: number): RustTokenKind {
  if (kind === TokenKind.identifier) {
    return text.charCodeAt(start) === 39 ? "lifetime" : "word";
  }
  return kind === TokenKind.punctuator ? "punctuator" : "literal";
}

/** A word without the `r#` that takes a keyword's meaning from it. */
export const plainWord = (word: string): string => (word.startsWith("r#") ? word.slice(2) : word);

/** What a string literal says; undefined where it is none, or has escapes that are not read here. */
export function stringValue(literal: string): string | undefined {
  const raw = /^[bc]?r(#*)"([\s\S]*)"\1$/.exec(literal);
  if (raw !== null) {
    return raw[2];
  }
  const plain = /^[bc]?"((?:[^\\"]|\\["\\])*)"$/.exec(literal);
  return plain === null ? undefined : (plain[1] as string).replace(/\\(.)/g, "$1");
}
