/**
 * All b-trees of a database at once, level by level and each level in the order of its pages: a file of gigabytes is read
 * from its beginning to its end a few times, whatever the order of the rows. "Database File Format", sections 1.6 and 1.7.
 */
import type { ByteSource } from "../../binary/source.ts";
import { type CellShape, emptyCell, freeBytes, readCell, type TreePage, treePage } from "./cell.ts";
import { kindNumber, type Ledger, type PageKind } from "./ledger.ts";
import { u16, u32 } from "./numbers.ts";
import { type PageReader, pageReader } from "./pages.ts";

/** What was counted of a tree; the names are those of the protocol's `PageOwner`. */
export interface TreeCount {
  depth: number;
  leafPages: number;
  interiorPages: number;
  overflowPages: number;
  cells: number;
  payload: number;
  unused: number;
  /** The longest record, in bytes. */
  longest: number;
}

/**
 * @param roots the first page of each tree; the owner in the ledger is the place in this list, from 1 on
 * @param onPages how many pages were read since it was called last
 */
export function walkTrees(
  source: ByteSource,
  ledger: Ledger,
  roots: readonly number[],
  onPages: (count: number) => void,
): readonly TreeCount[] {
  const { layout } = ledger;
  const walk: Walk = {
    ledger,
    usable: layout.usable,
    trees: roots.map(() => ({ ...nothing })),
    isTable: roots.map(() => undefined),
    overflow: pageReader(source, layout),
    cell: emptyCell(),
    next: [],
    onPages,
  };
  const pages = pageReader(source, layout);
  roots.forEach((root, index) => {
    if (ledger.claim(root, "unknown", index + 1, 0)) walk.next.push(root);
  });
  for (let depth = 1; walk.next.length > 0; depth++) {
    const level = Uint32Array.from(walk.next).sort();
    walk.next = [];
    for (const page of level) {
      visit(walk, page, pages.read(page), depth);
      onPages(1);
    }
  }
  return walk.trees;
}

interface Walk {
  readonly ledger: Ledger;
  readonly usable: number;
  readonly trees: readonly TreeCount[];
  /** Of each tree; undefined as long as its root was not read. */
  readonly isTable: (boolean | undefined)[];
  readonly overflow: PageReader;
  readonly cell: CellShape;
  /** Pages of the next level. */
  next: number[];
  readonly onPages: (count: number) => void;
}

const nothing: TreeCount = {
  depth: 0,
  leafPages: 0,
  interiorPages: 0,
  overflowPages: 0,
  cells: 0,
  payload: 0,
  unused: 0,
  longest: 0,
};

function visit(walk: Walk, number: number, bytes: Uint8Array, depth: number): void {
  const { ledger, usable } = walk;
  const owner = ledger.owner[number - 1]!;
  const tree = walk.trees[owner - 1]!;
  const page = treePage(bytes, number, usable);
  if (typeof page === "string") {
    ledger.problem(number, `It ${page}.`);
    return;
  }
  walk.isTable[owner - 1] ??= page.isTable;
  if (walk.isTable[owner - 1] !== page.isTable) {
    ledger.problem(number, `It is a page of ${page.isTable ? "a table's" : "an index's"} tree within another.`);
    return;
  }
  ledger.kinds[number - 1] = kindNumber(kindOf(page));
  if (page.isLeaf) {
    tree.leafPages++;
    if (tree.depth === 0) tree.depth = depth;
    else if (tree.depth !== depth) {
      ledger.problem(number, `It is a leaf at level ${depth}, and others of its tree are at level ${tree.depth}.`);
    }
  } else tree.interiorPages++;

  const cellBytes = visitCells(walk, tree, number, bytes, page);
  const free = freeBytes(bytes, page, usable);
  if (typeof free === "string") ledger.problem(number, `It ${free}.`);
  else if (cellBytes !== undefined && cellBytes + free + page.pointersEnd !== usable) {
    const sum = `${page.pointersEnd} + ${cellBytes} + ${free}`;
    ledger.problem(number, `Its header, cells and free space are ${sum} bytes, and not ${usable}.`);
  }
  if (typeof free === "number") {
    tree.unused += free;
    ledger.used(number, usable - free);
  }
}

/** @returns how long all cells are together; undefined where one is broken */
function visitCells(
  walk: Walk,
  tree: TreeCount,
  number: number,
  bytes: Uint8Array,
  page: TreePage,
): number | undefined {
  const { ledger, usable, cell } = walk;
  const owner = ledger.owner[number - 1]!;
  const counts = page.isLeaf || !page.isTable;
  let broken = 0;
  let sum = 0;
  for (let pointer = page.pointers; pointer < page.pointersEnd; pointer += 2) {
    const at = u16(bytes, pointer);
    if (at < page.content || !readCell(bytes, page, at, usable, cell)) {
      broken++;
      continue;
    }
    sum += cell.size;
    if (counts) {
      tree.cells++;
      tree.payload += cell.payload;
      if (cell.payload > tree.longest) tree.longest = cell.payload;
    }
    if (!page.isLeaf) descend(walk, cell.child, owner, number);
    if (cell.localLength < cell.payload && counts) {
      followOverflow(walk, tree, cell.overflow, cell.payload - cell.localLength, number);
    }
  }
  if (!page.isLeaf) descend(walk, page.rightChild, owner, number);
  if (broken > 0) ledger.problem(number, `${broken} of its ${page.cellCount} cells do not lie within it.`);
  return broken > 0 ? undefined : sum;
}

function descend(walk: Walk, page: number, owner: number, from: number): void {
  if (walk.ledger.claim(page, "unknown", owner, from)) walk.next.push(page);
}

/** The rest of a record, page after page: each begins with the number of the next (1.7). */
function followOverflow(walk: Walk, tree: TreeCount, first: number, length: number, cellPage: number): void {
  const { ledger, usable } = walk;
  const owner = ledger.owner[cellPage - 1]!;
  let from = cellPage;
  let page = first;
  for (let left = length; left > 0; ) {
    if (page === 0) {
      ledger.problem(from, `A record's pages end here, with ${left} bytes still to come.`);
      return;
    }
    if (!ledger.claim(page, "overflow", owner, from)) return;
    const here = Math.min(left, usable - 4);
    left -= here;
    tree.overflowPages++;
    tree.unused += usable - 4 - here;
    ledger.used(page, here + 4);
    from = page;
    page = u32(walk.overflow.read(page), 0);
    walk.onPages(1);
  }
  if (page !== 0) ledger.problem(from, `A record's pages go on to page ${page}, behind its last byte.`);
}

/** What the page map calls it. */
export function kindOf({ isTable, isLeaf }: TreePage): PageKind {
  if (isTable) return isLeaf ? "table leaf" : "table interior";
  return isLeaf ? "index leaf" : "index interior";
}
