/** Wheel and pointer over a picture: dragged, zoomed where the pointer is, or clicked. */
import type { Point } from "./layout.ts";

export interface Gestures {
  /** Pixels. */
  panned(dx: number, dy: number): void;
  /** @param at a pixel of the view, which stays where it is */
  zoomed(factor: number, at: Point): void;
  /** Not at the end of a drag. */
  clicked(event: MouseEvent): void;
}

/** Pixels that a hand may shake by when it clicks. */
const shake = 4;
/** Pixels of a line, which wheels may count in. */
const line = 16;

/** While it is dragged, the element has the class `dragged`. */
export function listenForGestures(element: SVGSVGElement, gestures: Gestures): void {
  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      if (event.shiftKey) {
        gestures.panned(-event.deltaY - event.deltaX, 0);
        return;
      }
      // Pinching on a touchpad comes as a wheel with Control, in smaller steps.
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * line : event.deltaY;
      const factor = Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015));
      gestures.zoomed(factor, { x: event.clientX - left, y: event.clientY - top });
    },
    { passive: false },
  );
  let from: Point | undefined;
  let isDragged = false;
  element.addEventListener("pointerdown", (event) => {
    if (event.button === 0 || event.button === 1) {
      from = { x: event.clientX, y: event.clientY };
      isDragged = false;
    }
  });
  element.addEventListener("pointermove", (event) => {
    const [dx, dy] = [event.clientX - (from?.x ?? 0), event.clientY - (from?.y ?? 0)];
    if (from === undefined || (!isDragged && Math.hypot(dx, dy) < shake)) {
      return;
    }
    // Captured now and not before: a click belongs to what it is on.
    if (!isDragged) element.setPointerCapture(event.pointerId);
    isDragged = true;
    element.classList.add("dragged");
    from = { x: event.clientX, y: event.clientY };
    gestures.panned(dx, dy);
  });
  const end = (): void => {
    from = undefined;
    element.classList.remove("dragged");
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  element.addEventListener("click", (event) => {
    if (!isDragged) gestures.clicked(event);
  });
}
