/** Where the lines of a text begin, and the way from an offset to a line and column. */

/** 1-based; columns count UTF-16 units, as editors and SARIF do. */
interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineTable {
  readonly count: number;
  /** Clamps an offset that lies outside the text to its ends. */
  positionAt(offset: number): Position;
  /** The bounds of a line without its terminator, in offsets; `line` is clamped to the lines there are. */
  boundsOf(line: number): { readonly start: number; readonly end: number };
}

/** Lines end with LF, CRLF or a lone CR; the empty text has one empty line. */
export function lineTable(text: string): LineTable {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count: starts.length,
    positionAt(offset) {
      const clamped = Math.min(Math.max(Number.isFinite(offset) ? Math.trunc(offset) : 0, 0), text.length);
      const line = lineAt(clamped);
      return { line: line + 1, column: clamped - (starts[line] ?? 0) + 1 };
    },
    boundsOf(line) {
      const index = Math.min(Math.max(line - 1, 0), starts.length - 1);
      const start = starts[index] ?? 0;
      let end = starts[index + 1] ?? text.length;
      if (index + 1 < starts.length) {
        if (text[end - 1] === "\n") end--;
        if (end > start && text[end - 1] === "\r") end--;
      }
      return { start, end };
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // The LF of a CRLF ends the line, its CR does not.
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}
