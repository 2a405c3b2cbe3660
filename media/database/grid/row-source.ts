/** Where a grid has its rows from. A grid knows indexes alone; whether rows lie in memory or in a file is the source's. */
import { isWhole, type Value } from "../../../server/src/database/output/value.ts";
import type { Cell } from "../../../server/src/database/protocol.ts";

export interface Row {
  /** Names it among the others; nothing that people see. */
  readonly key: string;
  /** In the order of the grid's `columns`. Long values are cut off: `Cell` says how long they are. */
  readonly cells: readonly Cell[];
}

export interface RowSource {
  /** How many rows there are to scroll through; about, where `isExact` is not. */
  readonly count: number;
  readonly isExact: boolean;
  /** @param index from 0 on. @returns undefined where it is not there yet, and where a placeholder is drawn */
  row(index: number): Row | undefined;
  /** Whether the number of this row is known, and no estimate. */
  isNumberExact(index: number): boolean;
  /** [first, end) is in view: what is not there yet is to come. Called often, and cheap where there is nothing to do. */
  show(first: number, end: number): void;
  /** @returns what ends it */
  listen(listener: (change: RowChange) => void): () => void;
  /** Whole values of rows [first, end), for copies. @param columns indexes, in the order wanted. @throws AskError */
  read(first: number, end: number, columns: readonly number[], options: ReadOptions): Promise<readonly Value[][]>;
}

export type RowChange =
  /** There are other rows, or more, at the places that were asked for. */
  | { readonly kind: "rows" }
  /** Rows have other indexes now, as an estimate was wrong: what was `i` is `i + by`. What is seen stays where it is. */
  | { readonly kind: "moved"; readonly by: number }
  /** Somebody wants to see this row: it is to be at the top. */
  | { readonly kind: "jumped"; readonly to: number };

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Rows that are all there, such as those of a query. A cell that is cut off is not copied: nobody would see it. */
export function arraySource(rows: readonly (readonly Cell[])[]): RowSource {
  const made: Row[] = [];
  return {
    count: rows.length,
    isExact: true,
    row(index) {
      const cells = rows[index];
      if (cells === undefined) return undefined;
      // The same object each time: whoever draws it sees that it is the same row.
      made[index] ??= { key: String(index), cells };
      return made[index];
    },
    isNumberExact: () => true,
    show: () => undefined,
    listen: () => () => undefined,
    async read(first, end, columns) {
      const values = rows.slice(first, end).map((cells) => columns.map((column) => cells[column] ?? null));
      if (!values.every((cells) => cells.every(isWhole))) {
        throw new Error("a value is longer than what is held of it. An export writes it whole.");
      }
      return values;
    },
  };
}
