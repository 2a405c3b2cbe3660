/** Whose a page of the map is and of which kind: what the picture, the legend, the list and the tooltip all ask. */
import { type PageOwner, pageKinds, type Result } from "../../../server/src/database/protocol.ts";

export type PageMap = Result<"pageMap">;
export type PageKind = (typeof pageKinds)[number];

/** A table or an index as it is drawn. A table and its indexes are a family: they share a color and a letter. */
export interface Owned {
  readonly owner: PageOwner;
  /** In `owners` of the map. */
  readonly index: number;
  /** Its family's place by size, from 0 on. */
  readonly family: number;
  /** "A" is the largest family's table, "A1" its first index. */
  readonly code: string;
  readonly pages: number;
}

/** Owners with the largest family first; in a family the table first, then its indexes by size. */
export function ownedBySize({ owners }: PageMap): readonly Owned[] {
  const families = new Map<string, { total: number; members: number[] }>();
  owners.forEach((owner, index) => {
    const family = families.get(owner.table) ?? { total: 0, members: [] };
    family.total += pagesOf(owner);
    family.members.push(index);
    families.set(owner.table, family);
  });
  const bySize = [...families.values()].sort((a, b) => b.total - a.total);
  return bySize.flatMap(({ members }, family) => {
    const rank = (index: number): number => (owners[index]!.kind === "table" ? Infinity : pagesOf(owners[index]!));
    const sorted = members.sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a)));
    const hasTable = owners[sorted[0]!]!.kind === "table";
    return sorted.map((index, place) => {
      const number = hasTable ? place : place + 1;
      const code = `${letters(family)}${number === 0 ? "" : number}`;
      return { owner: owners[index]!, index, family, code, pages: pagesOf(owners[index]!) };
    });
  });
}

export const pagesOf = ({ leafPages, interiorPages, overflowPages }: PageOwner): number =>
  leafPages + interiorPages + overflowPages;

export const kindAt = ({ kinds }: PageMap, page: number): PageKind => pageKinds[kinds[page - 1] ?? 0] ?? "unknown";

/** @returns undefined where nobody owns it */
export function ownerAt({ owners, owner }: PageMap, page: number): PageOwner | undefined {
  const place = owner[page - 1] ?? 0;
  return place === 0 ? undefined : owners[place - 1];
}

/** From 0 to 1. */
export const fillAt = ({ fill }: PageMap, page: number): number => (fill[page - 1] ?? 0) / 255;

/** Pages of each kind, by their place in `pageKinds`. */
export function countKinds({ kinds }: PageMap): readonly number[] {
  const counts = new Array<number>(pageKinds.length).fill(0);
  for (const kind of kinds) if (kind < counts.length) counts[kind]!++;
  return counts;
}

/** The pages that lead from a root to this one, the root first; what leads nowhere or in a circle ends. */
export function pathTo({ parent }: PageMap, page: number): readonly number[] {
  const path: number[] = [];
  const seen = new Set([page]);
  for (let above = parent[page - 1] ?? 0; above !== 0 && !seen.has(above); above = parent[above - 1] ?? 0) {
    seen.add(above);
    path.push(above);
  }
  return path.reverse();
}

/** A, B, … Z, AA, AB: as columns of a sheet are called. */
function letters(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}
