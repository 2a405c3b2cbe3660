/**
 * Tables and indexes with their root pages, read from the table at page 1 without SQLite: of a file that SQLite refuses, too
 * ("Database File Format", section 2.6).
 */
import type { ByteSource } from "../../binary/source.ts";
import { emptyCell, readCell, treePage } from "./cell.ts";
import type { Layout } from "./layout.ts";
import { u16 } from "./numbers.ts";
import { pageReader } from "./pages.ts";
import { readPayload } from "./payload.ts";
import { decodeRecord } from "./record.ts";

export interface RootedObject {
  readonly kind: "table" | "index";
  readonly name: string;
  readonly table: string;
  readonly root: number;
}

/** What is broken is left out: the walk over the trees comes by there as well, and says so. */
export function rootsOf(source: ByteSource, layout: Layout): readonly RootedObject[] {
  const roots: RootedObject[] = [];
  const pages = pageReader(source, layout);
  const overflow = pageReader(source, layout);
  const seen = new Set<number>();
  const waiting = layout.pageCount > 0 ? [1] : [];
  const cell = emptyCell();
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number) || number < 1 || number > layout.pageCount) continue;
    seen.add(number);
    const bytes = pages.read(number);
    const page = treePage(bytes, number, layout.usable);
    if (typeof page === "string" || !page.isTable) continue;
    for (let pointer = page.pointers; pointer < page.pointersEnd; pointer += 2) {
      const at = u16(bytes, pointer);
      if (at < page.content || !readCell(bytes, page, at, layout.usable, cell)) continue;
      if (!page.isLeaf) {
        waiting.push(cell.child);
        continue;
      }
      const payload = readPayload(bytes, cell, longestNames, layout.usable, overflow, layout.pageCount);
      const object = objectOf(decodeRecord(payload, cell.payload, layout.encoding, 4).values);
      if (object !== undefined) roots.push(object);
      if (roots.length >= mostObjects) return roots;
    }
    if (!page.isLeaf) waiting.push(page.rightChild);
  }
  return roots;
}

/** What is read of a row: its name and its table's stand before the SQL. In bytes. */
const longestNames = 4096;
/** Each has a page of its own, in 4 GB of the usual ones. */
const mostObjects = 1_000_000;

function objectOf([kind, name, table, root]: ReturnType<typeof decodeRecord>["values"]): RootedObject | undefined {
  if (kind?.type !== "text" || (kind.text !== "table" && kind.text !== "index")) return undefined;
  if (name?.type !== "text" || table?.type !== "text" || root?.type !== "integer") return undefined;
  const page = Number(root.text);
  // Virtual tables have none.
  return page > 0 ? { kind: kind.text, name: name.text, table: table.text, root: page } : undefined;
}
