/** A cell's record with the overflow pages on which it goes on, to a limit (section 1.7). */
import type { CellShape } from "./cell.ts";
import { u32 } from "./numbers.ts";
import type { PageReader } from "./pages.ts";

/**
 * @param page the bytes that the cell lies in
 * @param most bytes that are wanted
 * @returns less than the record where it is longer than that, or where its pages end or go round in a circle
 */
export function readPayload(
  page: Uint8Array,
  cell: CellShape,
  most: number,
  usable: number,
  pages: PageReader,
  pageCount: number,
): Uint8Array {
  const local = page.subarray(cell.local, cell.local + cell.localLength);
  const wanted = Math.min(cell.payload, most);
  if (local.length >= wanted) return local;
  const all = new Uint8Array(wanted);
  all.set(local);
  let filled = local.length;
  // Each page is taken once at most: a circle is longer than the file at some time.
  for (let next = cell.overflow, left = pageCount; filled < wanted && left > 0; left--) {
    if (next < 1 || next > pageCount) break;
    const bytes = pages.read(next);
    const here = bytes.subarray(4, Math.min(usable, 4 + wanted - filled));
    all.set(here, filled);
    filled += here.length;
    next = u32(bytes, 0);
  }
  return all.subarray(0, filled);
}
