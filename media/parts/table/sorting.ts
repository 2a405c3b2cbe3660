/** By which column a table is sorted, and which way; kept with the rest of what its tab keeps. */
import { useMemo } from "preact/hooks";
import * as v from "valibot";
import { type Kept, useKept } from "../../page/kept.ts";
import type { TableColumn } from "./lines.ts";

const sortSchema = v.nullable(v.object({ column: v.string(), isDescending: v.boolean() }));
export type Sort = v.InferOutput<typeof sortSchema>;

/** @returns the rows in their order, and what a press on a column's title makes of it: up, down, as it was */
export function useSorting<R>(
  kept: Kept,
  columns: readonly TableColumn<R>[],
  rows: readonly R[],
): { readonly rows: readonly R[]; readonly sort: Sort; sortBy(column: string): void } {
  const [sort, setSort] = useKept<Sort>(kept, "sort", sortSchema, null);
  const compare = sort === null ? undefined : columns.find(({ id }) => id === sort.column)?.compare;
  const sorted = useMemo(() => {
    if (compare === undefined) return rows;
    const direction = sort?.isDescending ? -1 : 1;
    return [...rows].sort((one, other) => direction * compare(one, other));
  }, [rows, compare, sort?.isDescending]);
  return {
    rows: sorted,
    sort,
    sortBy(column) {
      if (sort?.column !== column) setSort({ column, isDescending: false });
      else setSort(sort.isDescending ? null : { column, isDescending: true });
    },
  };
}

/** As people count: "x2" before "x10". */
export const byText = new Intl.Collator("en", { numeric: true }).compare;
