/** Statements that somebody wrote: each with its rows or its plan, until one fails. */
import type { Cell, Params, PlanNode, Result } from "../protocol.ts";
import { cellsOf } from "./cells.ts";
import type { Connection } from "./connection.ts";
import { failureOf } from "./failures.ts";
import { explainLength, refusalOf } from "./guard.ts";
import { statementsOf, type Token } from "./tokens.ts";

/** What the rows of a script may take, in bytes, near enough: they are held here, on the way and in the page. */
const mostBytes = 64 * 1024 * 1024;

type Answer = Result<"query">["statements"][number];

/**
 * @param now milliseconds, from any time on
 * @throws what ends the engine; SQLite's own failures are told in the statement that has them, which is the last one then
 */
export function queryOf(
  connection: Connection,
  { sql, limit, isPlan }: Params<"query">,
  now: () => number,
): Result<"query"> {
  const statements: Answer[] = [];
  let left = mostBytes;
  for (const tokens of statementsOf(sql)) {
    const start = now();
    const answer = answerOf(connection, sql, tokens, isPlan ? { isPlan } : { isPlan, limit, bytes: left });
    statements.push({ ...answer.statement, milliseconds: now() - start });
    if (answer.statement.error !== undefined) break;
    left -= answer.bytes;
  }
  return { statements };
}

type Wanted = { readonly isPlan: true } | { readonly isPlan: false; readonly limit: number; readonly bytes: number };

function answerOf(
  connection: Connection,
  sql: string,
  tokens: readonly Token[],
  wanted: Wanted,
): { readonly statement: Omit<Answer, "milliseconds">; readonly bytes: number } {
  const place = { start: tokens[0]!.start, end: tokens.at(-1)!.end };
  const empty = { ...place, columns: [], rows: [], isCut: false, plan: [] };
  const refusal = refusalOf(tokens);
  if (refusal !== undefined) return { statement: { ...empty, error: refusal }, bytes: 0 };
  try {
    if (wanted.isPlan) {
      const explained = tokens[explainLength(tokens)];
      const text = explained === undefined ? "" : sql.slice(explained.start, place.end);
      return { statement: { ...empty, plan: planOf(connection, text) }, bytes: 0 };
    }
    const { bytes, ...rows } = rowsOf(connection, sql.slice(place.start, place.end), wanted.limit, wanted.bytes);
    return { statement: { ...empty, ...rows }, bytes };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code !== "sqlite") throw error;
    return { statement: { ...empty, error: failure.message }, bytes: 0 };
  }
}

function planOf(connection: Connection, sql: string): PlanNode[] {
  const rows = connection.all(`EXPLAIN QUERY PLAN ${sql}`);
  return rows.map(([id, parent, , text]) => ({ id: Number(id), parent: Number(parent), text: String(text) }));
}

function rowsOf(connection: Connection, sql: string, limit: number, mostBytes: number) {
  const statement = connection.prepare(sql);
  try {
    const rows: Cell[][] = [];
    let bytes = 0;
    let isCut = false;
    while (!isCut && statement.step()) {
      if (rows.length >= limit || bytes >= mostBytes) isCut = true;
      else {
        const cells = cellsOf(statement);
        for (const cell of cells) bytes += sizeOf(cell);
        rows.push(cells);
      }
    }
    return { columns: statement.getColumnNames(), rows, isCut, bytes };
  } finally {
    statement.free();
  }
}

/** An object and what hangs on it. */
function sizeOf(cell: Cell): number {
  if (cell === null) return 8;
  return 64 + (cell.type === "blob" ? cell.bytes.length : 2 * cell.text.length);
}
