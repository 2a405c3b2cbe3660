/** Texts of binary files: names that end with a zero, and UTF-16. */

/** What every host has and the ECMAScript library does not declare. */
declare const TextDecoder: new (
  label: string,
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

const longestPiece = 8192;

/** Bytes up to a zero, or to the end, as `narrowText` has them. */
export function textOf(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return narrowText(zero < 0 ? bytes : bytes.subarray(0, zero));
}

/** Linkers write UTF-8, or what the compiler's code page has: where it is no UTF-8, each byte is a character. */
export function narrowText(text: Uint8Array): string {
  if (isAscii(text)) return characters(text);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    return characters(text);
  }
}

/** UTF-16 with its lowest byte first, to the end; halves of a pair stay what they are. An odd byte at the end is none of it. */
export function utf16Of(bytes: Uint8Array): string {
  const units = new Uint16Array(Math.floor(bytes.length / 2));
  for (let index = 0; index < units.length; index++) units[index] = bytes[index * 2]! | (bytes[index * 2 + 1]! << 8);
  return characters(units);
}

/** A loop, as names are read by the hundred thousand. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! >= 0x80) return false;
  }
  return true;
}

/** Piece by piece: a call takes no arguments without end. */
export function characters(units: Uint8Array | Uint16Array): string {
  if (units.length <= longestPiece) return Reflect.apply(String.fromCharCode, undefined, units);
  let text = "";
  for (let at = 0; at < units.length; at += longestPiece) {
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, at + longestPiece));
  }
  return text;
}
