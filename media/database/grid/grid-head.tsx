/** The heads of a grid's columns: to sort, to size, to move, each by mouse; the grid has the keys. */
import { useState } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { shownName, visibleText } from "../../parts/visible.ts";
import type { LaidColumn } from "./columns.ts";
import type { SortKey } from "./grid-props.ts";

export interface GridHeadProps {
  /** All that are shown. */
  readonly laid: readonly LaidColumn[];
  /** Places of those to draw. */
  readonly places: readonly number[];
  readonly gutter: number;
  readonly sort: readonly SortKey[];
  readonly canSort: boolean;
  /** Place of the head that has the grid's focus; -1 where a row has it. */
  readonly focus: number;
  onSort(place: number, isAdded: boolean): void;
  onResize(place: number, width: number): void;
  onFit(place: number): void;
  onMove(from: number, to: number): void;
  onMenu(place: number, at: { readonly x: number; readonly y: number }): void;
  onSelectAll(): void;
}

export function GridHead(props: GridHeadProps) {
  const { laid, places, gutter, sort, canSort, focus } = props;
  /** Where a head that is dragged would go: a place among the others. */
  const [drop, setDrop] = useState<{ readonly from: number; readonly to: number }>();

  const drag = (place: number, event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest(".grid-resize") !== null) return;
    const self = event.currentTarget as HTMLElement;
    const row = self.parentElement!;
    const startX = event.clientX;
    let to: number | undefined;
    self.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent): void => {
      if (to === undefined && Math.abs(clientX - startX) < 6) return;
      const x = clientX - row.getBoundingClientRect().left - gutter;
      const before = laid.filter(({ left, width }) => left + width / 2 < x).length;
      to = before > place ? before - 1 : before;
      setDrop({ from: place, to });
    };
    const end = ({ type }: Event): void => {
      self.removeEventListener("pointermove", move);
      self.removeEventListener("pointerup", end);
      self.removeEventListener("pointercancel", end);
      setDrop(undefined);
      if (type === "pointercancel") return;
      if (to === undefined) props.onSort(place, event.shiftKey);
      else if (to !== place) props.onMove(place, to);
    };
    self.addEventListener("pointermove", move);
    self.addEventListener("pointerup", end);
    self.addEventListener("pointercancel", end);
  };
  const resize = (place: number, event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const self = event.currentTarget as HTMLElement;
    const { width } = laid[place]!;
    const startX = event.clientX;
    self.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent): void => props.onResize(place, width + clientX - startX);
    self.addEventListener("pointermove", move);
    self.addEventListener("lostpointercapture", () => self.removeEventListener("pointermove", move), { once: true });
  };

  const dropLeft = drop === undefined ? undefined : edgeOf(laid, drop);
  return (
    <div class="grid-head" role="row" tabIndex={-1} aria-rowindex={1}>
      <div class="grid-corner" role="columnheader" tabIndex={-1} aria-colindex={1} style={{ width: `${gutter}px` }}>
        <button type="button" tabIndex={-1} title="Select all" aria-label="Select all" onClick={props.onSelectAll} />
      </div>
      {places.map((place) => {
        const { column, index, key, left, width } = laid[place]!;
        const sorted = sort.findIndex((one) => one.column === index);
        const order = sort[sorted];
        const notes = [column.type, ...(column.notes ?? [])].filter((note) => note !== "");
        return (
          <div
            key={key}
            class={`grid-name${place === focus ? " grid-focus" : ""}${drop?.from === place ? " grid-dragged" : ""}`}
            role="columnheader"
            tabIndex={place === focus ? 0 : -1}
            aria-colindex={place + 2}
            aria-sort={order === undefined ? "none" : order.isDescending ? "descending" : "ascending"}
            title={visibleText(notes.length === 0 ? column.name : `${column.name}: ${notes.join(", ")}`)}
            style={{ left: `${gutter + left}px`, width: `${width}px` }}
            onPointerDown={(event) => drag(place, event)}
            onContextMenu={(event) => {
              event.preventDefault();
              props.onMenu(place, { x: event.clientX, y: event.clientY });
            }}
          >
            {column.notes?.includes("primary key") === true && <Icon name="key" class="grid-key" />}
            <span class="grid-name-text">
              <ValueText text={shownName(column.name)} />
            </span>
            <span class="grid-type">
              <ValueText text={column.type} />
            </span>
            {order !== undefined && (
              <span class="grid-sort">
                <Icon name={order.isDescending ? "arrow-down" : "arrow-up"} />
                {sort.length > 1 && sorted + 1}
              </span>
            )}
            {order === undefined && canSort && <Icon name="arrow-up" class="grid-sort grid-may-sort" />}
            <span
              class="grid-resize"
              role="none"
              onPointerDown={(event) => resize(place, event)}
              onDblClick={() => props.onFit(place)}
            />
          </div>
        );
      })}
      {dropLeft !== undefined && <div class="grid-drop" role="none" style={{ left: `${gutter + dropLeft}px` }} />}
    </div>
  );
}

/** Where the line is drawn before which the dragged head would come, in pixels. */
function edgeOf(laid: readonly LaidColumn[], { from, to }: { readonly from: number; readonly to: number }): number {
  const { left, width } = laid[to]!;
  return to > from ? left + width : left;
}
