/** What a schema asks of SQLite beyond itself: modules of virtual tables, collations, functions. */
import { isName, type Token, tokensOf } from "../engine/tokens.ts";

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** By name, in lower case. */
export interface Needs {
  readonly modules: ReadonlyMap<string, Need>;
  readonly collations: ReadonlyMap<string, Need>;
  readonly functions: ReadonlyMap<string, Need>;
}

export interface Need {
  /** As it is written where it is used first. */
  readonly name: string;
  /** The objects that use it. */
  readonly users: readonly string[];
}

export function needsOf(objects: readonly SchemaObject[]): Needs {
  const modules = new Map<string, Collected>();
  const collations = new Map<string, Collected>();
  const functions = new Map<string, Collected>();
  const tables = new Set(objects.map(({ name }) => name.toLowerCase()));
  for (const { type, name, sql } of objects) {
    const words = [...tokensOf(sql)];
    const note = (map: Map<string, Collected>, token: Token): void => {
      const key = token.text.toLowerCase();
      // A token's own text is in capitals where it has no quotes.
      const spelled = token.kind === "word" ? sql.slice(token.start, token.end) : token.text;
      const need = map.get(key) ?? { name: spelled, users: [] };
      if (need.users.at(-1) !== name) need.users.push(name);
      map.set(key, need);
    };
    if (isWord(words[1], "VIRTUAL")) {
      const using = words.findIndex((word) => isWord(word, "USING"));
      const module = words[using + 1];
      if (using >= 0 && module !== undefined) note(modules, module);
      continue;
    }
    words.forEach((word, index) => {
      const next = words[index + 1];
      if (isWord(word, "COLLATE") && isName(next)) note(collations, next);
    });
    for (const called of calls(type, words)) if (!tables.has(called.text.toLowerCase())) note(functions, called);
  }
  return { modules, collations, functions };
}

interface Collected {
  readonly name: string;
  readonly users: string[];
}

/**
 * Functions that a statement calls, as far as its text alone can tell: a name before a parenthesis, where no type, no list of
 * columns and no name of a query stands. In doubt there is none.
 */
function calls(type: string, words: readonly Token[]): readonly Token[] {
  const isExpression = expressions(type, words);
  const found: Token[] = [];
  words.forEach((word, index) => {
    if (!isExpression[index]) return;
    if (isWord(word, "REGEXP")) found.push(word);
    if ((word.kind !== "word" && word.kind !== "quoted") || !isWord(words[index + 1], "(")) return;
    const name = word.text.toLowerCase();
    if (word.kind === "word" && keywords.has(name)) return;
    const before = words[index - 1];
    if (before?.kind === "word" && namesFollow.has(before.text.toLowerCase())) return;
    // WITH name (columns) AS (SELECT ...), and a name behind a point is a table's.
    if (isWord(before, ".") || isQuery(words, index + 1)) return;
    found.push(word);
  });
  return found;
}

/** Which words are part of expressions, or of whole queries. */
function expressions(type: string, words: readonly Token[]): readonly boolean[] {
  if (type === "view" || type === "trigger") return words.map(() => true);
  // CREATE INDEX name ON table (expressions) WHERE expression
  if (type === "index") {
    const open = words.findIndex((word) => isWord(word, "("));
    return words.map((_, index) => open >= 0 && index > open);
  }
  // CREATE TABLE: types may have parentheses too, so that only what is known to hold an expression counts.
  let depth = 0;
  let inside: number | undefined;
  return words.map((word, index) => {
    if (isWord(word, "(")) {
      const before = words[index - 1];
      if (inside === undefined && ["CHECK", "DEFAULT", "AS"].some((text) => isWord(before, text))) inside = depth;
      depth++;
    } else if (isWord(word, ")")) {
      depth--;
      if (inside === depth) inside = undefined;
    }
    return inside !== undefined;
  });
}

/** Whether AS and another parenthesis follow the one that opens here: it has the columns of a common table expression. */
function isQuery(words: readonly Token[], open: number): boolean {
  let depth = 0;
  for (let index = open; index < words.length; index++) {
    if (isWord(words[index], "(")) depth++;
    else if (isWord(words[index], ")") && --depth === 0) {
      let next = index + 1;
      if (!isWord(words[next], "AS")) return false;
      while (["AS", "NOT", "MATERIALIZED"].some((text) => isWord(words[next], text))) next++;
      return isWord(words[next], "(");
    }
  }
  return false;
}

/** Words behind which a name is none of a function: INSERT INTO t (a), CAST(x AS DECIMAL(10, 2)), CREATE VIEW v (a). */
const namesFollow = new Set("into view as table on exists references window update of".split(" "));

/** Keywords that a parenthesis may follow; LIKE, GLOB, REPLACE and such are functions as well, but SQLite's own. */
const keywords = new Set(
  (
    "all and any as between by case cast check collate conflict cross default distinct else end escape except exists filter " +
    "from full glob group having if in inner intersect into is isnull join key left like limit match materialized natural " +
    "not notnull null offset on or order outer over partition primary raise recursive references regexp replace returning " +
    "right row select set table then union unique update using values view when where window with"
  ).split(" "),
);

/** Whether it is this keyword or sign. @param text in upper case */
export const isWord = (token: Token | undefined, text: string): boolean =>
  (token?.kind === "word" || token?.kind === "other") && token.text === text;
