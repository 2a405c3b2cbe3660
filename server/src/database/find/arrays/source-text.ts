/** A source's text as bytes of which the first 128 values are ASCII, whatever its encoding. */

export interface SourceText {
  /** One for each character that the language knows; UTF-8 and code pages stay as they are. */
  readonly bytes: Uint8Array;
  /** How many bytes of the file stand for one of `bytes`. */
  readonly unit: 1 | 2;
}

/**
 * @param file of UTF-16 with or without a mark. Its characters beyond ASCII become 0, which no string can hold: what a
 * compiler makes of them depends on its options.
 */
export function sourceTextOf(file: Uint8Array): SourceText {
  const high = highByteOf(file);
  if (high === undefined) return { bytes: file, unit: 1 };
  const low = 1 - high;
  const bytes = new Uint8Array(file.length >>> 1);
  for (let index = 0; index < bytes.length; index++) {
    const code = file[2 * index + low]!;
    bytes[index] = file[2 * index + high] === 0 && code < 0x80 ? code : 0;
  }
  return { bytes, unit: 2 };
}

/** Where the upper byte of a unit of UTF-16 is, 0 or 1; undefined where it is no UTF-16. A source begins with ASCII. */
function highByteOf(file: Uint8Array): 0 | 1 | undefined {
  const [first = 0, second = 0] = file;
  if (first === 0xff && second === 0xfe) return 1;
  if (first === 0xfe && second === 0xff) return 0;
  if (file.length < 2 || (first === 0) === (second === 0)) return undefined;
  return first === 0 ? 0 : 1;
}

/** The name between two places, as UTF-8 if it is, else byte by byte. */
export function nameText(bytes: Uint8Array, start: number, end: number): string {
  const codes = Array.from(bytes.subarray(start, end));
  try {
    return decodeURIComponent(codes.map((code) => `%${code.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return String.fromCharCode(...codes);
  }
}
