/** Brings number suffixes, wide-text macros and concatenated strings into a form that the grammars read. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** `10ui64`, `TEXT("x")`, `"%" PRIx64 "\n"`, `KERN_ERR "x"`, strings over several lines. */
export function maskLiterals(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.isNumber(index)) {
      maskIntegerSuffix(tokens, index);
    } else if (tokens.isLiteral(index)) {
      index = maskConcatenation(tokens, index);
    } else if (tokens.is(index, Word.textMacro)) {
      maskTextMacro(tokens, index);
    }
  }
}

/** Microsoft's `i8 ... ui64` suffixes: the number stays, the suffix goes. */
function maskIntegerSuffix(tokens: MaskTokens, index: number): void {
  const length = tokens.end(index) - tokens.start(index);
  if (length < 3) {
    return;
  }
  const text = tokens.source(index, index);
  const i = text.charCodeAt(length - 3) === 105 || text.charCodeAt(length - 3) === 73 ? length - 3 : length - 2;
  if ((text.charCodeAt(i) | 32) !== 105) {
    return;
  }
  const digits = (text.charCodeAt(i - 1) | 32) === 117 ? i - 1 : i;
  tokens.replace(index, text.slice(0, digits));
}

/** `TEXT("a" "b")` with nothing but strings inside: the strings stay. */
function maskTextMacro(tokens: MaskTokens, index: number): void {
  const close = tokens.closing(index + 1);
  if (close < index + 3) {
    return;
  }
  for (let inside = index + 2; inside < close; inside++) {
    if (!tokens.isLiteral(inside)) {
      return;
    }
  }
  tokens.blank(index, index + 1);
  tokens.blank(close, close);
}

/** A string and the macros around it that expand to strings; returns the last token looked at. */
function maskConcatenation(tokens: MaskTokens, index: number): number {
  maskLineContinuations(tokens, index);
  maskBefore(tokens, index);
  const before = tokens.text(index - 1);
  if (before === "extern" || before === "operator") {
    return index;
  }
  let last = index;
  while (isConcatenated(tokens, last + 1)) {
    const end = tokens.touchesNext(last + 1) ? tokens.argumentsEnd(last + 1) : last + 1;
    tokens.blank(last + 1, end);
    last = end;
  }
  return last;
}

/** Behind a string only a macro can stand: no C syntax has a name there, C++ has the suffix of a literal. */
function isConcatenated(tokens: MaskTokens, index: number): boolean {
  if (!tokens.isName(index) || tokens.is(index, Word.wordOperator)) {
    return false;
  }
  const isSuffix = tokens.language === "cpp" && tokens.isLiteral(index - 1) && tokens.touchesNext(index - 1);
  return !isSuffix || tokens.is(index, Word.capitals);
}

/** `(FMT "x"`, `= KERN_ERR PREFIX "x"`, `(pr_fmt(x) "y"`: the macros between a delimiter and the string. */
function maskBefore(tokens: MaskTokens, literal: number): void {
  let first = literal;
  while (!tokens.isBlanked(first - 1) && tokens.isName(first - 1) && tokens.is(first - 1, Word.capitals)) {
    first--;
  }
  if (first === literal && tokens.text(literal - 1) === ")") {
    const open = tokens.mate(literal - 1);
    if (tokens.isName(open - 1) && tokens.touchesNext(open - 1)) {
      first = open - 1;
    }
  }
  if (first < literal && !tokens.isBlanked(first) && beginsExpression.has(tokens.text(first - 1))) {
    tokens.blank(first, literal - 1);
  }
}

const beginsExpression = new Set(["(", ",", "=", "{", "return", "?", ":"]);

/** The grammars do not read a backslash at a line's end inside a string; raw strings have none. */
function maskLineContinuations(tokens: MaskTokens, index: number): void {
  const length = tokens.end(index) - tokens.start(index);
  if (length < 4) {
    return;
  }
  const text = tokens.source(index, index);
  if (!text.includes("\n") || text.includes('R"')) {
    return;
  }
  tokens.replace(
    index,
    text.replace(/\\\r?\n/g, (continuation) => " ".repeat(continuation.length)),
  );
}
