/** A cell as it looks in the picture, beside what it stands for. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { drawCell } from "./cell-look.ts";
import { colorOf, colorsOf, onTheme } from "./colors.ts";
import type { PageKind } from "./page-map.ts";

export interface SwatchProps {
  readonly kind: PageKind;
  /** Whose color; nobody's where it is left out. */
  readonly family?: number;
  /** 0 to 1 */
  readonly fill: number;
}

export function Swatch({ kind, family, fill }: SwatchProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const draw = (): void => {
      const context = canvas.current?.getContext("2d");
      if (!context || canvas.current === null) return;
      const unit = Math.max(1, Math.round(devicePixelRatio));
      const size = side * unit;
      canvas.current.width = size;
      canvas.current.height = size;
      const colors = colorsOf(canvas.current);
      const color = family === undefined ? colors.neutral : colors.families[colorOf(family)]!;
      drawCell(context, { kind, fill, color, isDim: false, code: "" }, size, unit, colors);
    };
    draw();
    return onTheme(draw);
  }, [kind, family, fill]);
  return (
    <span class="swatch" aria-hidden="true">
      <canvas ref={canvas} />
    </span>
  );
}

/** In CSS pixels; below the size at which cells have letters. */
const side = 14;
