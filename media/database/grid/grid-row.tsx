/** One row of a grid: its number, and the cells of the columns that are in view. */
import { memo } from "preact/compat";
import { numberText } from "../../parts/numbers.ts";
import { CellText, cellClass } from "./cell-text.tsx";
import type { LaidColumn } from "./columns.ts";
import type { Row } from "./row-source.ts";

export interface GridRowProps {
  /** Undefined while it is on its way. */
  readonly row: Row | undefined;
  readonly index: number;
  readonly isNumberExact: boolean;
  /** In pixels, within the body. */
  readonly top: number;
  readonly gutter: number;
  /** Those to draw, the first of which is the one at `place` of all. */
  readonly columns: readonly LaidColumn[];
  /** Of `columns`, places among those that are shown. */
  readonly places: readonly number[];
  /** Places that are selected, both included; -1 where none is. */
  readonly firstSelected: number;
  readonly lastSelected: number;
  /** Place of the cell that has the grid's focus; -1 where it is in another row. */
  readonly focus: number;
  readonly isSelected: boolean;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, isNumberExact, top, gutter, columns, places, firstSelected, lastSelected, focus } = props;
  const number = numberText(index + 1);
  return (
    <div
      class={index % 2 === 0 ? "grid-row" : "grid-row grid-odd"}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        class={isNumberExact ? "grid-number" : "grid-number grid-about"}
        role="rowheader"
        tabIndex={-1}
        aria-colindex={1}
        title={isNumberExact ? undefined : `About row ${number}`}
        style={{ width: `${gutter}px` }}
      >
        {isNumberExact ? number : `~${number}`}
      </div>
      {columns.map(({ index: column, key, left, width }, at) => {
        const place = places[at]!;
        const cell = row?.cells[column];
        const isSelected = place >= firstSelected && place <= lastSelected;
        const kind = cell === undefined ? "" : cellClass(cell);
        return (
          <div
            key={key}
            class={`grid-cell ${kind}${isSelected ? " grid-selected" : ""}${place === focus ? " grid-focus" : ""}`}
            role="gridcell"
            tabIndex={place === focus ? 0 : -1}
            aria-colindex={place + 2}
            aria-selected={isSelected}
            style={{ left: `${gutter + left}px`, width: `${width}px` }}
          >
            {cell === undefined ? <span class="skeleton-bar" /> : <CellText cell={cell} />}
          </div>
        );
      })}
    </div>
  );
});
