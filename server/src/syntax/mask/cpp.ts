/** C++ that tree-sitter's grammar does not read: `p->*m`, `new (tag) T*[n]`, `delete[] (x)`, `enum : T {`... */
import type { MaskTokens } from "./mask-tokens.ts";

/** Blanks or rewrites these spots, wherever they stand. */
export function maskCpp(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    const text = tokens.text(index);
    if (text === "*") {
      maskMemberPointer(tokens, index);
    } else if (tokens.isIdentifier(index)) {
      rewrites.get(text)?.(tokens, index);
    }
  }
}

const rewrites: ReadonlyMap<string, (tokens: MaskTokens, index: number) => void> = new Map([
  ["new", maskNewOfPointers],
  ["delete", maskDeleteArray],
  ["enum", maskEnumBase],
  ["operator", maskOperatorCall],
  ["ref", maskManagedClass],
  ["sealed", maskManagedClass],
]);

/** `object->*member` becomes `object->member`. */
function maskMemberPointer(tokens: MaskTokens, star: number): void {
  const arrow = tokens.text(star - 1) === ">" && tokens.text(star - 2) === "-";
  if (arrow && tokens.touchesNext(star - 1) && tokens.touchesNext(star - 2)) {
    tokens.blank(star, star);
  }
}

/** `new (Pool, Tag) PVOID*[count]`: the stars go. */
function maskNewOfPointers(tokens: MaskTokens, index: number): void {
  const type = Math.max(index, tokens.closing(index + 1)) + 1;
  if (!tokens.isIdentifier(type)) {
    return;
  }
  let end = type + 1;
  while (tokens.text(end) === "*") {
    end++;
  }
  if (end > type + 1 && tokens.text(end) === "[") {
    tokens.blank(type + 1, end - 1);
  }
}

/** `delete[] (T*)p` loses the cast and `delete[](p)` its parentheses: the grammar reads `[] (` as a lambda. */
function maskDeleteArray(tokens: MaskTokens, index: number): void {
  if (tokens.text(index - 1) === "operator" || tokens.text(index + 1) !== "[" || tokens.text(index + 2) !== "]") {
    return;
  }
  let at = index + 3;
  for (let close = tokens.closing(at); close > 0; close = tokens.closing(at)) {
    const isCast = tokens.isIdentifier(close + 1);
    if (isCast) {
      tokens.blank(at, close);
    } else {
      tokens.blank(at, at);
      tokens.blank(close, close);
    }
    at = isCast ? close + 1 : at + 1;
  }
}

/** `enum : UCHAR {`: an enum without a name has no base type in the grammar. */
function maskEnumBase(tokens: MaskTokens, index: number): void {
  if (tokens.text(index + 1) !== ":" || tokens.text(index + 2) === ":") {
    return;
  }
  let brace = index + 2;
  while (tokens.isIdentifier(brace) || tokens.text(brace) === ":") {
    brace++;
  }
  if (tokens.text(brace) === "{") {
    tokens.blank(index + 1, brace - 1);
  }
}

/** `return operator new(size)`: an operator called by its name becomes a plain name. */
function maskOperatorCall(tokens: MaskTokens, index: number): void {
  const what = tokens.text(index + 1);
  if ((what !== "new" && what !== "delete") || tokens.text(index + 2) !== "(") {
    return;
  }
  const before = tokens.text(index - 1);
  if (before === "return" || before === "=" || before === "(") {
    tokens.blank(index + 1, index + 1);
    tokens.replace(index, `operator_${what}`);
  }
}

/** C++/CX and C++/CLI: `ref class C sealed {`. */
function maskManagedClass(tokens: MaskTokens, index: number): void {
  const next = tokens.text(index + 1);
  if (tokens.text(index) === "ref" ? next === "class" || next === "struct" : next === "{" || next === ":") {
    tokens.blank(index, index);
  }
}
