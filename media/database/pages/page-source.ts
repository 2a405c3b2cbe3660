/** Pages of the map as rows of a grid. */
import type { Cell } from "../../../server/src/database/protocol.ts";
import type { Row, RowSource } from "../grid/row-source.ts";
import { hasFill, offsetText } from "./describe.ts";
import { fillAt, kindAt, ownerAt, type PageMap } from "./page-map.ts";

/** Rows are made when they are looked at, as there may be millions. @param pages from 1 on */
export function pageSource(map: PageMap, pages: Uint32Array): RowSource {
  const made = new Map<number, Row>();
  const row = (index: number): Row | undefined => {
    const page = pages[index];
    if (page === undefined) return undefined;
    const known = made.get(page) ?? { key: String(page), cells: cellsOf(map, page) };
    if (made.size > mostKept) made.clear();
    made.set(page, known);
    return known;
  };
  return {
    count: pages.length,
    isExact: true,
    row,
    isNumberExact: () => true,
    show: () => undefined,
    listen: () => () => undefined,
    read: (first, end, wanted) =>
      Promise.resolve(
        Array.from(pages.subarray(first, end), (page) => {
          const cells = cellsOf(map, page);
          return wanted.map((column) => cells[column] ?? null);
        }),
      ),
  };
}

/** More than any screen shows. */
const mostKept = 1000;

function cellsOf(map: PageMap, page: number): readonly Cell[] {
  const kind = kindAt(map, page);
  const owner = ownerAt(map, page);
  const parent = map.parent[page - 1] ?? 0;
  return [
    integer(page),
    text(kind),
    owner === undefined ? null : text(owner.name),
    hasFill(kind) ? integer(Math.round(fillAt(map, page) * 100)) : null,
    parent === 0 ? null : integer(parent),
    text(offsetText(map, page)),
  ];
}

const integer = (value: number): Cell => ({ type: "integer", text: String(value) });
const text = (value: string): Cell => ({ type: "text", text: value, length: value.length, isWhole: true });
