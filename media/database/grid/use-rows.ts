/** The rows of one view as a grid's source: a new one for each view, the old one ended. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { wholeValue } from "../../../server/src/database/output/value.ts";
import type { CatalogObject, View } from "../../../server/src/database/protocol.ts";
import { readCell } from "../cell/read-cell.ts";
import type { Channel } from "../channel.ts";
import { type PagedSource, pagedSource } from "./paged-source.ts";

export interface RowsOptions {
  readonly channel: Channel;
  readonly object: CatalogObject;
  readonly view: View;
  readonly columns: readonly string[];
  readonly start: { readonly key: string; readonly index: number } | undefined;
}

/** @returns a source whose changes draw the caller again */
export function useRows({ channel, object, view, columns, start }: RowsOptions): PagedSource {
  const [, setDrawn] = useState(0);
  /** Where somebody was is of use to the first view alone. */
  const remembered = useRef(start);
  const key = JSON.stringify([view, columns]);
  const source = useMemo(() => {
    const isPlain = view.filters.length === 0 && view.search === "";
    const from = remembered.current;
    remembered.current = undefined;
    return pagedSource({
      askRows: (at, limit, signal) => channel.ask("rows", { view, columns: [...columns], from: at, limit }, { signal }),
      async askValue(row, column, signal) {
        const { type, bytes } = await readCell(channel, { view, key: row, column: columns[column]! }, signal);
        return wholeValue(type, bytes);
      },
      pageSize: Math.max(20, Math.min(200, Math.floor(20_000 / Math.max(1, columns.length)))),
      estimate: isPlain ? object.estimate : undefined,
      start: from,
    });
  }, [channel, key]);
  useEffect(() => {
    const end = source.listen(() => setDrawn((last) => last + 1));
    return () => {
      end();
      source.dispose();
    };
  }, [source]);
  return source;
}
