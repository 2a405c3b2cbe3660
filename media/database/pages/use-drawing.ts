/** What the picture is drawn with: its size, the screen's pixels, the theme's colors, the painter. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Colors, colorsOf, onTheme } from "./colors.ts";
import type { View } from "./layout.ts";
import { createPainter } from "./painter.ts";

/** The size of what is in view; a new object only where it is another size. */
export function useView(element: { readonly current: HTMLElement | null }): View {
  const [view, setView] = useState<View>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const observed = element.current!;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = observed;
      // Hidden: what was drawn stays as it was.
      if (width === 0 || height === 0) return;
      setView((last) => (last.width === width && last.height === height ? last : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return view;
}

export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(devicePixelRatio);
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    const changed = (): void => setRatio(devicePixelRatio);
    query.addEventListener("change", changed);
    return () => query.removeEventListener("change", changed);
  }, [ratio]);
  return ratio;
}

export function useColors(element: { readonly current: HTMLElement | null }): Colors | undefined {
  const [colors, setColors] = useState<Colors>();
  useLayoutEffect(() => {
    const read = (): void => setColors(colorsOf(element.current!));
    read();
    return onTheme(read);
  }, [element]);
  return colors;
}

export function usePainter(canvas: { readonly current: HTMLCanvasElement | null }): ReturnType<typeof createPainter> {
  const painter = useRef<ReturnType<typeof createPainter> | undefined>(undefined);
  return (scene) => {
    painter.current ??= canvas.current === null ? undefined : createPainter(canvas.current);
    painter.current?.(scene);
  };
}
