/** The name that is being typed, where it may become that of a function that is called or handed on. */
import type { SourceDocument } from "../../../syntax/document.ts";
import { firstIndex } from "../../../syntax/search.ts";
import { TokenKind } from "../../../syntax/tokens.ts";
import { statementSite, wordTypedAt } from "../levels/statement-site.ts";

/** Absolute offsets; what is before the cursor is the prefix. */
export interface TypedName {
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

/**
 * Undefined outside of functions' bodies, in comments, strings, directives and code that is not compiled, and for members,
 * qualified names, labels and names that are being declared.
 */
export function typedName(document: SourceDocument, offset: number): TypedName | undefined {
  const { text, declarations } = document;
  const token = wordTypedAt(document, offset);
  const declaration = declarations[firstIndex(declarations, ({ start }) => start > offset) - 1];
  if (token?.kind !== TokenKind.identifier || token.start === offset || declaration === undefined) {
    return undefined;
  }
  const { start, end } = token;
  const site = statementSite(document, declaration.start, start);
  if (!site.isInCode || qualifier.test(text.slice(Math.max(0, start - longestGap), start))) {
    return undefined;
  }
  const before = text.slice(site.statementStart, start).trim();
  const isDeclared =
    (/^\w+$/.test(site.last) && !valueWords.has(site.last)) ||
    (site.closers === "" && (pointerDeclaration.test(before) || (site.last === "," && declarationList.test(before))));
  return isDeclared ? undefined : { start, end, prefix: text.slice(start, offset) };
}

/** Between a member's name and the sign before it. */
const longestGap = 200;
const qualifier = /(?:->|\.|::)\s*$/;
/** Words that an expression may stand behind; behind any other word a name is declared. */
const valueWords: ReadonlySet<string> = new Set(
  "return else do case sizeof throw new delete and or not co_return co_await co_yield __leave __try try __finally finally".split(
    " ",
  ),
);
/** `PIRP *`, `const struct Item &`, `List<int> *`: what can be no expression where a statement begins. */
const pointerDeclaration = /^[A-Za-z_]\w*(?:\s+\w+|\s*::\s*\w+)*\s*(?:<[^;=()]*>\s*[*&]*|[*&]+)$/;
/** `KIRQL old,`, `ULONG a = 1, *b,`. */
const declarationList = /^[A-Za-z_]\w*(?:\s+[*&\s]*|\s*[*&][*&\s]*)[A-Za-z_]\w*\s*[=,[]/;
