/** Macros at the beginning of a statement: calls without `;`, loops, blocks and bare words. */

import { beginsWithDeclaration, endsWithAssignment, unwrap } from "./declaration-arguments.ts";
import { becomesType, becomesVariable } from "./invocations.ts";
import type { Walk } from "./scopes.ts";
import { maskJumpArgument, maskStatementArguments } from "./statement-arguments.ts";
import { endsInCapitals, saysLoop, Word } from "./vocabulary.ts";

/** A word inside a function's body. Returns the last token that was dealt with. */
export function maskStatementWord(walk: Walk, index: number): number {
  const { tokens } = walk;
  if (!tokens.isName(index)) {
    if (index === walk.start && tokens.text(index) === "static") {
      maskStaticMacro(walk, index);
    }
    return index;
  }
  if (tokens.text(index + 1) === "(") {
    if (beginsStatement(walk, index)) {
      maskCall(walk, index);
    } else {
      maskCallPrefix(walk, index);
    }
    return index;
  }
  if (index === walk.start) {
    maskBareWord(walk, index);
  }
  return index;
}

/** `x = MACRO(y) f(z);`: what the macro makes of the call is not known; the call stays. */
function maskCallPrefix(walk: Walk, index: number): void {
  const { tokens } = walk;
  const before = tokens.text(index - 1);
  const close = tokens.closing(index + 1);
  const isPrefix = tokens.is(index, Word.capitals) && (before === "=" || before === "return") && close > 0;
  const isCall = tokens.isName(close + 1) && tokens.closing(close + 2) > 0 && !tokens.breaksLineAfter(close);
  if (isPrefix && isCall && !tokens.is(close + 1, Word.wordOperator)) {
    dropWords(walk, index, close);
  }
}

function beginsStatement({ tokens, start }: Walk, index: number): boolean {
  if (index === start) {
    return true;
  }
  const before = tokens.text(index - 1);
  if (before === ")") {
    const keyword = tokens.mate(index - 1) - 1;
    return tokens.is(keyword, Word.control) || tokens.text(keyword) === "__except" || tokens.text(keyword) === "catch";
  }
  return before === "else" || before === "do";
}

/** `NAME(..)` at the beginning of a statement, where no `;` follows. */
function maskCall(walk: Walk, index: number): void {
  const { tokens } = walk;
  const open = index + 1;
  const close = tokens.mate(open);
  if (close < 0) {
    return;
  }
  const isTerminated = tokens.text(close + 1) === ";" || tokens.text(close - 1) === ";";
  if (index === walk.start && isTerminated && beginsWithDeclaration(tokens, open)) {
    recordName(walk, index);
    unwrap(tokens, index);
    return;
  }
  if (walk.statementArguments.statements.has(open)) {
    maskStatementArguments(tokens, index);
    return;
  }
  const jump = walk.statementArguments.jumps.get(open);
  if (jump !== undefined) {
    maskJumpArgument(tokens, index, jump);
    return;
  }
  const next = tokens.text(close + 1);
  if (next !== ";" && endsWithAssignment(tokens, open)) {
    recordMacro(walk, index, close);
    tokens.blank(index, close);
    walk.start = close + 1;
    return;
  }
  if (next === ";") {
    return;
  }
  if (next === "=" && tokens.text(close + 2) === "{") {
    becomesVariable(walk, index, close);
  } else if (next === "{") {
    maskBlockMacro(walk, index, close);
  } else if (next === "}") {
    terminate(walk, close);
  } else if (tokens.isIdentifier(close + 1)) {
    if (tokens.is(close + 1, Word.functionSuffix | Word.wordOperator) && next !== "const" && next !== "volatile") {
      return;
    }
    if (saysLoop(tokens.text(index))) {
      makeLoop(walk, index);
      walk.start = close + 1;
    } else if (elseFollows(walk, close + 1)) {
      recordName(walk, index);
      tokens.replace(index, "if");
      walk.start = close + 1;
    } else if (declaresVariable(walk, index, close)) {
      becomesType(walk, index, close);
    } else if (tokens.is(index, Word.capitals) || tokens.breaksLineAfter(close)) {
      terminate(walk, close);
    }
  } else if (tokens.breaksLineAfter(close) && isPrefix(walk, close + 1) && saysLoop(tokens.text(index))) {
    makeLoop(walk, index);
    walk.start = close + 1;
  } else if (tokens.is(index, Word.capitals) && tokens.breaksLineAfter(close) && beginsExpression.has(next)) {
    terminate(walk, close);
  }
}

/** How far to look for the `else` of a macro's one statement. */
const statementLimit = 64;

/** `IF_SET(x) a = 1; else ..`: whether one statement and an `else` follow. */
function elseFollows({ tokens }: Walk, from: number): boolean {
  if (tokens.text(from) === "else") {
    return false;
  }
  for (let at = from; at < from + statementLimit; at++) {
    const text = tokens.text(at);
    if (text === ";") {
      return tokens.text(at + 1) === "else";
    }
    if (text === "" || text === "{" || text === "}" || tokens.is(at, Word.control)) {
      return false;
    }
    at = Math.max(at, tokens.mate(at));
  }
  return false;
}

/** `LIST_OF(2) name;` on one line: the macro stands for a type. */
function declaresVariable({ tokens }: Walk, index: number, close: number): boolean {
  return (
    tokens.is(index, Word.capitals) &&
    tokens.isName(close + 1) &&
    !tokens.breaksLineAfter(close) &&
    endsVariable.has(tokens.text(close + 2))
  );
}

const endsVariable = new Set([";", "["]);

/** `++x` and `(void)x`: what a loop's body begins with, too. */
function isPrefix({ tokens }: Walk, index: number): boolean {
  const text = tokens.text(index);
  return text === "(" || text === "*" || ((text === "+" || text === "-") && tokens.text(index + 1) === text);
}

const beginsExpression = new Set(["*", "+", "-"]);

/** `NAME(..) { .. }`: a loop if its name says so, an `if` if an `else` follows, else a call and a block. */
function maskBlockMacro(walk: Walk, index: number, close: number): void {
  const { tokens } = walk;
  const name = tokens.text(index);
  const behind = tokens.mate(close + 1) + 1;
  if (saysLoop(name)) {
    makeLoop(walk, index);
  } else if (behind > 0 && tokens.text(behind) === "else") {
    recordName(walk, index);
    tokens.replace(index, "if");
  } else if (!terminate(walk, close)) {
    recordMacro(walk, index, close);
    tokens.blank(index, close);
  }
}

function makeLoop(walk: Walk, index: number): void {
  const { tokens } = walk;
  const name = tokens.text(index);
  const end = tokens.end(index);
  if (tokens.replace(index, "while")) {
    tokens.side.push({ kind: "loop", start: tokens.start(index), end, name });
    return;
  }
  const close = tokens.closing(index + 1);
  recordMacro(walk, index, close);
  tokens.blank(index, close);
}

/** Puts a `;` into the blank behind a macro call. */
function terminate(walk: Walk, close: number): boolean {
  if (!walk.tokens.append(close, ";")) {
    return false;
  }
  walk.start = close + 1;
  return true;
}

/** A word in capitals that stands alone: `PAGED_CODE_BLOCK {`, `TRACE_ENTER` on a line of its own, `T MACRO name = x`. */
function maskBareWord(walk: Walk, index: number): void {
  const { tokens } = walk;
  const next = tokens.text(index + 1);
  if (tokens.is(index, Word.capitals)) {
    if (next === "{" || (next === "}" && tokens.text(index - 1) !== "}")) {
      dropWord(walk, index);
      return;
    }
    if (tokens.isIdentifier(index + 1) && tokens.breaksLineAfter(index) && standsAlone(walk, index)) {
      dropWord(walk, index);
      return;
    }
  } else {
    const last = lastWordOnLine(walk, index);
    if (isStatement(walk, index, last)) {
      for (let word = index; word <= last; word++) {
        dropWord(walk, word);
      }
      return;
    }
  }
  maskSuperfluousWord(walk, index);
}

/** `TYPE MACRO name = x`, `TYPE name MACRO(x);` and `MACRO Type name[2];`: the macro goes. */
function maskSuperfluousWord(walk: Walk, index: number): void {
  const { tokens } = walk;
  if (!tokens.isName(index + 1)) {
    return;
  }
  const isMacro = (at: number) => tokens.is(at, Word.capitals) && tokens.isName(at);
  const third = index + 2;
  if (tokens.isName(third)) {
    const isInitialiser = tokens.closing(third + 1) > 0 && isMacro(third);
    const last = isInitialiser ? tokens.closing(third + 1) : third;
    if (!endsDeclarator.has(tokens.text(last + 1))) {
      return;
    }
    if (isMacro(index + 1) && last === third) {
      dropWords(walk, index + 1, index + 1);
    } else if (isMacro(third)) {
      dropWords(walk, third, last);
    } else if (isMacro(index)) {
      dropWords(walk, index, index);
    }
  } else if (tokens.text(third) === "*" && tokens.isName(index + 3) && isMacro(index)) {
    const behind = tokens.text(index + 4);
    if ((behind === "=" || behind === ";") && !tokens.breaksLineAfter(index)) {
      dropWords(walk, index, index);
    }
  }
}

function dropWords(walk: Walk, first: number, last: number): void {
  recordMacro(walk, first, last);
  walk.tokens.blank(first, last);
}

const endsDeclarator = new Set(["=", ";", ",", "["]);

/** Whether the next line is a statement or declaration of its own and not the rest of `TYPE name`. */
function standsAlone({ tokens }: Walk, index: number): boolean {
  if (tokens.is(index + 1, Word.keyword)) {
    return !tokens.is(index + 1, Word.declarationStart);
  }
  if (tokens.isIdentifier(index + 2)) {
    return true;
  }
  const close = tokens.is(index, Word.capitalType) ? -1 : tokens.closing(index + 2);
  return close > 0 && tokens.text(close + 1) === ";";
}

/** The last of the words from here on that stand on lines of their own, before what cannot be a declared name. */
function lastWordOnLine({ tokens }: Walk, index: number): number {
  let last = index;
  while (tokens.breaksLineAfter(last) && tokens.isName(last + 1) && tokens.breaksLineAfter(last + 1)) {
    last++;
  }
  return last;
}

/**
 * Whether words with small letters, each on its line, are statements' macros, because nothing else can stand there:
 * `fall_through` before a label, a block's end or a keyword, and a line above what is surely an expression.
 */
function isStatement(walk: Walk, first: number, last: number): boolean {
  const { tokens } = walk;
  const before = tokens.text(first - 1);
  const next = tokens.text(last + 1);
  if (next === "case" || (next === "default" && tokens.text(last + 2) === ":")) {
    return true;
  }
  if (!tokens.breaksLineAfter(last)) {
    return false;
  }
  if (next === "}") {
    return tokens.breaksLineAfter(first - 1) && (before === ";" || before === "}" || before === ":");
  }
  if (!tokens.isIdentifier(last + 1)) {
    return false;
  }
  if (beginsPlainStatement.has(next) || (endsInCapitals(tokens.text(last)) && standsAlone(walk, last))) {
    return true;
  }
  const behind = tokens.text(last + 2);
  return behind === "." || (behind === "-" && tokens.text(last + 3) === ">");
}

const beginsPlainStatement = new Set(["if", "switch", "while", "for", "do", "return", "goto", "break", "continue"]);

/** `static DEFINE_MUTEX(m);` inside a function declares something: without `static` it reads as a call. */
function maskStaticMacro(walk: Walk, index: number): void {
  const { tokens } = walk;
  const close = tokens.closing(index + 2);
  if (tokens.is(index + 1, Word.capitals) && close > 0 && tokens.text(close + 1) === ";") {
    tokens.blank(index, index);
  }
}

function dropWord(walk: Walk, index: number): void {
  recordName(walk, index);
  walk.tokens.blank(index, index);
  walk.start = index + 1;
}

function recordName({ tokens }: Walk, index: number): void {
  tokens.side.push({
    kind: "macro",
    start: tokens.start(index),
    end: tokens.end(index),
    name: tokens.text(index),
    args: undefined,
  });
}

function recordMacro({ tokens }: Walk, index: number, close: number): void {
  tokens.side.push({
    kind: "macro",
    start: tokens.start(index),
    end: tokens.end(close),
    name: tokens.text(index),
    args: tokens.argumentsText(index),
  });
}
