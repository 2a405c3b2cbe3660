/** Small rewrites inside statements and declarators that need no scope: `if MACRO(x)`, GNU case ranges, `offsetof`. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** Expressions with macros in them that no grammar can know. */
export function maskExpressions(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (!tokens.isIdentifier(index)) {
      if (tokens.text(index) === "," && operators.has(tokens.text(index + 1))) {
        maskOperatorArgument(tokens, index + 1);
      }
      continue;
    }
    const next = tokens.text(index + 1);
    if (next === "*" && tokens.text(index - 1) === "(") {
      maskPointerConvention(tokens, index);
    } else if (next === ":" && tokens.text(index - 1) === "(") {
      maskMemberPointer(tokens, index);
    } else if (tokens.is(index, Word.capitals) && isQualifierMacro(tokens, index)) {
      recordConvention(tokens, index);
      tokens.blank(index, index);
    } else if (tokens.is(index, Word.control)) {
      if (next !== "(") {
        maskMacroCondition(tokens, index);
      }
    } else if (next === "(" && tokens.text(index) === "WHILE") {
      tokens.replace(index, "while");
    } else if (next === "(" && tokens.text(index) === "offsetof") {
      maskMemberPath(tokens, index);
    } else if (next === "(" && tokens.is(index, Word.typeOf)) {
      index = maskTypeOf(tokens, index);
    } else if (next === "(" && alignments.has(tokens.text(index))) {
      maskAlignment(tokens, index);
    } else if (
      tokens.is(index + 1, Word.capitals) &&
      (tokens.text(index - 1) === "=" || tokens.text(index - 1) === "return")
    ) {
      maskPastedWord(tokens, index);
    } else if (tokens.text(index) === "case") {
      maskCaseRange(tokens, index);
    } else if (tokens.text(index) === "goto" && next === "*") {
      index = maskComputedGoto(tokens, index);
    }
  }
}

/** `(CONVENTION *name)(..)` and `(CONVENTION *name[2])(..)`: a pointer to a function behind an unknown macro. */
function maskPointerConvention(tokens: MaskTokens, index: number): void {
  if (!tokens.isName(index) || !tokens.isName(index + 2)) {
    return;
  }
  const close = tokens.text(index + 3) === "[" ? tokens.mate(index + 3) + 1 : index + 3;
  if (tokens.text(close) !== ")" || tokens.text(close + 1) !== "(") {
    return;
  }
  recordConvention(tokens, index);
  tokens.blank(index, index);
}

function recordConvention(tokens: MaskTokens, index: number): void {
  tokens.side.push({
    kind: "convention",
    start: tokens.start(index),
    end: tokens.end(index),
    name: tokens.text(index),
  });
}

/** `T (MACRO name)(..)` declares a function, `MACRO const T *p` has its type behind the `const`. */
function isQualifierMacro(tokens: MaskTokens, index: number): boolean {
  const third = tokens.text(index + 2);
  if (tokens.text(index + 1) === "const") {
    return tokens.isName(index + 2) && tokens.text(index + 3) === "*" && !tokens.isIdentifier(index - 1);
  }
  const isFunction = third === ")" && tokens.text(index + 3) === "(" && tokens.text(index - 1) === "(";
  return isFunction && tokens.isName(index + 1) && (tokens.isName(index - 2) || tokens.is(index - 2, Word.typeKeyword));
}

/** `(Class::*name)(..)`: a pointer to a method, which the grammar does not read in a `typedef`. */
function maskMemberPointer(tokens: MaskTokens, index: number): void {
  const isPointer = tokens.text(index + 2) === ":" && tokens.text(index + 3) === "*" && tokens.isName(index + 4);
  if (isPointer && tokens.text(index + 5) === ")" && tokens.text(index + 6) === "(" && tokens.text(0) === "typedef") {
    tokens.blank(index, index + 2);
  }
}

/** `if NT_SUCCESS(status) {`: the parentheses that the macro brings along are put into the blanks around it. */
function maskMacroCondition(tokens: MaskTokens, keyword: number): void {
  const macro = keyword + 1;
  const close = tokens.closing(macro + 1);
  if (!tokens.isName(macro) || close < 0) {
    return;
  }
  const roomBefore = !tokens.touchesNext(keyword);
  if (roomBefore && tokens.append(close, ")")) {
    tokens.append(keyword, "(");
  } else {
    tokens.blank(macro, macro);
  }
}

/** `offsetof(struct S, a.b[2])`: the grammars read a single member's name there. */
function maskMemberPath(tokens: MaskTokens, index: number): void {
  const close = tokens.closing(index + 1);
  for (let at = index + 2; at < close; at++) {
    if (tokens.text(at) === "(" || tokens.text(at) === "[") {
      at = Math.max(at, tokens.mate(at));
    } else if (tokens.text(at) === ",") {
      if (at + 2 < close) {
        tokens.blank(at + 2, close - 1);
      }
      return;
    }
  }
}

/** `typeof(x) y`: the grammars know no `typeof`; it becomes the type `T`. Returns the last token of it. */
function maskTypeOf(tokens: MaskTokens, index: number): number {
  const close = tokens.closing(index + 1);
  if (close < 0) {
    return index;
  }
  tokens.side.push({
    kind: "type-argument",
    start: tokens.start(index),
    end: tokens.end(close),
    text: tokens.source(index, close),
  });
  tokens.blank(index + 1, close);
  tokens.replace(index, "T");
  return close;
}

const operators = new Set([..."|&+-<>=!*/%^~"]);

/** `COMBINE(a, b, |)`, `WAIT(x, <=)`: an operator as an argument becomes a name. */
function maskOperatorArgument(tokens: MaskTokens, first: number): void {
  let end = first + 1;
  while (end < first + 3 && operators.has(tokens.text(end)) && tokens.touchesNext(end - 1)) {
    end++;
  }
  const after = tokens.text(end);
  if (after === ")" || after === ",") {
    tokens.blank(first + 1, end - 1);
    tokens.replace(first, "_");
  }
}

const alignments = new Set(["_Alignof", "__alignof__", "__alignof", "alignof"]);

/** `alignof(p->member)`: the grammars want a type there; as `sizeof` it is as little evaluated. */
function maskAlignment(tokens: MaskTokens, index: number): void {
  if (tokens.closing(index + 1) > index + 3 && !tokens.is(index + 2, Word.keyword)) {
    tokens.replace(index, "sizeof");
  }
}

/** `= PREFIX NAME;`: two macros that make one string. */
function maskPastedWord(tokens: MaskTokens, index: number): void {
  const after = tokens.text(index + 2);
  if (tokens.is(index, Word.capitals) && (after === "," || after === ";")) {
    tokens.blank(index + 1, index + 1);
  }
}

/** GNU's `goto *table[i];` becomes a jump to the label `_`, which no function has. Returns the last token of it. */
function maskComputedGoto(tokens: MaskTokens, index: number): number {
  let end = index + 1;
  while (end < tokens.count && tokens.text(end) !== ";" && tokens.text(end) !== "}") {
    end = Math.max(end, tokens.mate(end)) + 1;
  }
  tokens.blank(index + 2, end - 1);
  tokens.replace(index + 1, "_");
  return end - 1;
}

/** A label is short: looking further would make a file of unfinished ones slow. */
const labelLimit = 16;

/** GNU's `case 1 ... 5:` becomes `case 1:`. */
function maskCaseRange(tokens: MaskTokens, index: number): void {
  const dots = find(tokens, ".", index + 1);
  if (dots < 0 || tokens.text(dots + 1) !== "." || tokens.text(dots + 2) !== ".") {
    return;
  }
  const colon = find(tokens, ":", dots + 3);
  if (colon > 0) {
    tokens.blank(dots, colon - 1);
  }
}

function find(tokens: MaskTokens, text: string, from: number): number {
  for (let at = from; at < from + labelLimit; at++) {
    if (tokens.text(at) === text) {
      return at;
    }
    if (tokens.text(at) === ";" || tokens.text(at) === "{" || tokens.text(at) === ":") {
      return -1;
    }
  }
  return -1;
}
