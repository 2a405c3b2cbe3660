/** Edits that wait until their session has time: what people type in one go becomes one edit. */
import type { TextEdit } from "../../syntax/document.ts";

/** So many places of a text are edited one by one; where there are more, all between the first and the last is replaced. */
const MAX_EDITS = 16;

/** What many edits cover altogether: all between `start` and `oldEnd` has become what lies between `start` and `newEnd`. */
interface Range {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * Edits of one text in their order; each one's offsets are in the text that those before it leave. A unit that nobody
 * looks at may wait for hours: what is kept of them is bounded by `MAX_EDITS`, and by what people type in one go.
 */
export class PendingEdits {
  private edits: TextEdit[] = [];
  /** Of all edits, where there have been too many to keep each. */
  private range: Range | undefined;

  add(edit: TextEdit): void {
    if (this.range !== undefined) {
      this.range = widened(this.range, edit);
      return;
    }
    const last = this.edits.at(-1);
    const merged = last === undefined ? undefined : merge(last, edit);
    if (merged !== undefined) {
      this.edits[this.edits.length - 1] = merged;
      return;
    }
    this.edits.push(edit);
    if (this.edits.length > MAX_EDITS) {
      this.range = this.edits.reduce<Range | undefined>(widened, undefined);
      this.edits = [];
    }
  }

  /** What is to be done to arrive at `text`; nothing waits any more. */
  take(text: string): readonly TextEdit[] {
    const { edits, range } = this;
    this.edits = [];
    this.range = undefined;
    return range === undefined
      ? edits
      : [{ start: range.start, oldEnd: range.oldEnd, text: text.slice(range.start, range.newEnd) }];
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

function widened(range: Range | undefined, edit: TextEdit): Range {
  const { start, oldEnd, newEnd } = range ?? { start: edit.start, oldEnd: edit.oldEnd, newEnd: edit.oldEnd };
  return {
    start: Math.min(start, edit.start),
    // What lies beyond the range so far has not been moved by anything but the range's own growth.
    oldEnd: oldEnd + Math.max(0, edit.oldEnd - newEnd),
    newEnd: Math.max(newEnd, edit.oldEnd) + edit.text.length - (edit.oldEnd - edit.start),
  };
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
