/** Whether edits may change what a file includes: then its unit has to be looked at again. */
import type { TextEdit } from "../../syntax/document.ts";

/** Edits are in their order; of a single one the edited lines are looked at, of several the whole text. */
export function changesIncludes(before: string, after: string, edits: readonly TextEdit[]): boolean {
  const [edit, ...more] = edits;
  if (edit === undefined) {
    return false;
  }
  return more.length > 0
    ? includeLines(before) !== includeLines(after)
    : includeLines(linesAt(before, edit.start, edit.oldEnd)) !==
        includeLines(linesAt(after, edit.start, edit.start + edit.text.length));
}

function linesAt(text: string, start: number, end: number): string {
  const newline = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, newline < 0 ? text.length : newline);
}

function includeLines(text: string): string {
  return (text.match(/^[ \t]*#[ \t]*(?:include|import).*$/gm) ?? []).join("\n");
}
