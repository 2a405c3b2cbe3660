/** Macro invocations that stand where a declaration would: `DECLARE_X(..)`, `MODULE_LICENSE("GPL");`, `TEST(Name) {`. */
import type { Walk } from "./scopes.ts";
import { Word } from "./vocabulary.ts";

/**
 * `NAME(..)` at the beginning of a declaration at file or record scope. Returns the last token that was taken out or
 * rewritten; -1 where it is no macro.
 */
export function maskInvocation(walk: Walk, index: number): number {
  const { tokens, start, scope } = walk;
  const close = tokens.closing(index + 1);
  if (close < 0) {
    return -1;
  }
  const next = tokens.text(close + 1);
  const capitals = tokens.is(index, Word.capitals);
  if (scope === "record" && walk.statementArguments.statements.has(index + 1)) {
    return openGroup(walk, index, close);
  }
  if (close + 1 >= tokens.count) {
    return take(walk, index, close, close);
  }
  if (tokens.isIdentifier(close + 1)) {
    return followedByWord(walk, index, close);
  }
  if (next === "*" && capitals && tokens.isName(close + 2) && endsDeclarator.has(tokens.text(close + 3))) {
    return becomesType(walk, index, close);
  }
  if (next === ";" || next === "}" || tokens.isLiteral(close + 1)) {
    const plainC = scope === "file" && tokens.language === "c";
    if (!(capitals || index !== start || plainC) || (scope === "record" && tokens.language === "cpp" && !capitals)) {
      return -1;
    }
    return take(walk, index, close, scope === "record" && next === ";" ? close + 1 : close);
  }
  if (next === "," && capitals && scope === "file" && index === start) {
    // A table's rows, to be included between somebody's braces.
    return take(walk, index, close, close + 1);
  }
  if (next === "{" && scope === "file" && tokens.language === "c" && addImplicitInt(walk, index)) {
    return index;
  }
  if (!capitals) {
    return -1;
  }
  if (next === "=" && tokens.text(close + 2) === "{" && becomesVariable(walk, index, close)) {
    return close;
  }
  if (next === "=") {
    const end = statementEnd(walk, close + 1);
    return end < 0 ? -1 : take(walk, index, close, end);
  }
  const brace = next === "{" ? tokens.mate(close + 1) : -1;
  if (brace > 0 && tokens.text(brace + 1) === ";") {
    return take(walk, index, close, brace + 1);
  }
  if (brace > 0 && scope === "file") {
    return becomesFunction(walk, index, close);
  }
  return -1;
}

const endsDeclarator = new Set([";", "=", "[", ",", "("]);

/** `static f(x) {` and `__inline f(x) {` return `int` without saying so; the grammars want a type there. */
function addImplicitInt({ tokens, start }: Walk, index: number): boolean {
  if (tokens.is(index, Word.capitals)) {
    return false;
  }
  let at: number;
  if (tokens.prepend(index, "T ")) {
    at = tokens.start(index);
  } else if (index > start && tokens.replace(start, "T")) {
    at = tokens.start(start);
  } else {
    return false;
  }
  tokens.side.push({ kind: "type-argument", start: at, end: at + 1, text: "int" });
  return true;
}

/** A word behind `NAME(..)`: the macro is an attribute of what follows or a declaration of its own. */
function followedByWord(walk: Walk, index: number, close: number): number {
  const { tokens } = walk;
  const next = tokens.text(close + 1);
  if (tokens.is(close + 1, Word.functionSuffix)) {
    // `const` on the next line begins the next declaration, `const` on this line ends a method.
    const beginsNext = next === "const" && tokens.is(index, Word.capitals) && tokens.breaksLineAfter(close);
    if (!beginsNext) {
      return -1;
    }
  }
  if (isOldStyleDefinition(walk, index, close)) {
    return -1;
  }
  if (tokens.isName(close + 1) && endsVariable.has(tokens.text(close + 2))) {
    return becomesType(walk, index, close);
  }
  return take(walk, index, close, close);
}

const endsVariable = new Set([";", "=", "["]);

/** `f(a, b) int a; char b; {`: the K&R form of a definition. */
function isOldStyleDefinition({ tokens }: Walk, index: number, close: number): boolean {
  if (tokens.is(index, Word.capitals) || !tokens.is(close + 1, Word.typeKeyword)) {
    return false;
  }
  let at = close + 1;
  while (tokens.isIdentifier(at) || oldStyleMarks.has(tokens.text(at))) {
    at++;
  }
  return tokens.text(at) === "{" && tokens.text(at - 1) === ";";
}

const oldStyleMarks = new Set(["*", ",", ";", "[", "]"]);

/** Blanks from the declaration's start to `last`; `close` ends the macro's arguments. */
function take(walk: Walk, index: number, close: number, last: number): number {
  record(walk, index, close);
  walk.tokens.blank(walk.start, last);
  walk.start = last + 1;
  return last;
}

/** `STRUCT_OF(x) name = ..`: the macro stands for a type. */
export function becomesType(walk: Walk, index: number, close: number): number {
  const { tokens } = walk;
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

/** `DECLARE_BITMAP(name, 8) = { 0 }`: becomes `T name = { 0 }`. False where no argument looks like a variable's name. */
export function becomesVariable({ tokens }: Walk, index: number, close: number): boolean {
  if (!tokens.is(index, Word.capitals)) {
    return false;
  }
  let name = -1;
  for (let at = index + 2; at < close; at++) {
    const isArgument =
      tokens.isName(at) && endsArgument.has(tokens.text(at - 1)) && endsArgument.has(tokens.text(at + 1));
    // `MACRO(NAME, COUNT)`: the first; `MACRO(u64, name)`: the last that is no constant.
    if (isArgument && (name < 0 || !tokens.is(at, Word.capitals))) {
      name = at;
    }
    at = Math.max(at, tokens.mate(at));
  }
  if (name < 0) {
    return false;
  }
  tokens.side.push({
    kind: "type-argument",
    start: tokens.start(index),
    end: tokens.end(close),
    text: tokens.source(index, close),
  });
  tokens.blank(index + 1, name - 1);
  tokens.blank(name + 1, close);
  tokens.replace(index, "T");
  return true;
}

const endsArgument = new Set(["(", ",", ")"]);

/**
 * `SYSCALL_DEFINE1(name, ...) {`: becomes a function of that name without parameters, so that its body can be read.
 */
function becomesFunction(walk: Walk, index: number, close: number): number {
  const { tokens } = walk;
  const name = index + 2;
  if (tokens.isNumber(name)) {
    tokens.replace(name, `_${tokens.source(name, name).slice(1)}`);
  } else if (!tokens.isName(name)) {
    return -1;
  }
  if (tokens.text(name + 1) === ",") {
    record(walk, index, close);
    tokens.replace(name + 1, "(");
    tokens.blank(name + 2, close - 1);
  } else if (name + 1 === close) {
    if (!tokens.replace(close, "()")) {
      return -1;
    }
    record(walk, index, close);
  } else {
    return -1;
  }
  tokens.blank(index + 1, index + 1);
  tokens.replace(index, "T");
  return close;
}

/** Linux's `struct_group(name, u32 a; u32 b;)` in a record: its members stay. */
function openGroup(walk: Walk, index: number, close: number): number {
  const { tokens } = walk;
  record(walk, index, index);
  let first = index + 2;
  while (tokens.text(first) === "," || tokens.text(first + 1) === ",") {
    first += tokens.text(first) === "," ? 1 : 2;
  }
  const last = tokens.text(close + 1) === ";" ? close + 1 : close;
  tokens.blank(index, first - 1);
  tokens.blank(close, last);
  walk.start = first;
  return first - 1;
}

/** The `;` that ends the statement, brackets passed over; -1 where there is none. */
function statementEnd({ tokens }: Walk, from: number): number {
  for (let at = from; at < tokens.count; at++) {
    if (tokens.text(at) === ";") {
      return at;
    }
    at = Math.max(at, tokens.mate(at));
  }
  return -1;
}

function record({ tokens }: Walk, index: number, close: number): void {
  tokens.side.push({
    kind: "macro",
    start: tokens.start(index),
    end: tokens.end(close),
    name: tokens.text(index),
    args: close > index ? tokens.argumentsText(index) : undefined,
  });
}
