/**
 * A grid of rows, however many there are: only those in view are in the document. For the data tab and the results of
 * queries alike.
 *
 *     <Grid label="Result" columns={columns} source={useMemo(() => arraySource(rows), [rows])} onCopy={copy} />
 *
 * It fills its parent, whose height is given. Keys: arrows, Page Up and Down, Home, End, each with Ctrl to the edge and
 * with Shift to select; up from the first row to the heads, where Enter sorts and Alt with an arrow moves a column (with
 * Shift too: makes it wider); Shift+Space selects rows, Ctrl+A all, Ctrl+C copies, Enter opens, the menu key asks.
 */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Menu } from "../../parts/menu.tsx";
import { numberText } from "../../parts/numbers.ts";
import { Progress } from "../../parts/states.tsx";
import {
  type ColumnLayout,
  columnsInView,
  type LaidColumn,
  layOut,
  moved,
  noLayout,
  placesOf,
  resized,
  widths,
} from "./columns.ts";
import { fittedWidth, fittedWidths } from "./fit.ts";
import { GridHead } from "./grid-head.tsx";
import { cellMenu, headMenu } from "./grid-menus.ts";
import type { GridProps } from "./grid-props.ts";
import { GridRow } from "./grid-row.tsx";
import { ScrollBar } from "./scroll-bar.tsx";
import { afterKey, atSpot, rangeOf, type Selection, type Spot, shifted, upTo, wholeRow } from "./selection.ts";
import { pressed } from "./sorting.ts";
import { useCopy } from "./use-copy.ts";
import { useRowHeight, useSize, useWheel } from "./use-scrolling.ts";
import { clampedTop, revealed } from "./viewport.ts";

export type { GridColumn, GridProps, Place, SortKey } from "./grid-props.ts";

/** Rows that are drawn beyond the view, so that none is missing while one is scrolled. */
const spare = 2;
/** Rows are placed from a multiple of this on: pixels stay few, and scrolling moves one box. */
const stretch = 1000;
const headHeight = 26;

export function Grid(props: GridProps) {
  const { label, columns, source, sort = [], onSort, onCopy, name = "", startTop = 0, onView, onPlace, onOpen } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [ownLayout, setOwnLayout] = useState<ColumnLayout>(noLayout);
  const layout = props.layout ?? ownLayout;
  const setLayout = props.onLayout ?? setOwnLayout;
  /** Once per table: who sorts or filters it finds its columns as they were. */
  const [fitted, setFitted] = useState<{
    readonly columns: unknown;
    readonly widths: Readonly<Record<string, number>>;
  }>();
  const laid = useMemo(() => layOut(columns, layout, fitted?.widths), [columns, layout, fitted]);
  const size = useSize(scroller, headHeight);
  const [left, setLeft] = useState(0);
  const [top, setTop] = useState(startTop);
  const [selection, setSelection] = useState<Selection>();
  const [menu, setMenu] = useState<{ readonly spot: Spot; readonly at: { readonly x: number; readonly y: number } }>();
  const [, setDrawn] = useState(0);
  const rowHeight = useRowHeight();
  /** A cell is to have the focus once it is in the document. */
  const wantsFocus = useRef(false);
  const copying = useCopy({ source, laid, name, onCopy });

  const height = size.height / rowHeight;
  const view = { top: clampedTop(top, { height, count: source.count }), height, count: source.count };
  /** Events come faster than the document is drawn: each counts from where the last one went. */
  const current = useRef(view);
  current.current = view;

  const [shownSource, setShownSource] = useState(source);
  if (shownSource !== source) {
    setShownSource(source);
    setTop(0);
    // Who sorts with the keys is still at the head.
    setSelection((last) => (last !== undefined && last.focus.row < 0 ? last : undefined));
  }
  useEffect(
    () =>
      source.listen((change) => {
        if (change.kind === "rows") {
          setDrawn((last) => last + 1);
          return;
        }
        wantsFocus.current ||= scroller.current!.contains(document.activeElement);
        if (change.kind === "moved") {
          setTop((last) => last + change.by);
          setSelection((last) => last && shifted(last, change.by));
        } else {
          setTop(change.to);
          setSelection((last) => atSpot({ row: change.to, column: last?.focus.column ?? 0 }));
        }
      }),
    [source],
  );
  const first = Math.max(0, Math.floor(view.top));
  const end = Math.min(source.count, Math.ceil(view.top + height));
  useEffect(() => {
    if (size.height === 0) return;
    source.show(first, end);
    onView?.(first, end);
  });

  const isFitted = fitted?.columns === columns;
  /** Or that there are none. */
  const hasRows = source.count === 0 || source.row(first) !== undefined;
  useLayoutEffect(() => {
    if (isFitted || !hasRows || size.height === 0) return;
    setFitted({ columns, widths: fittedWidths(columns, { source, first, end, body: body.current! }) });
  }, [columns, isFitted, hasRows, size.height]);

  const scrollTo = (wanted: number): void => {
    const next = clampedTop(wanted, current.current);
    current.current = { ...current.current, top: next };
    setTop(next);
  };
  useWheel(scroller, rowHeight, (rows) => {
    const next = clampedTop(current.current.top + rows, current.current);
    if (next === current.current.top) return false;
    scrollTo(next);
    return true;
  });

  const spot: Spot = selection?.focus ?? {
    row: Math.min(Math.ceil(view.top), Math.max(0, source.count - 1)),
    column: 0,
  };
  const gutter = 18 + numberText(source.count).length * 8 + (source.isExact ? 0 : 8);

  const select = (next: Selection): void => {
    wantsFocus.current = true;
    setSelection(next);
    if (next.focus.row >= 0) setTop(revealed(Math.min(next.focus.row, source.count - 1), view));
    const box = scroller.current!;
    const column = laid[next.focus.column];
    if (column !== undefined) revealColumn(box, column, gutter);
  };
  const focusRow = spot.row;
  const focusColumn = laid[spot.column]?.index;
  const isChosen = selection !== undefined;
  useEffect(() => {
    onPlace?.(
      isChosen && focusRow >= 0 && focusColumn !== undefined ? { row: focusRow, column: focusColumn } : undefined,
    );
  }, [source, isChosen, focusRow, focusColumn]);
  // The cell with the focus may be another element now. A menu keeps the focus until it is closed.
  useLayoutEffect(() => {
    if (!wantsFocus.current || menu !== undefined) return;
    wantsFocus.current = false;
    const cell = scroller.current?.querySelector<HTMLElement>("[tabindex='0']");
    if (cell !== document.activeElement) cell?.focus({ preventScroll: true });
  });

  const spotAt = (clientX: number, clientY: number): Spot => {
    const box = body.current!.getBoundingClientRect();
    const row = Math.floor(view.top + (clientY - box.top) / rowHeight);
    const x = clientX - scroller.current!.getBoundingClientRect().left + scroller.current!.scrollLeft - gutter;
    const column = laid.findIndex((one) => x < one.left + one.width);
    return {
      row: Math.max(0, Math.min(row, source.count - 1)),
      column: column < 0 ? laid.length - 1 : column,
    };
  };
  const drag = (event: PointerEvent): void => {
    const target = event.target as Element;
    const isNumber = target.closest(".grid-number") !== null;
    if (event.button > 0 || (!isNumber && target.closest(".grid-cell") === null)) return;
    event.preventDefault();
    const at = spotAt(event.clientX, event.clientY);
    const from = isNumber ? wholeRow(at.row, spot.column) : atSpot(at);
    const started = event.shiftKey && selection !== undefined ? { ...selection, isRows: isNumber } : from;
    select(upTo(started, isNumber ? { row: at.row, column: spot.column } : at));
    const box = body.current!;
    box.setPointerCapture(event.pointerId);
    const move = ({ clientX, clientY }: PointerEvent): void => {
      const to = spotAt(clientX, clientY);
      select(upTo(started, isNumber ? { row: to.row, column: spot.column } : to));
    };
    box.addEventListener("pointermove", move);
    box.addEventListener("lostpointercapture", () => box.removeEventListener("pointermove", move), { once: true });
  };

  const range = rangeOf(selection ?? atSpot(spot), { columns: laid.length });
  const sortBy = (place: number, isAdded: boolean): void => {
    const column = laid[place];
    if (column !== undefined) onSort?.(pressed(sort, column.index, isAdded));
  };
  const openAt = (at: Spot): void => {
    const column = laid[at.column];
    if (column !== undefined && at.row >= 0) onOpen?.({ row: at.row, column: column.index });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isControl = event.ctrlKey || event.metaKey;
    const { key, shiftKey: isShift } = event;
    const isHead = spot.row < 0;
    const column = laid[spot.column];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (event.altKey && isHead && step !== undefined && column !== undefined) {
      if (isShift) setLayout(resized(layout, column.key, column.width + step * 10));
      else {
        const to = Math.max(0, Math.min(spot.column + step, laid.length - 1));
        setLayout(moved(laid, layout, spot.column, to));
        select(atSpot({ ...spot, column: to }));
      }
    } else if (event.altKey) return;
    else if (isControl && key.toLowerCase() === "c" && !isHead) copying.copy(range, "text", isShift);
    else if (key === "Enter" && isHead) sortBy(spot.column, isShift);
    else if (key === "Enter") openAt(spot);
    else if (key === "ContextMenu" || (key === "F10" && isShift)) {
      const box = (event.target as HTMLElement).getBoundingClientRect();
      setMenu({ spot, at: { x: box.left + 8, y: box.bottom } });
    } else {
      const page = Math.max(1, Math.floor(height) - 1);
      const extent = { rows: source.count, columns: laid.length, page };
      const next = afterKey(selection ?? atSpot(spot), { key, isShift, isControl }, extent);
      if (next === undefined) return;
      select(next);
    }
    event.preventDefault();
  };

  const visible = columnsInView(laid, left, Math.max(size.width - gutter, 100));
  const placesKey = `${visible.first} ${visible.end} ${spot.column}`;
  const places = useMemo(() => placesOf(visible, spot.column, laid.length), [placesKey, laid.length]);
  const drawn = useMemo(() => places.map((place) => laid[place]!), [places, laid]);
  const last = laid.at(-1);
  const width = gutter + (last === undefined ? 0 : last.left + last.width);
  const base = Math.floor(first / stretch) * stretch;
  const rowFor = (index: number, rowTop: number) => {
    const isIn = selection !== undefined && index >= range.rows.first && index <= range.rows.last;
    return (
      <GridRow
        key={index}
        {...{ index, gutter, places, columns: drawn }}
        row={source.row(index)}
        isNumberExact={source.isNumberExact(index)}
        top={rowTop}
        firstSelected={isIn ? range.columns.first : -1}
        lastSelected={isIn ? range.columns.last : -1}
        focus={index === spot.row ? spot.column : -1}
        isSelected={isIn && range.columns.last - range.columns.first === laid.length - 1}
      />
    );
  };
  const rows = [];
  const from = Math.max(0, first - spare);
  const to = Math.min(source.count, end + spare);
  for (let index = from; index < to; index++) rows.push(rowFor(index, (index - base) * rowHeight));
  // Who has the focus stays in the document, out of sight.
  if (spot.row >= 0 && (spot.row < from || spot.row >= to) && spot.row < source.count) {
    rows.push(rowFor(spot.row, (spot.row < from ? from - base - 3 : to - base + 3) * rowHeight));
  }
  const fitWidth = (place: number): void => {
    const column = laid[place];
    if (column === undefined) return;
    setLayout(
      resized(
        layout,
        column.key,
        fittedWidth(column.column, column.index, { source, first, end, body: body.current! }, widths.most),
      ),
    );
  };
  const menuCell = menu === undefined || menu.spot.row < 0 ? undefined : source.row(menu.spot.row);
  return (
    <div class="grid">
      <div
        ref={scroller}
        id={id}
        class="grid-scroll"
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={source.isExact ? source.count + 1 : -1}
        aria-colcount={laid.length + 1}
        aria-multiselectable="true"
        aria-busy={source.count > 0 && source.row(first) === undefined}
        onScroll={({ currentTarget }) => setLeft(currentTarget.scrollLeft)}
        onKeyDown={onKeyDown}
      >
        <div class="grid-space" role="none" style={{ width: `${width}px` }}>
          <GridHead
            {...{ laid, places, gutter, sort }}
            canSort={onSort !== undefined}
            focus={spot.row < 0 ? spot.column : -1}
            onSort={(place, isAdded) => {
              select(atSpot({ row: -1, column: place }));
              sortBy(place, isAdded);
            }}
            onResize={(place, wide) => setLayout(resized(layout, laid[place]!.key, wide))}
            onFit={fitWidth}
            onMove={(start, target) => setLayout(moved(laid, layout, start, target))}
            onMenu={(place, at) => setMenu({ spot: { row: -1, column: place }, at })}
            onSelectAll={() => select({ ...wholeRow(0, 0), focus: { row: source.count - 1, column: 0 } })}
          />
          <div
            ref={body}
            class="grid-body"
            role="rowgroup"
            tabIndex={-1}
            style={{ "--row-height": `${rowHeight}px` }}
            onPointerDown={drag}
            onDblClick={({ clientX, clientY }) => openAt(spotAt(clientX, clientY))}
            onContextMenu={(event) => {
              event.preventDefault();
              const at = spotAt(event.clientX, event.clientY);
              const { rows: among, columns: within } = range;
              const isIn =
                among.first <= at.row && at.row <= among.last && within.first <= at.column && at.column <= within.last;
              if (selection === undefined || !isIn) select(atSpot(at));
              setMenu({ spot: at, at: { x: event.clientX, y: event.clientY } });
            }}
          >
            <div
              class="grid-rows"
              role="none"
              style={{ transform: `translateY(${Math.round((base - view.top) * rowHeight)}px)` }}
            >
              {rows}
            </div>
          </div>
        </div>
      </div>
      <ScrollBar view={view} track={size.height} controls={id} onScroll={scrollTo} />
      {menu !== undefined && (
        <Menu
          label={menu.spot.row < 0 ? "Column" : "Cell"}
          at={menu.at}
          onClose={() => setMenu(undefined)}
          items={
            menu.spot.row < 0
              ? headMenu({ ...props, layout, laid, sort, place: menu.spot.column, setLayout, fitWidth })
              : cellMenu({ ...props, laid, range, spot: menu.spot, row: menuCell, copy: copying.copy, open: openAt })
          }
        />
      )}
      {copying.isUnderWay && <Progress label="Copying" fraction={copying.fraction} onCancel={copying.cancel} />}
      <p class={copying.isRefused ? "grid-notice" : "unseen"} role="status">
        {copying.notice}
      </p>
    </div>
  );
}

/** Sideways, as little as it takes. */
function revealColumn(box: HTMLElement, { left, width }: LaidColumn, gutter: number): void {
  const room = box.clientWidth - gutter;
  if (left < box.scrollLeft || width > room) box.scrollLeft = left;
  else if (left + width > box.scrollLeft + room) box.scrollLeft = left + width - room;
}
