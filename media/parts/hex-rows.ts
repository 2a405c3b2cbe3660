/** Bytes as the rows of a hex view: pure text, so that any number of them costs what is looked at. */

export interface HexPiece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** @param marked [start, end) of bytes that stand out */
export function hexRow(
  bytes: Uint8Array,
  start: number,
  perRow: number,
  marked: { readonly start: number; readonly end: number } | undefined,
): { readonly hex: readonly HexPiece[]; readonly ascii: readonly HexPiece[] } {
  const end = Math.min(bytes.length, start + perRow);
  const from = clamp(marked?.start ?? end, start, end);
  const to = clamp(marked?.end ?? end, from, end);
  const pieces = (textOf: (start: number, end: number) => string): readonly HexPiece[] =>
    [
      { text: textOf(start, from), isMarked: false },
      { text: textOf(from, to), isMarked: true },
      { text: textOf(to, end), isMarked: false },
    ].filter(({ text }) => text !== "");
  return {
    hex: pieces((first, last) => hexText(bytes, first, last, start)),
    ascii: pieces((first, last) => Array.from(bytes.subarray(first, last), asciiOf).join("")),
  };
}

/** A space between bytes, and one more in the middle of a row's. */
function hexText(bytes: Uint8Array, first: number, last: number, start: number): string {
  let text = "";
  for (let place = first; place < last; place++) {
    const gap = place === start ? "" : (place - start) % 8 === 0 ? "  " : " ";
    text += gap + bytes[place]!.toString(16).toUpperCase().padStart(2, "0");
  }
  return text;
}

const asciiOf = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·");

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
