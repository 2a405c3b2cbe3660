/** Columns of a layered picture that are far too tall, each broken into several beside each other. */
import type { LayoutNode, Point } from "./layout.ts";

/** Between what was one column, and between two. */
const gaps = { within: 40, between: 80 };

export interface Wrapped {
  readonly places: ReadonlyMap<number, Point>;
  readonly width: number;
  readonly height: number;
}

/**
 * @param places the middles of nodes; those of a column have their left ends at the same x
 * @param aspect width by height that the picture is to have, about
 * @returns undefined where it is well as it is
 */
export function wrapped(
  places: ReadonlyMap<number, Point>,
  sizeOf: (node: number) => LayoutNode,
  separation: number,
  aspect: number,
): Wrapped | undefined {
  const columns = new Map<number, number[]>();
  let [area, tallest, bottom] = [0, 0, 0];
  for (const [node, { x, y }] of [...places].sort(([, a], [, b]) => a.y - b.y)) {
    const { width, height } = sizeOf(node);
    const left = Math.round(x - width / 2);
    columns.set(left, [...(columns.get(left) ?? []), node]);
    area += (width + gaps.between) * (height + separation);
    tallest = Math.max(tallest, height);
    bottom = Math.max(bottom, y + height / 2);
  }
  const limit = Math.max(tallest, Math.sqrt(area / aspect));
  if (bottom < 1.5 * limit) return undefined;
  const moved = new Map<number, Point>();
  let [x, height] = [0, 0];
  for (const [, column] of [...columns].sort(([a], [b]) => a - b)) {
    const total = column.reduce((sum, node) => sum + sizeOf(node).height + separation, -separation);
    // As even as the boxes allow: a last column with one box in it looks like another layer.
    const share = total / Math.ceil(total / limit);
    let [y, widest] = [0, 0];
    for (const node of column) {
      const size = sizeOf(node);
      if (y > 0 && y + size.height / 2 > share) {
        x += widest + gaps.within;
        [y, widest] = [0, 0];
      }
      moved.set(node, { x: x + size.width / 2, y: y + size.height / 2 });
      widest = Math.max(widest, size.width);
      height = Math.max(height, y + size.height);
      y += size.height + separation;
    }
    x += widest + gaps.between;
  }
  return { places: moved, width: x - gaps.between, height };
}
