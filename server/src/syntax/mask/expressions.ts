/** Small rewrites inside statements and declarators that need no scope: `if MACRO(x)`, GNU case ranges, `offsetof`. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

export function maskExpressions(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (!tokens.isIdentifier(index)) {
      continue;
    }
    const next = tokens.text(index + 1);
    if (next === "*" && tokens.text(index - 1) === "(") {
      maskPointerConvention(tokens, index);
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
    } else if (tokens.text(index) === "case") {
      maskCaseRange(tokens, index);
    } else if (tokens.text(index) === "goto" && next === "*") {
      maskComputedGoto(tokens, index);
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
  tokens.side.push({
    kind: "convention",
    start: tokens.start(index),
    end: tokens.end(index),
    name: tokens.text(index),
  });
  tokens.blank(index, index);
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

/** GNU's `goto *table[i];` becomes a jump to the label `_`, which no function has. */
function maskComputedGoto(tokens: MaskTokens, index: number): void {
  let end = index + 1;
  while (end < tokens.count && tokens.text(end) !== ";" && tokens.text(end) !== "}") {
    end = Math.max(end, tokens.mate(end)) + 1;
  }
  tokens.blank(index + 2, end - 1);
  tokens.replace(index + 1, "_");
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
