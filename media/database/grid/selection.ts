/** Which cells are selected, and where the focus is: a rectangle from where it began to where it is now. */

/** By index of the row, -1 for the heads, and by place among the columns that are shown. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly anchor: Spot;
  /** The cell that has the focus. */
  readonly focus: Spot;
  /** Whole rows, whatever their columns. */
  readonly isRows: boolean;
}

/** Both ends included. */
export interface Range {
  readonly rows: { readonly first: number; readonly last: number };
  readonly columns: { readonly first: number; readonly last: number };
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key goes. */
  readonly page: number;
}

export interface Keys {
  readonly key: string;
  readonly isShift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly isControl: boolean;
}

export const atSpot = (spot: Spot): Selection => ({ anchor: spot, focus: spot, isRows: false });

export const upTo = (selection: Selection, focus: Spot): Selection => ({ ...selection, focus });

export const wholeRow = (row: number, column: number): Selection => ({
  anchor: { row, column },
  focus: { row, column },
  isRows: true,
});

export function rangeOf({ anchor, focus, isRows }: Selection, { columns }: Pick<Extent, "columns">): Range {
  const between = (one: number, other: number) => ({ first: Math.min(one, other), last: Math.max(one, other) });
  return {
    rows: between(Math.max(anchor.row, 0), Math.max(focus.row, 0)),
    columns: isRows ? { first: 0, last: columns - 1 } : between(anchor.column, focus.column),
  };
}

/** What a key makes of it. @returns undefined where the key is none of ours */
export function afterKey(selection: Selection, keys: Keys, extent: Extent): Selection | undefined {
  const { key, isShift, isControl } = keys;
  const last = { row: extent.rows - 1, column: extent.columns - 1 };
  if (isControl && key.toLowerCase() === "a") {
    return { anchor: { row: 0, column: 0 }, focus: { ...last, row: Math.max(0, last.row) }, isRows: false };
  }
  if (isShift && key === " ") return { ...selection, isRows: true };
  if (key === "Escape") {
    const { anchor, focus, isRows } = selection;
    const isOne = !isRows && anchor.row === focus.row && anchor.column === focus.column;
    return isOne ? undefined : atSpot(focus);
  }
  const focus = target(selection.focus, { key, isShift, isControl }, extent, last);
  if (focus === undefined) return undefined;
  // Heads are gone to, and no part of a range.
  const isKept = isShift && focus.row >= 0 && selection.anchor.row >= 0;
  return isKept ? upTo(selection, focus) : atSpot(focus);
}

function target({ row, column }: Spot, keys: Keys, { page }: Extent, last: Spot): Spot | undefined {
  const { key, isShift, isControl } = keys;
  const first = isShift ? Math.min(row, 0) : -1;
  const to = (next: number, nextColumn = column): Spot => ({
    row: Math.max(first, Math.min(next, last.row)),
    column: Math.max(0, Math.min(nextColumn, last.column)),
  });
  switch (key) {
    case "ArrowDown":
      return isControl ? to(last.row) : to(row + 1);
    case "ArrowUp":
      return isControl ? to(Math.min(row, 0)) : to(row - 1);
    case "ArrowRight":
      return isControl ? to(row, last.column) : to(row, column + 1);
    case "ArrowLeft":
      return isControl ? to(row, 0) : to(row, column - 1);
    case "PageDown":
      return to(row + page);
    case "PageUp":
      return to(Math.max(row - page, Math.min(row, 0)));
    case "Home":
      return isControl ? to(Math.min(0, last.row), 0) : to(row, 0);
    case "End":
      return isControl ? to(last.row, last.column) : to(row, last.column);
    default:
      return undefined;
  }
}

/** Where rows have other indexes now. */
export function shifted({ anchor, focus, isRows }: Selection, by: number): Selection {
  const shift = (spot: Spot): Spot => (spot.row < 0 ? spot : { ...spot, row: Math.max(0, spot.row + by) });
  return { anchor: shift(anchor), focus: shift(focus), isRows };
}
