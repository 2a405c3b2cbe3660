/** Above the map: what is shown, how near, to which page, and what the file is in a line. */
import { useEffect, useRef } from "preact/hooks";
import { bytesText, counted, numberText } from "../../parts/numbers.ts";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { percentText } from "./describe.ts";
import type { Zoom } from "./layout.ts";
import type { PageMap } from "./page-map.ts";

/** Of a file's pages: the picture, the rows, or what tables and indexes take. */
export type Shown = "map" | "list" | "sizes";

export interface MapBarProps {
  readonly map: PageMap;
  readonly shown: Shown;
  readonly page: number;
  readonly near: { readonly zoom: Zoom; readonly isNearest: boolean; readonly isFarthest: boolean } | undefined;
  onShow(shown: Shown): void;
  /** Away from the pages where it is more than 0. */
  onZoomBy(steps: number): void;
  onFit(): void;
  onPage(page: number): void;
}

export function MapBar({ map, shown, page, near, onShow, onZoomBy, onFit, onPage }: MapBarProps) {
  const pages = map.kinds.length;
  return (
    <div class="map-bar">
      <Toolbar label="Pages">
        {views.map(({ id, icon, text, label }) => (
          <ToolbarButton key={id} {...{ icon, text, label }} isPressed={shown === id} onPress={() => onShow(id)} />
        ))}
        {shown === "map" && (
          <>
            <span class="map-bar-line" />
            <ToolbarButton
              icon="zoom-out"
              label="Farther away (-)"
              isDisabled={near?.isFarthest ?? true}
              onPress={() => onZoomBy(1)}
            />
            <ToolbarButton
              icon="zoom-in"
              label="Nearer (+)"
              isDisabled={near?.isNearest ?? true}
              onPress={() => onZoomBy(-1)}
            />
            <ToolbarButton icon="screen-full" label="All pages in view (*)" onPress={onFit} />
          </>
        )}
      </Toolbar>
      {shown !== "sizes" && <GoTo {...{ pages, page, onPage }} />}
      <span class="faint map-bar-text">
        {shown === "map" && near !== undefined && near.zoom.perCell > 1 && (
          <>A cell is {counted(near.zoom.perCell, "page")} · </>
        )}
        {counted(pages, "page")} of {bytesText(map.pageSize)}, {bytesText(pages * map.pageSize)}
        {map.freePages > 0 && ` · ${percentText(map.freePages / pages)} free`}
      </span>
    </div>
  );
}

const views: readonly { readonly id: Shown; readonly icon: string; readonly text: string; readonly label: string }[] = [
  { id: "map", icon: "map", text: "Map", label: "Map: a picture of all pages" },
  { id: "list", icon: "list-flat", text: "List", label: "List: a row for each page" },
  { id: "sizes", icon: "graph", text: "Sizes", label: "Sizes of tables and indexes" },
];

function GoTo({ pages, page, onPage }: Pick<MapBarProps, "page" | "onPage"> & { readonly pages: number }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) field.current!.value = String(page);
  }, [page]);
  const number = (): number => Number(field.current!.value.replaceAll(/[\s,.]/g, ""));
  const isKnown = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= pages;
  const tell = (): void => {
    const value = number();
    field.current!.setAttribute("aria-invalid", String(!isKnown(value)));
  };
  const leave = (): void => {
    field.current!.value = String(page);
    field.current!.removeAttribute("aria-invalid");
  };
  return (
    <label class="map-goto" title={`A number from 1 to ${numberText(pages)}, and Enter`}>
      <span class="faint">Page</span>
      <input
        ref={field}
        class="map-number"
        inputMode="numeric"
        onInput={tell}
        onBlur={leave}
        onFocus={({ currentTarget }) => {
          if (currentTarget.value === String(page)) currentTarget.select();
        }}
        onKeyDown={(event) => {
          const map = event.currentTarget.closest(".pages")?.querySelector<HTMLElement>(".map-scroller");
          if (event.key === "Enter" && isKnown(number())) {
            onPage(number());
            map?.focus();
          } else if (event.key === "Escape") map?.focus();
          else return;
          event.preventDefault();
        }}
      />
    </label>
  );
}
