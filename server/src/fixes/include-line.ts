/** The include that a fix's functions need, where a file does not have it yet. */
import { includeReach } from "../analysis/names/headers.ts";
import type { FileModel, Include } from "../model/file.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { FixEdit } from "./fix.ts";
import { definitionEdit, unconditionalDirectives } from "./insert-definition.ts";
import { lineEnd } from "./lines.ts";

/**
 * Includes a header behind the file's last system include that no condition hangs on; the same for every caller of an
 * unchanged file.
 * @param headers the header to include, then others that bring it along, `|` between them
 * @returns no edit where the file reaches one of them
 */
export function includeEdits(headers: string, file: FileModel, unit: UnitModel): readonly FixEdit[] {
  const [header = "", ...others] = headers.split("|");
  const reached = new Set(includeReach(file, unit).outside.map((path) => path.toLowerCase()));
  if ([header, ...others].some((name) => reached.has(name.toLowerCase()))) {
    return [];
  }
  const line = `#include <${header}>`;
  const behind = lastInclude(file);
  if (behind === undefined) {
    const edit = definitionEdit(file, line);
    return edit === undefined ? [] : [edit];
  }
  // Behind the line's end, so that the line itself may go at the same time.
  const next = file.text.indexOf("\n", behind.end);
  const offset = (next < 0 ? file.text.length : next + 1) - behind.start;
  const eol = lineEnd(file);
  return [
    {
      at: { file: file.path, anchor: behind, start: offset, end: offset },
      text: next < 0 ? `${eol}${line}` : `${line}${eol}`,
    },
  ];
}

function lastInclude(file: FileModel): Include | undefined {
  const firstFunction = file.declarations.find(({ functions }) => functions.length > 0)?.start ?? file.text.length;
  const plain = unconditionalDirectives(file.text.slice(0, firstFunction));
  const includes = file.includes.filter(({ start }) => plain.has(start));
  // A continued directive ends on another line than it begins: rare enough to be left to the definition's place.
  return includes.findLast(({ system }) => system) ?? includes.at(-1);
}
