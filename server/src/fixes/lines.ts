/** Lines of a file around a place: indentation, line ends, and edits that take a whole line with them. */
import type { FileModel } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { FixEdit } from "./fix.ts";

/** How the file ends its lines, by its first. */
export function lineEnd({ text }: Pick<FileModel, "text">): "\r\n" | "\n" {
  const end = text.indexOf("\n");
  return end > 0 && text[end - 1] === "\r" ? "\r\n" : "\n";
}

/** The blanks that the line of a place begins with. */
export function indentationAt(place: Place, { text }: FileModel): string {
  const at = place.anchor.start + place.start;
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1, at))?.[0] ?? "";
}

/** One step of indentation in the style of a line: a tab where the line has one. */
export const indentStep = (indentation: string): string => (indentation.includes("\t") ? "\t" : "    ");

/**
 * Removes a place that has its line, or lines, to itself, with them and a comment behind it; otherwise the place alone.
 */
export function removalOf(place: Place, { text }: FileModel): FixEdit {
  const start = place.anchor.start + place.start;
  const end = place.anchor.start + place.end;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?:\r?\n|$)/.exec(text.slice(end, end + 400));
  return /^[ \t]*$/.test(before) && rest !== null
    ? { at: { ...place, start: place.start - before.length, end: place.end + rest[0].length }, text: "" }
    : { at: place, text: "" };
}
