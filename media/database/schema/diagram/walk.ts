/** Where an arrow key leads among boxes: to the nearest one in that direction. */
import type { Point } from "../../../drawing/layout.ts";

export type Direction = "left" | "right" | "up" | "down";

/** @returns an index of `places`; undefined where nothing lies there */
export function nearest(places: readonly Point[], from: number, direction: Direction): number | undefined {
  const start = places[from];
  if (start === undefined) return undefined;
  const [dx, dy] = ways[direction];
  let best: { readonly index: number; readonly cost: number } | undefined;
  for (const [index, { x, y }] of places.entries()) {
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    // What lies more to the side than ahead is another arrow's.
    if (index === from || ahead <= 0 || aside > 2 * ahead) continue;
    const cost = ahead + 2 * aside;
    if (best === undefined || cost < best.cost) best = { index, cost };
  }
  return best?.index;
}

const ways: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};
