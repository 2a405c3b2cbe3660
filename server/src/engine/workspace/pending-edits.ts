/** Edits that wait until their session has time: what people type in one go becomes one edit. */
import type { TextEdit } from "../../syntax/document.ts";

/** So many places of a text are edited one by one; where there are more, all between the first and the last is replaced. */
const MAX_EDITS = 16;

/** Edits of one text in their order; each one's offsets are in the text that those before it leave. */
export class PendingEdits {
  private edits: TextEdit[] = [];

  add(edit: TextEdit): void {
    const last = this.edits.at(-1);
    const merged = last === undefined ? undefined : merge(last, edit);
    if (merged === undefined) {
      this.edits.push(edit);
    } else {
      this.edits[this.edits.length - 1] = merged;
    }
  }

  /** What is to be done to arrive at `text`; nothing waits any more. */
  take(text: string): readonly TextEdit[] {
    const edits = this.edits;
    this.edits = [];
    return edits.length > MAX_EDITS ? [envelope(edits, text)] : edits;
  }
}

/** Both as one, where the second touches what the first has put in. */
function merge(first: TextEdit, second: TextEdit): TextEdit | undefined {
  const firstEnd = first.start + first.text.length;
  if (second.start > firstEnd || second.oldEnd < first.start) {
    return undefined;
  }
  return {
    start: Math.min(first.start, second.start),
    oldEnd: first.oldEnd + Math.max(0, second.oldEnd - firstEnd),
    text:
      first.text.slice(0, Math.max(0, second.start - first.start)) +
      second.text +
      first.text.slice(second.oldEnd - first.start),
  };
}

function envelope(edits: readonly TextEdit[], text: string): TextEdit {
  let start = Number.POSITIVE_INFINITY;
  let oldEnd = 0;
  let newEnd = 0;
  for (const edit of edits) {
    if (start === Number.POSITIVE_INFINITY) {
      oldEnd = edit.oldEnd;
      newEnd = edit.oldEnd;
    }
    // What lies beyond the range so far has not been moved by anything but the range's own growth.
    oldEnd += Math.max(0, edit.oldEnd - newEnd);
    newEnd = Math.max(newEnd, edit.oldEnd) + edit.text.length - (edit.oldEnd - edit.start);
    start = Math.min(start, edit.start);
  }
  return { start, oldEnd, text: text.slice(start, newEnd) };
}

/** The least replacement that makes `after` of `before`; undefined where they are the same. */
export function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) {
    return undefined;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, oldEnd: before.length - same, text: after.slice(start, after.length - same) };
}
