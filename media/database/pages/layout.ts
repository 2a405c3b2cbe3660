/** Where cells lie: rows from left to right, as wide as there is room. All lengths in CSS pixels. */

export interface Zoom {
  /** Width and height of a cell, with the gap to the next. */
  readonly size: number;
  readonly perCell: number;
}

export interface Layout extends Zoom {
  readonly cells: number;
  readonly columns: number;
  readonly rows: number;
  /** Of all rows. */
  readonly height: number;
}

export interface View {
  readonly width: number;
  readonly height: number;
}

/** From the nearest to the farthest; at the last one a file of any size fits into some thousand cells. */
export function zoomsOf(pages: number): readonly Zoom[] {
  const zooms: Zoom[] = sizes.map((size) => ({ size, perCell: 1 }));
  const smallest = sizes.at(-1)!;
  for (let perCell = 2; pages / perCell > fewestCells; perCell *= 2) zooms.push({ size: smallest, perCell });
  return zooms;
}

const sizes = [32, 24, 18, 14, 10, 8, 6] as const;
const fewestCells = 500;

/** The nearest one at which all pages are seen at once; the farthest where there is none. */
export function fitting(zooms: readonly Zoom[], pages: number, view: View): Zoom {
  return zooms.find((zoom) => layoutOf(zoom, pages, view).height <= view.height) ?? zooms.at(-1)!;
}

export function layoutOf({ size, perCell }: Zoom, pages: number, view: View): Layout {
  const cells = Math.ceil(pages / perCell);
  const columns = Math.max(1, Math.floor(view.width / size));
  const rows = Math.ceil(cells / columns);
  return { size, perCell, cells, columns, rows, height: rows * size };
}

/** In a browser an element has its limits: what would be taller cannot be scrolled. */
export const isScrollable = (zoom: Zoom, pages: number, view: View): boolean =>
  layoutOf(zoom, pages, view).height <= 8_000_000;

/** Pages from 1 on, cells from 0 on. */
export const cellOfPage = ({ perCell }: Zoom, page: number): number => Math.floor((page - 1) / perCell);
export const firstPageOf = ({ perCell }: Zoom, cell: number): number => cell * perCell + 1;

/** Of its left upper corner, from that of the first cell. */
export const placeOf = ({ columns, size }: Layout, cell: number): { readonly x: number; readonly y: number } => ({
  x: (cell % columns) * size,
  y: Math.floor(cell / columns) * size,
});

/** @returns undefined where there is none */
export function cellAt({ columns, size, cells }: Layout, x: number, y: number): number | undefined {
  const column = Math.floor(x / size);
  const cell = Math.floor(y / size) * columns + column;
  return x < 0 || y < 0 || column >= columns || cell >= cells ? undefined : cell;
}

/** How far to scroll so that a cell is in view: not at all where it is. */
export function revealed(layout: Layout, cell: number, scrollTop: number, view: View): number {
  const { y } = placeOf(layout, cell);
  const margin = Math.min(layout.size, (view.height - layout.size) / 2);
  if (y - margin < scrollTop) return Math.max(0, y - margin);
  if (y + layout.size + margin > scrollTop + view.height) return y + layout.size + margin - view.height;
  return scrollTop;
}

/** The page that a key goes to from another; undefined where it is no key of the map. */
export function pageAfterKey(layout: Layout, key: string, page: number, pages: number, view: View): number | undefined {
  const row = layout.columns * layout.perCell;
  const screen = row * Math.max(1, Math.floor(view.height / layout.size) - 1);
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: -layout.perCell, ArrowRight: layout.perCell, ArrowUp: -row, ArrowDown: row },
    ...{ PageUp: -screen, PageDown: screen, Home: -Infinity, End: Infinity },
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const target = page + step;
  // A row that is not there: nobody wants to be moved sideways. A screenful goes as far as there is.
  if ((key === "ArrowUp" || key === "ArrowDown") && (target < 1 || target > pages)) return page;
  return Math.min(pages, Math.max(1, target));
}
