/** The titles of a table's columns: those that it can be sorted by are buttons. */
import { Icon } from "../icon.tsx";
import type { TableColumn } from "./lines.ts";
import type { Sort } from "./sorting.ts";

export interface TableHeadProps<R> {
  readonly columns: readonly TableColumn<R>[];
  readonly tracks: string;
  readonly leastWidth: number;
  readonly sort: Sort | undefined;
  readonly onSort: ((column: string) => void) | undefined;
  /** An arrow leads back to the lines. */
  onLeave(): void;
}

export function TableHead<R>({ columns, tracks, leastWidth, sort, onSort, onLeave }: TableHeadProps<R>) {
  const walk = (event: KeyboardEvent): void => {
    const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("button")];
    const place = all.indexOf(event.target as HTMLElement);
    const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "ArrowDown") onLeave();
    else if (next !== undefined) all[Math.max(0, Math.min(next, all.length - 1))]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="table-head" role="rowgroup" style={{ minInlineSize: `${leastWidth}px` }} onKeyDown={walk}>
      <div class="table-titles" role="row" tabIndex={-1} aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {columns.map(({ id, title, compare, isNumber = false }) => {
          const order = sort?.column === id ? (sort.isDescending ? "descending" : "ascending") : undefined;
          return (
            <div
              key={id}
              class={isNumber ? "table-title table-number" : "table-title"}
              role="columnheader"
              tabIndex={-1}
              {...(order === undefined ? {} : { "aria-sort": order })}
            >
              {compare === undefined || onSort === undefined ? (
                title
              ) : (
                <button type="button" tabIndex={-1} title={`Sort by ${title}`} onClick={() => onSort(id)}>
                  {title}
                  {order !== undefined && <Icon name={order === "ascending" ? "arrow-small-up" : "arrow-small-down"} />}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
