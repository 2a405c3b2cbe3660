/** Whole values of many rows, page by page, as a copy needs them. */
import { isWhole, type Value } from "../../../server/src/database/output/value.ts";
import type { Cell } from "../../../server/src/database/protocol.ts";
import type { AskRows, AskValue, From } from "./paged-source.ts";
import type { ReadOptions } from "./row-source.ts";

const pageSize = 500;

/** @throws AskError */
export async function readValues(
  { askRows, askValue }: { readonly askRows: AskRows; readonly askValue: AskValue },
  from: From,
  count: number,
  columns: readonly number[],
  { signal, onProgress }: ReadOptions,
): Promise<readonly Value[][]> {
  const read: Value[][] = [];
  let next = from;
  while (read.length < count) {
    const page = await askRows(next, Math.min(pageSize, count - read.length), signal);
    for (const { key, cells } of page.rows) {
      const values: Value[] = [];
      for (const column of columns) {
        const cell: Cell = cells[column] ?? null;
        values.push(isWhole(cell) ? (cell as Value) : await askValue(key, column, signal));
      }
      read.push(values);
    }
    onProgress?.(read.length / count);
    const last = page.rows.at(-1);
    if (page.isEnd || last === undefined) break;
    next = { kind: "after", key: last.key };
  }
  return read;
}
