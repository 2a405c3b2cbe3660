/** Which lines of a long list are in sight: only those are in the document. */
import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useState } from "preact/hooks";

/** Of a line, in pixels: VS Code's own. */
export const lineHeight = 22;
/** Above and below what is in sight. */
const spare = 8;

export interface Window {
  /** Of the lines in sight and those spare: the first, and the one behind the last. */
  readonly first: number;
  readonly end: number;
  /** Lines that fit, at least one. */
  readonly page: number;
  onScroll(): void;
  /** Scrolls no further than needed for a line to be in sight. */
  reveal(index: number): void;
}

/** @param head of what stands fixed above the lines in the same scroller, in pixels */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number, head: number): Window {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const look = useCallback((): void => {
    const { scrollTop, clientHeight } = scroller.current!;
    // A panel that is hidden has no height, and is where it was when it is in sight again.
    if (clientHeight === 0) return;
    setTop(scrollTop);
    setHeight(Math.max(lineHeight, clientHeight - head));
  }, [head]);
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, [look]);
  // Where lines have gone, the browser scrolls back without saying so.
  useLayoutEffect(look, [count]);
  const reveal = useCallback(
    (index: number): void => {
      const element = scroller.current!;
      const at = index * lineHeight;
      const room = element.clientHeight - head;
      if (at < element.scrollTop) element.scrollTop = at;
      else if (at + lineHeight > element.scrollTop + room) element.scrollTop = at + lineHeight - room;
      look();
    },
    [look],
  );
  const first = Math.max(0, Math.floor(top / lineHeight) - spare);
  const end = Math.min(count, Math.ceil((top + height) / lineHeight) + spare);
  return { first, end, page: Math.max(1, Math.floor(height / lineHeight) - 1), onScroll: look, reveal };
}
