/** SQL as SQLite's tokenizer cuts it up: what is asked about a statement before SQLite sees it is asked of its tokens. */

export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "other";
  /** UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  /** Words in upper case, quoted names without their quotes; everything else as it stands there. */
  readonly text: string;
}

/** Spaces and comments are left out. */
export function* tokensOf(sql: string): Generator<Token> {
  let start = 0;
  while (start < sql.length) {
    const token = tokenAt(sql, start);
    if (token !== undefined) yield token;
    start = token?.end ?? gapEnd(sql, start);
  }
}

/** The statements of a script, each with at least one token; the semicolon is no part of it. */
export function* statementsOf(sql: string): Generator<readonly Token[]> {
  let tokens: Token[] = [];
  for (const token of tokensOf(sql)) {
    if (token.text !== ";" || token.kind !== "other") tokens.push(token);
    else if (tokens.length > 0) {
      yield tokens;
      tokens = [];
    }
  }
  if (tokens.length > 0) yield tokens;
}

/** Whether it can be a name, in quotes or without: SQLite takes strings for names where only a name makes sense. */
export const isName = (token: Token | undefined): token is Token =>
  token?.kind === "word" || token?.kind === "quoted" || token?.kind === "string";

function tokenAt(sql: string, start: number): Token | undefined {
  const first = sql[start]!;
  if (gapEnd(sql, start) > start) return undefined;
  const isBlob = (first === "x" || first === "X") && sql[start + 1] === "'";
  if (isBlob) {
    const end = quoteEnd(sql, start + 1);
    return { kind: "other", start, end, text: sql.slice(start, end) };
  }
  if (first === "'" || first === '"' || first === "`" || first === "[") {
    const end = quoteEnd(sql, start);
    const last = first === "[" ? "]" : first;
    const inner = sql.slice(start + 1, end > start + 1 && sql[end - 1] === last ? end - 1 : end);
    const text = first === "[" ? inner : inner.replaceAll(first + first, first);
    return { kind: first === "'" ? "string" : "quoted", start, end, text };
  }
  const named = match(word, sql, start);
  if (named !== undefined) return { kind: "word", start, end: start + named.length, text: named.toUpperCase() };
  const digits = match(number, sql, start);
  if (digits !== undefined) return { kind: "number", start, end: start + digits.length, text: digits };
  return { kind: "other", start, end: start + 1, text: first };
}

const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number = /(?:\d[\w.$]*(?:(?<=[eE])[+-]\w*)?|\.\d\w*(?:(?<=[eE])[+-]\w*)?)/y;
/** A byte order mark is a space where a token may begin. */
const space = /[ \t\n\f\r]+|\uFEFF/y;

/** Where the spaces or the comment end that begin here; `start` where neither does. */
function gapEnd(sql: string, start: number): number {
  if (sql.startsWith("--", start)) return endAfter(sql, "\n", start);
  if (sql.startsWith("/*", start)) return endAfter(sql, "*/", start + 2);
  return start + (match(space, sql, start)?.length ?? 0);
}

/** One that is never closed goes to the end. Of doubled quotes each is one of the text's. */
function quoteEnd(sql: string, start: number): number {
  const close = sql[start] === "[" ? "]" : sql[start]!;
  let end = endAfter(sql, close, start + 1);
  while (close !== "]" && sql[end] === close) end = endAfter(sql, close, end + 1);
  return end;
}

function endAfter(sql: string, what: string, from: number): number {
  const found = sql.indexOf(what, from);
  return found < 0 ? sql.length : found + what.length;
}

function match(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}
