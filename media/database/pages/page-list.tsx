/** The pages of the map as rows of a grid: the same for those who do not see the picture, or who want to copy it. */
import { useMemo, useState } from "preact/hooks";
import { Grid, type GridColumn } from "../grid/grid.tsx";
import { type Filter, pagesIn } from "./filter.ts";
import type { PageMap } from "./page-map.ts";
import { pageSource } from "./page-source.ts";

export interface PageListProps {
  readonly map: PageMap;
  readonly filter: Filter;
  /** That the list begins with: what was looked at on the map. */
  readonly page: number;
  onPage(page: number): void;
  onOpen(page: number): void;
  onCopy(text: string): void;
}

export function PageList({ map, filter, page, onPage, onOpen, onCopy }: PageListProps) {
  const pages = useMemo(() => pagesIn(map, filter), [map, filter]);
  const source = useMemo(() => pageSource(map, pages), [map, pages]);
  const [begin] = useState(page);
  const first = useMemo(
    () =>
      Math.max(
        0,
        pages.findIndex((listed) => listed >= begin),
      ),
    [pages, begin],
  );
  const at = (row: number, run: (page: number) => void): void => {
    const page = pages[row];
    if (page !== undefined) run(page);
  };
  return (
    <Grid
      label="Pages"
      name="pages"
      columns={columns}
      source={source}
      startTop={first}
      onCopy={onCopy}
      onPlace={(place) => place !== undefined && at(place.row, onPage)}
      onOpen={({ row }) => at(row, onOpen)}
    />
  );
}

const columns: readonly GridColumn[] = [
  { name: "page", type: "" },
  { name: "kind", type: "" },
  { name: "owner", type: "", notes: ["Table or index"] },
  { name: "used", type: "", notes: ["Percent of the page"] },
  { name: "led to by", type: "", notes: ["The page that leads to it"] },
  { name: "offset", type: "", notes: ["In the file"] },
];
