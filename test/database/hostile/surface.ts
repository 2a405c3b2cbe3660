/** Everything that can be asked of a database, asked: each answer has its form, and each failure is one that people can read. */
import * as v from "valibot";
import { SourceError } from "../../../server/src/binary/source.ts";
import { failureOf } from "../../../server/src/database/engine/failures.ts";
import { createSession, type Handlers } from "../../../server/src/database/engine/session.ts";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import {
  type Method,
  methods,
  type Params,
  pageKinds,
  type Result,
  type View,
} from "../../../server/src/database/protocol.ts";
import type { OpenParams } from "../../../server/src/database/worker-protocol.ts";
import type { Failure } from "../../../server/src/lanes/failure.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";

export interface Exercised {
  /** Questions that were answered. */
  readonly answers: number;
  readonly failures: readonly { readonly method: string; readonly failure: Failure }[];
  /** The most that one question took, in milliseconds of a processor, and which. */
  readonly slowest: { readonly method: string; readonly milliseconds: number };
}

/** A session as a worker has it, with no files around it. */
export function sessionOf(sqlite: SqlJsStatic): Handlers {
  const noFiles = (): never => {
    throw new SourceError("There are no files here.");
  };
  return createSession({ sqlite, openFile: noFiles, now: () => performance.now() });
}

/**
 * @param session stays open: the next database takes this one's place
 * @param turn of those questions of which there are many, another few each turn; all where it is undefined
 * @throws where an answer has not the form that the protocol says
 */
export function exercise(session: Handlers, params: OpenParams, turn?: number): Exercised {
  const isTurn = (number: number, of: number): boolean => turn === undefined || turn % of === number;
  const failures: { method: string; failure: Failure }[] = [];
  let answers = 0;
  let slowest = { method: "open", milliseconds: 0 };
  const tried = <T>(method: string, run: () => T): T | undefined => {
    const start = cpuMilliseconds();
    try {
      const result = run();
      answers++;
      return result;
    } catch (error) {
      failures.push({ method, failure: failureOf(error) });
      return undefined;
    } finally {
      const milliseconds = cpuMilliseconds() - start;
      if (milliseconds > slowest.milliseconds) slowest = { method, milliseconds };
    }
  };
  const answering = {
    progress: (fraction: number) => {
      if (!(fraction >= 0 && fraction <= 1)) throw new Error(`progress ${fraction}`);
    },
    piece: () => undefined,
  };
  const ask = <M extends Method>(method: M, asked: Params<M>): Result<M> | undefined => {
    const answer = tried(method, () => (session[method] as Handlers["rows"])(asked as never, answering));
    if (answer === undefined) return undefined;
    const checked = v.safeParse(methods[method].result as v.GenericSchema, answer);
    if (!checked.success)
      throw new TypeError(
        `${method}: ${v.flatten(checked.issues).root ?? JSON.stringify(v.flatten(checked.issues).nested)}`,
      );
    return answer as Result<M>;
  };

  if (tried("open", () => session.open(params, answering)) === undefined) return { answers, failures, slowest };
  ask("overview", {});
  ask("pragmas", {});
  const map = ask("pageMap", {});
  ask("fitness", {});
  const catalog = ask("catalog", {}) ?? [];
  const hasRows = catalog.filter(({ kind }) => kind === "table" || kind === "view" || kind === "virtual table");
  const shown = turn === undefined ? hasRows : [0, 1].flatMap((next) => hasRows[(turn + next) % hasRows.length] ?? []);
  for (const { name, columns } of shown) browse(ask, name, columns[0]?.name, isTurn);
  const first = shown[0]?.name.replaceAll('"', '""');
  if (first !== undefined) {
    ask("query", {
      sql: `SELECT * FROM "${first}" LIMIT 20; SELECT count(*), max(rowid) FROM "${first}"`,
      limit: 50,
      isPlan: false,
    });
    ask("query", { sql: `SELECT * FROM "${first}" ORDER BY 1`, limit: 50, isPlan: true });
    tried("export", () =>
      session.export({ what: { kind: "query", sql: `SELECT * FROM "${first}" LIMIT 20` }, format: "csv" }, answering),
    );
  }
  ask("query", { sql: "SELECT name, sql FROM sqlite_schema; PRAGMA quick_check(5)", limit: 50, isPlan: false });
  for (let number = 0; number <= Math.min(map?.pageCount ?? 3, 12); number++) {
    if (isTurn(0, 2)) ask("page", { number });
    const kind = pageKinds[map?.kinds[number - 1] ?? 0]!;
    if (isTurn(1, 2)) ask("page", { number, kind: number % 3 === 0 ? pageKinds[number % pageKinds.length]! : kind });
  }
  tried("bytes", () => session.bytes({ start: 0, end: 16 }, answering));
  if (isTurn(0, 4)) tried("find", () => session.find({ file: params.file }, answering));
  if (isTurn(1, 4)) tried("compact", () => session.compact({}, answering));
  return { answers, failures, slowest };
}

function browse(
  ask: <M extends Method>(method: M, asked: Params<M>) => Result<M> | undefined,
  table: string,
  column: string | undefined,
  isTurn: (number: number, of: number) => boolean,
): void {
  const view: View = { table, sort: [], filters: [], search: "" };
  const start = ask("rows", { view, from: { kind: "start" }, limit: 20 });
  const places: readonly Params<"rows">["from"][] = [
    { kind: "end" },
    { kind: "fraction", fraction: 0.5 },
    { kind: "number", number: 7 },
    { kind: "rowid", rowid: "9" },
  ];
  places.forEach((from, index) => {
    if (isTurn(index, places.length)) ask("rows", { view, from, limit: 5 });
  });
  const key = start?.rows.at(-1)?.key;
  if (key !== undefined) {
    ask("rows", { view, from: { kind: "after", key }, limit: 20 });
    if (isTurn(0, 2)) ask("rows", { view, from: { kind: "before", key }, limit: 20 });
    const name = start!.columns.at((key.length + start!.rows.length) % start!.columns.length);
    if (name !== undefined) ask("cell", { view, key, column: name, start: 0, length: 100 });
  }
  if (column !== undefined) {
    const sorted: View = { ...view, sort: [{ column, isDescending: true }] };
    if (isTurn(0, 3)) ask("rows", { view: sorted, from: { kind: "start" }, limit: 10 });
    const filtered: View = { ...view, filters: [{ column, operator: "contains", value: "1" }], search: "e" };
    if (isTurn(1, 3)) ask("rows", { view: filtered, from: { kind: "start" }, limit: 10 });
  }
  if (isTurn(2, 3)) ask("count", { view });
}
