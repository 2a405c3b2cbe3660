/** What bytes of a C source are, by tables: sources of sixty megabytes are read byte by byte. */

const other = 0;
export const blank = 1;
export const letter = 2;
export const digit = 3;

/** `other`, `blank`, `letter` (of identifiers, all beyond ASCII too) or `digit`. */
export const kindOf: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[ \t\r\n\v\f]/.test(char)) return blank;
  if (/[A-Za-z_$]/.test(char) || code >= 0x80) return letter;
  return /\d/.test(char) ? digit : other;
});

/** The value of a digit of any base up to 16; 255 where it is none. */
export const digitValue: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 255 : value;
});

export const code = (char: string): number => char.charCodeAt(0);

/** Behind a line's end that begins here, or 0 where none does. */
export function lineEnd(text: Uint8Array, at: number): number {
  if (text[at] === 0x0a) return at + 1;
  if (text[at] !== 0x0d) return 0;
  return text[at + 1] === 0x0a ? at + 2 : at + 1;
}

/** Behind blanks, comments and continued lines; `limit` where a comment does not end. */
export function skipBlanks(text: Uint8Array, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const byte = text[at]!;
    if (kindOf[byte] === blank) at++;
    else if (byte === 0x5c && lineEnd(text, at + 1) > 0) at = lineEnd(text, at + 1);
    else if (byte === 0x2f && (text[at + 1] === 0x2a || text[at + 1] === 0x2f)) at = commentEnd(text, at, limit);
    else return at;
  }
  return Math.min(at, limit);
}

/** Behind the comment that begins here. */
export function commentEnd(text: Uint8Array, from: number, limit: number): number {
  if (text[from + 1] === 0x2f) return logicalLineEnd(text, from, limit);
  for (let star = text.indexOf(0x2a, from + 2); star >= 0 && star + 1 < limit; star = text.indexOf(0x2a, star + 1)) {
    if (text[star + 1] === 0x2f) return star + 2;
  }
  return limit;
}

/** Where the line ends that begins here, with those that a backslash adds to it: at the line's end itself. */
export function logicalLineEnd(text: Uint8Array, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const byte = text[at]!;
    if (byte === 0x0a || byte === 0x0d) return at;
    at = byte === 0x5c ? lineEnd(text, at + 1) || at + 2 : at + 1;
  }
  return limit;
}

/** Behind the identifier or number that begins here; of numbers, digits may be separated by an apostrophe. */
export function wordEnd(text: Uint8Array, from: number, limit: number): number {
  let at = from;
  while (at < limit && kindOf[text[at]!]! >= letter) at++;
  return at;
}
