/** What the cells of the picture stand for: a page each, or many pages where the file has more than there is room for. */
import type { Mask } from "./filter.ts";
import type { PageMap } from "./page-map.ts";

/** In typed arrays, one place a cell: a file has millions. */
export interface Cells {
  readonly count: number;
  readonly perCell: number;
  /** As in the map: place in `owners` + 1, or 0. Of most of the cell's pages. */
  readonly owner: Uint32Array;
  /** As in the map. Of most of the cell's pages. */
  readonly kinds: Uint8Array;
  /** 0 to 255: the mean of those that are counted. */
  readonly fill: Uint8Array;
  /** 1 where some page of the cell is wanted. */
  readonly lit: Uint8Array;
}

/**
 * Where a cell holds pages that are wanted and others, it shows those that are wanted, however few: a picture in which
 * single pages disappear cannot be searched.
 */
export function cellsOf(map: PageMap, perCell: number, mask: Mask): Cells {
  const total = map.kinds.length;
  const count = Math.ceil(total / perCell);
  const lit = new Uint8Array(count);
  if (perCell === 1) {
    for (let place = 0; place < total; place++) {
      lit[place] = mask.owners[map.owner[place]!]! & mask.kinds[map.kinds[place]!]!;
    }
    return { count, perCell, owner: map.owner, kinds: map.kinds, fill: map.fill, lit };
  }

  const owner = new Uint32Array(count);
  const kinds = new Uint8Array(count);
  const fill = new Uint8Array(count);
  // Counts by owner and kind, of the cell that is looked at; only places that it touched are emptied after it.
  const counts = new Uint32Array((map.owners.length + 1) * kindSpan);
  const touched = new Uint32Array(perCell);
  for (let cell = 0; cell < count; cell++) {
    const end = Math.min(total, (cell + 1) * perCell);
    let isLit = 0;
    for (let place = cell * perCell; place < end && isLit === 0; place++) {
      isLit = mask.owners[map.owner[place]!]! & mask.kinds[map.kinds[place]!]!;
    }
    let touchedCount = 0;
    let best = 0;
    let sum = 0;
    let counted = 0;
    for (let place = cell * perCell; place < end; place++) {
      const wanted = mask.owners[map.owner[place]!]! & mask.kinds[map.kinds[place]!]!;
      if (wanted !== isLit) continue;
      const key = map.owner[place]! * kindSpan + (map.kinds[place]! & (kindSpan - 1));
      if (counts[key] === 0) touched[touchedCount++] = key;
      if (++counts[key]! > counts[best]! || counted === 0) best = key;
      sum += map.fill[place]!;
      counted++;
    }
    lit[cell] = isLit;
    owner[cell] = Math.floor(best / kindSpan);
    kinds[cell] = best % kindSpan;
    fill[cell] = counted === 0 ? 0 : Math.round(sum / counted);
    for (let place = 0; place < touchedCount; place++) counts[touched[place]!] = 0;
  }
  return { count, perCell, owner, kinds, fill, lit };
}

/** A power of two above the number of kinds. */
const kindSpan = 16;

/** Pages of a cell by owner (as in the map) and kind, most first: what a tooltip says of it. */
export function contentsOf(map: PageMap, cell: number, perCell: number): readonly Content[] {
  const contents = new Map<string, { owner: number; kind: number; pages: number }>();
  const end = Math.min(map.kinds.length, (cell + 1) * perCell);
  for (let place = cell * perCell; place < end; place++) {
    const owner = map.owner[place]!;
    const kind = map.kinds[place]!;
    const content = contents.get(`${owner} ${kind}`) ?? { owner, kind, pages: 0 };
    content.pages++;
    contents.set(`${owner} ${kind}`, content);
  }
  return [...contents.values()].sort((a, b) => b.pages - a.pages);
}

export interface Content {
  readonly owner: number;
  readonly kind: number;
  readonly pages: number;
}
