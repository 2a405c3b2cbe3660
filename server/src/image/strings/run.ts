/** A string of a file, as its places alone. */

export interface Run {
  readonly encoding: "ascii" | "utf-16";
  /** In the file: [start, end). */
  readonly start: number;
  readonly end: number;
  readonly characters: number;
}

/** A run, or how far the search has come: nothing begins before this place that was not told. */
export type Step = Run | { readonly start: number; readonly end?: undefined };

/** In bytes, between two steps that tell of no run. */
export const stride = 1024 * 1024;

/** A reader that begins in the middle of a file looks as far back for a place that is within no string. */
export const mostBefore = 4 * 1024;

/** What `strings` of the binutils takes for a character: a tab, and what ASCII can print. */
export const isPlain = (code: number): boolean => (code >= 0x20 && code <= 0x7e) || code === 0x09;
