/** How much each table and index takes, to be sorted; from here to its rows and to its pages on the map. */
import { useMemo, useState } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { bytesText, numberText } from "../../parts/numbers.ts";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { visibleText } from "../../parts/visible.ts";
import { percentText } from "./describe.ts";
import type { PageMap } from "./page-map.ts";
import { type SizeColumn, type SizeRow, type SizeSort, sizeColumns, sizeRows, sorted } from "./size-rows.ts";

export interface SizesProps {
  readonly map: PageMap;
  readonly sort: SizeSort;
  onSort(sort: SizeSort): void;
  /** To the rows of a table. */
  onRows(table: string): void;
  /** To the pages of it on the map. */
  onMap(row: SizeRow): void;
}

export function Sizes({ map, sort, onSort, onRows, onMap }: SizesProps) {
  const [most, setMost] = useState(rowsAtOnce);
  const all = useMemo(() => sorted(sizeRows(map), sort), [map, sort]);
  const unused = all.reduce((sum, row) => sum + row.unused, 0);
  return (
    <div class="sizes">
      <table>
        <caption class="unseen">Sizes of tables and indexes</caption>
        <thead>
          <tr>
            {sizeColumns.map((column) => (
              <Head key={column} {...{ column, sort, onSort }} />
            ))}
            <th scope="col">
              <span class="unseen">On the map</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, most).map((row) => (
            <tr key={`${row.index} ${row.name}`}>
              <th scope="row">
                {row.owner === undefined ? (
                  <span class="size-name">{row.name}</span>
                ) : (
                  <button
                    type="button"
                    class="link size-name"
                    title={`Show the rows of ${visibleText(row.owner.table)}`}
                    onClick={() => onRows(row.owner!.table)}
                  >
                    <ValueText text={row.name} />
                  </button>
                )}
                <span class="faint size-what">
                  <ValueText text={row.what} />
                </span>
              </th>
              <td>{numberText(row.pages)}</td>
              <td title={`${numberText(row.bytes)} bytes`}>{bytesText(row.bytes)}</td>
              <td>
                <Bar share={row.share} />
              </td>
              <td>{amount(row.rows)}</td>
              <td title={row.payload === undefined ? undefined : `${numberText(row.payload)} bytes of records`}>
                {row.payload === undefined ? "" : bytesText(row.payload)}
              </td>
              <td title={`${numberText(row.unused)} bytes that nothing lies in`}>{bytesText(row.unused)}</td>
              <td>{amount(row.overflow)}</td>
              <td>{amount(row.depth)}</td>
              <td>
                <ToolbarButton
                  icon="map"
                  label={`Show ${visibleText(row.name)} on the map`}
                  onPress={() => onMap(row)}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All of the file</th>
            <td>{numberText(map.kinds.length)}</td>
            <td>{bytesText(map.kinds.length * map.pageSize)}</td>
            <td />
            <td />
            <td />
            <td title={`${numberText(unused)} bytes`}>{bytesText(unused)}</td>
            <td />
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
      {all.length > most && (
        <button type="button" class="link" onClick={() => setMost((last) => last + rowsAtOnce)}>
          Show more of {numberText(all.length)}
        </button>
      )}
    </div>
  );
}

const rowsAtOnce = 500;

const amount = (value: number | undefined): string => (value === undefined ? "" : numberText(value));

function Bar({ share }: { readonly share: number }) {
  return (
    <span class="size-bar">
      <span class="size-bar-line" aria-hidden="true">
        <span class="size-bar-part" style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span>{percentText(share)}</span>
    </span>
  );
}

interface HeadProps {
  readonly column: SizeColumn;
  readonly sort: SizeSort;
  onSort(sort: SizeSort): void;
}

function Head({ column, sort, onSort }: HeadProps) {
  const isSorted = sort.column === column;
  const { title, hint } = heads[column];
  // Names begin with A, amounts with the largest.
  const isDescending = isSorted ? !sort.isDescending : column !== "name";
  return (
    <th scope="col" aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"}>
      <button type="button" class="size-head" title={hint} onClick={() => onSort({ column, isDescending })}>
        {title}
        <Icon name={isSorted ? (sort.isDescending ? "arrow-down" : "arrow-up") : "blank"} />
      </button>
    </th>
  );
}

const heads: Readonly<Record<SizeColumn, { readonly title: string; readonly hint: string }>> = {
  name: { title: "Name", hint: "Table or index" },
  pages: { title: "Pages", hint: "Leaves, interior and overflow pages" },
  bytes: { title: "Size", hint: "Its pages, in bytes" },
  share: { title: "Share", hint: "Of the file" },
  rows: { title: "Rows", hint: "Rows or index entries, counted" },
  payload: { title: "Payload", hint: "Bytes of records" },
  unused: { title: "Unused", hint: "Bytes of its pages that nothing lies in" },
  overflow: { title: "Overflow", hint: "Pages that hold the rest of long records" },
  depth: { title: "Depth", hint: "Pages from the root to a row" },
};
