/** Whether edits may change what a file includes: then its unit has to be looked at again. */
import type { TextEdit } from "../../syntax/document.ts";

/** Looks at the edited lines alone, before and after; edits are in their order. */
export function changesIncludes(before: string, after: string, edits: readonly TextEdit[]): boolean {
  const [edit, ...more] = edits;
  if (edit === undefined) {
    return false;
  }
  // Where several places change at once the lines of each are not to be had: any of them may be such a line.
  return more.length > 0
    ? edits.some((one) => /include|import/.test(one.text)) || edits.some((one) => one.oldEnd > one.start)
    : isInclude(before, edit.start, edit.oldEnd) || isInclude(after, edit.start, edit.start + edit.text.length);
}

function isInclude(text: string, start: number, end: number): boolean {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  return /^[ \t]*#[ \t]*(?:include|import)/m.test(text.slice(from, newline < 0 ? text.length : newline));
}
