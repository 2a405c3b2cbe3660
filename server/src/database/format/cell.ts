/** B-tree pages and the cells in them ("Database File Format", sections 1.6 and 1.7), for a page alone: nothing is followed. */
import { u16, u32, varint, varintLength } from "./numbers.ts";

/** The first byte of a b-tree page. */
const indexInterior = 2;
const tableInterior = 5;
export const indexLeaf = 10;
const tableLeaf = 13;

export interface TreePage {
  readonly flags: number;
  readonly isLeaf: boolean;
  readonly isTable: boolean;
  /** Where the header begins: 100 on page 1. */
  readonly start: number;
  readonly cellCount: number;
  /** Where the array of cell offsets begins and ends. */
  readonly pointers: number;
  readonly pointersEnd: number;
  /** Where the cells begin. */
  readonly content: number;
  /** Of an interior page; 0 of leaves. */
  readonly rightChild: number;
  readonly firstFreeblock: number;
  /** Bytes that are too few for a freeblock. */
  readonly fragments: number;
}

/** @returns why the page is none of a b-tree, or its header */
export function treePage(bytes: Uint8Array, page: number, usable: number): TreePage | string {
  const start = page === 1 ? 100 : 0;
  const flags = bytes[start]!;
  if (flags !== indexInterior && flags !== tableInterior && flags !== indexLeaf && flags !== tableLeaf) {
    return `begins with ${flags}, as no page of a b-tree does`;
  }
  const isLeaf = flags >= indexLeaf;
  const cellCount = u16(bytes, start + 3);
  const pointers = start + (isLeaf ? 8 : 12);
  const pointersEnd = pointers + 2 * cellCount;
  // 0 stands for 65,536, which is the end of the largest page when it is empty.
  const content = u16(bytes, start + 5) || 0x1_0000;
  // A cell takes 4 bytes at least, and 2 for its place.
  if (start + 8 + 6 * cellCount > usable) return `claims ${cellCount} cells, for which it has no room`;
  if (content < pointersEnd || content > usable) return `says that its cells begin at ${content}, where none can be`;
  return {
    flags,
    isLeaf,
    isTable: flags === tableInterior || flags === tableLeaf,
    start,
    cellCount,
    pointers,
    pointersEnd,
    content,
    rightChild: isLeaf ? 0 : u32(bytes, start + 8),
    firstFreeblock: u16(bytes, start + 1),
    fragments: bytes[start + 7]!,
  };
}

/** Free bytes within a page: what lies before its cells, fragments and freeblocks; a sentence where those lead nowhere. */
export function freeBytes(bytes: Uint8Array, page: TreePage, usable: number): number | string {
  let free = page.content - page.pointersEnd + page.fragments;
  // Each freeblock names the next, which lies behind it, and its own size, of 4 at least.
  for (let at = page.firstFreeblock; at !== 0; ) {
    if (at < page.content || at + 4 > usable) return `has a freeblock at ${at}, where none can be`;
    const next = u16(bytes, at);
    const size = u16(bytes, at + 2);
    if (size < 4 || at + size > usable || (next !== 0 && next < at + size)) return `has a broken freeblock at ${at}`;
    free += size;
    at = next;
  }
  return free > usable ? "has more free bytes than bytes" : free;
}

/** A cell; one object is filled again and again, as there are tens of millions. */
export interface CellShape {
  /** In the page, in bytes: 4 at least, as a freeblock has to fit where it was. */
  size: number;
  /** Of an interior page; 0 elsewhere. */
  child: number;
  /** Where the rowid's integer begins; 0 where it has none. */
  rowid: number;
  /** The whole record, in bytes; 0 in the interior of a table. */
  payload: number;
  /** Where its beginning lies in the page, and how much of it. */
  local: number;
  localLength: number;
  /** The first page of the rest; 0 where there is none. */
  overflow: number;
}

export const emptyCell = (): CellShape => ({
  size: 0,
  child: 0,
  rowid: 0,
  payload: 0,
  local: 0,
  localLength: 0,
  overflow: 0,
});

/** @returns whether it lies within the page; the shape has no meaning where it does not */
export function readCell(bytes: Uint8Array, page: TreePage, at: number, usable: number, cell: CellShape): boolean {
  let next = at;
  if (page.isLeaf) cell.child = 0;
  else {
    if (at + 4 > usable) return false;
    cell.child = u32(bytes, at);
    next += 4;
  }
  const hasPayload = page.isLeaf || !page.isTable;
  if (hasPayload) {
    cell.payload = varint(bytes, next);
    next += varintLength(bytes, next);
  } else cell.payload = 0;
  if (page.isTable) {
    cell.rowid = next;
    next += varintLength(bytes, next);
  } else cell.rowid = 0;
  if (next > usable || cell.payload > longestPayload) return false;
  const local = localLength(cell.payload, page.isTable, usable);
  const hasOverflow = local < cell.payload;
  cell.local = next;
  cell.localLength = local;
  next += local;
  if (hasOverflow && next + 4 > usable) return false;
  cell.overflow = hasOverflow ? u32(bytes, next) : 0;
  cell.size = Math.max(next + (hasOverflow ? 4 : 0) - at, 4);
  return at + cell.size <= usable;
}

/** Of a row, in bytes: SQLite reads nothing longer. */
const longestPayload = 0x7fff_ffff;

/** How much of a record stays in its cell (1.6, with the names of that section). */
function localLength(payload: number, isTable: boolean, usable: number): number {
  const x = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (payload <= x) return payload;
  const m = Math.floor(((usable - 12) * 32) / 255) - 23;
  const k = m + ((payload - m) % (usable - 4));
  return k <= x ? k : m;
}
