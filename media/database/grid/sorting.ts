/** What a press on a column's head makes of the sort. */
import type { SortKey } from "./grid-props.ts";

/**
 * Ascending, then descending, then unsorted.
 * @param isAdded beside the other keys (Shift), and not in their place
 */
export function pressed(sort: readonly SortKey[], column: number, isAdded: boolean): readonly SortKey[] {
  const last = sort.find((key) => key.column === column);
  const next: SortKey | undefined =
    last === undefined
      ? { column, isDescending: false }
      : last.isDescending
        ? undefined
        : { column, isDescending: true };
  if (!isAdded) return next === undefined ? [] : [next];
  if (last === undefined) return [...sort, next!];
  return sort.flatMap((key) => (key.column !== column ? [key] : next === undefined ? [] : [next]));
}
