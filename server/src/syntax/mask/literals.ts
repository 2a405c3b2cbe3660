/** Brings number suffixes, wide-text macros and concatenated strings into a form that the grammars read. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** `10ui64`, `TEXT("x")`, `"%" PRIx64 "\n"`, `KERN_ERR "x"`, strings over several lines. */
export function maskLiterals(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.isNumber(index)) {
      maskNumber(tokens, index);
    } else if (tokens.isLiteral(index)) {
      index = maskConcatenation(tokens, index);
    } else if (tokens.is(index, Word.textMacro)) {
      maskTextMacro(tokens, index);
    }
  }
}

/**
 * Microsoft's `i8 ... ui64` suffixes go, the number stays. What only looks like a number (`1000baseT_Full`, an argument
 * that a macro pastes) becomes a name. A macro behind a number (`64 KB`) goes.
 */
function maskNumber(tokens: MaskTokens, index: number): void {
  if (tokens.isName(index + 1) && !tokens.is(index + 1, Word.wordOperator)) {
    recordWord(tokens, index + 1);
    tokens.blank(index + 1, index + 1);
  }
  if (tokens.end(index) - tokens.start(index) < 2) {
    return;
  }
  const text = tokens.source(index, index);
  if (isPlainNumber(text)) {
    return;
  }
  const suffixed = /^(0[xX][\da-fA-F']+|0[bB][01']+|[\d']+)[uU]?[iI](8|16|32|64)$/.exec(text);
  if (suffixed !== null) {
    tokens.replace(index, suffixed[1] as string);
  } else if (!validNumber.test(text) && !(tokens.language === "cpp" && userSuffix.test(text))) {
    tokens.replace(index, `_${text.slice(1).replace(/\W/g, "_")}`);
  }
}

/** Digits alone, or hexadecimal digits behind `0x`: nearly every number, told without a regular expression. */
function isPlainNumber(text: string): boolean {
  const hexadecimal = text.charCodeAt(0) === 48 && (text.charCodeAt(1) | 32) === 120;
  for (let at = hexadecimal ? 2 : 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    if (!isDigit && !(hexadecimal && (code | 32) >= 97 && (code | 32) <= 102)) {
      return false;
    }
  }
  return true;
}

/** Integers and floating numbers with the suffixes of C and GNU. */
const validNumber =
  /^((0[xX][\da-fA-F']+|0[bB][01']+|[\d']+)[uU]?([lL]{0,2}|[zZ])[uU]?|(0[xX][\da-fA-F'.]+([pP][+-]?\d+)?|[\d'.]+([eE][+-]?\d+)?)([fFlL]|[dD][fFdDlL])?)$/;

/** C++ lets a program define suffixes; those of programs begin with `_`, those of the library are few. */
const userSuffix = /^[\da-fA-FxX'.]+(_[A-Za-z]\w*|h|min|s|ms|us|ns|i|il|if)$/;

function recordWord(tokens: MaskTokens, index: number): void {
  tokens.side.push({
    kind: "macro",
    start: tokens.start(index),
    end: tokens.end(index),
    name: tokens.text(index),
    args: undefined,
  });
}

/** `TEXT("a" "b")` with nothing but strings inside: the strings stay. `TEXT(NAME)` beside a string goes. */
function maskTextMacro(tokens: MaskTokens, index: number): void {
  const close = tokens.closing(index + 1);
  if (close < index + 3) {
    return;
  }
  for (let inside = index + 2; inside < close; inside++) {
    if (!tokens.isLiteral(inside)) {
      maskWideName(tokens, index, close);
      return;
    }
  }
  tokens.blank(index, index + 1);
  tokens.blank(close, close);
}

/** `TEXT("a") TEXT(NAME)` and `TEXT(NAME) TEXT("a")` are one string: its literal part stays. */
function maskWideName(tokens: MaskTokens, index: number, close: number): void {
  const isBehind = tokens.isLiteral(index - 1) || (tokens.isBlanked(index - 1) && tokens.text(index - 1) === ")");
  const next = tokens.is(close + 1, Word.textMacro) ? close + 3 : close + 1;
  if (isBehind || tokens.isLiteral(next)) {
    tokens.blank(index, close);
  }
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
  if (!/[\r\n]/.test(text) || text.includes('R"')) {
    return;
  }
  tokens.replace(
    index,
    text.replace(/\\(?:\r\n?|\n)/g, (continuation) => " ".repeat(continuation.length)),
  );
}
