/**
 * Text as cells of a terminal: tabs opened, wide characters counted as two, and everything that could steer a terminal
 * or turn the reading direction replaced by something visible.
 */

/** One shown character with its terminal columns, and the UTF-16 units `[index, index + units)` it was made from. */
export interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly index: number;
  readonly units: number;
}

const TAB_SIZE = 4;

/** Printable ASCII alone, which most text is. */
const PLAIN = /^[ -~]*$/;

/** The characters of a text with the terminal columns that each takes; control characters are made visible. */
export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.codePointAt(index) ?? 0;
    const units = code > 0xffff ? 2 : 1;
    const cell = cellOf(code, column, index, units);
    cells.push(cell);
    column += cell.width;
    index += units;
  }
  return cells;
}

function cellOf(code: number, column: number, index: number, units: number): Cell {
  if (code >= 0x20 && code < 0x7f) return { shown: String.fromCharCode(code), width: 1, index, units };
  if (code === 0x09) {
    const width = TAB_SIZE - (column % TAB_SIZE);
    return { shown: " ".repeat(width), width, index, units };
  }
  const { shown, width } = glyph(String.fromCodePoint(code));
  return { shown, width, index, units };
}

/** A message, path or name of unknown origin as one harmless line. */
export function harmless(text: string): string {
  if (PLAIN.test(text)) return text;
  return [...text].map((char) => (/[\t\r\n]/.test(char) ? " " : glyph(char).shown)).join("");
}

/** Terminal columns that a text takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

function glyph(char: string): { readonly shown: string; readonly width: number } {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return { shown: char, width: 1 };
  // C0 controls and DEL have pictures of their own in Unicode.
  if (code < 0x20) return { shown: String.fromCodePoint(0x2400 + code), width: 1 };
  if (code === 0x7f) return { shown: "\u2421", width: 1 };
  if (code >= 0xd800 && code <= 0xdfff) return { shown: "\uFFFD", width: 1 };
  // C1 controls, formats (direction marks, zero-width joiners) and line separators.
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(char)) {
    const shown = `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
    return { shown, width: shown.length };
  }
  if (/\p{Mn}|\p{Me}/u.test(char)) return { shown: char, width: 0 };
  return { shown: char, width: isWide(code) ? 2 : 1 };
}

/** East Asian wide and full-width blocks and the pictographs, as terminals draw them. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
