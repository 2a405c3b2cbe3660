/**
 * How one cell is drawn. Color says whose a page is; what kind it is, is said by a pattern, so that nobody has to tell colors
 * apart for it, and where there is room by letters.
 */
import type { Colors } from "./colors.ts";
import type { PageKind } from "./page-map.ts";

export interface Look {
  readonly kind: PageKind;
  readonly color: string;
  /** 0 to 1: how much of the page is used, drawn as a level. */
  readonly fill: number;
  /** Not one of those that are wanted. */
  readonly isDim: boolean;
  /** The owner's letters, drawn where there is room. */
  readonly code: string;
}

/**
 * @param size width and height, in device pixels
 * @param unit the width of a line, in device pixels
 */
export function drawCell(canvas: Canvas, look: Look, size: number, unit: number, colors: Colors): void {
  const { kind, color, fill, isDim, code } = look;
  canvas.save();
  canvas.beginPath();
  canvas.rect(0, 0, size, size);
  canvas.clip();
  switch (kind) {
    case "freelist leaf":
    case "freelist trunk":
      outline(canvas, size, unit, colors.neutral);
      if (kind === "freelist trunk") square(canvas, size, Math.max(2 * unit, size / 3), colors.neutral);
      break;
    case "unknown":
      outline(canvas, size, unit, colors.warning);
      stripes(canvas, size, unit, size, colors.warning);
      break;
    case "lock byte":
      canvas.fillStyle = colors.neutral;
      canvas.fillRect(0, 0, size, size);
      stripes(canvas, size, unit, size, colors.background);
      canvas.scale(-1, 1);
      canvas.translate(-size, 0);
      stripes(canvas, size, unit, size, colors.background);
      break;
    case "pointer map":
      canvas.fillStyle = colors.neutral;
      for (let y = 0; y < size; y += 3 * unit) canvas.fillRect(0, y, size, 2 * unit);
      break;
    default:
      level(canvas, size, color, fill);
      if (kind.startsWith("index")) stripes(canvas, size, unit, Math.max(4 * unit, size / 3), colors.background);
      if (kind === "overflow") dots(canvas, size, unit, colors.background);
      if (kind.endsWith("interior")) frame(canvas, size, unit, colors.background);
  }
  if (size >= letterSize * unit) letters(canvas, size, unit, lettersOf(kind, code), colors);
  if (isDim) {
    canvas.globalAlpha = 0.82;
    canvas.fillStyle = colors.background;
    canvas.fillRect(0, 0, size, size);
  }
  canvas.restore();
}

export type Canvas = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Cells of this many units have letters. */
export const letterSize = 16;

function lettersOf(kind: PageKind, code: string): string {
  switch (kind) {
    case "unknown":
      return "?";
    case "lock byte":
      return "L";
    case "pointer map":
      return "P";
    case "freelist leaf":
    case "freelist trunk":
      return "";
    default:
      return code;
  }
}

function level(canvas: Canvas, size: number, color: string, fill: number): void {
  canvas.fillStyle = color;
  canvas.globalAlpha = 0.35;
  canvas.fillRect(0, 0, size, size);
  canvas.globalAlpha = 1;
  const height = Math.round(fill * size);
  canvas.fillRect(0, size - height, size, height);
}

function outline(canvas: Canvas, size: number, width: number, color: string): void {
  canvas.strokeStyle = color;
  canvas.lineWidth = width;
  canvas.strokeRect(width / 2, width / 2, size - width, size - width);
}

/** A line around the middle, in the color of what lies between cells. */
function frame(canvas: Canvas, size: number, unit: number, color: string): void {
  const width = size >= letterSize * unit ? 2 * unit : unit;
  canvas.strokeStyle = color;
  canvas.lineWidth = width;
  canvas.strokeRect(1.5 * width, 1.5 * width, size - 3 * width, size - 3 * width);
}

function square(canvas: Canvas, size: number, side: number, color: string): void {
  const start = Math.round((size - side) / 2);
  canvas.fillStyle = color;
  canvas.fillRect(start, start, Math.round(side), Math.round(side));
}

/** From the lower left to the upper right; one through the middle where `step` is the size. */
function stripes(canvas: Canvas, size: number, unit: number, step: number, color: string): void {
  canvas.strokeStyle = color;
  canvas.lineWidth = unit;
  canvas.beginPath();
  for (let start = step === size ? size : step / 2; start < 2 * size; start += step) {
    canvas.moveTo(start, 0);
    canvas.lineTo(start - size, size);
  }
  canvas.stroke();
}

function dots(canvas: Canvas, size: number, unit: number, color: string): void {
  const side = size < 10 * unit ? unit : 2 * unit;
  const step = Math.max(2 * side, size / Math.max(2, Math.floor(size / (4 * unit))));
  canvas.fillStyle = color;
  for (let y = step / 2; y < size; y += step) {
    for (let x = step / 2; x < size; x += step) {
      canvas.fillRect(Math.round(x - side / 2), Math.round(y - side / 2), side, side);
    }
  }
}

function letters(
  canvas: Canvas,
  size: number,
  unit: number,
  text: string,
  { foreground, background, font }: Colors,
): void {
  if (text === "") return;
  const height = Math.min(size * 0.5, (size * 1.3) / text.length, 13 * unit);
  canvas.font = `600 ${height}px ${font}`;
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  canvas.lineJoin = "round";
  canvas.lineWidth = 3 * unit;
  canvas.strokeStyle = background;
  canvas.strokeText(text, size / 2, size / 2 + unit / 2);
  canvas.fillStyle = foreground;
  canvas.fillText(text, size / 2, size / 2 + unit / 2);
}
