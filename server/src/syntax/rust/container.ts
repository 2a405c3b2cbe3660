/** Finds the body of items that hold other items, so that these can be read each alone. */
import type { Span } from "../ast.ts";
import { lowerBound } from "../token-buffer.ts";
import { TokenKind, type Tokens } from "../tokens.ts";
import { groupEnd, isPunctuator } from "./mask.ts";

/** The offsets of a body's braces. */
export interface Container {
  readonly open: number;
  readonly close: number;
}

/** The body of the implementation, trait, module or extern block that a cut is; undefined for others, and while it is open. */
export function bodyOf(source: string, tokens: Tokens, cut: Span): Container | undefined {
  const last = lowerBound(tokens.starts, tokens.count, cut.end) - 1;
  const head = headToken(source, tokens, cut);
  if (!isPunctuator(source, tokens, last, "}") || !isContainer(source, tokens, head)) {
    return undefined;
  }
  let depth = 0;
  for (let index = last; index > head; index--) {
    if (isPunctuator(source, tokens, index, "}")) {
      depth++;
    } else if (isPunctuator(source, tokens, index, "{")) {
      depth--;
      if (depth === 0) {
        return { open: tokens.starts[index] as number, close: tokens.starts[last] as number };
      }
    }
  }
  return undefined;
}

/** Whether a token is `impl`, `trait`, `mod`, or the `extern` of a block. */
function isContainer(source: string, tokens: Tokens, index: number): boolean {
  const word = source.slice(tokens.starts[index], tokens.ends[index]);
  if (word === "extern") {
    return isPunctuator(source, tokens, tokens.kinds[index + 1] === TokenKind.literal ? index + 2 : index + 1, "{");
  }
  return word === "impl" || word === "trait" || word === "mod";
}

/** The token that says what an item is, behind its attributes, visibility and qualifiers. */
export function headToken(source: string, tokens: Tokens, cut: Span): number {
  const last = lowerBound(tokens.starts, tokens.count, cut.end);
  let index = lowerBound(tokens.starts, tokens.count, cut.start);
  while (index < last) {
    const word = source.slice(tokens.starts[index], tokens.ends[index]);
    const isGroupNext = (bracket: string): boolean => isPunctuator(source, tokens, index + 1, bracket);
    if ((word === "#" && isGroupNext("[")) || (word === "pub" && isGroupNext("("))) {
      index = groupEnd(source, tokens, index + 1, last) + 1;
    } else if (word === "pub" || word === "unsafe" || word === "default") {
      index++;
    } else {
      break;
    }
  }
  return index;
}
