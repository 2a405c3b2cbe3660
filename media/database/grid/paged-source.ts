/**
 * Rows of a table or view, page by page as they come into view. A file has no row numbers: a page is asked for after the last
 * row or before the first one that is there, or anywhere by a fraction, and how many rows there are is an estimate until an
 * end is seen. So there is one run of rows that lie side by side, with a place among all that may prove to be wrong.
 */
import type { Value } from "../../../server/src/database/output/value.ts";
import type { Params, Result } from "../../../server/src/database/protocol.ts";
import { readValues } from "./read-values.ts";
import type { ReadOptions, Row, RowChange, RowSource } from "./row-source.ts";

export type From = Params<"rows">["from"];
export type RowsResult = Result<"rows">;
export type AskRows = (from: From, limit: number, signal: AbortSignal) => Promise<RowsResult>;
/** All of one value. */
export type AskValue = (key: string, column: number, signal: AbortSignal) => Promise<Value>;

export interface PagedSource extends RowSource {
  /** Why rows that were asked for did not come; nothing more is asked for until `retry`. */
  readonly error: Error | undefined;
  /** Whether rows are on their way, and since when by `Date.now()`. */
  readonly since: number | undefined;
  /** Whether any rows, or that there are none, are known. */
  readonly isStarted: boolean;
  retry(): void;
  /** Ends what is on its way. */
  cancel(): void;
  /** To a row by its number from 1 on, or by rowid. */
  jump(to: Extract<From, { kind: "number" | "rowid" }>): void;
  /** How many rows there are was counted. */
  setCount(count: number): void;
  /** The file is another one: rows are asked for again, from the first one in view on. */
  reload(): void;
  dispose(): void;
}

export interface PagedOptions {
  readonly askRows: AskRows;
  readonly askValue: AskValue;
  /** Rows, near enough, where somebody has an idea. */
  readonly estimate?: number | undefined;
  /** Rows that are asked for at once: fewer where there are many columns. */
  readonly pageSize?: number | undefined;
  /** Where somebody was before. */
  readonly start?: { readonly key: string; readonly index: number } | undefined;
}

/** Pages that are kept: what is farther from the view is let go. */
const pagesKept = 20;
/** Up to there SQLite goes to a row by its number in a few milliseconds. */
const mostCounted = 100_000;
/** Milliseconds. */
const patience = 250;

interface Request {
  readonly from: From;
  /** Where its rows belong; undefined where the answer says. */
  readonly index: number | undefined;
  /** Where they come from another place than the run that is there: they replace it, and the view goes there. */
  readonly isJump: boolean;
  readonly abort: AbortController;
  readonly since: number;
}

export function pagedSource({ askRows, askValue, estimate, start, pageSize = 200 }: PagedOptions): PagedSource {
  /** Rows beyond the view that are asked for before they are needed. */
  const margin = Math.ceil(pageSize / 3);
  const listeners = new Set<(change: RowChange) => void>();
  /** The run: `rows[0]` is the row `first`. */
  let rows: Row[] = [];
  let first = 0;
  let isStart = false;
  let isEnd = false;
  let isFirstExact = false;
  let count = Math.max(estimate ?? 0, 1);
  let isCounted = false;
  let isStarted = false;
  let view = { first: 0, end: 0 };
  let running: Request | undefined;
  let next: Omit<Request, "abort" | "since"> | undefined =
    start === undefined ? undefined : { from: { kind: "at", key: start.key }, index: start.index, isJump: false };
  let error: Error | undefined;

  const tell = (change: RowChange): void => {
    for (const listener of listeners) listener(change);
  };
  const isExact = (): boolean => isCounted || (isEnd && isFirstExact);
  /** Moves the run, with who looks at it. */
  const moveBy = (by: number): void => {
    if (by === 0) return;
    first += by;
    view = { first: Math.max(0, view.first + by), end: Math.max(0, view.end + by) };
    tell({ kind: "moved", by });
  };

  const jumpTo = (to: number): void => {
    view = { first: to, end: to + view.end - view.first };
    tell({ kind: "jumped", to });
  };

  /** What is true of the count and the numbers, whatever came. */
  const settle = (position: RowsResult["position"]): void => {
    if (isStart) {
      moveBy(-first);
      isFirstExact = true;
    }
    const end = first + rows.length;
    if (isEnd) {
      if (isCounted && isStart && count !== end) count = end;
      else if (isCounted) {
        moveBy(count - end);
        isFirstExact = true;
      } else count = end;
    } else if (!isCounted) {
      if (position?.isExact) {
        count = position.total;
        isCounted = true;
      } else count = Math.max(position?.total ?? count, end + pageSize);
    } else if (end >= count) {
      // More than were counted: the file has grown since.
      isCounted = false;
      count = end + pageSize;
    }
    // Rows before the first number there is: all have higher numbers than was thought.
    if (!isStart && first <= 0) {
      const by = pageSize * 5 - first;
      if (!isCounted) count += by;
      moveBy(by);
      isFirstExact = false;
    }
  };

  const add = (request: Request, result: RowsResult): void => {
    const { from, index, isJump } = request;
    if (from.kind === "after") {
      rows.push(...result.rows);
      isEnd = result.isEnd;
    } else if (from.kind === "before") {
      rows.unshift(...result.rows);
      first -= result.rows.length;
      isStart = result.isStart;
    } else {
      rows = [...result.rows];
      ({ isStart, isEnd } = result);
      const { position } = result;
      const isKnown = position?.isExact === true;
      const wanted = from.kind === "end" ? Math.max(0, (isKnown ? position.total : count) - rows.length) : index;
      first = isKnown ? position.first : (wanted ?? position?.first ?? 0);
      if (isStart) first = 0;
      isFirstExact = isStart || isKnown || from.kind === "number";
      if (rows.length === 0 && !isStart) {
        // Beyond the last row: it is what comes nearest.
        next = { from: { kind: "end" }, index: undefined, isJump };
        isStart = false;
        isEnd = false;
        return;
      }
      if (isJump) jumpTo(from.kind === "end" ? first + rows.length - 1 : first);
      else if (index !== undefined && first !== index) jumpTo(first);
    }
    settle(result.position);
    trim();
  };

  const trim = (): void => {
    const mostKept = pagesKept * pageSize;
    if (rows.length <= mostKept) return;
    const before = Math.max(0, Math.min(view.first - mostKept / 2 - first, rows.length - mostKept));
    if (before > 0) {
      rows = rows.slice(before);
      first += before;
      isStart = false;
    }
    if (rows.length > mostKept) {
      rows = rows.slice(0, mostKept);
      isEnd = false;
    }
  };

  /** What would bring the rows that are in view. */
  const wanted = (): Omit<Request, "abort" | "since"> | undefined => {
    if (next !== undefined) return next;
    const last = first + rows.length;
    if (rows.length === 0) return isStarted && isStart && isEnd ? undefined : { ...fromStart, index: 0 };
    const isNear = view.first <= last + pageSize && view.end >= first - pageSize;
    if (!isNear) return far();
    if (!isEnd && view.end + margin > last) {
      return { from: { kind: "after", key: rows.at(-1)!.key }, index: last, isJump: false };
    }
    if (!isStart && view.first - margin < first) {
      return { from: { kind: "before", key: rows[0]!.key }, index: undefined, isJump: false };
    }
    return undefined;
  };
  const far = (): Omit<Request, "abort" | "since"> => {
    if (view.first === 0) return { ...fromStart, index: 0 };
    if (view.end >= count) return { from: { kind: "end" }, index: undefined, isJump: false };
    return { from: near(view.first), index: view.first, isJump: false };
  };

  const pump = (): void => {
    if (running !== undefined || error !== undefined) return;
    const request = wanted();
    if (request === undefined) return;
    next = undefined;
    const abort = new AbortController();
    const own: Request = { ...request, abort, since: Date.now() };
    running = own;
    askRows(own.from, pageSize, abort.signal).then(
      (result) => {
        if (running !== own) return;
        running = undefined;
        add(own, result);
        isStarted = true;
        tell({ kind: "rows" });
        pump();
      },
      (reason: Error) => {
        if (running !== own) return;
        running = undefined;
        if (own.from.kind === "at" && !abort.signal.aborted) {
          // That row is gone: whatever is at its place now.
          rows = [];
          isStart = false;
          isEnd = false;
          next = { ...fromStart, index: 0 };
          pump();
          return;
        }
        error = reason;
        if (own.isJump) next = undefined;
        tell({ kind: "rows" });
      },
    );
  };

  return {
    get count() {
      return isStarted ? count : Math.max(count, 1);
    },
    get isExact() {
      return isExact();
    },
    get error() {
      return error;
    },
    get since() {
      return running?.since;
    },
    get isStarted() {
      return isStarted;
    },
    row: (index) => rows[index - first],
    isNumberExact: (index) => isFirstExact && index >= first && index < first + rows.length,
    show(from, end) {
      view = { first: Math.max(0, from), end };
      pump();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry() {
      error = undefined;
      pump();
      tell({ kind: "rows" });
    },
    cancel: () => running?.abort.abort(),
    jump(to) {
      error = undefined;
      next = { from: to, index: to.kind === "number" ? to.number - 1 : undefined, isJump: true };
      pump();
    },
    setCount(counted) {
      count = counted;
      isCounted = true;
      settle(undefined);
      tell({ kind: "rows" });
      pump();
    },
    reload() {
      error = undefined;
      isCounted = false;
      const seen = rows[view.first - first];
      next =
        seen === undefined
          ? { ...fromStart, index: 0 }
          : { from: { kind: "at", key: seen.key }, index: view.first, isJump: false };
      pump();
    },
    dispose() {
      const ended = running;
      running = undefined;
      listeners.clear();
      // Ending what is asked costs a worker its start: an answer that is almost there is cheaper.
      if (ended !== undefined) setTimeout(() => ended.abort.abort(), patience);
    },
    read(from, end, columns, options: ReadOptions) {
      const known = rows[from - first];
      const anchor: From = known === undefined ? near(from) : { kind: "at", key: known.key };
      return readValues({ askRows, askValue }, anchor, end - from, columns, options);
    },
  };

  /** The row with this index, or about that one where numbers are estimates or far too many to be counted off. */
  function near(index: number): From {
    if (index === 0) return { kind: "start" };
    return isExact() && count <= mostCounted
      ? { kind: "number", number: index + 1 }
      : { kind: "fraction", fraction: index / count };
  }
}

const fromStart = { from: { kind: "start" }, isJump: false } as const;
