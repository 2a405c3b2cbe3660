/** Types as macro arguments: `CONTAINING_RECORD(p, struct S, m)`, `va_arg(list, char *)`; empty arguments too. */
import type { MaskTokens } from "./mask-tokens.ts";
import type { Scope } from "./scopes.ts";
import { endsInCapitals, Word } from "./vocabulary.ts";

/**
 * At a `(` or `,` inside a function: replaces the type behind it, if it is one and nothing else, by the name `T`.
 * Returns the last token looked at.
 */
export function maskTypeArgument(tokens: MaskTokens, index: number, scope: Scope): number {
  const isOpen = tokens.text(index) === "(";
  if (isOpen && !tokens.isName(index - 1)) {
    return index;
  }
  const next = tokens.text(index + 1);
  if (next === ",") {
    tokens.blank(index + 1, index + 1);
    return index + 1;
  }
  if (!isOpen && next === ")" && scope !== "list") {
    tokens.blank(index, index);
    return index;
  }
  const end = typeEnd(tokens, index + 1);
  if (end < 0) {
    return scope === "list" ? index : maskPastedMacros(tokens, index);
  }
  const first = index + 1;
  tokens.side.push({
    kind: "type-argument",
    start: tokens.start(first),
    end: tokens.end(end - 1),
    text: tokens.source(first, end - 1),
  });
  tokens.blank(first + 1, end - 1);
  tokens.replace(first, "T");
  return end - 1;
}

/**
 * `f(PATH_PREFIX NAME, ..)`: macros that make one string; the first of them stays. `f(a, b MORE_ARGUMENTS)`: a macro that
 * brings arguments along goes.
 */
function maskPastedMacros(tokens: MaskTokens, index: number): number {
  const isMacro = (at: number) => tokens.is(at, Word.capitals) && !tokens.is(at, Word.capitalType | Word.keyword);
  const first = index + 1;
  let end = first;
  while (isMacro(end)) {
    end++;
  }
  if (end === first && tokens.isName(first) && tokens.isName(first + 1)) {
    const name = tokens.text(first + 1);
    if (endsInCapitals(name) || (isMacro(first + 1) && name.includes("_"))) {
      end = first + 2;
    }
  }
  const after = tokens.text(end);
  if (end < first + 2 || (after !== "," && after !== ")")) {
    return index;
  }
  tokens.side.push({
    kind: "macro",
    start: tokens.start(first + 1),
    end: tokens.end(end - 1),
    name: tokens.text(first + 1),
    args: undefined,
  });
  tokens.blank(first + 1, end - 1);
  return end - 1;
}

/** The token behind a type that is surely one (`struct S`, `int`, `X *`) and fills the argument; -1 where none is. */
function typeEnd(tokens: MaskTokens, first: number): number {
  let name = first;
  while (qualifiers.has(tokens.text(name))) {
    name++;
  }
  if (!tokens.isIdentifier(name) || (tokens.is(name, Word.keyword) && !tokens.is(name, Word.typeKeyword))) {
    return -1;
  }
  let end = name + 1;
  while (tokens.is(end - 1, Word.typeKeyword) && tokens.is(end, Word.typeKeyword)) {
    end++;
  }
  const isType = name > first || tokens.is(name, Word.typeKeyword);
  const starsFrom = end;
  while (tokens.text(end) === "*" || tokens.text(end) === "const") {
    end++;
  }
  if (!isType && end === starsFrom) {
    return -1;
  }
  const after = tokens.text(end);
  return after === "," || after === ")" ? end : -1;
}

const qualifiers = new Set(["const", "volatile", "struct", "union", "enum", "class"]);
