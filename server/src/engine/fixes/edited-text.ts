/**
 * A text that is edited again and again, and what that comes to as edits of the text it began as: an editor that gets
 * those keeps its cursors, markers and folds, which it would lose to a new text.
 */
import { applyEdits, inOrder, type SourceEdit } from "./source-edit.ts";

/** A part of the original that is still there, or new text. */
type Piece = { readonly start: number; readonly end: number } | string;

/** Never changes: editing gives a new one. */
export class EditedText {
  readonly original: string;
  private readonly pieces: readonly Piece[];
  readonly text: string;

  static of(text: string): EditedText {
    return new EditedText(text, text, [{ start: 0, end: text.length }]);
  }

  private constructor(original: string, text: string, pieces: readonly Piece[]) {
    this.original = original;
    this.text = text;
    this.pieces = pieces;
  }

  /** @param edits of `text`, not overlapping, in any order */
  edited(edits: readonly SourceEdit[]): EditedText {
    return new EditedText(this.original, applyEdits(this.text, edits), rewritten(this.pieces, inOrder(edits)));
  }

  /** What leads from the original to `text`: edits of the original in order, with something kept between any two. */
  edits(): readonly SourceEdit[] {
    const edits: SourceEdit[] = [];
    let at = 0;
    let fresh = "";
    const close = (end: number): void => {
      if (this.original.slice(at, end) !== fresh) {
        edits.push({ start: at, end, text: fresh });
      }
      fresh = "";
    };
    for (const piece of this.pieces) {
      if (typeof piece === "string") {
        fresh += piece;
      } else if (piece.start < piece.end) {
        close(piece.start);
        at = piece.end;
      }
    }
    close(this.original.length);
    return edits;
  }
}

function rewritten(pieces: readonly Piece[], edits: readonly SourceEdit[]): readonly Piece[] {
  const result: Piece[] = [];
  const rest = [...pieces].reverse();
  /** Takes so many units off the front. */
  const take = (length: number, keep: (piece: Piece) => void): void => {
    for (let left = length; left > 0; ) {
      const piece = rest.pop();
      if (piece === undefined) {
        return;
      }
      const size = lengthOf(piece);
      if (size > left) {
        rest.push(part(piece, left, size));
        keep(part(piece, 0, left));
        return;
      }
      keep(piece);
      left -= size;
    }
  };
  let at = 0;
  for (const edit of edits) {
    take(edit.start - at, (piece) => result.push(piece));
    take(edit.end - edit.start, () => {});
    result.push(edit.text);
    at = edit.end;
  }
  return [...result, ...rest.reverse()];
}

const lengthOf = (piece: Piece): number => (typeof piece === "string" ? piece.length : piece.end - piece.start);

const part = (piece: Piece, from: number, to: number): Piece =>
  typeof piece === "string" ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to };
