/**
 * How much SQLite has to lay out to read a view. Each name of a view or of a table of WITH is replaced by its SELECT, so that
 * thirty views of which each reads the one before it twice are a billion: a file of two kilobytes keeps a machine busy for hours.
 */
import type { SchemaEntry } from "./schema-entries.ts";
import { isName, type Token, tokensOf } from "./tokens.ts";

/** @returns by the views' names in lower case: how many SELECTs it comes to, near enough, and 1 where it reads tables alone */
export function viewWeights(views: readonly Pick<SchemaEntry, "name" | "sql">[]): ReadonlyMap<string, number> {
  const names = new Set(views.map(({ name }) => name.toLowerCase()));
  /** What each SELECT reads, as often as it does: views by their names, tables of WITH by their view's and their own. */
  const reads = new Map<string, readonly string[]>();
  for (const { name, sql } of views) {
    const view = name.toLowerCase();
    const tokens = [...tokensOf(sql ?? "")];
    const bodies = tablesOfWith(tokens);
    const readBy = (some: readonly Token[]): string[] =>
      some.flatMap((token) => {
        const read = isName(token) ? token.text.toLowerCase() : "";
        if (bodies.has(read)) return [tableOf(view, read)];
        return names.has(read) ? [read] : [];
      });
    const isMain = new Uint8Array(tokens.length).fill(1);
    for (const [table, { start, end }] of bodies) {
      isMain.fill(0, start, end);
      reads.set(tableOf(view, table), readBy(tokens.slice(start, end)));
    }
    // Its own name stands behind CREATE VIEW.
    reads.set(
      view,
      readBy(tokens.filter((_, index) => isMain[index] === 1)).filter((read) => read !== view),
    );
  }
  return weightsOf(reads);
}

const tableOf = (view: string, table: string): string => `${view}\0${table}`;

/** Those that are read before those that read them, without recursion: a chain may be as long as the file. */
function weightsOf(reads: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const weights = new Map<string, number>();
  const entered = new Set<string>();
  for (const start of reads.keys()) {
    const stack = [start];
    for (let name = stack.at(-1); name !== undefined; name = stack.at(-1)) {
      const below = reads.get(name) ?? [];
      if (!entered.has(name)) {
        entered.add(name);
        for (const read of below) if (!entered.has(read)) stack.push(read);
      } else {
        stack.pop();
        // One that reads itself is refused by SQLite at once: what is not known yet counts for nothing.
        if (!weights.has(name))
          weights.set(
            name,
            below.reduce((sum, read) => sum + (weights.get(read) ?? 0), 1),
          );
      }
    }
  }
  return weights;
}
/** `name (columns) AS NOT MATERIALIZED (body)`: which tokens the body is. */
function tablesOfWith(tokens: readonly Token[]): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const bodies = new Map<string, { start: number; end: number }>();
  const open: { readonly name: string | undefined; readonly start: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "other") continue;
    if (token.text === "(") open.push({ name: nameBefore(tokens, index), start: index + 1 });
    if (token.text === ")") {
      const { name, start } = open.pop() ?? {};
      if (name !== undefined && start !== undefined) bodies.set(name, { start, end: index });
    }
  }
  return bodies;
}

/** The name of the table of WITH whose body begins with this parenthesis. */
function nameBefore(tokens: readonly Token[], parenthesis: number): string | undefined {
  let at = parenthesis - 1;
  while (tokens[at]?.text === "MATERIALIZED" || tokens[at]?.text === "NOT") at--;
  if (tokens[at]?.kind !== "word" || tokens[at]?.text !== "AS") return undefined;
  at--;
  if (tokens[at]?.text === ")") while (at >= 0 && tokens[at]?.text !== "(") at--;
  const name = tokens[tokens[at]?.text === "(" ? at - 1 : at];
  return isName(name) ? name.text.toLowerCase() : undefined;
}
