/** What parts two panes, to be dragged, or moved with the arrow keys. A double click, or Enter, makes it what it was at first. */

export interface SplitterProps {
  readonly label: string;
  /** Which way it parts: a vertical line has panes to its left and right. */
  readonly line: "vertical" | "horizontal";
  /** Of the pane that it sizes, in pixels. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
  readonly initial: number;
  /** The pane lies after it: dragging towards it makes it smaller. */
  readonly isAfter?: boolean;
  onSize(size: number): void;
}

export function Splitter({ label, line, size, least, most, initial, isAfter = false, onSize }: SplitterProps) {
  const direction = isAfter ? -1 : 1;
  const to = (wanted: number): void => onSize(Math.round(Math.max(least, Math.min(most, wanted))));
  const [less, more] = line === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  return (
    <div
      class={`splitter splitter-${line}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={line}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onDblClick={() => to(initial)}
      onKeyDown={(event) => {
        const step = event.shiftKey ? 50 : 10;
        if (event.key === less) to(size - step * direction);
        else if (event.key === more) to(size + step * direction);
        else if (event.key === "Home") to(least);
        else if (event.key === "End") to(most);
        else if (event.key === "Enter") to(initial);
        else return;
        event.preventDefault();
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const self = event.currentTarget;
        const at = (of: PointerEvent): number => (line === "vertical" ? of.clientX : of.clientY);
        const start = at(event);
        self.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent): void => to(size + (at(moved) - start) * direction);
        self.addEventListener("pointermove", move);
        const end = (): void => self.removeEventListener("pointermove", move);
        self.addEventListener("lostpointercapture", end, { once: true });
      }}
    />
  );
}
