/** Where in a unit's sources something is said that is about SQLite in it as a whole. */
import type { FileModel } from "../../model/file.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import { isAmalgamation } from "./sources.ts";

/**
 * The `#include` that brings SQLite into the unit: of its source where a file of the driver wraps it, else of its header,
 * in a source before a header; else the first line of SQLite's own source. Undefined where no file has to do with it.
 */
export function sqlitePlace(unit: UnitModel): Place | undefined {
  let best: { readonly rank: number; readonly place: Place } | undefined;
  for (const file of unit.files) {
    const found = isAmalgamation(file) ? ownPlace(file) : includePlace(file);
    if (found !== undefined && (best === undefined || found.rank < best.rank)) {
      best = found;
    }
  }
  return best?.place;
}

function includePlace(file: FileModel): { readonly rank: number; readonly place: Place } | undefined {
  const named = (pattern: RegExp): FileModel["includes"][number] | undefined =>
    file.includes.find(({ path }) => pattern.test(path));
  const source = named(/(?:^|[\\/])sqlite3\.c$/i);
  const include = source ?? named(/(?:^|[\\/])sqlite3\.h$/i);
  if (include === undefined) {
    return undefined;
  }
  const rank = source !== undefined ? 0 : isHeader(file.path) ? 2 : 1;
  return { rank, place: { file: file.path, anchor: include, start: 0, end: include.end - include.start } };
}

function ownPlace(file: FileModel): { readonly rank: number; readonly place: Place } | undefined {
  const end = /\r?\n|$/.exec(file.text)?.index ?? 0;
  return /\.c$/i.test(file.path)
    ? { rank: 3, place: { file: file.path, anchor: { start: 0 }, start: 0, end } }
    : undefined;
}

const isHeader = (path: string): boolean => /\.(?:h|hh|hpp|hxx|inl)$/i.test(path);
