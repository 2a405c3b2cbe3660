/** Values of SQLite as they are, and as much of them as a grid is sent. */

import { decoded, type Value, wholeValue } from "../output/value.ts";
import type { Cell } from "../protocol.ts";
import type { SqlValue, Statement } from "./sqlite.ts";

/** The row that a statement stands at: whole values, each exactly as SQLite has it. */
export const valuesOf = (statement: Statement): Value[] =>
  statement.get(null, exact).map((value, column) => {
    if (value === null) return null;
    if (typeof value === "bigint") return { type: "integer", text: String(value) };
    // sql.js drops byte order marks and misreads what is no UTF-8; of a real number these are SQLite's own digits, less the sign of -0.0.
    if (typeof value === "string") return wholeValue("text", statement.getBlob(column));
    if (Object.is(value, -0)) return { type: "real", text: "-0.0" };
    if (typeof value === "number") return wholeValue("real", statement.getBlob(column));
    return { type: "blob", bytes: value };
  });

/** The same for a program: what is no UTF-8 has replacement characters. */
export const plainValuesOf = (statement: Statement): SqlValue[] =>
  statement
    .get(null, exact)
    .map((value, column) => (typeof value === "string" ? decoded(statement.getBlob(column)).text : value));

const exact = { useBigInt: true } as const;

/** The row that a query's statement stands at. */
export const cellsOf = (statement: Statement): Cell[] => valuesOf(statement).map((value) => cellOf(value, held));

/** How much there is of a text or a blob, in UTF-16 units and bytes. */
interface Share {
  readonly text: number;
  readonly bytes: number;
}

/** Of what has a key, and is asked for where somebody wants all of it. */
const shown: Share = { text: 1000, bytes: 64 };
/** Of a query's rows, of which nothing else can be asked for: what is copied of them is this, or nothing. */
const held: Share = { text: 65_536, bytes: 65_536 };

export function cellOf(value: Value, share = shown): Cell {
  if (value === null) return null;
  if (value.type === "blob") return { ...value, bytes: value.bytes.slice(0, share.bytes), length: value.bytes.length };
  if (value.type !== "text") return { type: value.type, text: value.text };
  const isWhole = value.text.length <= share.text;
  return {
    type: "text",
    text: isWhole ? value.text : beginningOf(value.text, share.text),
    length: lengthOf(value.text),
    isWhole,
    ...(value.bytes !== undefined && { bytes: value.bytes.slice(0, isWhole ? undefined : share.text) }),
  };
}

/** Not cut within a character. */
function beginningOf(text: string, most: number): string {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}

/** In characters as SQL counts them: one beyond U+FFFF is one. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) length--;
  }
  return length;
}
