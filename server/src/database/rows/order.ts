/**
 * The order of a view's rows, and where one row stands in it. What comes after a row is told by its values, never by how
 * many rows are before it, so that the last page is as near as the first: https://sqlite.org/rowvalue.html#scrolling_window_queries
 * for rows that hold NULL too.
 */
import type { View } from "../protocol.ts";
import { columnNamed, columnSql, type KeyPart, type Relation } from "./relation.ts";

/** What rows are ordered by, outermost first. The last ones are the key, so that no two rows are at the same place. */
export interface Term {
  readonly sql: string;
  readonly isDescending: boolean;
  readonly isNullable: boolean;
}

/** A row's place: for each term an expression with its value, or undefined where that is NULL. */
export type Anchor = readonly (string | undefined)[];

/**
 * Rows that are alike go by their key, in the direction of the last column that somebody sorts by: an index read backwards
 * has them so. Where there is no key they go by their other columns, as SQLite sorts rows that are alike one way for one page
 * and another way for the next. @throws Refusal where a column is not there
 */
export function termsOf(relation: Relation, sort: View["sort"], keyParts: readonly KeyPart[]): Term[] {
  const seen = new Set<string>();
  const chosen = sort.filter(({ column }) => !seen.has(column) && seen.add(column));
  const isReversed = chosen.at(-1)?.isDescending ?? false;
  return [
    ...chosen.map(({ column, isDescending }) => {
      const { compared, isNotNull } = columnNamed(relation, column);
      return { sql: compared, isDescending, isNullable: !isNotNull };
    }),
    ...keyParts.map((part) => ({
      ...{ sql: part.sql, isNullable: false },
      isDescending: part.isDescending !== isReversed,
    })),
    ...(relation.key.kind === "ordinal" && chosen.length > 0 ? otherColumns(relation) : []),
  ];
}

const otherColumns = ({ columns }: Relation): Term[] =>
  columns
    .slice(0, mostOthers)
    .map(({ name }) => ({ sql: `${columnSql(name)} COLLATE BINARY`, isDescending: false, isNullable: true }));

/** Rows that are alike in so many columns look alike. */
const mostOthers = 100;

export const reversed = (terms: readonly Term[]): Term[] =>
  terms.map((term) => ({ ...term, isDescending: !term.isDescending }));

export const orderSql = (terms: readonly Term[]): string =>
  terms.map(({ sql, isDescending }) => `${sql}${isDescending ? " DESC" : ""}`).join(", ");

/**
 * The rows after an anchor as conditions, each for rows that all come before those of the next one. An index on the terms
 * has the rows of each in one run.
 *
 * @param reach whether the anchor's own row is among them
 */
export function rangesAfter(terms: readonly Term[], anchor: Anchor, reach: "after" | "from"): string[] {
  const ranges: string[] = [];
  for (let count = terms.length; count-- > 0; ) {
    const same = terms.slice(0, count).map((term, index) => equal(term, anchor[index]));
    const isLast = count === terms.length - 1;
    for (const beyond of beyondOf(terms[count]!, anchor[count], isLast ? reach : "after")) {
      ranges.push([...same, beyond].join(" AND "));
    }
  }
  return ranges;
}

const equal = ({ sql }: Term, value: string | undefined): string =>
  value === undefined ? `${sql} IS NULL` : `${sql} = ${value}`;

/** NULL comes before all else. */
function beyondOf(
  { sql, isDescending, isNullable }: Term,
  value: string | undefined,
  reach: "after" | "from",
): string[] {
  if (value === undefined) return isDescending ? [] : [`${sql} IS NOT NULL`];
  const operator = `${isDescending ? "<" : ">"}${reach === "from" ? "=" : ""}`;
  const range = `${sql} ${operator} ${value}`;
  return isDescending && isNullable ? [range, `${sql} IS NULL`] : [range];
}
