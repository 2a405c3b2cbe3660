/** A size as far as it is known. */

/** In bytes. */
export interface Size {
  readonly bytes: number;
  readonly align: number;
  /** Whether it is just this; else it is this or more. */
  readonly exact: boolean;
}

/** Counts as nothing: whoever adds it to others may say "at least". */
export const unknownSize: Size = { bytes: 0, align: 1, exact: false };

/** An array of so many; nothing for sure where the number is not known. */
export function times(size: Size, count: number | undefined): Size {
  return count === undefined ? { ...unknownSize, align: size.align } : { ...size, bytes: size.bytes * count };
}
