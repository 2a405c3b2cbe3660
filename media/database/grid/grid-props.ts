/** What a grid is given, and what it says of itself. */
import type { Cell } from "../../../server/src/database/protocol.ts";
import type { MenuItem } from "../../parts/menu.tsx";
import type { ColumnLayout } from "./columns.ts";
import type { RowSource } from "./row-source.ts";

export interface GridColumn {
  /** As people know it; two may have the same. */
  readonly name: string;
  /** As declared; empty where nothing is. */
  readonly type: string;
  /** "primary key", "not null": for its tooltip. */
  readonly notes?: readonly string[];
}

/** A cell by its row's index and its column's in `columns`. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface SortKey {
  readonly column: number;
  readonly isDescending: boolean;
}

export interface GridProps {
  /** What the rows are, for those who do not see them. */
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** Another one is another table: scrolled to its start, nothing selected. */
  readonly source: RowSource;
  /** Keys of the sort, the first the weightiest. Where `onSort` is left out, heads sort nothing. */
  readonly sort?: readonly SortKey[];
  onSort?(sort: readonly SortKey[]): void;
  /** Order, widths and hidden columns, where they are to be kept; the grid keeps them itself where it is left out. */
  readonly layout?: ColumnLayout;
  onLayout?(layout: ColumnLayout): void;
  /** To the clipboard. */
  onCopy(text: string): void;
  /** What copies as SQL insert into. */
  readonly name?: string;
  /** The first row in view when the grid is made. */
  readonly startTop?: number;
  /** [first, end) is in view. */
  onView?(first: number, end: number): void;
  /** The cell that has the focus is another one. */
  onPlace?(place: Place | undefined): void;
  /** Enter, or a double click. */
  onOpen?(place: Place): void;
  /** More that may be done with a column, or with a cell. */
  headItems?(column: number): readonly MenuItem[];
  cellItems?(place: Place, cell: Cell): readonly MenuItem[];
}
