/** How wide columns have to be for what they show. */
import type { Cell } from "../../../server/src/database/protocol.ts";
import { columnKeys } from "./columns.ts";
import type { GridColumn } from "./grid-props.ts";
import type { RowSource } from "./row-source.ts";

/** What is measured: [first, end) of a source's rows, in the font of an element. */
export interface Sample {
  readonly source: RowSource;
  readonly first: number;
  readonly end: number;
  readonly body: Element;
}

/** In pixels, with what stands around a text. */
const headRoom = 52;
const cellRoom = 18;
const badgeRoom = 48;
/** Rows that are not in view have longer numbers. */
const slack = 1.2;

/** @param most in pixels */
export function fittedWidth(
  column: GridColumn,
  index: number,
  { source, first, end, body }: Sample,
  most: number,
): number {
  const width = penFor(body);
  let widest = width(column.name) * 1.05 + width(column.type) * 0.85 + headRoom;
  if (column.notes?.includes("primary key") === true) widest += 16;
  for (let row = first; row < end && widest < most; row++) {
    const cell = source.row(row)?.cells[index];
    if (cell === undefined) continue;
    const badge = cell !== null && (cell.type === "blob" || (cell.type === "text" && cell.bytes !== undefined));
    widest = Math.max(widest, width(sketch(cell)) * slack + cellRoom + (badge ? badgeRoom : 0));
  }
  return Math.ceil(Math.min(widest, most));
}

/** Widths of all columns by their keys, of those that have so many. */
export function fittedWidths(columns: readonly GridColumn[], sample: Sample): Readonly<Record<string, number>> {
  const keys = columnKeys(columns);
  const measured = columns.slice(0, mostMeasured);
  return Object.fromEntries(
    measured.map((column, index) => [keys[index]!, fittedWidth(column, index, sample, usualMost)]),
  );
}

/** One text is not to push all others out of sight. */
const usualMost = 340;
const mostMeasured = 300;

/** As long as what `CellText` draws, near enough. */
function sketch(cell: Cell): string {
  if (cell === null) return "NULL";
  if (cell.type !== "blob") return cell.text.slice(0, 200);
  return `1023 bytes ${"00 ".repeat(Math.min(8, cell.length))}`;
}

function penFor(body: Element): (text: string) => number {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen === null) return (text) => text.length * 8;
  const { fontSize, fontFamily } = getComputedStyle(body);
  pen.font = `${fontSize} ${fontFamily}`;
  return (text) => pen.measureText(text).width;
}
