/** Lines of includes: one that a fix's functions need, and one in the place of another. */
import { includeReach } from "../analysis/names/headers.ts";
import type { FileModel, Include } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { FixEnvironment } from "./environment.ts";
import type { FixEdit } from "./fix.ts";
import { definitionEdit, unconditionalDirectives } from "./insert-definition.ts";
import { lineEnd, removalOf } from "./lines.ts";

/**
 * Includes a header behind the file's last system include that no condition hangs on, or in the place of the header of
 * user space that gives way to it; the same for every caller of an unchanged file.
 * @param headers the header to include, then others that bring it along, `|` between them
 * @returns no edit where the file reaches one of them
 */
export function includeEdits(headers: string, file: FileModel, env: FixEnvironment): readonly FixEdit[] {
  const [header = "", ...others] = headers.split("|");
  if (reaches(file, env.unit, [header, ...others])) {
    return [];
  }
  const twin = file.includes.find(
    ({ path, system }) => system && env.facts.linuxHeader(path)?.instead[0] === header && header.startsWith("linux/"),
  );
  if (twin !== undefined) {
    return [replaceInclude(twin, [header], file, env.unit)];
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
  const text = next < 0 ? `${eol}${line}` : `${line}${eol}`;
  return [{ at: { file: file.path, anchor: behind, start: offset, end: offset }, text }];
}

/** Includes other headers in the place of one; those that the file reaches already are left out. */
export function replaceInclude(
  include: Include,
  headers: readonly string[],
  file: FileModel,
  unit: UnitModel,
): FixEdit {
  const lines = missingHeaders(headers, file, unit).map((header) => `#include <${header}>`);
  const at = placeOfInclude(include, file);
  // A comment behind it is no part of what is written anew.
  const written = /^#\s*include\s*(?:<[^>\n]*>|"[^"\n]*")/.exec(file.text.slice(include.start, include.end))?.[0];
  const end = written?.length ?? at.end;
  return lines.length === 0 ? removalOf(at, file) : { at: { ...at, end }, text: lines.join(lineEnd(file)) };
}

export const missingHeaders = (headers: readonly string[], file: FileModel, unit: UnitModel): readonly string[] =>
  headers.filter((header) => !reaches(file, unit, [header]));

/** Whether a file includes one of the headers, directly or through the unit's own. */
export function reaches(file: FileModel, unit: UnitModel, headers: readonly string[]): boolean {
  return includeReach(file, unit).outside.some((path) => headers.includes(path.toLowerCase()));
}

export function placeOfInclude(include: Include, file: FileModel): Place {
  return { file: file.path, anchor: include, start: 0, end: include.end - include.start };
}

function lastInclude(file: FileModel): Include | undefined {
  const firstFunction = file.declarations.find(({ functions }) => functions.length > 0)?.start ?? file.text.length;
  const plain = unconditionalDirectives(file.text.slice(0, firstFunction));
  const includes = file.includes.filter(({ start }) => plain.has(start));
  return includes.findLast(({ system }) => system) ?? includes.at(-1);
}
