/**
 * How a database divides into pages: what must be known to read any of them. Sections are those of "Database File Format"
 * (sqlite.org/fileformat2.html).
 */

import type { ByteSource } from "../../binary/source.ts";
import { type DatabaseHeader, headerSize, readHeader } from "../../embed/sqlite-header.ts";

export interface Layout {
  readonly header: DatabaseHeader;
  readonly pageSize: number;
  /** Bytes of a page that are SQLite's. */
  readonly usable: number;
  /** Pages that are there and belong to the database. */
  readonly pageCount: number;
  /** Nothing is ever written to it; 0 where the file is too short to have one (1.4). */
  readonly lockBytePage: number;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly hasPointerMaps: boolean;
}

/** @returns why it cannot be read as a database, or how it is laid out */
export function layoutOf(source: ByteSource): Layout | { readonly mistake: string } {
  const header = readHeader(source.read(0, Math.min(headerSize, source.length)));
  if ("mistake" in header) return header;
  const { pageSize } = header;
  const usable = pageSize - header.reservedBytes;
  // 1.3.4: the smallest page with the most reserved bytes is not allowed.
  if (usable < 480) return { mistake: `each page has ${header.reservedBytes} reserved bytes, which leaves too little` };
  const inFile = Math.ceil(source.length / pageSize);
  const pageCount = Math.min(header.pageCount ?? inFile, inFile);
  const lockBytePage = lockByte / pageSize + 1;
  return {
    header,
    pageSize,
    usable,
    pageCount,
    lockBytePage: lockBytePage <= pageCount ? lockBytePage : 0,
    encoding: header.encoding === 2 ? "utf-16le" : header.encoding === 3 ? "utf-16be" : "utf-8",
    hasPointerMaps: header.largestRoot > 0,
  };
}

/** Where locks lie that are taken through the operating system: 1 GiB (1.4). */
const lockByte = 0x4000_0000;

/** Entries of a pointer map: one for each of the pages that follow it (1.8). */
export const pointerMapEntries = ({ usable }: Pick<Layout, "usable">): number => Math.floor(usable / 5);

/**
 * Whether a page is a pointer map: page 2, and each page behind those that the one before it describes. One that would be
 * the lock-byte page is the page behind it (1.8).
 */
export function isPointerMap(layout: Layout, page: number): boolean {
  return layout.hasPointerMaps && page >= 2 && pointerMapOf(layout, page) === page;
}

/** The pointer map that has a page's entry; the page itself where it is one. */
function pointerMapOf(layout: Layout, page: number): number {
  const each = pointerMapEntries(layout) + 1;
  const map = Math.floor((page - 2) / each) * each + 2;
  return map === layout.lockBytePage ? map + 1 : map;
}
