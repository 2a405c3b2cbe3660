/** What is in view after zooming, dragging, fitting and going to a function. */
import { describe, expect, it } from "vitest";
import { type Camera, centerOf, fitting, following, panned, revealing, zoomed } from "../../../media/drawing/camera.ts";
import type { Point } from "../../../media/drawing/layout.ts";

const view = { width: 800, height: 600 };
const seen = ({ scale, x, y }: Camera, point: Point): Point => ({ x: point.x * scale + x, y: point.y * scale + y });

describe("the camera", () => {
  it("keeps the point under the pointer where it is when it zooms, and has ends", () => {
    const camera = { x: 30, y: -20, scale: 0.8 };
    const point = { x: 400, y: 250 };
    const at = seen(camera, point);
    const nearer = zoomed(camera, 1.5, at);
    expect(nearer.scale).toBeCloseTo(1.2);
    expect(seen(nearer, point).x).toBeCloseTo(at.x);
    expect(seen(nearer, point).y).toBeCloseTo(at.y);
    expect(zoomed(camera, 1000, at).scale).toBe(4);
    expect(zoomed(camera, 0.0001, at).scale).toBe(0.05);
  });

  it("fits a picture into the middle, and enlarges none", () => {
    const wide = fitting({ width: 3000, height: 100 }, view);
    expect(seen(wide, { x: 0, y: 0 }).x).toBeCloseTo(24);
    expect(seen(wide, { x: 3000, y: 0 }).x).toBeCloseTo(776);
    expect(seen(wide, { x: 0, y: 50 }).y).toBeCloseTo(300);
    expect(fitting({ width: 10, height: 10 }, view).scale).toBe(1);
  });

  it("moves no more than it has to for a function to be seen", () => {
    const camera = { x: 0, y: 0, scale: 1 };
    const box = { width: 100, height: 40 };
    expect(revealing(camera, { x: 400, y: 300 }, box, view)).toEqual(camera);
    const moved = revealing(camera, { x: 1000, y: -50 }, box, view);
    expect(seen(moved, { x: 1050, y: -50 }).x).toBeLessThan(800);
    expect(seen(moved, { x: 1000, y: -70 }).y).toBeGreaterThan(0);
    expect(moved.scale).toBe(1);
  });

  it("stays with what has moved", () => {
    const camera = panned({ x: 0, y: 0, scale: 0.5 }, 7, 8);
    const [before, after] = [
      { x: 100, y: 100 },
      { x: 300, y: 40 },
    ];
    expect(seen(following(camera, before, after), after)).toEqual(seen(camera, before));
    expect(centerOf({ x: 400, y: 300, scale: 2 }, view)).toEqual({ x: 0, y: 0 });
  });
});
