/**
 * Cuts a file's live tokens into top-level declarations. The contents of `extern "C" { }` and `namespace { }` are cut
 * too; a function, a struct or an initialiser stays whole. A declaration ends where its own tokens say so, so that an
 * edit inside one moves no other. While braces are unbalanced a `}` in the first column ends a function, as driver
 * code is written, and what follows stays readable.
 */
import { TokenKind, type Tokens } from "./tokens.ts";

/** One declaration's tokens: `[first, last]` are token indices, both live. */
export interface Cut {
  readonly first: number;
  readonly last: number;
  /** Namespaces around it, outermost first; an unnamed one is an empty string. */
  readonly scope: readonly string[];
}

/** Reads live tokens one by one. */
export interface LiveTokens {
  readonly text: string;
  readonly tokens: Tokens;
  /** Index of the first live token at or behind `index` that is no directive; `tokens.count` where none is. */
  next(index: number): number;
}

/** Yields the declarations from token `from` on, where `scope` is open there. */
export function* cut(input: LiveTokens, from: number, scope: readonly string[]): Generator<Cut, void> {
  const { text, tokens } = input;
  let open: readonly string[] = scope;
  let index = input.next(from);
  while (index < tokens.count) {
    if (tokens.kinds[index] === TokenKind.punctuator) {
      const code = text.charCodeAt(tokens.starts[index] as number);
      if (code === closeBrace || code === semicolon) {
        if (code === closeBrace && open.length > 0) {
          open = open.slice(0, -1);
        }
        index = input.next(index + 1);
        continue;
      }
    }
    const entered = scopeOpening(input, index);
    if (entered !== undefined) {
      open = [...open, ...entered.names];
      index = input.next(entered.after);
      continue;
    }
    const last = declarationEnd(input, index);
    yield { first: index, last, scope: open };
    index = input.next(last + 1);
  }
}

const openParenthesis = 40;
const closeParenthesis = 41;
const comma = 44;
const colon = 58;
const semicolon = 59;
const equals = 61;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** `extern "C" {` and `namespace a::b {`: the names that it opens, one for each brace, and the token behind it. */
function scopeOpening(input: LiveTokens, index: number): { names: readonly string[]; after: number } | undefined {
  const { text, tokens } = input;
  if (tokens.kinds[index] !== TokenKind.identifier) {
    return undefined;
  }
  const word = wordAt(input, index);
  if (word === "extern") {
    const language = input.next(index + 1);
    const brace =
      language < tokens.count && tokens.kinds[language] === TokenKind.literal ? input.next(language + 1) : tokens.count;
    return isPunctuator(input, brace, openBrace) ? { names: [linkage], after: brace + 1 } : undefined;
  }
  let at = index;
  if (word === "inline") {
    at = input.next(index + 1);
  }
  if (at >= tokens.count || wordAt(input, at) !== "namespace") {
    return undefined;
  }
  // A name, `a::b`, an attribute: whatever stands before the brace, unless it is an alias.
  let name = "";
  for (let step = 0, next = input.next(at + 1); next < tokens.count && step < 32; step++, next = input.next(next + 1)) {
    if (isPunctuator(input, next, openBrace)) {
      return { names: [name], after: next + 1 };
    }
    if (isPunctuator(input, next, equals) || isPunctuator(input, next, semicolon)) {
      return undefined;
    }
    name += text.slice(tokens.starts[next], tokens.ends[next]);
  }
  return undefined;
}

/** The scope that `extern "C" {` opens: no name of its own, but a brace to close. */
export const linkage = 'extern "C"';

/** Words that may stand between a function's `)` and its `{`. */
const functionTrailers = new Set(["const", "noexcept", "override", "final", "volatile", "try"]);
/** Words that begin a statement's next part and so never a declaration, even in the first column. */
const statementWords = new Set(
  "else while catch return case default break continue goto if for do switch __except __finally __leave finally except EXCEPT FINALLY".split(
    " ",
  ),
);

/** Index of the last token of the declaration that starts at `first`. */
function declarationEnd(input: LiveTokens, first: number): number {
  const { text, tokens } = input;
  const { starts, kinds, count } = tokens;
  let braces = 0;
  let parentheses = 0;
  let lists = 0;
  let sawParentheses = false;
  let sawEquals = false;
  let sawRecord = false;
  let sawInitialiserColon = false;
  let isTypedef = false;
  let isTemplate = false;
  let isFunctionBody = false;
  let mayEndEarly = false;
  let previous = first;
  for (let index = first; index < count; index = input.next(index + 1)) {
    const kind = kinds[index];
    if (kind === TokenKind.identifier) {
      if (braces === 0 && parentheses === 0) {
        const word = wordAt(input, index);
        isTypedef ||= word === "typedef";
        isTemplate ||= word === "template";
        sawRecord ||=
          word === "struct" || word === "class" || word === "union" || word === "enum" || word === "__interface";
      }
    } else if (kind === TokenKind.punctuator) {
      switch (text.charCodeAt(starts[index] as number)) {
        case openParenthesis:
        case openBracket:
          parentheses++;
          break;
        case closeParenthesis:
        case closeBracket:
          parentheses = Math.max(0, parentheses - 1);
          sawParentheses ||= braces === 0 && parentheses === 0;
          break;
        case equals:
          // A template parameter's default is no initialiser.
          sawEquals ||=
            braces === 0 &&
            parentheses === 0 &&
            (sawParentheses || !isTemplate) &&
            !isOperatorSign(input, index, previous);
          break;
        case colon:
          sawInitialiserColon ||= braces === 0 && parentheses === 0 && sawParentheses;
          break;
        case semicolon:
          // Inside an open parenthesis it ends the declaration only where the next one visibly begins.
          if (braces === 0 && (parentheses === 0 || startsDeclaration(input, input.next(index + 1)))) {
            return index;
          }
          break;
        case openBrace:
          if (
            lists > 0 ||
            (braces === 0 &&
              parentheses > 0 &&
              (isPunctuator(input, previous, openParenthesis) || isPunctuator(input, previous, comma)))
          ) {
            // `member({1, 2})` among a constructor's initialisers is no body.
            lists++;
            break;
          }
          if (braces === 0) {
            parentheses = 0;
            const afterParameters =
              isPunctuator(input, previous, closeParenthesis) || functionTrailers.has(wordAt(input, previous));
            isFunctionBody = sawParentheses && !sawEquals && !isTypedef && (!sawRecord || afterParameters);
            // A brace that is typed into a function's head, too, opens neither a record nor a list.
            mayEndEarly = isFunctionBody || (!sawRecord && !sawEquals && !isTypedef);
          }
          braces++;
          break;
        case closeBrace: {
          if (lists > 0) {
            lists--;
            break;
          }
          if (braces === 0) {
            // The brace of a namespace around it: a macro without its semicolon ends here.
            return previous;
          }
          braces--;
          if (braces === 0) {
            // A brace closes whatever parenthesis was left open inside it.
            parentheses = 0;
          }
          const next = input.next(index + 1);
          if (braces > 0) {
            if (mayEndEarly && startsColumn(input, index) && startsDeclaration(input, next)) {
              return index;
            }
            break;
          }
          if (isPunctuator(input, next, semicolon)) {
            return next;
          }
          if (isFunctionBody) {
            // `Foo() : a{1}, b{2} { }` goes on; so does a function's own catch.
            const goesOn =
              (sawInitialiserColon && (isPunctuator(input, next, comma) || isPunctuator(input, next, openBrace))) ||
              (next < count && wordAt(input, next) === "catch");
            if (!goesOn) {
              return index;
            }
          } else if (startsColumn(input, next) && !continuesRecord(input, next)) {
            // A struct or a list without its semicolon, while it is being typed.
            return index;
          }
          break;
        }
      }
    }
    previous = index;
  }
  return previous;
}

/** Whether the token behind a record's brace is a declarator of it: `}` newline `NAME, *PNAME;`. */
function continuesRecord(input: LiveTokens, index: number): boolean {
  if (isPunctuator(input, index, comma)) {
    return true;
  }
  const next = input.next(index + 1);
  return [comma, semicolon, equals, openBracket].some((code) => isPunctuator(input, next, code));
}

/** Whether the `=` at `index` belongs to `==`, `<=`, `operator=`... */
function isOperatorSign(input: LiveTokens, index: number, previous: number): boolean {
  const { text, tokens } = input;
  const at = tokens.starts[index] as number;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at + 1);
  const signs = "=!<>+-*/%&|^";
  return (
    after === equals ||
    (tokens.ends[previous] === at && signs.includes(String.fromCharCode(before))) ||
    wordAt(input, previous) === "operator"
  );
}

/** Whether a token stands in the first column of its line. */
function startsColumn(input: LiveTokens, index: number): boolean {
  if (index >= input.tokens.count) {
    return true;
  }
  const start = input.tokens.starts[index] as number;
  const before = input.text.charCodeAt(start - 1);
  return start === 0 || before === 10 || before === 13;
}

/** Whether the token may begin a declaration: a word in the first column that continues no statement, or the end. */
function startsDeclaration(input: LiveTokens, index: number): boolean {
  return (
    index >= input.tokens.count ||
    (startsColumn(input, index) &&
      input.tokens.kinds[index] === TokenKind.identifier &&
      !statementWords.has(wordAt(input, index)))
  );
}

function isPunctuator(input: LiveTokens, index: number, code: number): boolean {
  const { tokens, text } = input;
  return (
    index < tokens.count &&
    tokens.kinds[index] === TokenKind.punctuator &&
    text.charCodeAt(tokens.starts[index] as number) === code
  );
}

function wordAt(input: LiveTokens, index: number): string {
  const { tokens, text } = input;
  return tokens.kinds[index] === TokenKind.identifier ? text.slice(tokens.starts[index], tokens.ends[index]) : "";
}
