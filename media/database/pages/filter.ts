/** Which pages somebody wants to see: those of some tables and indexes, of some kinds, or both. */
import { pageKinds } from "../../../server/src/database/protocol.ts";
import type { PageKind, PageMap } from "./page-map.ts";

export interface Filter {
  /** Places in `owners`; all where it is empty. */
  readonly owners: ReadonlySet<number>;
  /** All where it is empty. */
  readonly kinds: ReadonlySet<PageKind>;
}

export const everything: Filter = { owners: new Set(), kinds: new Set() };

export const isEverything = ({ owners, kinds }: Filter): boolean => owners.size === 0 && kinds.size === 0;

/** For loops over millions of pages: 1 where an owner (from 1 on, 0 is nobody) or a kind is wanted. */
export interface Mask {
  readonly owners: Uint8Array;
  readonly kinds: Uint8Array;
}

export function maskOf({ owners, kinds }: Filter, ownerCount: number): Mask {
  const mask = { owners: new Uint8Array(ownerCount + 1), kinds: new Uint8Array(256) };
  if (owners.size === 0) mask.owners.fill(1);
  else for (const owner of owners) if (owner < ownerCount) mask.owners[owner + 1] = 1;
  if (kinds.size === 0) mask.kinds.fill(1);
  else for (const kind of kinds) mask.kinds[pageKinds.indexOf(kind)] = 1;
  return mask;
}

/** Pages that are wanted, in their order, from 1 on. */
export function pagesIn(map: PageMap, filter: Filter): Uint32Array {
  const { owners, kinds } = maskOf(filter, map.owners.length);
  const pages = new Uint32Array(map.kinds.length);
  let count = 0;
  for (let place = 0; place < map.kinds.length; place++) {
    if (owners[map.owner[place]!] === 1 && kinds[map.kinds[place]!] === 1) pages[count++] = place + 1;
  }
  return pages.subarray(0, count);
}

/** The nearest page behind another that is wanted, or before it; undefined where there is none. @param step 1 or -1 */
export function nextWanted(map: PageMap, { owners, kinds }: Mask, page: number, step: 1 | -1): number | undefined {
  for (let next = page + step; next >= 1 && next <= map.kinds.length; next += step) {
    if (owners[map.owner[next - 1]!] === 1 && kinds[map.kinds[next - 1]!] === 1) return next;
  }
  return undefined;
}

/** The same with `value` in it, or without where it was. */
export function toggled<T>(values: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(values);
  if (!next.delete(value)) next.add(value);
  return next;
}
