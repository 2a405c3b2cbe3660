/** How large a grid is and how it is scrolled: wheels, touch pads and fingers, in rows. */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** Of what it shows, in pixels. @param head of what stands above its rows */
export function useSize(
  box: RefObject<HTMLElement | null>,
  head: number,
): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 800, height: 0 });
  useEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: Math.max(0, element.clientHeight - head) }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, head]);
  return size;
}

/** In pixels: whatever size somebody reads code in. */
export function useRowHeight(): number {
  const [height] = useState(() => {
    const size = Number.parseFloat(
      getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-font-size"),
    );
    return Number.isFinite(size) ? Math.max(22, Math.round(size * 1.6)) : 22;
  });
  return height;
}

/**
 * Wheels and fingers up and down; sideways is the element's own.
 * @param scroll by so many rows; whether it went anywhere: where it did not, what is around it scrolls
 */
export function useWheel(
  box: RefObject<HTMLElement | null>,
  rowHeight: number,
  scroll: (rows: number) => boolean,
): void {
  const latest = useRef(scroll);
  latest.current = scroll;
  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY : event.deltaY / rowHeight;
      const page = element.clientHeight / rowHeight;
      const rows = event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * page : lines;
      if (latest.current(rows)) event.preventDefault();
    };
    let finger: { readonly id: number; readonly y: number } | undefined;
    const touch = (event: TouchEvent): void => {
      const [first] = event.touches;
      if (event.touches.length !== 1 || first === undefined) finger = undefined;
      else {
        if (finger?.id === first.identifier && latest.current((finger.y - first.clientY) / rowHeight))
          event.preventDefault();
        finger = { id: first.identifier, y: first.clientY };
      }
    };
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("touchstart", touch, { passive: true });
    element.addEventListener("touchmove", touch, { passive: false });
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("touchstart", touch);
      element.removeEventListener("touchmove", touch);
    };
  }, [box, rowHeight]);
}
