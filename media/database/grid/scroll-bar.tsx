/** The grid's own scroll bar: the document's ends at some millions of pixels, and a table has more rows than that. */
import { useRef } from "preact/hooks";
import { thumbOf, topAt, type Viewport } from "./viewport.ts";

export interface ScrollBarProps {
  readonly view: Viewport;
  /** In pixels. */
  readonly track: number;
  /** Id of what it scrolls. */
  readonly controls: string;
  onScroll(top: number): void;
}

export function ScrollBar({ view, track, controls, onScroll }: ScrollBarProps) {
  const self = useRef<HTMLDivElement>(null);
  const thumb = thumbOf(view, track);
  if (thumb === undefined) return <div class="scroll-bar" aria-hidden="true" />;
  const start = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const bar = self.current!;
    bar.setPointerCapture(event.pointerId);
    const edge = bar.getBoundingClientRect().top;
    const within = event.clientY - edge - thumb.start;
    // Beside the thumb, it comes to where the hand is.
    const grip = within >= 0 && within <= thumb.size ? within : thumb.size / 2;
    const to = ({ clientY }: PointerEvent): void => onScroll(topAt(clientY - edge - grip, view, track));
    to(event);
    bar.addEventListener("pointermove", to);
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", to), { once: true });
  };
  return (
    <div
      ref={self}
      class="scroll-bar"
      role="scrollbar"
      tabIndex={-1}
      aria-controls={controls}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, Math.round(view.count - view.height))}
      aria-valuenow={Math.round(view.top)}
      onPointerDown={start}
    >
      <div class="scroll-thumb" style={{ height: `${thumb.size}px`, transform: `translateY(${thumb.start}px)` }} />
    </div>
  );
}
