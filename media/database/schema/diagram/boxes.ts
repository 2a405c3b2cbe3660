/** Tables as boxes: which columns are written in them, how large they are, and where a foreign key meets them. */
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";
import type { Layout, LayoutInput, Point } from "../../../drawing/layout.ts";
import { visibleText } from "../../../parts/visible.ts";
import type { DrawnReference, SchemaGraph } from "./graph.ts";

/** Which columns are written. */
export const details = ["all", "keys", "none"] as const;
export type Detail = (typeof details)[number];

export interface Box {
  readonly table: CatalogObject;
  /** As it is written. */
  readonly title: string;
  readonly rows: readonly BoxRow[];
  readonly width: number;
  readonly height: number;
  /** Of the title where nothing else can be read, in pixels: as large as there is room. */
  readonly farSize: number;
}

export interface BoxRow {
  /** Undefined in the last row, which says how many columns there are more. */
  readonly column: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly mark: "PK" | "FK" | "PF" | "";
}

export interface Measure {
  title(text: string): number;
  row(text: string): number;
}

export const headHeight = 28;
export const rowHeight = 19;
/** From the box's left to the names of columns. */
export const nameLeft = 32;
export const padding = 10;
/** Of titles, in pixels. */
export const titleSize = 13;
/** Below the last row. */
const foot = 4;
const least = 110;
/** Columns of one box, and characters of one text: what is longer is told whole where it is selected. */
const mostRows = 24;
const longest = 30;

export function boxesOf({ tables, references }: SchemaGraph, detail: Detail, measure: Measure): readonly Box[] {
  const foreign = new Map<CatalogObject, Set<string>>();
  for (const { from, columns } of references) {
    foreign.set(from, new Set([...(foreign.get(from) ?? []), ...columns]));
  }
  return tables.map((table) => {
    const rows = rowsOf(table, detail, foreign.get(table) ?? new Set());
    const title = shortened(table.name);
    const widths = rows.map(({ name, type }) => measure.row(name) + (type === "" ? 0 : padding + measure.row(type)));
    const titleWidth = measure.title(title);
    const width = Math.max(least, titleWidth + 2 * padding, nameLeft + padding + Math.max(0, ...widths));
    const height = headHeight + (rows.length === 0 ? 0 : rows.length * rowHeight + foot);
    const farSize = Math.floor(Math.min((titleSize * (width - 2 * padding)) / titleWidth, height - 8, 3 * titleSize));
    return { table, title, rows, width: Math.ceil(width), height, farSize };
  });
}

/** From those that have a foreign key, on the left, to those that it names. */
export function layoutInputOf(boxes: readonly Box[], references: readonly DrawnReference[]): LayoutInput {
  const indexes = new Map(boxes.map(({ table }, index) => [table, index]));
  return {
    nodes: boxes.map(({ width, height }) => ({ width, height })),
    edges: references.map(({ from, to }) => ({ from: indexes.get(from) ?? 0, to: indexes.get(to) ?? 0 })),
    separation: 24,
    isWrapped: true,
  };
}

/** The ways of the foreign keys, each from its first column's row to that of the column that it names. */
export function routesOf(
  boxes: readonly Box[],
  references: readonly DrawnReference[],
  layout: Layout,
): readonly (readonly Point[])[] {
  const placed = new Map(boxes.map((box, index) => [box.table, { box, place: layout.nodes[index] ?? { x: 0, y: 0 } }]));
  return references.map(({ from, to, columns, parentColumns }, index) => {
    const points = layout.edges[index] ?? [];
    const [child, parent] = [placed.get(from), placed.get(to)];
    const [start, end] = [points[0], points.at(-1)];
    if (child === undefined || parent === undefined || start === undefined || end === undefined) return [];
    const startY = child.place.y + rowMiddle(child.box, columns[0]);
    const endY = parent.place.y + rowMiddle(parent.box, parentColumns[0]);
    // Out at the right and in again there: a table that names itself.
    if (from === to) {
      const right = child.place.x + child.box.width / 2;
      const out = { x: right + 36, y: (startY + endY) / 2 };
      return [{ x: right, y: startY }, out, { x: right, y: endY }];
    }
    return [{ x: start.x, y: startY }, ...points.slice(1, -1), { x: end.x, y: endY }];
  });
}

/** From the middle of the box. Columns that are not written are met at the head or, where others are, at the last row. */
function rowMiddle({ rows, height }: Box, column: string | undefined): number {
  const top = -height / 2;
  const index = rows.findIndex((row) => row.column?.toLowerCase() === column?.toLowerCase());
  const last = rows.at(-1);
  const place = index >= 0 ? index : last !== undefined && last.column === undefined ? rows.length - 1 : -1;
  return place < 0 ? top + headHeight / 2 : top + headHeight + (place + 0.5) * rowHeight;
}

function rowsOf({ columns }: CatalogObject, detail: Detail, foreign: ReadonlySet<string>): readonly BoxRow[] {
  if (detail === "none") return [];
  const all = columns
    .filter(({ isHidden }) => !isHidden)
    .map(({ name, type, primaryKey }): BoxRow => {
      const [isPrimary, isForeign] = [primaryKey > 0, foreign.has(name)];
      const mark = isPrimary ? (isForeign ? "PF" : "PK") : isForeign ? "FK" : "";
      return { column: name, name: shortened(name), type: shortened(type), mark };
    })
    .filter(({ mark }) => detail === "all" || mark !== "");
  if (all.length <= mostRows) return all;
  const rest = { column: undefined, name: `… ${all.length - mostRows + 1} more`, type: "", mark: "" } as const;
  return [...all.slice(0, mostRows - 1), rest];
}

/** Fewer characters, all of them visible. */
function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * longest + 2)];
  return visibleText(characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`);
}
