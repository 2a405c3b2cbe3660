/**
 * Draws the cells that are in view. Each look is drawn once, and its pixels are copied from then on: there are tens of thousands
 * of cells, few looks, and a copy by hand takes a tenth of what the canvas takes for it.
 */
import { pageKinds } from "../../../server/src/database/protocol.ts";
import { drawCell, letterSize } from "./cell-look.ts";
import type { Cells } from "./cells.ts";
import { type Colors, colorOf } from "./colors.ts";
import { type Layout, placeOf, type View } from "./layout.ts";
import type { Owned } from "./page-map.ts";

export interface Scene {
  readonly layout: Layout;
  readonly view: View;
  readonly scrollTop: number;
  readonly cells: Cells;
  /** By their place in `owners` of the map. */
  readonly owned: ReadonlyMap<number, Owned>;
  readonly colors: Colors;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  readonly problems: ReadonlySet<number>;
  /** Cells with a ring around them. */
  readonly current: number | undefined;
  readonly hovered: number | undefined;
  /** That the current page hangs on, up to its root. */
  readonly path: ReadonlySet<number>;
}

/** @returns what draws a scene into this canvas, which it sizes */
export function createPainter(canvas: HTMLCanvasElement): (scene: Scene) => void {
  const context = canvas.getContext("2d", { alpha: false });
  let picture: Picture | undefined;
  let stamps: Stamps | undefined;
  return (scene) => {
    if (context === null) return;
    const { layout, view, ratio, colors } = scene;
    const width = Math.max(1, Math.round(view.width * ratio));
    const height = Math.max(1, Math.round(view.height * ratio));
    if (picture === undefined || picture.width !== width || picture.height !== height) {
      canvas.width = width;
      canvas.height = height;
      const image = context.createImageData(width, height);
      picture = { width, height, image, pixels: new Uint32Array(image.data.buffer) };
    }
    const unit = Math.max(1, Math.round(ratio));
    const size = Math.round(layout.size * ratio) - unit;
    if (stamps === undefined || !stamps.fits(size, unit, colors)) stamps = createStamps(size, unit, colors);
    paintCells(picture, scene, stamps, size);
    context.putImageData(picture.image, 0, 0);
    paintRings(context, scene, size, unit);
  };
}

interface Picture {
  /** In device pixels. */
  readonly width: number;
  readonly height: number;
  readonly image: ImageData;
  /** The image's, one a pixel. */
  readonly pixels: Uint32Array;
}

function paintCells({ width, height, pixels }: Picture, scene: Scene, stamps: Stamps, size: number): void {
  const { cells, owned } = scene;
  const { first, end } = inView(scene);
  pixels.fill(stamps.background);
  for (let cell = first; cell < end; cell++) {
    const owner = owned.get(cells.owner[cell]! - 1);
    const stamp = stamps.stamp(owner, cells.kinds[cell]!, cells.fill[cell]!, cells.lit[cell] === 0);
    const { left, top } = cornerOf(scene, cell);
    // Columns always have their whole width; the first and the last row may be cut off.
    const lastRow = Math.min(size, height - top);
    for (let row = Math.max(0, -top); row < lastRow; row++) {
      const from = row * size;
      const to = (top + row) * width + left;
      for (let column = 0; column < size; column++) pixels[to + column] = stamp[from + column]!;
    }
  }
}

/** In device pixels, from the canvas's corner. */
function cornerOf({ layout, ratio, scrollTop }: Scene, cell: number): { readonly left: number; readonly top: number } {
  const { x, y } = placeOf(layout, cell);
  return { left: Math.round(x * ratio), top: Math.round(y * ratio) - Math.round(scrollTop * ratio) };
}

/** [first, end) of the cells whose rows are in view. */
function inView({ layout, scrollTop, view }: Scene): { readonly first: number; readonly end: number } {
  const { columns, size, cells } = layout;
  const first = Math.max(0, Math.floor(scrollTop / size)) * columns;
  const end = Math.min(cells, Math.ceil((scrollTop + view.height) / size) * columns);
  return { first, end };
}

function paintRings(context: CanvasRenderingContext2D, scene: Scene, size: number, unit: number): void {
  const { colors, problems, path, current, hovered } = scene;
  const { first, end } = inView(scene);
  const isInView = (cell: number | undefined): cell is number => cell !== undefined && cell >= first && cell < end;
  // Within the cell, where that leaves something of it: at the edges of the picture there is no room around it.
  const isWithin = size >= letterSize * unit;
  const ring = (cell: number | undefined, color: string, width: number): void => {
    if (!isInView(cell)) return;
    const { left, top } = cornerOf(scene, cell);
    const out = isWithin ? -width / 2 : width / 2;
    const [x, y, side] = [left - out, top - out, size + 2 * out];
    context.strokeStyle = colors.background;
    context.lineWidth = width + 2 * unit;
    context.strokeRect(x, y, side, side);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(x, y, side, side);
  };
  for (const cell of problems) {
    ring(cell, colors.error, unit);
    if (!isInView(cell)) continue;
    const { left, top } = cornerOf(scene, cell);
    fold(context, left + size, top, Math.max(4 * unit, size / 3), colors.error);
  }
  for (const cell of path) ring(cell, colors.foreground, unit);
  ring(hovered, colors.foreground, unit);
  ring(current, colors.current, isWithin ? 3 * unit : 2 * unit);
}

/** A corner that is folded over: what is wrong is said by a shape too. */
function fold(context: CanvasRenderingContext2D, right: number, top: number, side: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(right - side, top);
  context.lineTo(right, top);
  context.lineTo(right, top + side);
  context.fill();
}

interface Stamps {
  /** A pixel of what lies between cells. */
  readonly background: number;
  fits(size: number, unit: number, colors: Colors): boolean;
  /** The pixels of a look, row by row. @param fill 0 to 255 */
  stamp(owner: Owned | undefined, kind: number, fill: number, isDim: boolean): Uint32Array;
}

function createStamps(size: number, unit: number, colors: Colors): Stamps {
  const context = new OffscreenCanvas(size, size).getContext("2d", { alpha: false, willReadFrequently: true })!;
  const hasLetters = size >= letterSize * unit;
  const levels = Math.min(maxLevels, size);
  const known = new Map<number, Uint32Array>();
  const drawn = (draw: () => void): Uint32Array => {
    context.fillStyle = colors.background;
    context.fillRect(0, 0, size, size);
    draw();
    return new Uint32Array(context.getImageData(0, 0, size, size).data.buffer);
  };
  return {
    background: drawn(() => undefined)[0]!,
    fits: (...[otherSize, otherUnit, otherColors]) =>
      otherSize === size && otherUnit === unit && otherColors === colors,
    stamp(owner, kind, fill, isDim) {
      const color = owner === undefined ? 0 : colorOf(owner.family) + 1;
      const level = Math.round((fill / 255) * levels);
      // Without letters all of a family look alike.
      const whose = hasLetters ? (owner === undefined ? 0 : owner.index + 1) : color;
      const key = ((whose * 16 + kind) * (maxLevels + 1) + level) * 2 + (isDim ? 1 : 0);
      const stamp = known.get(key);
      if (stamp !== undefined) return stamp;
      const look = {
        ...{ kind: pageKinds[kind] ?? "unknown", isDim, fill: level / levels, code: owner?.code ?? "" },
        color: owner === undefined ? colors.neutral : colors.families[color - 1]!,
      };
      const made = drawn(() => drawCell(context, look, size, unit, colors));
      if (known.size === mostStamps) known.clear();
      known.set(key, made);
      return made;
    },
  };
}

const maxLevels = 16;
/** With letters there is one for each table at each level: some megabytes, and no more. */
const mostStamps = 4000;
