/** Macros at file and record scope: whole invocations, superfluous words in front of a name, words behind a function. */
import { maskInvocation } from "./invocations.ts";
import type { MaskTokens } from "./mask-tokens.ts";
import { maskParameterWords } from "./parameter-words.ts";
import type { Walk } from "./scopes.ts";
import { saysAttribute, Word } from "./vocabulary.ts";

/** A word outside of functions. Returns the last token that was dealt with. */
export function maskDeclarationWord(walk: Walk, index: number): number {
  const { tokens, start } = walk;
  if (tokens.text(index + 1) === "(" && tokens.isName(index) && beginsDeclaration(walk, index)) {
    const last = maskInvocation(walk, index);
    if (last >= 0) {
      return last;
    }
  }
  if (tokens.is(index, Word.tag)) {
    return maskRecordMacro(walk, index);
  }
  const behind = macroBehind(walk, index);
  if (behind >= 0) {
    drop(walk, index, behind);
    return behind;
  }
  if (index === start && tokens.text(index) === "typedef") {
    maskHiddenTag(tokens, index + 1);
  }
  if (index === start && isMacroInFront(walk, index)) {
    drop(walk, index, index);
    walk.start = index + 1;
    return index;
  }
  if (walk.scope === "record" && tokens.language === "cpp" && maskOwnQualifier(walk, index)) {
    return index;
  }
  if (index !== start) {
    maskParameterWords(tokens, index);
    return index;
  }
  const alone = standingAlone(walk, index);
  if (alone > 0) {
    for (let word = index; word < index + alone; word++) {
      drop(walk, word, word);
    }
    walk.start = index + alone;
    return walk.start - 1;
  }
  if (walk.scope === "record") {
    const last = maskUnnamedBitField(tokens, index);
    if (last > index) {
      walk.start = last + 1;
      return last;
    }
  }
  maskSuperfluousWords(walk, index);
  return index;
}

/**
 * `f() MACRO {`, `f() __rename(g);`, `a[2] attribute;` and `} MACRO Name;` behind a record: the last token of the macro
 * there, -1 where there is none.
 */
function macroBehind({ tokens, start, inInitialiser }: Walk, index: number): number {
  if (index === start || inInitialiser || !tokens.isName(index)) {
    return -1;
  }
  const before = tokens.text(index - 1);
  const last = tokens.argumentsEnd(index);
  const next = tokens.text(last + 1);
  if (before === "]") {
    return next === ";" || next === "=" || next === "," ? last : -1;
  }
  if (!tokens.is(index, Word.capitals) && !tokens.text(index).startsWith("__")) {
    return -1;
  }
  const begins = tokens.isName(last + 1) && tokens.text(last + 2) === "(" && tokens.is(index, Word.capitals);
  if (last > index && begins && (before === "*" || (tokens.isName(index - 1) && index - 1 === start))) {
    // `T *MACRO(x) f(..)`.
    return last;
  }
  if (before === ")") {
    return next === "{" || next === ";" ? last : -1;
  }
  const behind = tokens.text(index + 2);
  return before === "}" && tokens.isName(index + 1) && (behind === ";" || behind === ",") ? index : -1;
}

/** `MACRO typedef ..`, and before what has no type of its own: `MACRO ~Name()`, `MACRO Name() :`, `MACRO A::A()`. */
function isMacroInFront({ tokens, recordName }: Walk, index: number): boolean {
  if (!tokens.is(index, Word.capitals)) {
    return false;
  }
  const next = tokens.text(index + 1);
  if (next === "typedef" || next === "~") {
    return true;
  }
  // `MACRO Type &operator=(..)`: an operator's name hides from the count of words.
  let star = index + 2;
  while (tokens.text(star) === "*" || tokens.text(star) === "&") {
    star++;
  }
  if (tokens.text(star) === "operator") {
    return tokens.isName(index + 1) || tokens.is(index + 1, Word.typeKeyword);
  }
  if (tokens.text(index + 2) === "(") {
    return recordName !== "" && next === recordName;
  }
  const isQualified = tokens.text(index + 2) === ":" && tokens.text(index + 3) === ":";
  return isQualified && (tokens.text(index + 4) === "~" || tokens.text(index + 4) === next);
}

/** `typedef ALIGNED_STRUCT Name {`: the macro brings the tag along. */
function maskHiddenTag(tokens: MaskTokens, index: number): void {
  const isRecord = tokens.is(index, Word.capitals) && tokens.isName(index + 1) && tokens.text(index + 2) === "{";
  if (!isRecord) {
    return;
  }
  const name = tokens.text(index);
  const end = tokens.end(index);
  if (tokens.replace(index, name.includes("UNION") ? "union" : "struct")) {
    tokens.side.push({ kind: "macro", start: tokens.start(index), end, name, args: undefined });
  }
}

function beginsDeclaration({ tokens, start }: Walk, index: number): boolean {
  let at = index;
  while (at > start && index - at < storage.size && storage.has(tokens.text(at - 1))) {
    at--;
  }
  return at === start;
}

const storage = new Set(["static", "extern", "inline", "const"]);

/** `class EXPORT_MACRO Name {`: the macro between tag and name. */
function maskRecordMacro(walk: Walk, index: number): number {
  const { tokens } = walk;
  const close = tokens.closing(index + 2);
  if (close > 0 && (tokens.isName(close + 1) || tokens.text(close + 1) === "{")) {
    // `struct DESCRIPTOR(2) name`: the macro makes the tag's name.
    tokens.blank(index + 2, close);
    return index;
  }
  const name = tokens.text(index + 2);
  const behind = tokens.text(index + 3);
  // `enum Kind field : 8;` is no macro and a base.
  const isEnum = tokens.text(index) === "enum";
  const body = behind === "{" || (!isEnum && (behind === ":" || behind === "final"));
  if (body && tokens.isName(index + 1) && tokens.isIdentifier(index + 2) && name !== "final") {
    drop(walk, index + 1, index + 1);
    return index + 1;
  }
  if (index === walk.start) {
    maskSuperfluousWords(walk, index);
  }
  return index;
}

/** How many macros from here on stand alone on their lines: `FOO_BEGIN`, or capitals above another one's invocation. */
function standingAlone({ tokens }: Walk, index: number): number {
  if (!tokens.is(index, Word.capitals) || tokens.text(index + 1) === "(" || !tokens.breaksLineAfter(index)) {
    return 0;
  }
  const last = macrosToEnd(tokens, index);
  if (last > 0) {
    return last;
  }
  if (bracketMacro.test(tokens.text(index))) {
    return 1;
  }
  const close = tokens.closing(index + 2);
  if (!tokens.is(index + 1, Word.capitals) || close < 0 || tokens.is(close + 1, Word.functionSuffix)) {
    return 0;
  }
  return tokens.isIdentifier(close + 1) || tokens.text(close + 1) === "}" ? 1 : 0;
}

/** How many macros, each on its own line, and nothing else come up to a brace or the end, where no `;` will follow. */
function macrosToEnd(tokens: MaskTokens, index: number): number {
  let at = index;
  while (tokens.is(at, Word.capitals) && tokens.breaksLineAfter(at)) {
    at++;
  }
  return at >= tokens.count || tokens.text(at) === "}" ? at - index : 0;
}

const bracketMacro = /_(BEGIN|END|START)_?$|^(BEGIN|END|START)_/;

/** `VOID Class::Method();` inside the class itself, as Microsoft's compiler lets pass. */
function maskOwnQualifier(walk: Walk, index: number): boolean {
  const { tokens, start } = walk;
  const doubled = tokens.text(index) === tokens.text(index + 3);
  const qualifies = tokens.text(index + 1) === ":" && tokens.text(index + 2) === ":" && tokens.isIdentifier(index + 3);
  if (!qualifies || (index === start && !doubled) || !tokens.isName(index)) {
    return false;
  }
  const close = tokens.closing(index + 4);
  if (close < 0 || !endsMethod.has(tokens.text(close + 1))) {
    return false;
  }
  tokens.blank(index, index + 2);
  return true;
}

const endsMethod = new Set(["{", ";", ":", "const", "override", "noexcept"]);

/** `ULONG : 4;`: the grammars want a name there. Returns the last token taken. */
function maskUnnamedBitField(tokens: MaskTokens, index: number): number {
  let colon = index;
  while (tokens.isIdentifier(colon)) {
    colon++;
  }
  const isField = tokens.text(colon) === ":" && tokens.isNumber(colon + 1) && tokens.text(colon + 2) === ";";
  if (!isField || !(colon === index + 1 || tokens.is(colon - 1, Word.typeKeyword))) {
    return index;
  }
  tokens.blank(index, colon + 2);
  return colon + 2;
}

/**
 * A declaration with more words than a type and a name (`NTSTATUS DRIVER_API Foo(`): takes out as many as there are
 * too many, unknown words in capitals first, and never the name.
 */
function maskSuperfluousWords(walk: Walk, index: number): void {
  const { tokens } = walk;
  const words: number[] = [];
  let hasType = false;
  let wordsBeforeTag = 0;
  let at = index;
  for (; at < tokens.count; at++) {
    if (tokens.isBlanked(at)) {
      continue;
    }
    const text = tokens.text(at);
    if (tokens.isIdentifier(at)) {
      if (neverCounted.has(text) || (text === "extern" && tokens.isLiteral(at + 1))) {
        return;
      }
      if (tokens.is(at, Word.tag)) {
        hasType = true;
        wordsBeforeTag = words.length;
        if (tokens.isName(at + 1)) {
          at = qualifiedEnd(tokens, at + 1);
        }
      } else if (tokens.is(at, Word.typeKeyword)) {
        hasType = true;
      } else if (tokens.isName(at)) {
        words.push(at);
      }
    } else if (text === ":" && tokens.text(at + 1) === ":") {
      // `A::B` counts once.
      at = tokens.isIdentifier(at + 2) && words.length > 0 ? at + 2 : at + 1;
    } else if (text !== "*" && text !== "&") {
      break;
    }
  }
  const stop = tokens.text(at);
  if (stop === "<") {
    // A template's arguments hide the rest; only what is surely a macro goes.
    for (const word of words.slice(0, -1)) {
      if (tokens.is(word, Word.capitals) && !tokens.is(word, Word.capitalType)) {
        drop(walk, word, word);
      }
    }
    return;
  }
  if (stop === "{" || (stop === ":" && words.length === wordsBeforeTag)) {
    // `static MACRO struct S {`: the name stands behind the brace.
    for (const word of words.slice(0, wordsBeforeTag)) {
      drop(walk, word, word);
    }
    return;
  }
  if (!endsWords.has(stop)) {
    return;
  }
  if (isPointerDeclarator(tokens, at)) {
    // `MACRO void (*name)(..)`: the name is behind the parenthesis.
    for (const word of hasType ? words : words.slice(0, -1)) {
      drop(walk, word, word);
    }
    return;
  }
  const surplus = words.length - (hasType ? 1 : 2);
  if (surplus <= 0) {
    return;
  }
  // `T name __attribute;`: the name is the last word that does not look like an attribute.
  const isAttribute = (word: number) => tokens.text(word).startsWith("__");
  const lastName = words.findLast((word) => !isAttribute(word)) ?? (words.at(-1) as number);
  const candidates = words.filter((word) => word !== lastName);
  const isUnknown = (word: number) => !tokens.is(word, Word.capitalType);
  const looksLikeMacro = (word: number) => tokens.is(word, Word.capitals) || tokens.text(word).startsWith("__");
  const ordered = [
    ...candidates.filter((word) => isUnknown(word) && saysAttribute(tokens.text(word))),
    ...candidates.filter((word) => isUnknown(word) && looksLikeMacro(word) && !saysAttribute(tokens.text(word))),
    ...candidates.filter((word) => isUnknown(word) && !looksLikeMacro(word) && !saysAttribute(tokens.text(word))),
    ...candidates.filter((word) => !isUnknown(word)),
  ];
  for (const word of ordered.slice(0, surplus)) {
    drop(walk, word, word);
  }
}

/** `(*name)(` and `(*f(int a))(`; blanked conventions are passed over. */
function isPointerDeclarator(tokens: MaskTokens, open: number): boolean {
  const close = tokens.closing(open);
  if (close < 0 || tokens.text(close + 1) !== "(") {
    return false;
  }
  let star = open + 1;
  while (star < close && tokens.isBlanked(star)) {
    star++;
  }
  return tokens.text(star) === "*";
}

const neverCounted = new Set([
  "template",
  "using",
  "namespace",
  "operator",
  "friend",
  "public",
  "private",
  "protected",
]);
const endsWords = new Set(["(", ";", "=", "[", ","]);

/** The last token of `A::B::C`. */
function qualifiedEnd(tokens: MaskTokens, index: number): number {
  let at = index;
  while (tokens.text(at + 1) === ":" && tokens.text(at + 2) === ":" && tokens.isIdentifier(at + 3)) {
    at += 3;
  }
  return at;
}

function drop({ tokens }: Walk, first: number, last: number): void {
  tokens.side.push({
    kind: "convention",
    start: tokens.start(first),
    end: tokens.end(last),
    name: tokens.text(first),
  });
  tokens.blank(first, last);
}
