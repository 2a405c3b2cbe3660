/** Takes out structured exception handling in spellings that the grammars do not know, kept as records. */
import type { Span } from "../ast.ts";
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/**
 * The grammars read `__try { } __except (filter) { }` and `__finally { }`. A statement with any other spelling in it
 * (`try`, `TRY`, `except`...) loses both keywords and the filter's parentheses: two blocks and two records are left. A
 * C++ `try` with a `catch` behind it stays.
 */
export function maskSeh(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.sehTry) && tokens.text(index + 1) === "{") {
      maskTry(tokens, index);
    } else if (tokens.is(index, Word.sehExcept | Word.sehFinally) && !tokens.is(index, Word.sehNative)) {
      // Its `try` stands behind a macro, or was taken out already together with this one.
      maskHandler(tokens, index);
    }
  }
}

function maskTry(tokens: MaskTokens, keyword: number): void {
  const block = keyword + 1;
  const close = tokens.mate(block);
  const handler = close < 0 ? -1 : close + 1;
  const handles = tokens.is(handler, Word.sehExcept | Word.sehFinally);
  const native = tokens.is(keyword, Word.sehNative);
  if (native && (!handles || tokens.is(handler, Word.sehNative))) {
    return;
  }
  if (!native && !handles && tokens.language === "cpp" && tokens.text(handler) === "catch") {
    return;
  }
  tokens.side.push({
    kind: "seh",
    role: "try",
    start: tokens.start(keyword),
    end: tokens.end(keyword),
    block: tokens.start(block),
    filter: undefined,
    filterText: undefined,
  });
  tokens.blank(keyword, keyword);
  if (handles) {
    maskHandler(tokens, handler);
  }
}

function maskHandler(tokens: MaskTokens, keyword: number): void {
  if (tokens.isBlanked(keyword)) {
    return;
  }
  const isExcept = tokens.is(keyword, Word.sehExcept);
  const close = isExcept ? tokens.closing(keyword + 1) : keyword;
  if (close < 0 || tokens.text(close + 1) !== "{") {
    return;
  }
  const filter: Span | undefined = isExcept ? { start: tokens.end(keyword + 1), end: tokens.start(close) } : undefined;
  tokens.side.push({
    kind: "seh",
    role: isExcept ? "except" : "finally",
    start: tokens.start(keyword),
    end: tokens.end(close),
    block: tokens.start(close + 1),
    filter,
    filterText: isExcept ? tokens.source(keyword + 1, close).slice(1, -1) : undefined,
  });
  tokens.blank(keyword, close);
}
