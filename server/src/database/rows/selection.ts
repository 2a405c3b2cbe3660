/** The rows that a view has, in its order: keys of some of them, and what stands in their columns. */
import type { Connection } from "../engine/connection.ts";
import { ifSqliteAnswers, Refusal } from "../engine/failures.ts";
import type { Value } from "../output/value.ts";
import type { View } from "../protocol.ts";
import { anyOf, conditionOf } from "./filters.ts";
import { isKey, isOneOf, keyColumns, keyLiterals, keyOf, keyOfShown, keyPartsOf } from "./keys.ts";
import { type Anchor, orderSql, rangesAfter, reversed, type Term, termsOf } from "./order.ts";
import { type KeyPart, type Relation, withKnownCollations } from "./relation.ts";

export interface Selection {
  readonly relation: Relation;
  readonly keyParts: readonly KeyPart[];
  readonly terms: readonly Term[];
  /** Which rows; all where it is undefined. */
  readonly condition: string | undefined;
  /** No index has this order: whoever wants a part of it reads all rows that there are. */
  readonly isSorted: boolean;
  /** These are all of the table, as no index leads to them either. */
  readonly isScan: boolean;
}

/** @throws Refusal where a column is not there */
export function selectionOf(connection: Connection, given: Relation, view: View): Selection {
  const compared = [...view.sort, ...view.filters].map(({ column }) => column);
  const relation = withKnownCollations(connection, given, compared);
  const keyParts = keyPartsOf(relation);
  const terms = termsOf(relation, view.sort, keyParts);
  const condition = conditionOf(relation, view);
  if (view.sort.length === 0) return { relation, keyParts, terms, condition, isSorted: false, isScan: false };
  const sql = `SELECT 1 FROM ${relation.from}${whereSql(condition)} ORDER BY ${orderSql(terms)} LIMIT 1`;
  const plan = connection.all(`EXPLAIN QUERY PLAN ${sql}`).map((row) => String(row.at(-1)));
  const isSorted = plan.includes("USE TEMP B-TREE FOR ORDER BY");
  return {
    relation,
    keyParts,
    terms,
    condition,
    isSorted,
    isScan: isSorted && plan.some((step) => /^SCAN/.test(step)),
  };
}

/** Where rows are wanted from: in the view's order, or against it. */
export interface Stretch {
  readonly direction: "forth" | "back";
  /** From the row of this key or the place on, or after it; from the first row where it is left out. */
  readonly at?: { readonly key: string } | { readonly anchor: Anchor };
  readonly reach?: "after" | "from";
  /** Rows up to this place are all that are wanted. */
  readonly until?: Anchor;
  /** Rows that are left out. */
  readonly skip?: number;
  readonly limit: number;
}

/** In the order that they are wanted in. Only of relations that have keys. @throws Refusal where the key's row is not there */
export function keysOf(connection: Connection, selection: Selection, stretch: Stretch): string[] {
  const { relation, keyParts, condition, isSorted } = selection;
  const terms = stretch.direction === "forth" ? selection.terms : reversed(selection.terms);
  const { at } = stretch;
  const anchor = at === undefined || "anchor" in at ? at?.anchor : anchorOf(connection, selection, at.key);
  const ranges = anchor && rangesAfter(terms, anchor, stretch.reach ?? "after");
  const bound = stretch.until && anyOf(rangesAfter(reversed(terms), stretch.until, "from"));
  const keys: string[] = [];
  const take = (range: string | undefined): void => {
    const sql = `SELECT ${keyColumns(keyParts)} FROM ${relation.from}${whereSql(condition, bound, range)} ORDER BY ${orderSql(terms)}`;
    const limit = `LIMIT ${stretch.limit - keys.length}${stretch.skip === undefined ? "" : ` OFFSET ${stretch.skip}`}`;
    for (const row of connection.all(`${sql} ${limit}`)) keys.push(keyOf(row));
  };
  if (ranges === undefined) take(undefined);
  // All rows are read for each range, so that one is better than several.
  else if (isSorted) take(anyOf(ranges));
  else {
    for (const range of ranges) {
      if (keys.length < stretch.limit) take(range);
    }
  }
  return keys;
}

/** Where the row of this key stands. @throws Refusal where there is no such row */
export function anchorOf(connection: Connection, { relation, keyParts, terms }: Selection, key: string): Anchor {
  const where = whereSql(isKey(keyParts, key));
  const sorted = terms.slice(0, terms.length - keyParts.length);
  const isNull = sorted.map(({ sql }) => `${sql} IS NULL`);
  const [row] = connection.all(`SELECT ${[...isNull, 0].join(", ")} FROM ${relation.from}${where}`);
  if (row === undefined) throw new Refusal("That row is not there any more.");
  // Values stay in SQLite, which holds some that nothing else does: text that is no text, in an encoding of its own.
  const values = sorted.map(({ sql }, index) =>
    row[index] === 1n ? undefined : `(SELECT ${sql} FROM ${relation.from}${where})`,
  );
  return [...values, ...keyLiterals(keyParts, key)];
}

/** Rows of the view that come before the anchor's. @param among of these alone: a condition that few rowids satisfy */
export function countBefore(connection: Connection, selection: Selection, anchor: Anchor, among?: string): number {
  const { relation, condition, terms } = selection;
  const before = anyOf(rangesAfter(reversed(terms), anchor, "after"));
  const from = among === undefined ? relation.from : `${relation.from} NOT INDEXED`;
  const [row] = connection.all(`SELECT count(*) FROM ${from}${whereSql(condition, among, before)}`);
  return Number(row?.[0]);
}

/** All rows of the view. */
export function countOf(connection: Connection, { relation, condition }: Selection): number {
  const countFrom = (from: string): number =>
    Number(connection.all(`SELECT count(*) FROM ${from}${whereSql(condition)}`)[0]?.[0]);
  // SQLite counts the smallest index, and fails where that has a collation that it does not have here.
  return ifSqliteAnswers(() => countFrom(relation.from)) ?? countFrom(`${relation.from} NOT INDEXED`);
}

/**
 * What expressions have in the rows of these keys, in their order.
 *
 * @param expressions over `t`; as many as there are, though SQLite takes 2,000 at a time
 * @throws Refusal where there is no such row
 */
export function valuesAt(
  connection: Connection,
  { relation, keyParts }: Selection,
  keys: readonly string[],
  expressions: readonly string[],
): Value[][] {
  const rows = new Map<string, Value[]>(keys.map((key) => [key, []]));
  if (rows.size === 0) return [];
  const where = whereSql(isOneOf(keyParts, keys));
  const step = resultColumns - keyParts.length;
  for (let start = 0; start === 0 || start < expressions.length; start += step) {
    const chunk = expressions.slice(start, start + step);
    const sql = `SELECT ${[keyColumns(keyParts), ...chunk].join(", ")} FROM ${relation.from} NOT INDEXED${where}`;
    for (const row of connection.values(sql)) {
      rows.get(keyOfShown(row.slice(0, keyParts.length)))?.push(...row.slice(keyParts.length));
    }
  }
  return keys.map((key) => {
    const values = rows.get(key)!;
    // An index of a damaged file tells of rows that its table does not have.
    if (values.length !== expressions.length) throw new Refusal("There is no such row in the table, or more than one.");
    return values;
  });
}

/** SQLite's own limit of a result. */
const resultColumns = 2000;

export function whereSql(...conditions: readonly (string | undefined)[]): string {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? "" : ` WHERE ${given.map((condition) => `(${condition})`).join(" AND ")}`;
}
