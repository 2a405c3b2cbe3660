/**
 * Statements that are not run, and why: a sentence where SQLite would say "attempt to write a readonly database", and what it
 * would do at once. SQLite itself refuses to write whatever is let through here.
 */
import { isName, type Token } from "./tokens.ts";

/** @param statement at least one token, no semicolon. @returns why it is not run; undefined where it may be */
export function refusalOf(statement: readonly Token[]): string | undefined {
  const rest = statement.slice(explainLength(statement));
  const verb = verbOf(rest);
  if (verb === "PRAGMA") return refusalOfPragma(rest);
  if (verb !== undefined && writing.has(verb)) return `${verb} is not run: the inspector never writes to a database.`;
  return verb === undefined ? undefined : others.get(verb);
}

/** How many tokens EXPLAIN or EXPLAIN QUERY PLAN are; 0 where there is none. */
export function explainLength([first, second, third]: readonly Token[]): number {
  if (!isWord(first, "EXPLAIN")) return 0;
  return isWord(second, "QUERY") && isWord(third, "PLAN") ? 3 : 1;
}

const writing: ReadonlySet<string> = new Set([
  "INSERT",
  "REPLACE",
  "UPDATE",
  "DELETE",
  "CREATE",
  "DROP",
  "ALTER",
  "ANALYZE",
  "REINDEX",
]);

const transaction = (word: string): readonly [string, string] => [
  word,
  `${word} is not run: nothing is written here that could be committed or undone.`,
];

const others: ReadonlyMap<string, string> = new Map([
  ["ATTACH", "ATTACH is not run: this is one database alone. Another one opens in an editor of its own."],
  ["DETACH", "DETACH is not run: this is one database alone, to which no other is attached."],
  ["VACUUM", "VACUUM is not run: the file stays as it is. A compact copy of it can be saved instead."],
  ...["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].map(transaction),
]);

/** Behind WITH and its tables: the word after the parenthesis that closes the last of them. */
function verbOf(statement: readonly Token[]): string | undefined {
  if (!isWord(statement[0], "WITH")) return statement[0]?.kind === "word" ? statement[0].text : undefined;
  let depth = 0;
  for (const [index, token] of statement.entries()) {
    if (token.kind === "other" && token.text === "(") depth++;
    if (token.kind !== "other" || token.text !== ")" || --depth > 0) continue;
    const next = statement[index + 1];
    if (next?.kind === "word" && next.text !== "AS") return next.text;
  }
  return undefined;
}

/** `PRAGMA [schema.]name`, `= value` or `(value)`. */
function refusalOfPragma(statement: readonly Token[]): string | undefined {
  const hasSchema = statement[2]?.text === ".";
  const name = statement[hasSchema ? 3 : 1];
  if (!isName(name)) return undefined;
  const pragma = name.text.toLowerCase();
  if (acting.has(pragma))
    return `PRAGMA ${pragma} is not run: it does something to the database instead of telling about it.`;
  const hasValue = statement.length > (hasSchema ? 4 : 2);
  if (!hasValue || asking.has(pragma)) return undefined;
  return `PRAGMA ${pragma} is not run with a value: that would change it. Without one it tells what it is.`;
}

/** They act without a value too. */
const acting: ReadonlySet<string> = new Set(["incremental_vacuum", "optimize", "shrink_memory", "wal_checkpoint"]);

/** Their value says what is asked about. */
const asking: ReadonlySet<string> = new Set(
  [
    ["table_info", "table_xinfo", "table_list", "index_info", "index_xinfo", "index_list"],
    ["foreign_key_list", "foreign_key_check", "integrity_check", "quick_check"],
  ].flat(),
);

const isWord = (token: Token | undefined, text: string): boolean => token?.kind === "word" && token.text === text;
