/** Which part of the picture is in view, and how large: plain numbers, moved by wheel, drag and keys. */
import type { Point } from "./layout.ts";

/** A point of the picture is shown at `scale * point + (x, y)`, in pixels of the view. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const smallest = 0.05;
const largest = 4;
/** Pixels around a picture that is fitted into the view. */
const margin = 24;
/** Pixels beside a box that is brought into view, as far as there is room: where its edges lead is to be seen. */
const surroundings = 110;

/** Larger or smaller by a factor, with a pixel of the view where it is. */
export function zoomed(camera: Camera, factor: number, at: Point): Camera {
  const scale = clamp(camera.scale * factor, smallest, largest);
  const ratio = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio };
}

export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x + dx,
  y: camera.y + dy,
});

/** All of a picture, in the middle of the view, never larger than it is. */
export function fitting(picture: Size, view: Size): Camera {
  const across = (view.width - 2 * margin) / Math.max(picture.width, 1);
  const down = (view.height - 2 * margin) / Math.max(picture.height, 1);
  const scale = clamp(Math.min(across, down, 1), smallest, largest);
  return { scale, x: (view.width - picture.width * scale) / 2, y: (view.height - picture.height * scale) / 2 };
}

/** As little moved as brings a box into view, with some of what is around it. */
export function revealing(camera: Camera, middle: Point, box: Size, view: Size): Camera {
  const shift = (center: number, size: number, offset: number, room: number): number => {
    const start = (center - size / 2) * camera.scale + offset;
    const end = (center + size / 2) * camera.scale + offset;
    const around = Math.max(0, Math.min(surroundings, (room - (end - start)) / 2));
    return start < around ? around - start : Math.min(0, room - around - end);
  };
  return panned(
    camera,
    shift(middle.x, box.width, camera.x, view.width),
    shift(middle.y, box.height, camera.y, view.height),
  );
}

/** What was drawn at `before` and is drawn at `after` now stays where it is in the view. */
export const following = (camera: Camera, before: Point, after: Point): Camera =>
  panned(camera, (before.x - after.x) * camera.scale, (before.y - after.y) * camera.scale);

/** The point of the picture that is in the middle of the view. */
export const centerOf = ({ x, y, scale }: Camera, view: Size): Point => ({
  x: (view.width / 2 - x) / scale,
  y: (view.height / 2 - y) / scale,
});

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
