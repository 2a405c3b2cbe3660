/** Whether edits may change which files belong together, or what they are: then their unit has to be looked at again. */
import { extensionOf, isCargoManifest } from "../../model/unit/paths.ts";
import type { TextEdit } from "../../syntax/document.ts";

/**
 * Edits are in their order; of a single one the edited lines are looked at, of several the whole text. A Cargo.toml tells
 * when it is saved.
 */
export function changesUnit(path: string, before: string, after: string, edits: readonly TextEdit[]): boolean {
  const [edit, ...more] = edits;
  if (edit === undefined || isCargoManifest(path)) {
    return false;
  }
  const pattern = TELLING_LINES[extensionOf(path)] ?? INCLUDES;
  return more.length > 0
    ? tellingLines(before, pattern) !== tellingLines(after, pattern)
    : tellingLines(linesAt(before, edit.start, edit.oldEnd), pattern) !==
        tellingLines(linesAt(after, edit.start, edit.start + edit.text.length), pattern);
}

/** What a file of C or C++ includes. */
const INCLUDES = /^[ \t]*#[ \t]*(?:include|import).*$/gm;

const VERSION = /^[ \t]*(?:\[[ \t]*version|signature[ \t]*=).*$/gim;

/** By extension: where a crate's modules lie and whose functions it declares; that an INF is one of Windows. */
const TELLING_LINES: Readonly<Record<string, RegExp>> = {
  rs: /^.*(?:\bmod[ \t]|\bextern\b|#!?\[|\bDriverEntry\b|\bkernel::|\bmodule!).*$/gm,
  inf: VERSION,
  inx: VERSION,
};

function linesAt(text: string, start: number, end: number): string {
  const newline = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, newline < 0 ? text.length : newline);
}

function tellingLines(text: string, pattern: RegExp): string {
  return (text.match(pattern) ?? []).join("\n");
}
