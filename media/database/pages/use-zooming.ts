/** How near the picture is and how far it is scrolled: what is looked at stays where it is when cells become larger or smaller. */
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import {
  cellAt,
  cellOfPage,
  firstPageOf,
  fitting,
  isScrollable,
  type Layout,
  layoutOf,
  placeOf,
  revealed,
  type View,
  type Zoom,
  zoomsOf,
} from "./layout.ts";

/** How near: a place among `zoomsOf`, or as near as all pages fit. */
export type ZoomChoice = number | "fit";

export interface ZoomingOptions {
  /** What is scrolled. */
  readonly scroller: { readonly current: HTMLElement | null };
  readonly view: View;
  readonly pages: number;
  /** The current one, from 1 on. Another one is brought into view. */
  readonly page: number;
  readonly choice: ZoomChoice;
  onZoom(zoom: ZoomChoice): void;
}

export interface Zooming {
  readonly zoom: Zoom;
  readonly layout: Layout;
  readonly isNearest: boolean;
  readonly isFarthest: boolean;
  /** Away from the pages where it is more than 0; around the current page where it is in view, else around the middle. */
  zoomBy(steps: number): void;
  /** To where single pages have letters, with this one in the middle. */
  zoomTo(page: number): void;
  /** To be told each time. */
  scrolled(): void;
  /** @returns undefined where there is none */
  cellUnder(event: MouseEvent): number | undefined;
}

export function useZooming({ scroller, view, pages, page, choice, onZoom }: ZoomingOptions): Zooming {
  const zooms = useMemo(() => zoomsOf(pages).filter((zoom) => isScrollable(zoom, pages, view)), [pages, view]);
  const zoom =
    choice === "fit" ? fitting(zooms, pages, view) : (zooms[Math.min(choice, zooms.length - 1)] ?? zooms[0]!);
  const place = zooms.indexOf(zoom);
  const layout = useMemo(() => layoutOf(zoom, pages, view), [zoom, pages, view]);

  const anchor = useRef<Anchor>({ page, offset: 0 });
  useLayoutEffect(() => {
    if (view.height === 0) return;
    const { y } = placeOf(layout, cellOfPage(layout, anchor.current.page));
    scroller.current!.scrollTop = y - Math.max(0, Math.min(anchor.current.offset, view.height - layout.size));
  }, [layout, view]);
  // Only another page is brought into view, so that nobody is drawn back who scrolled away.
  useLayoutEffect(() => {
    if (view.height === 0) return;
    const element = scroller.current!;
    element.scrollTop = revealed(layout, cellOfPage(layout, page), element.scrollTop, view);
  }, [page]);

  const top = (): number => scroller.current?.scrollTop ?? 0;
  const offsetOf = (target: number): number => placeOf(layout, cellOfPage(layout, target)).y - top();
  const seen = (): number => {
    const offset = offsetOf(page);
    if (offset >= 0 && offset < view.height) return page;
    const row = Math.floor((top() + view.height / 2) / layout.size);
    return Math.min(pages, firstPageOf(layout, row * layout.columns));
  };
  const go = (next: number, to: Anchor): void => {
    const wanted = Math.max(0, Math.min(zooms.length - 1, next));
    if (wanted === place) return;
    anchor.current = to;
    onZoom(wanted);
  };
  const around = (steps: number, target: number, offset = offsetOf(target)): void =>
    go(place + steps, { page: target, offset });
  const cellUnder = ({ clientX, clientY }: MouseEvent): number | undefined => {
    const box = scroller.current!.getBoundingClientRect();
    return cellAt(layout, clientX - box.left, clientY - box.top + top());
  };
  useWheel(scroller, (steps, event) => {
    const cell = cellUnder(event);
    if (cell === undefined) around(steps, seen());
    else around(steps, firstPageOf(layout, cell), event.clientY - scroller.current!.getBoundingClientRect().top);
  });

  return {
    ...{ zoom, layout, cellUnder, isNearest: place === 0, isFarthest: place === zooms.length - 1 },
    zoomBy: (steps) => around(steps, seen()),
    zoomTo: (target) => go(lettered, { page: target, offset: view.height / 2 }),
    scrolled() {
      const row = Math.ceil(top() / layout.size);
      const first = Math.min(pages, firstPageOf(layout, row * layout.columns));
      anchor.current = { page: first, offset: row * layout.size - top() };
    },
  };
}

/** A page, and how far below the upper edge its row begins. */
interface Anchor {
  readonly page: number;
  readonly offset: number;
}

/** Among `zoomsOf`: the farthest at which single pages have letters. */
const lettered = 2;

/** The wheel with Ctrl, and two fingers that part: many small turns are a step. */
function useWheel(
  element: { readonly current: HTMLElement | null },
  run: (steps: number, event: WheelEvent) => void,
): void {
  const turned = useRef(0);
  const wheel = useRef((_event: WheelEvent): void => undefined);
  wheel.current = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    turned.current += event.deltaY;
    if (Math.abs(turned.current) < oneStep) return;
    run(Math.sign(turned.current), event);
    turned.current = 0;
  };
  useEffect(() => {
    const listening = element.current!;
    const listener = (event: WheelEvent): void => wheel.current(event);
    // Not passive, as the framework's are: the page itself is not to be zoomed.
    listening.addEventListener("wheel", listener, { passive: false });
    return () => listening.removeEventListener("wheel", listener);
  }, [element]);
}

/** In pixels of a wheel: a notch of a mouse's is more. */
const oneStep = 40;
