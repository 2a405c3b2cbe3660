/** Takes out inline assembly: Microsoft's blocks and lines, GNU's parentheses. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** Every piece becomes an empty statement and an `AsmRecord`. */
export function maskAssembly(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.assembly)) {
      index = maskPiece(tokens, index);
    }
  }
}

function maskPiece(tokens: MaskTokens, index: number): number {
  const last = lastToken(tokens, index);
  tokens.side.push({ kind: "asm", start: tokens.start(index), end: tokens.end(last) });
  if (tokens.text(last + 1) === ";" || tokens.text(last + 1) === ")" || last === index) {
    tokens.blank(index, last);
  } else {
    tokens.replace(index, ";");
    tokens.blank(index + 1, last);
  }
  return last;
}

function lastToken(tokens: MaskTokens, index: number): number {
  let at = index + 1;
  while (qualifiers.has(tokens.text(at))) {
    at++;
  }
  const mate = tokens.text(at) === "(" || tokens.text(at) === "{" ? tokens.mate(at) : -1;
  if (mate > 0) {
    return mate;
  }
  // One instruction: up to the end of its line, or of the block that holds it.
  let last = index;
  while (
    last + 1 < tokens.count &&
    !tokens.breaksLineAfter(last) &&
    tokens.text(last + 1) !== "}" &&
    tokens.text(last + 1) !== ";"
  ) {
    last++;
  }
  return last;
}

const qualifiers = new Set(["volatile", "__volatile__", "__volatile", "goto", "inline"]);
