/** What a grid is sent of rows: of long values the beginning, without all of them being in memory at a time. */
import { cellOf } from "../engine/cells.ts";
import { type Value, wholeValue } from "../output/value.ts";
import type { Cell } from "../protocol.ts";

/** Reads expressions of the same rows each time. */
export type ReadRows = (expressions: readonly string[]) => readonly (readonly Value[])[];

/** In bytes; all values up to this length are read at once. */
const longFrom = 4096;

/**
 * Of long values that are looked into for a page of rows, in bytes: SQLite reads a value whole to have its beginning. It is
 * shared among them, and of those that are longer than their share the length alone is shown.
 */
const longBudget = 256 * 1024 * 1024;

/**
 * @param columns expressions over `t`
 * @param budget of long values that are looked into, in bytes
 */
export function cellsIn(columns: readonly string[], read: ReadRows, budget = longBudget): Cell[][] {
  // A blob of one byte more than any value that is given as it is stands for one that is not.
  const rows = read(
    columns.map((sql) => `CASE WHEN octet_length(${sql}) > ${longFrom} THEN zeroblob(${longFrom + 1}) ELSE ${sql} END`),
  );
  const isLong = (value: Value | undefined): boolean => value?.type === "blob" && value.bytes.length > longFrom;
  const cells = rows.map((values) => values.map((value) => cellOf(value)));
  const longColumns = columns.flatMap((sql, column) =>
    rows.some((values) => isLong(values[column])) ? [{ sql, column }] : [],
  );
  const longValues = rows.reduce((count, values) => count + values.filter(isLong).length, 0);
  for (let start = 0; start < longColumns.length; start += columnsAtOnce) {
    const some = longColumns.slice(start, start + columnsAtOnce);
    const beginnings = read(some.flatMap(({ sql }) => beginningSql(sql, Math.floor(budget / longValues))));
    for (const [row, values] of rows.entries()) {
      for (const [index, { column }] of some.entries()) {
        const beginning = beginnings[row]?.slice(4 * index, 4 * index + 4);
        if (isLong(values[column]) && beginning !== undefined) cells[row]![column] = longCell(beginning);
      }
    }
  }
  return cells;
}

/** Each is four expressions, and SQLite takes 2,000. */
const columnsAtOnce = 400;

/** What SQLite's functions of texts see ends at a NUL character: such a text is looked at here. */
function beginningSql(sql: string, most: number): string[] {
  const affordable = (wanted: string): string => `CASE WHEN octet_length(${sql}) <= ${most} THEN ${wanted} END`;
  const text = `CAST(substr(CAST(${sql} AS BLOB), 1, 4000) AS TEXT)`;
  return [
    ...[`typeof(${sql})`, `octet_length(${sql})`],
    affordable(`CASE typeof(${sql}) WHEN 'text' THEN ${text} ELSE substr(${sql}, 1, 4000) END`),
    affordable(`CASE WHEN instr(${sql}, char(0)) THEN ${sql} ELSE length(${sql}) END`),
  ];
}

/** Of one that is too long to be looked into the length is that in bytes, of text too. */
function longCell([type, octets, beginning, length]: readonly Value[]): Cell {
  if (type?.type !== "text" || type.text !== "text") {
    const bytes = beginning?.type === "blob" ? beginning.bytes : new Uint8Array();
    return { ...(cellOf({ type: "blob", bytes }) as Extract<Cell, { type: "blob" }>), length: numberOf(octets) };
  }
  const shown = cellOf(beginning?.type === "text" ? withoutCutEnd(beginning) : { type: "text", text: "" });
  const whole = length?.type === "text" ? (cellOf(length) as TextCell).length : numberOf(length ?? octets);
  return { ...(shown as TextCell), length: whole, isWhole: false };
}

type TextCell = Extract<Cell, { type: "text" }>;

/** The last character may be cut off, for which no text is to be taken for one that is no UTF-8. */
function withoutCutEnd(value: Extract<Value, { type: "text" }>): Value {
  const { bytes } = value;
  if (bytes === undefined) return value;
  const tries = [1, 2, 3].map((count) => wholeValue("text", bytes.subarray(0, bytes.length - count)));
  return tries.find((each) => each !== null && !("bytes" in each)) ?? value;
}

/** Of an integer. */
export const numberOf = (value: Value | undefined): number => (value?.type === "integer" ? Number(value.text) : 0);
