/** Which rows are in view, and where the thumb of the scroll bar is. Counted in rows, as no pixel reaches to a billion rows. */

export interface Viewport {
  /** The row at the upper edge; 2.5 is half of the third one. */
  readonly top: number;
  /** How many rows there is room for. */
  readonly height: number;
  /** Of all rows. */
  readonly count: number;
}

export const clampedTop = (top: number, { height, count }: Omit<Viewport, "top">): number =>
  Math.max(0, Math.min(top, count - height));

/** @returns the top from which a row is seen whole, as near to where we are as it goes */
export function revealed(index: number, view: Viewport): number {
  if (index < view.top) return clampedTop(index, view);
  if (index + 1 > view.top + view.height) return clampedTop(index + 1 - view.height, view);
  return view.top;
}

export interface Thumb {
  /** Along a track of that many pixels. */
  readonly start: number;
  readonly size: number;
}

/** So that a hand can take it, however many rows there are. */
const leastThumb = 20;

/** @returns undefined where all rows are in view */
export function thumbOf(view: Viewport, track: number): Thumb | undefined {
  if (view.count <= view.height || track <= leastThumb) return undefined;
  const size = Math.max(leastThumb, Math.round((view.height / view.count) * track));
  const part = view.top / (view.count - view.height);
  return { start: Math.max(0, Math.min(1, part)) * (track - size), size };
}

/** The top that a thumb at this place stands for. */
export function topAt(start: number, view: Omit<Viewport, "top">, track: number): number {
  const thumb = thumbOf({ ...view, top: 0 }, track);
  if (thumb === undefined) return 0;
  const part = start / (track - thumb.size);
  return clampedTop(part * (view.count - view.height), view);
}
