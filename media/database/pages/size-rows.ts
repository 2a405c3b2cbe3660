/** What each table and index takes of the file, and the rest of it: rows of the table of sizes. */
import { type PageOwner, pageKinds } from "../../../server/src/database/protocol.ts";
import { countKinds, type PageKind, type PageMap, pagesOf } from "./page-map.ts";

export interface SizeRow {
  /** Undefined where it is no table's and no index's. */
  readonly owner: PageOwner | undefined;
  /** In `owners` of the map. */
  readonly index: number;
  readonly name: string;
  /** "table", "index on devices"; of the rest: which kinds of pages. */
  readonly what: string;
  readonly kinds: readonly PageKind[];
  readonly pages: number;
  readonly bytes: number;
  /** 0 to 1, of the file. */
  readonly share: number;
  readonly rows: number | undefined;
  /** Bytes of records. */
  readonly payload: number | undefined;
  /** Bytes that nothing lies in. */
  readonly unused: number;
  readonly overflow: number | undefined;
  readonly depth: number | undefined;
}

export function sizeRows(map: PageMap): readonly SizeRow[] {
  const total = map.kinds.length;
  const ofTables = map.owners.map((owner, index): SizeRow => {
    const pages = pagesOf(owner);
    return {
      ...{ owner, index, pages, name: owner.name, kinds: [] },
      what: owner.kind === "table" ? "table" : `index on ${owner.table}`,
      bytes: pages * map.pageSize,
      share: total === 0 ? 0 : pages / total,
      ...{ rows: owner.cells, payload: owner.payload, unused: owner.unused },
      ...{ overflow: owner.overflowPages, depth: owner.depth },
    };
  });
  const counts = countKinds(map);
  const rest = others.flatMap(({ name, what, kinds, isUnused }): readonly SizeRow[] => {
    const pages = kinds.reduce((sum, kind) => sum + (counts[pageKinds.indexOf(kind)] ?? 0), 0);
    if (pages === 0) return [];
    const bytes = pages * map.pageSize;
    return [
      {
        ...{ owner: undefined, index: -1, name, what, kinds, pages, bytes, share: pages / total },
        ...{ rows: undefined, payload: undefined, unused: isUnused ? bytes : 0, overflow: undefined, depth: undefined },
      },
    ];
  });
  return [...ofTables, ...rest];
}

const others: readonly {
  readonly name: string;
  readonly what: string;
  readonly kinds: readonly PageKind[];
  readonly isUnused: boolean;
}[] = [
  { name: "Free pages", what: "of deleted rows", kinds: ["freelist trunk", "freelist leaf"], isUnused: true },
  { name: "Pointer maps", what: "of auto_vacuum", kinds: ["pointer map"], isUnused: false },
  { name: "Lock byte page", what: "at 1 GiB", kinds: ["lock byte"], isUnused: true },
  { name: "Unknown pages", what: "nothing leads to them", kinds: ["unknown"], isUnused: true },
];

export const sizeColumns = [
  "name",
  "pages",
  "bytes",
  "share",
  "rows",
  "payload",
  "unused",
  "overflow",
  "depth",
] as const;
export type SizeColumn = (typeof sizeColumns)[number];

export interface SizeSort {
  readonly column: SizeColumn;
  readonly isDescending: boolean;
}

/** What has no such number comes last, whichever way. */
export function sorted(rows: readonly SizeRow[], { column, isDescending }: SizeSort): readonly SizeRow[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (column === "name") return sign * a.name.localeCompare(b.name, "en", { numeric: true });
    const [left, right] = [a[column], b[column]];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return sign * (left - right) || a.name.localeCompare(b.name, "en", { numeric: true });
  });
}
