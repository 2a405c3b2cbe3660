/** One page of a database, taken apart: its cells with their values, which pages it leads to, its bytes. */
import type { ByteSource } from "../../binary/source.ts";
import { Refusal } from "../engine/failures.ts";
import type { Result } from "../protocol.ts";
import { type CellShape, emptyCell, indexLeaf, readCell, type TreePage, treePage } from "./cell.ts";
import { trunkRoom } from "./freelist.ts";
import { isPointerMap, type Layout, pointerMapEntries } from "./layout.ts";
import type { PageKind } from "./ledger.ts";
import { u16, u32, varint64 } from "./numbers.ts";
import { pageReader } from "./pages.ts";
import { readPayload } from "./payload.ts";
import { entryKinds } from "./pointer-maps.ts";
import { decodeRecord } from "./record.ts";
import { kindOf } from "./trees.ts";

type Page = Result<"page">;

/** @param kind what the page map has found it to be; told from its bytes where it is undefined, which may be wrong */
export function pageOf(source: ByteSource, layout: Layout, number: number, kind: PageKind | undefined): Page {
  const { pageCount } = layout;
  if (!Number.isInteger(number) || number < 1 || number > pageCount) {
    throw new Refusal(`There is no page ${number}: the database has pages 1 to ${pageCount}.`);
  }
  // Its own memory: a view would take what it is a part of along when it is sent.
  const bytes = pageReader(source, layout).read(number).slice();
  const found = kind ?? guessed(source, layout, number, bytes);
  const page = { number, kind: found, bytes, cells: [], links: [] };
  switch (found) {
    case "table leaf":
    case "table interior":
    case "index leaf":
    case "index interior":
      return { ...page, ...treeContent(source, layout, number, bytes) };
    case "overflow":
      return { ...page, links: linkTo("the next page of the record", u32(bytes, 0), pageCount) };
    case "freelist trunk":
      return { ...page, ...trunkContent(layout, bytes) };
    case "pointer map":
      return { ...page, links: pointerLinks(layout, number, bytes) };
    default:
      return page;
  }
}

/** What can be told from a page without the map: a page that was freed looks like what it was, so the freelist is asked first. */
function guessed(source: ByteSource, layout: Layout, number: number, bytes: Uint8Array): PageKind {
  if (number === layout.lockBytePage) return "lock byte";
  if (isPointerMap(layout, number)) return "pointer map";
  const free = number === 1 ? undefined : freeKind(source, layout, number);
  if (free !== undefined) return free;
  const page = treePage(bytes, number, layout.usable);
  if (typeof page !== "string") return kindOf(page);
  return number !== 1 && u32(bytes, 0) <= layout.pageCount ? "overflow" : "unknown";
}

function freeKind(source: ByteSource, layout: Layout, number: number): PageKind | undefined {
  const pages = pageReader(source, layout);
  const seen = new Set<number>();
  let trunk = layout.header.firstFreeTrunk;
  while (trunk > 0 && trunk <= layout.pageCount && !seen.has(trunk)) {
    if (trunk === number) return "freelist trunk";
    seen.add(trunk);
    const bytes = pages.read(trunk);
    const end = Math.min(u32(bytes, 4), trunkRoom(layout.usable));
    for (let index = 0; index < end; index++) if (u32(bytes, 8 + 4 * index) === number) return "freelist leaf";
    trunk = u32(bytes, 0);
  }
  return undefined;
}

/** What is decoded of a page's cells, so that one made to be slow is not: values in all, and bytes of one record and of all. */
const mostValues = 50_000;
const longestRecord = 256 * 1024;
const mostBytes = 8 * 1024 * 1024;

function treeContent(
  source: ByteSource,
  layout: Layout,
  number: number,
  bytes: Uint8Array,
): Pick<Page, "cells" | "links" | "problem"> {
  const { usable, pageCount } = layout;
  const page = treePage(bytes, number, usable);
  if (typeof page === "string") return { cells: [], links: [], problem: `It ${page}.` };
  const overflow = pageReader(source, layout);
  const cells: Page["cells"] = [];
  let values = mostValues;
  let length = mostBytes;
  for (let index = 0; index < page.cellCount; index++) {
    const offset = u16(bytes, page.pointers + 2 * index);
    const shape = emptyCell();
    if (offset < page.content || !readCell(bytes, page, offset, usable, shape)) {
      cells.push({ index, offset, size: 0, values: [], problem: "It does not lie within the page." });
      continue;
    }
    const cell = { index, offset, size: shape.size, ...leadsTo(page, bytes, shape) };
    if (page.isTable && !page.isLeaf) {
      cells.push({ ...cell, values: [] });
      continue;
    }
    const payload = readPayload(bytes, shape, Math.min(longestRecord, length), usable, overflow, pageCount);
    const record = decodeRecord(payload, shape.payload, layout.encoding, values);
    values -= record.values.length;
    length -= payload.length;
    cells.push({
      ...cell,
      values: [...record.values],
      ...(record.problem !== undefined && { problem: record.problem }),
    });
  }
  return { cells, links: linkTo("what is behind its last cell", page.rightChild, pageCount) };
}

function leadsTo(page: TreePage, bytes: Uint8Array, cell: CellShape) {
  return {
    ...(page.isTable && { rowid: String(varint64(bytes, cell.rowid)) }),
    ...(page.flags < indexLeaf && { child: cell.child }),
    ...(cell.overflow !== 0 && { overflow: cell.overflow }),
  };
}

function trunkContent(layout: Layout, bytes: Uint8Array): Pick<Page, "links" | "problem"> {
  const count = u32(bytes, 4);
  const most = trunkRoom(layout.usable);
  const links = linkTo("the next trunk", u32(bytes, 0), layout.pageCount);
  for (let index = 0; index < Math.min(count, most); index++) {
    links.push(...linkTo("a free page", u32(bytes, 8 + 4 * index), layout.pageCount));
  }
  if (count <= most) return { links };
  return { links, problem: `It claims ${count} free pages, for whose numbers it has no room.` };
}

function pointerLinks(layout: Layout, number: number, bytes: Uint8Array): Page["links"] {
  const end = Math.min(pointerMapEntries(layout), layout.pageCount - number);
  return Array.from({ length: end }, (_, index) => {
    const kind = entryKinds[bytes[5 * index]!];
    const parent = u32(bytes, 5 * index + 1);
    const text = kind === undefined ? "nothing known" : kind + (parent === 0 ? "" : ` of page ${parent}`);
    return { text, page: number + 1 + index };
  });
}

const linkTo = (text: string, page: number, pageCount: number): Page["links"] =>
  page >= 1 && page <= pageCount ? [{ text, page }] : [];
