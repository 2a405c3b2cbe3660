/** Where statements begin and end in a text, and which one is meant by a place in it. */
import { isName, type Token, tokensOf } from "../../../server/src/database/engine/tokens.ts";

/** UTF-16 units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** From the first token of each, comments aside, to its semicolon or the end of the text. */
export function statementsOf(sql: string): readonly Range[] {
  const found: Range[] = [];
  let start: number | undefined;
  let end = 0;
  let words: string[] = [];
  for (const token of tokensOf(sql)) {
    ({ end } = token);
    if (token.kind !== "other" || token.text !== ";") {
      start ??= token.start;
      words.push(token.kind === "word" ? token.text : "");
      // Only what a trigger begins with, and what stands before a semicolon, is asked for.
      if (words.length > 8) words.splice(5, words.length - 8);
    } else if (isInTrigger(words)) words.push(";");
    else {
      if (start !== undefined) found.push({ start, end });
      start = undefined;
      words = [];
    }
  }
  if (start !== undefined) found.push({ start, end });
  return found;
}

/** The statement that a place is in or behind; else the first one. Undefined where there is none. */
export function statementAt(sql: string, place: number): Range | undefined {
  const all = statementsOf(sql);
  const [first] = all;
  // Where somebody stands between two, he has just written the one before, or is above the next one in its comments.
  const index = all.findLastIndex(({ start }) => start <= place);
  const [before, after] = [all[index], all[index + 1]];
  if (before === undefined) return first;
  const isBehind = place > before.end && sql.slice(before.end, place).includes("\n");
  return isBehind && after !== undefined ? after : before;
}

/** Between the BEGIN and the END of a trigger, as sqlite3_complete has it: semicolons there end no statement. */
function isInTrigger(words: readonly string[]): boolean {
  const begins = words[0] === "EXPLAIN" ? words.slice(words[1] === "QUERY" ? 3 : 1) : words;
  const isTrigger =
    begins[0] === "CREATE" &&
    (begins[1] === "TRIGGER" || (/^TEMP(ORARY)?$/.test(begins[1] ?? "") && begins[2] === "TRIGGER"));
  return isTrigger && !(words.at(-1) === "END" && words.at(-2) === ";");
}

/** The token that a message of SQLite's complains about; undefined where it may be one of several. */
export function errorIn(statement: string, message: string): Range | undefined {
  const tokens = [...tokensOf(statement)];
  if (/\bincomplete input\b/.test(message)) return tokens.at(-1);
  const near = /near "(.*)": syntax error|unrecognized token: "(.*)"/s.exec(message);
  const text = near?.[1] ?? near?.[2];
  if (text !== undefined) return only(tokens.filter(({ start, end }) => statement.slice(start, end) === text));
  const missing =
    /no such (?:table|column|function|index|module|collation sequence): ?(.*)|ambiguous column name: (.*)/s.exec(
      message,
    );
  const wanted = missing?.[1] ?? missing?.[2];
  if (wanted === undefined) return undefined;
  const isMeant = (name: string) => (token: Token, index: number) =>
    isName(token) &&
    token.text.toLowerCase() === name.toLowerCase() &&
    // Of "no such column: name" `vendors.name` is none.
    (name !== wanted || tokens[index - 1]?.text !== ".");
  return (
    only(tokens.filter(isMeant(wanted))) ?? only(tokens.filter(isMeant(wanted.slice(wanted.lastIndexOf(".") + 1))))
  );
}

const only = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
