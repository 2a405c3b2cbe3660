/** The lines of edges: level where they leave and come in, smooth between. */
import type { Point } from "./layout.ts";

/** An SVG path through points; at each it runs left or right. */
export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) {
    return "";
  }
  const parts = [`M${text(first)}`];
  let from = first;
  for (const [index, to] of rest.entries()) {
    const isEnd = index === rest.length - 1;
    const reach = (to.x - from.x) / 2;
    // What goes back to the left leaves and comes in as all others do, round the corner.
    const bend = isEnd && rest.length === 1 ? Math.max(Math.abs(reach), 30) : reach;
    parts.push(`C${text({ x: from.x + bend, y: from.y })} ${text({ x: to.x - bend, y: to.y })} ${text(to)}`);
    from = to;
  }
  return parts.join("");
}

const text = ({ x, y }: Point): string => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`;
