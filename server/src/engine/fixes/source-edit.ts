/** Edits of one text: made together, undone, and what becomes of places that they pass. */

/** `[start, end)` of a text is replaced; an insertion where both are the same. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A place of a text that was edited: nobody can say where in a replaced range it went. */
export interface PlaceRange {
  readonly from: number;
  /** Included. */
  readonly to: number;
}

/**
 * By position. At one place insertions come first, in the order in which they were given, then what is replaced there.
 */
export function inOrder<E extends SourceEdit>(edits: readonly E[]): readonly E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text after all edits, whose ranges are of `text` and do not overlap; in any order. */
export function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/** Edits that undo `edits` in the text that these made of `text`. */
export function inverse(text: string, edits: readonly SourceEdit[]): readonly SourceEdit[] {
  let shift = 0;
  return inOrder(edits).map((edit) => {
    const start = edit.start + shift;
    shift += edit.text.length - (edit.end - edit.start);
    return { start, end: start + edit.text.length, text: text.slice(edit.start, edit.end) };
  });
}

/** Where a place is after `edits`, which are in order: one offset, or all of what an edit around it wrote. */
export function placeAfter(place: PlaceRange, edits: readonly SourceEdit[]): PlaceRange {
  return { from: moved(place.from, edits).from, to: moved(place.to, edits).to };
}

function moved(offset: number, edits: readonly SourceEdit[]): PlaceRange {
  let shift = 0;
  let touched: PlaceRange | undefined;
  for (const edit of edits) {
    if (edit.start > offset) {
      break;
    }
    const from = edit.start + shift;
    if (offset < edit.end || (edit.start === offset && edit.end === offset)) {
      touched = { from: touched?.from ?? from, to: from + edit.text.length };
    }
    shift += edit.text.length - (edit.end - edit.start);
  }
  return touched ?? { from: offset + shift, to: offset + shift };
}
