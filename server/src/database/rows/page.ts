/** Which rows a page has, by their keys: those at a place of a view, or beside a row of it. */
import type { Connection } from "../engine/connection.ts";
import { ifSqliteAnswers, Refusal } from "../engine/failures.ts";
import type { Params, Result } from "../protocol.ts";
import type { OpenView } from "./open-view.ts";
import { anchorOf, type Selection, type Stretch } from "./selection.ts";

export type From = Params<"rows">["from"];

/** Rows that follow one another, in the view's order. */
export interface Page {
  readonly keys: readonly string[];
  readonly isStart: boolean;
  readonly isEnd: boolean;
  /** Rows before them, as exact as the view's places, where that is known from the page beside it or was asked for. */
  readonly skipped?: number;
}

/** Of views that have keys. @throws Refusal where the place has no meaning in the view, and where a row is not there */
export function pageOf(open: OpenView, from: From, limit: number): Page {
  const ahead = (stretch: Omit<Stretch, "limit" | "direction"> = {}): Omit<Page, "isStart"> => {
    const keys = open.keys({ direction: "forth", limit: limit + 1, ...stretch });
    return { keys: keys.slice(0, limit), isEnd: keys.length <= limit };
  };
  const behind = (stretch: Omit<Stretch, "limit" | "direction"> = {}): Omit<Page, "isEnd"> => {
    const keys = open.keys({ direction: "back", limit: limit + 1, ...stretch });
    return { keys: keys.slice(0, limit).reverse(), isStart: keys.length <= limit };
  };
  const end = (): Page => ({ ...behind(), isEnd: true });
  const start = (): Page => ({ ...ahead(), isStart: true, skipped: 0 });
  const somewhere = (page: Omit<Page, "isStart">, skipped?: number): Page => {
    const [key] = page.keys;
    if (key === undefined) return end();
    return {
      ...page,
      ...(skipped === undefined ? { isStart: isFirst(open, key) } : { isStart: skipped === 0, skipped }),
    };
  };
  switch (from.kind) {
    case "start":
      return start();
    case "end":
      return end();
    case "after": {
      const number = open.numberOf(from.key);
      const page = ahead({ at: { key: from.key } });
      return { ...page, isStart: false, ...(number !== undefined && { skipped: number + 1 }) };
    }
    case "before": {
      const number = open.numberOf(from.key);
      const page = behind({ at: { key: from.key } });
      if (page.isStart) return { ...page, isEnd: false, skipped: 0 };
      return {
        ...page,
        isEnd: false,
        ...(number !== undefined && { skipped: Math.max(number - page.keys.length, 1) }),
      };
    }
    case "at":
      return somewhere(ahead({ at: { key: from.key }, reach: "from" }), open.numberOf(from.key));
    case "rowid":
      return somewhere(ahead({ at: { anchor: [rowidLiteral(open.selection, from.rowid)] }, reach: "from" }));
    case "number": {
      const skip = Math.max(Math.floor(from.number) - 1, 0);
      return skip === 0 ? start() : somewhere(ahead({ skip }), skip);
    }
    case "fraction": {
      if (!(from.fraction > 0)) return start();
      if (from.fraction >= 1) return end();
      const place = open.places().at(from.fraction) ?? open.count().at(from.fraction)!;
      if ("skip" in place) return place.skip === 0 ? start() : somewhere(ahead({ skip: place.skip }), place.skip);
      return somewhere(ahead({ at: { anchor: place.from }, reach: "from" }));
    }
  }
}

/** Where all rows would have to be read for it, it is not known: who asks for what is before learns it then. */
function isFirst({ selection, keys }: OpenView, key: string): boolean {
  return !selection.isScan && keys({ direction: "back", at: { key }, limit: 1 }).length === 0;
}

function rowidLiteral({ relation, terms }: Selection, rowid: string): string {
  if (relation.key.kind !== "rowid" || terms.length > 1) throw new Refusal("Rows are not in the order of rowids.");
  if (!/^-?\d{1,19}$/.test(rowid)) throw new Refusal(`${rowid} is no rowid.`);
  return rowid;
}

/** Where the page lies among all rows, which is kept for the pages beside it. */
export function positionOf(connection: Connection, open: OpenView, page: Page): Result<"rows">["position"] {
  const { keys } = page;
  const position = placeOf(connection, open, page);
  const first = position?.first ?? page.skipped;
  if (first !== undefined && keys.length > 0) {
    open.note(keys[0]!, first);
    open.note(keys.at(-1)!, first + keys.length - 1);
  }
  return position;
}

function placeOf(connection: Connection, open: OpenView, page: Page): Result<"rows">["position"] {
  const { keys, isStart, isEnd, skipped } = page;
  if (isStart && isEnd) return { first: 0, total: keys.length, isExact: true };
  const { total, before } = open.places();
  if (total === undefined) return undefined;
  if (total.isExact && isEnd) return { first: total.rows - keys.length, total: total.rows, isExact: true };
  const [key] = keys;
  const counted = (): number | undefined =>
    key === undefined ? total.rows : ifSqliteAnswers(() => before(anchorOf(connection, open.selection, key)));
  const first = skipped ?? counted();
  if (first === undefined) return undefined;
  if (total.isExact) return { first, total: total.rows, isExact: true };
  // An estimate leaves room for the rows that are known to be there.
  const rows = Math.max(total.rows, (skipped ?? (isStart ? 0 : 1)) + keys.length + (isEnd ? 0 : 1));
  const most = rows - keys.length - (isEnd ? 0 : 1);
  return { first: isEnd ? most : Math.max(Math.min(first, most), isStart ? 0 : 1), total: rows, isExact: false };
}
