/** Macros that bring a part of a statement along: `DEBUG_ONLY(int a = 1);` declares, `DEBUG_ONLY(a =) f();` assigns. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** A type has few words: looking further would make a file of unfinished ones slow. */
const typeLimit = 12;

/**
 * Whether a macro's one argument is a declaration: `(int a)`, `(struct S *a = b)`, `(T a = b; T c;)`. `(a * b)` is a
 * product and `(struct S *)` a type.
 */
export function beginsWithDeclaration(tokens: MaskTokens, open: number): boolean {
  const close = tokens.mate(open);
  let names = 0;
  let hasTypeKeyword = false;
  let hasType = false;
  // `TRACE(PREFIX NAME)`: two macros that make one string.
  let onlyMacros = true;
  let at = open + 1;
  for (; at < Math.min(close, open + typeLimit); at++) {
    if (tokens.isName(at)) {
      names++;
      onlyMacros &&= tokens.is(at, Word.capitals) && !tokens.is(at, Word.capitalType);
      hasType ||= tokens.isIdentifier(at + 1);
    } else if (tokens.is(at, Word.typeKeyword | Word.declarationStart)) {
      hasTypeKeyword ||= tokens.is(at, Word.typeKeyword);
      hasType = true;
      onlyMacros = false;
    } else if (tokens.text(at) !== "*") {
      break;
    }
  }
  if (!tokens.isName(at - 1) || names < (hasTypeKeyword ? 1 : 2)) {
    return false;
  }
  const stop = tokens.text(at);
  if (stop === "=") {
    const comparesNext = tokens.text(at + 1) === "=" && tokens.touchesNext(at);
    return !comparesNext && at + 1 < close && isOneArgument(tokens, at + 1, close);
  }
  const ends = at === close || stop === ";" || (stop === "[" && isOneArgument(tokens, at, close));
  return hasType && ends && !onlyMacros;
}

/** Whether no comma comes up to the end of the arguments or of their first statement. */
function isOneArgument(tokens: MaskTokens, from: number, close: number): boolean {
  for (let at = from; at < close && tokens.text(at) !== ";"; at++) {
    if (tokens.text(at) === ",") {
      return false;
    }
    at = Math.max(at, tokens.mate(at));
  }
  return true;
}

/** Whether the argument is an assignment's left half: `(a =)`, `(int a = )`, `(a |=)`. */
export function endsWithAssignment(tokens: MaskTokens, open: number): boolean {
  const last = tokens.mate(open) - 1;
  return last > open + 1 && tokens.text(last) === "=";
}

/** Turns `NAME(int a = 1);` into `int a = 1;`, whose scope is the block around it. */
export function unwrap(tokens: MaskTokens, name: number): void {
  const close = tokens.mate(name + 1);
  tokens.blank(name, name + 1);
  if (tokens.text(close - 1) !== ";") {
    if (tokens.text(close + 1) === ";") {
      tokens.blank(close, close);
    } else {
      tokens.replace(close, ";");
    }
  } else {
    tokens.blank(close, tokens.text(close + 1) === ";" ? close + 1 : close);
  }
}
