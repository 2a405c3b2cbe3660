/** A few lines beside the mouse. It is for eyes alone: what it says is said elsewhere to those who listen. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface TipProps {
  /** Of the viewport, in pixels. */
  readonly x: number;
  readonly y: number;
  /** The first is the title. */
  readonly lines: readonly string[];
  /** What may be done. */
  readonly children?: ComponentChildren;
}

export function Tip({ x, y, lines, children }: TipProps) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = self.current!;
    const { offsetWidth: width, offsetHeight: height } = tip;
    tip.style.left = `${Math.max(4, x + gap + width > innerWidth ? x - gap - width : x + gap)}px`;
    tip.style.top = `${Math.max(4, y + gap + height > innerHeight ? y - gap - height : y + gap)}px`;
  });
  const [title, ...others] = lines;
  return (
    <div ref={self} class="tip" aria-hidden="true">
      <div class="tip-title">{title}</div>
      {others.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {children !== undefined && <div class="tip-hint">{children}</div>}
    </div>
  );
}

const gap = 14;
