/** Which table or index owns which page, and what is wrong with them: the page map that is drawn. */
import type { ByteSource } from "../../binary/source.ts";
import { Refusal } from "../engine/failures.ts";
import type { Result } from "../protocol.ts";
import { walkFreelist } from "./freelist.ts";
import type { Layout } from "./layout.ts";
import { createLedger } from "./ledger.ts";
import { checkPointerMaps } from "./pointer-maps.ts";
import { type RootedObject, rootsOf } from "./schema.ts";
import { type TreeCount, walkTrees } from "./trees.ts";

export interface PageMap {
  readonly map: Result<"pageMap">;
  /** The longest record, in bytes, and where it is; undefined where there is none. */
  readonly longest: { readonly bytes: number; readonly name: string } | undefined;
}

/** Ten bytes are kept of each: 128 GB of the usual ones. */
const mostPages = 32 * 1024 * 1024;

/**
 * @param progress is told 0 to 1, a hundred times at most
 * @throws Refusal of a database with more pages than anybody looks at
 */
export function pageMapOf(source: ByteSource, layout: Layout, progress: (fraction: number) => void): PageMap {
  const { pageSize, pageCount } = layout;
  if (pageCount > mostPages) {
    throw new Refusal(`The database has ${pageCount} pages. They are walked over and drawn up to ${mostPages}.`);
  }
  const ledger = createLedger(layout);
  const objects = [schemaTable, ...rootsOf(source, layout)];
  const counts = walkTrees(
    source,
    ledger,
    objects.map(({ root }) => root),
    reporter(pageCount, progress),
  );
  const freePages = walkFreelist(source, ledger);
  if (layout.hasPointerMaps) checkPointerMaps(source, ledger);
  reportLost(ledger);
  const missing = layout.header.pageCount !== undefined && layout.header.pageCount > pageCount;
  if (missing)
    ledger.problem(1, `The header says that there are ${layout.header.pageCount} pages; ${pageCount} are there.`);
  const { owner, kinds, fill, parent, problems } = ledger;
  return {
    map: {
      ...{ pageSize, pageCount, owner, kinds, fill, parent, freePages, problems: [...problems] },
      owners: objects.map((object, index) => ownerOf(object, counts[index]!)),
    },
    longest: longestOf(objects, counts),
  };
}

const schemaTable: RootedObject = { kind: "table", name: "sqlite_schema", table: "sqlite_schema", root: 1 };

function ownerOf(object: RootedObject, { longest: _, ...count }: TreeCount): Result<"pageMap">["owners"][number] {
  return { ...object, ...count };
}

function longestOf(objects: readonly RootedObject[], counts: readonly TreeCount[]): PageMap["longest"] {
  let best: PageMap["longest"];
  counts.forEach(({ longest }, index) => {
    if (longest > (best?.bytes ?? 0)) best = { bytes: longest, name: objects[index]!.name };
  });
  return best;
}

/** Pages that no tree has and that are not free: after a crash, or since something went wrong. Runs of them are told of once. */
function reportLost({ owner, kinds, problem, layout: { pageCount } }: ReturnType<typeof createLedger>): void {
  for (let page = 1; page <= pageCount; page++) {
    const first = page;
    while (page <= pageCount && owner[page - 1] === 0 && kinds[page - 1] === 0) page++;
    if (page === first) continue;
    const count = page - first;
    problem(
      first,
      count === 1
        ? "Nothing leads to it, and it is not free."
        : `Nothing leads to it and the ${count - 1} pages behind it, and none is free.`,
    );
  }
}

function reporter(pageCount: number, progress: (fraction: number) => void): (count: number) => void {
  const step = Math.max(Math.floor(pageCount / 100), 1);
  let read = 0;
  return (count) => {
    const before = Math.floor(read / step);
    read += count;
    if (Math.floor(read / step) !== before) progress(Math.min(read / pageCount, 1));
  };
}
