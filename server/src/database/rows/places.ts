/**
 * Where a row lies among all of a view, and which row lies where, without counting. Some thousand rows are counted, as that
 * takes milliseconds. Of larger tables rowids tell: how dense they are at some places how many rows there are, and rows from
 * places that are equally far apart what a filter leaves and what is sorted where. That is near enough for a scroll bar.
 */
import type { Connection } from "../engine/connection.ts";
import { keyOf } from "./keys.ts";
import { type Anchor, orderSql } from "./order.ts";
import { anchorOf, countBefore, countOf, type Selection, whereSql } from "./selection.ts";

export interface Places {
  /** Absent where nobody knows. */
  readonly total: { readonly rows: number; readonly isExact: boolean } | undefined;
  /** Rows before the one that stands there, as exact as the total. Absent where nobody knows. */
  before(anchor: Anchor): number | undefined;
  /** Where to go for a place from 0 to 1; absent where only counting could tell. */
  at(fraction: number): { readonly skip: number } | { readonly from: Anchor } | undefined;
  /** A place about so many rows on, or more, from that one or the first row; absent where nobody knows one. */
  beyond?(start: Anchor | undefined, direction: "forth" | "back", rows: number): Anchor | undefined;
}

/** So many rows are counted rather than estimated. */
const fewRows = 10_000;

/** Of relations that have keys. */
export function placesOf(connection: Connection, selection: Selection): Places {
  const { relation } = selection;
  const spread = relation.key.kind === "rowid" ? spreadOf(connection, selection) : undefined;
  if (spread?.isEven && spread.rows > 2 * fewRows) return estimatedPlaces(connection, selection, spread);
  const [row] = connection.all(`SELECT count(*) FROM (SELECT 1 FROM ${relation.from} LIMIT ${fewRows + 1})`);
  if (Number(row?.[0]) <= fewRows) return countedPlaces(connection, selection, countOf(connection, selection));
  return spread?.isEven !== true ? unknownPlaces : estimatedPlaces(connection, selection, spread);
}

export const unknownPlaces: Places = { total: undefined, before: () => undefined, at: () => undefined };

/** @param rows all of the view's, counted */
export function countedPlaces(connection: Connection, selection: Selection, rows: number): Places {
  return {
    total: { rows, isExact: true },
    before: (anchor) => (rows <= fewRows ? countBefore(connection, selection, anchor) : undefined),
    at: (fraction) => ({ skip: Math.floor(fraction * rows) }),
  };
}

/** How a table's rowids lie between the first and the last one. */
interface Spread {
  /** Of the table, about. */
  readonly rows: number;
  /** Where nearly all rows lie in one place of many, as with a last one of the largest rowid, nothing follows from the others. */
  readonly isEven: boolean;
  /** 0 to 1. */
  fractionOf(rowid: bigint): number;
  rowidAt(fraction: number): bigint;
}

/** Undefined where there are no rows. */
function spreadOf(connection: Connection, { relation, keyParts }: Selection): Spread | undefined {
  const rowid = keyParts[0]!.sql;
  const outermost = (order: string): string =>
    `(SELECT ${rowid} FROM ${relation.from} ORDER BY ${rowid} ${order} LIMIT 1)`;
  const [[first, last] = []] = connection.all(`SELECT ${outermost("ASC")}, ${outermost("DESC")}`);
  if (typeof first !== "bigint" || typeof last !== "bigint") return undefined;
  const span = last - first + 1n;
  const rowidAt = (fraction: number): bigint =>
    first + (span * BigInt(Math.floor(fraction * precision))) / BigInt(precision);
  const near = `SELECT ${rowid} AS rowid FROM ${relation.from} WHERE ${rowid} >= start.column1 ORDER BY ${rowid} LIMIT ${neighbours}`;
  const densities = connection
    .all(
      `SELECT start.column1, (SELECT count(*) || ' ' || max(rowid) FROM (${near})) FROM ${placesApart(lookedAt, rowidAt)} AS start`,
    )
    .map(([start, found]) => {
      // Of a damaged tree the last rows may not be found again.
      if (typeof found !== "string") return 0;
      const [count, end] = found.split(" ");
      return Number(count) / (Number(BigInt(end!) - (start as bigint)) + 1);
    });
  const sum = densities.reduce((total, each) => total + each, 0);
  const squares = densities.reduce((total, each) => total + each * each, 0);
  return {
    rows: Math.round((sum / lookedAt) * Number(span)),
    isEven: sum * sum > evenFrom * squares,
    fractionOf: (value) => Number(value - first) / Number(span),
    rowidAt,
  };
}

const precision = 2 ** 52;
/** Places where the density of rowids is looked at, and how many rows from each on. Each is a page that the first rows wait for. */
const lookedAt = 16;
const neighbours = 16;
/** As many places as these have to have the same density, and the others none. */
const evenFrom = 2.5;

function estimatedPlaces(connection: Connection, selection: Selection, spread: Spread): Places {
  const { terms, condition } = selection;
  const isByRowid = terms.length === 1;
  if (isByRowid && condition === undefined) {
    return rowidPlaces(spread, spread.rows);
  }
  const samples = samplesOf(connection, selection, spread);
  const rows = Math.round((spread.rows * samples.rowids.length) / samples.taken);
  if (isByRowid) return rowidPlaces(spread, samples.rowids.length === 0 ? undefined : rows);
  if (samples.rowids.length === 0) return unknownPlaces;
  const { rowids, among } = samples;
  const placeOf = (index: number): Anchor => anchorOf(connection, selection, keyOf([rowids[index]!]));
  const before = (anchor: Anchor): number => countBefore(connection, selection, anchor, among);
  return {
    total: { rows, isExact: false },
    before: (anchor) => Math.round((rows * before(anchor)) / rowids.length),
    at: (fraction) => ({ from: placeOf(Math.min(Math.floor(fraction * rowids.length), rowids.length - 1)) }),
    beyond(start, direction, wanted) {
      const isForth = direction === "forth";
      const rank = start === undefined ? (isForth ? 0 : rowids.length) : before(start);
      const steps = Math.ceil((wanted / rows) * rowids.length) + 1;
      const index = isForth ? rank + steps : rank - 1 - steps;
      return rowids[index] === undefined ? undefined : placeOf(index);
    },
  };
}

/** In the order of rowids, of which `rows` satisfy the condition, about. */
function rowidPlaces({ fractionOf, rowidAt }: Spread, rows: number | undefined): Places {
  return {
    total: rows === undefined ? undefined : { rows, isExact: false },
    before: (anchor) => (rows === undefined ? undefined : Math.round(rows * fractionOf(BigInt(anchor.at(-1)!)))),
    at: (fraction) => ({ from: [String(rowidAt(fraction))] }),
  };
}

/** Rows at places that are equally far apart: those of them that satisfy the condition, in the view's order. */
function samplesOf(connection: Connection, selection: Selection, { rowidAt }: Spread) {
  const { relation, keyParts, condition, terms } = selection;
  const rowid = keyParts[0]!.sql;
  const next = `SELECT ${rowid} FROM ${relation.from} WHERE ${rowid} >= start.column1 ORDER BY ${rowid} LIMIT 1`;
  const found = connection.all(`SELECT (${next}) FROM ${placesApart(sampled, rowidAt)} AS start`);
  const taken = new Set(found.map(([value]) => value).filter((value) => typeof value === "bigint"));
  const among = `${rowid} IN (${[...taken].join(", ")})`;
  const where = whereSql(condition, among);
  const rows = connection.all(`SELECT ${rowid} FROM ${relation.from} NOT INDEXED${where} ORDER BY ${orderSql(terms)}`);
  return { taken: taken.size, among, rowids: rows.map(([value]) => value as bigint) };
}

const sampled = 256;

/** For FROM: rowids that are equally far apart, as `column1`. One statement for all takes a fraction of one for each. */
const placesApart = (count: number, rowidAt: Spread["rowidAt"]): string =>
  `(VALUES ${Array.from({ length: count }, (_, index) => `(${rowidAt(index / count)})`).join(", ")})`;
