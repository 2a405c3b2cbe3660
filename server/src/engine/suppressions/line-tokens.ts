/** Texts that are made of lines, such as INF files and TOML: each line's code as one token, its comment as none. */
import { TokenBuffer } from "../../syntax/token-buffer.ts";
import { TokenKind, type Tokens } from "../../syntax/tokens.ts";
import type { CommentStyle } from "./comment-style.ts";

/** In TOML a string of three quotes may go on over lines; then these lines are one token. */
export function lineTokens(text: string, { line: mark }: CommentStyle): Tokens {
  const tokens = new TokenBuffer(64);
  const hasApostrophes = mark === "#";
  let start = -1;
  let end = 0;
  const push = (): void => {
    if (start >= 0) {
      tokens.push(start, end, TokenKind.literal);
    }
    start = -1;
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at];
    if (char === "\n" || char === "\r") {
      push();
      at++;
    } else if (char === mark) {
      push();
      at = lineEnd(text, at);
    } else if (char === " " || char === "\t") {
      at++;
    } else {
      const isQuote = char === '"' || (hasApostrophes && char === "'");
      start = start < 0 ? at : start;
      end = isQuote ? stringEnd(text, at, hasApostrophes) : at + 1;
      at = end;
    }
  }
  push();
  return tokens;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") {
    at++;
  }
  return at;
}

/** Behind the quote that ends the string, or at the end of the line where there is none. */
function stringEnd(text: string, start: number, isToml: boolean): number {
  const quote = text[start] ?? "";
  const triple = quote.repeat(3);
  if (isToml && text.startsWith(triple, start)) {
    const close = text.indexOf(triple, start + 3);
    return close < 0 ? text.length : close + 3;
  }
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\n" || char === "\r") {
      return at;
    }
    if (char === "\\" && isToml && quote === '"') {
      at++;
    } else if (char === quote) {
      return at + 1;
    }
  }
  return text.length;
}
