/** Text of a part of an item without what says nothing. */
import { lowerBound } from "../../token-buffer.ts";
import type { MaskedRust } from "../mask.ts";

/** The tokens in `[start, end)`, with a blank where two words would run together. */
export function foldedText({ source, tokens }: MaskedRust, start: number, end: number): string {
  let text = "";
  for (let index = lowerBound(tokens.starts, tokens.count, start); index < tokens.count; index++) {
    const from = tokens.starts[index] as number;
    if (from >= end) {
      break;
    }
    const word = source.slice(from, Math.min(end, tokens.ends[index] as number));
    text += /[\w']$/.test(text) && /^[\w'"]/.test(word) ? ` ${word}` : word;
  }
  return text;
}
