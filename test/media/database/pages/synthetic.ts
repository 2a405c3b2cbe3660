/** Page maps of any size, as a survey would find them: tables with indexes in runs, some overflow, free pages in between. */
import { pageKinds, type Result } from "../../../../server/src/database/protocol.ts";

export interface SyntheticOptions {
  readonly pages: number;
  /** Owners: every third one is a table, and those behind it are its indexes. */
  readonly owners?: number;
  readonly pageSize?: number;
  readonly problems?: Result<"pageMap">["problems"];
  readonly names?: readonly string[];
}

type PageMap = Result<"pageMap">;
type Counts = { -readonly [K in keyof PageMap["owners"][number]]: PageMap["owners"][number][K] };

export function syntheticMap(options: SyntheticOptions): PageMap {
  const { pages, owners: ownerCount = 12, pageSize = 4096, problems = [], names = [] } = options;
  const random = seeded(pages + ownerCount);
  const owners = Array.from({ length: ownerCount }, (_, index): Counts => {
    const table = `table${index - (index % 3)}`;
    const isTable = index % 3 === 0;
    const name = names[index] ?? (isTable ? table : `${table}_by_${index % 3}`);
    return {
      ...{ name, table: names[index - (index % 3)] ?? table, kind: isTable ? "table" : "index", root: 0, depth: 3 },
      ...{ leafPages: 0, interiorPages: 0, overflowPages: 0, cells: 0, payload: 0, unused: 0 },
    };
  });
  const owner = new Uint32Array(pages);
  const kinds = new Uint8Array(pages);
  const fill = new Uint8Array(pages);
  const parent = new Uint32Array(pages);
  const place = (kind: (typeof pageKinds)[number]): number => pageKinds.indexOf(kind);
  let freePages = 0;
  let page = 1;
  while (page <= pages) {
    const run = 1 + Math.floor(random() ** 3 * Math.max(8, pages / 60));
    const drawn = random();
    // The first owners get most of the file, as it is with real ones.
    const index = Math.min(ownerCount - 1, Math.floor(random() ** 2 * ownerCount));
    for (let step = 0; step < run && page <= pages; step++, page++) {
      const at = page - 1;
      if (drawn < 0.04 && page > 1) {
        kinds[at] = place(step === 0 ? "freelist trunk" : "freelist leaf");
        freePages++;
        continue;
      }
      const one = owners[index]!;
      owner[at] = index + 1;
      if (one.root === 0) one.root = page;
      else parent[at] = one.root;
      const isInterior = one.root === page || random() < 0.01;
      const isOverflow = !isInterior && drawn > 0.9;
      kinds[at] = place(isOverflow ? "overflow" : isInterior ? `${one.kind} interior` : `${one.kind} leaf`);
      fill[at] = Math.floor(255 * (isOverflow ? 1 : 0.5 + random() / 2));
      if (isOverflow) one.overflowPages++;
      else if (isInterior) one.interiorPages++;
      else one.leafPages++;
      one.cells += isOverflow ? 0 : 40;
      one.payload += Math.floor((fill[at]! / 255) * pageSize * 0.9);
      one.unused += pageSize - Math.floor((fill[at]! / 255) * pageSize);
    }
  }
  return { pageSize, pageCount: pages, owners, owner, kinds, fill, parent, freePages, problems: [...problems] };
}

/** Numbers from 0 to 1 that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}
