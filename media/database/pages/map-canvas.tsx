/**
 * The picture of all pages: a canvas that stays in view over a scroll height as tall as all rows. Nothing in the document
 * stands for a page; who does not see the picture hears the page that the keys went to, or takes the list.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { numberText } from "../../parts/numbers.ts";
import { cellsOf } from "./cells.ts";
import { describeCell, describePage } from "./describe.ts";
import { type Filter, maskOf, nextWanted } from "./filter.ts";
import { cellOfPage, pageAfterKey, type Zoom } from "./layout.ts";
import { type Owned, type PageMap, pathTo } from "./page-map.ts";
import { Tip } from "./tip.tsx";
import { useColors, usePainter, usePixelRatio, useView } from "./use-drawing.ts";
import { useZooming, type ZoomChoice } from "./use-zooming.ts";

export interface MapCanvasProps {
  readonly map: PageMap;
  readonly owned: readonly Owned[];
  readonly filter: Filter;
  readonly zoom: ZoomChoice;
  /** From 1 on. */
  readonly page: number;
  onZoom(zoom: ZoomChoice): void;
  onPage(page: number): void;
  /** Enter, or a click: what lies on this page? */
  onOpen(page: number): void;
  /** A digit was typed: somebody begins to write a page's number. */
  onDigit(digit: string): void;
  /** Is given what zooms by steps around the current page, for buttons beside the picture. */
  readonly zoomSteps: { current: (steps: number) => void };
  /** How near it is, to say so beside the picture. */
  onShown(shown: { readonly zoom: Zoom; readonly isNearest: boolean; readonly isFarthest: boolean }): void;
}

export function MapCanvas(props: MapCanvasProps) {
  const { map, owned, filter, zoom: choice, page, zoomSteps, onZoom, onPage, onOpen, onDigit, onShown } = props;
  const pages = map.kinds.length;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useView(scroller);
  const ratio = usePixelRatio();
  const colors = useColors(scroller);
  const [hovered, hover] = useState<Hovered>();
  const [said, say] = useState("");
  const zooming = useZooming({
    ...{ scroller, view, pages, page, choice },
    onZoom(next) {
      hover(undefined);
      onZoom(next);
    },
  });
  const { zoom, layout, isNearest, isFarthest, zoomBy, cellUnder } = zooming;
  zoomSteps.current = zoomBy;
  useEffect(() => onShown({ zoom, isNearest, isFarthest }), [zoom, isNearest, isFarthest, onShown]);

  const mask = useMemo(() => maskOf(filter, map.owners.length), [filter, map]);
  const cells = useMemo(() => cellsOf(map, zoom.perCell, mask), [map, zoom.perCell, mask]);
  const byIndex = useMemo(() => new Map(owned.map((item) => [item.index, item])), [owned]);
  const problems = useMemo(() => new Set(map.problems.map((problem) => cellOfPage(zoom, problem.page))), [map, zoom]);
  const path = useMemo(() => new Set(pathTo(map, page).map((above) => cellOfPage(zoom, above))), [map, page, zoom]);

  const current = cellOfPage(zoom, page);
  const paint = usePainter(canvas);
  const draw = (): void => {
    if (colors === undefined || view.width === 0) return;
    const scrollTop = scroller.current?.scrollTop ?? 0;
    paint({
      ...{ layout, view, scrollTop, cells, colors, ratio, problems, path, current },
      owned: byIndex,
      hovered: hovered?.cell,
    });
  };
  const drawing = useRef(draw);
  drawing.current = draw;
  useLayoutEffect(draw);

  const goTo = (next: number): void => {
    say(describePage(map, next).join(", "));
    onPage(next);
  };
  const enter = (target: number): void => {
    if (layout.perCell === 1) onOpen(target);
    else zooming.zoomTo(target);
    goTo(target);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || ((event.ctrlKey || event.metaKey) && event.key !== "Home" && event.key !== "End")) return;
    const next = pageAfterKey(layout, event.key, page, pages, view);
    if (next !== undefined) goTo(next);
    else if (event.key === "n" || event.key === "p")
      goTo(nextWanted(map, mask, page, event.key === "n" ? 1 : -1) ?? page);
    else if (event.key === "Enter" || event.key === " ") enter(page);
    else if (event.key === "+" || event.key === "=") zoomBy(-1);
    else if (event.key === "-") zoomBy(1);
    else if (event.key === "*") onZoom("fit");
    else if (/^[0-9]$/.test(event.key)) onDigit(event.key);
    else return;
    event.preventDefault();
    hover(undefined);
  };

  return (
    <div class="map-frame">
      <div
        ref={scroller}
        class="map-scroller"
        // Keys mean pages here, not the reader's own commands.
        role="application"
        aria-roledescription="page map"
        aria-label={`${numberText(pages)} pages. Arrow keys go from page to page, N and P to the next and the previous one of those that are chosen beside it, Enter shows what lies on one, digits go to a number, plus and minus zoom.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application has the keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={() => {
          zooming.scrolled();
          requestAnimationFrame(() => drawing.current());
        }}
        onMouseMove={(event) => {
          const cell = cellUnder(event);
          if (cell !== hovered?.cell || cell === undefined)
            hover(cell === undefined ? undefined : { cell, ...pointOf(event) });
        }}
        onMouseLeave={() => hover(undefined)}
        onClick={(event) => {
          const cell = cellUnder(event);
          if (cell !== undefined) enter(firstWanted(map, cells.perCell, cell, mask));
        }}
      >
        <div class="map-picture" aria-hidden="true">
          <canvas ref={canvas} style={{ width: view.width, height: view.height }} />
        </div>
        <div class="map-height" style={{ height: Math.max(0, layout.height - view.height) }} />
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      {hovered !== undefined && hovered.cell < layout.cells && (
        <Tip x={hovered.x} y={hovered.y} lines={describeCell(map, layout, hovered.cell)}>
          {layout.perCell > 1 ? "Click to see them page by page" : "Click to see what lies on it"}
        </Tip>
      )}
    </div>
  );
}

interface Hovered {
  readonly cell: number;
  /** Of the viewport. */
  readonly x: number;
  readonly y: number;
}

const pointOf = ({ clientX, clientY }: MouseEvent) => ({ x: clientX, y: clientY });

/** The first page of a cell that somebody wants to see; its first where there is none. */
function firstWanted(
  map: PageMap,
  perCell: number,
  cell: number,
  { owners, kinds }: ReturnType<typeof maskOf>,
): number {
  const first = cell * perCell;
  const end = Math.min(map.kinds.length, first + perCell);
  for (let place = first; place < end; place++) {
    if (owners[map.owner[place]!] === 1 && kinds[map.kinds[place]!] === 1) return place + 1;
  }
  return first + 1;
}
