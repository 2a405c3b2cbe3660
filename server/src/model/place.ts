/** Places in source files that stay true while the text around them moves. */

/**
 * What a place is measured from: a declaration or a directive of the current snapshot. `start` is its absolute offset
 * in UTF-16 units; the document that owns the anchor moves it when an edit above shifts the text.
 */
export interface Anchor {
  readonly start: number;
}

/** A range of a file: `[anchor.start + start, anchor.start + end)`, UTF-16 units. */
export interface Place {
  /** Path of the file, `/`-separated, as the workspace knows it. */
  readonly file: string;
  readonly anchor: Anchor;
  readonly start: number;
  readonly end: number;
}
