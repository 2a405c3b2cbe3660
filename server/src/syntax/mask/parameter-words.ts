/** Macros between the words of a parameter: `void f(void *context EXTRA_PARAMETERS)`, `f(MY_IN TYPE name)`. */
import type { MaskTokens } from "./mask-tokens.ts";
import { endsInCapitals, Word } from "./vocabulary.ts";

/** A parameter with more words than this has no use for a reader. */
const wordLimit = 12;

/** At the first word of a parameter: takes out the words that a type and a name leave over. */
export function maskParameterWords(tokens: MaskTokens, first: number): void {
  const before = tokens.text(first - 1);
  if (before !== "(" && before !== ",") {
    return;
  }
  /** The names behind the last star, or all of them. */
  let words: number[] = [];
  let hasType = false;
  let at = first;
  for (; at < first + wordLimit; at++) {
    const text = tokens.text(at);
    if (text === "*" || text === "&") {
      hasType = true;
      words = [];
    } else if (tokens.is(at, Word.tag) && tokens.isName(at + 1)) {
      hasType = true;
      at++;
    } else if (tokens.is(at, Word.typeKeyword) || text === "auto") {
      hasType = true;
    } else if (tokens.isName(at)) {
      words.push(at);
    } else if (!qualifiers.has(text)) {
      break;
    }
  }
  const stop = tokens.text(at);
  if (stop !== ")" && stop !== ",") {
    return;
  }
  for (let surplus = words.length - (hasType ? 1 : 2); surplus > 0; surplus--) {
    drop(tokens, words.splice(leastNeeded(tokens, words), 1)[0] as number);
  }
}

const qualifiers = new Set(["const", "volatile", "register", "restrict", "__restrict"]);

/** The last word where it looks more like a macro than the one before, else the first that looks like one. */
function leastNeeded(tokens: MaskTokens, words: readonly number[]): number {
  const last = words.length - 1;
  if (looksLikeMacro(tokens, words[last] as number) && !looksLikeMacro(tokens, words[last - 1] as number)) {
    return last;
  }
  const first = words.findIndex((word) => looksLikeMacro(tokens, word));
  return first < 0 ? last : first;
}

/** `MY_IN`, `__far` and, where a name is pasted in front, `parserARG_DECL`. */
function looksLikeMacro(tokens: MaskTokens, index: number): boolean {
  const text = tokens.text(index);
  return (
    (tokens.is(index, Word.capitals) && !tokens.is(index, Word.capitalType)) ||
    text.startsWith("__") ||
    endsInCapitals(text)
  );
}

function drop(tokens: MaskTokens, index: number): void {
  tokens.side.push({
    kind: "convention",
    start: tokens.start(index),
    end: tokens.end(index),
    name: tokens.text(index),
  });
  tokens.blank(index, index);
}
