/** Writes SQLite's compile options where those of the unit stand: in its project, or in a header of options. */
import type { ProfiledOption, SqliteProfile } from "../analysis/sqlite/build-profile.ts";
import type { FileModel, MacroDefinition } from "../model/file.ts";
import type { Place } from "../model/place.ts";
import { additionText, placeOfBuild } from "../model/unit/source-build.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { lineEnd } from "./lines.ts";

/**
 * Adds what is missing and gives the profile's values to what has others, in one fix. Undefined where one of them cannot be
 * written: the project is made by a tool, or has the value from elsewhere. It changes how SQLite is built: never preferred.
 * @param options missing or wrong ones; none that only has to go
 */
export function optionsFix(
  options: readonly ProfiledOption[],
  { build, headers }: SqliteProfile,
  unit: UnitModel,
): Fix | undefined {
  const missing = options.filter(({ state }) => state === "missing");
  const wrong = options.filter(({ state }) => state === "wrong");
  const words = missing.map(({ option: { name, write } }) => (write === undefined ? name : `${name}=${write}`));
  const edits: FixEdit[] = [];
  if (words.length > 0) {
    const home = optionsHeader(headers, unit);
    const { slot } = build;
    if (home !== undefined) {
      edits.push(definesEdit(missing, home.file, home.last));
    } else if (slot !== undefined) {
      edits.push({ at: placeOfBuild(slot.at), text: additionText(slot, words) });
    } else {
      return undefined;
    }
  }
  for (const { option, at, value = "" } of wrong) {
    const { name, write } = option;
    const edit = at && write !== undefined ? valueEdit(at, name, value, write, unit) : undefined;
    if (edit === undefined) {
      return undefined;
    }
    edits.push(edit);
  }
  if (edits.length === 0) {
    return undefined;
  }
  const [first = ""] = [...words, ...wrong.map(({ option: { name, write } }) => `${name}=${write ?? ""}`)];
  const count = words.length + wrong.length;
  const where = baseName(edits[0]?.at.file ?? "");
  return { title: count === 1 ? `Set ${first} in ${where}` : `Set ${count} options of SQLite in ${where}`, edits };
}

/** The header, or the wrapping source, in which most of the unit's options are defined; undefined where none has any. */
function optionsHeader(
  headers: readonly string[],
  unit: UnitModel,
): { readonly file: FileModel; readonly last: MacroDefinition } | undefined {
  const found = headers.flatMap((path) => {
    const file = unit.file(path);
    const options = file?.macros.filter(
      ({ name, parameters, start }) =>
        name.startsWith("SQLITE_") && parameters === undefined && file.assumption(start) === undefined,
    );
    const last = options?.at(-1);
    return file === undefined || options === undefined || last === undefined
      ? []
      : [{ file, last, count: options.length }];
  });
  return found.sort((a, b) => b.count - a.count)[0];
}

/** Behind the last option of the file, each on a line of its own. */
function definesEdit(missing: readonly ProfiledOption[], file: FileModel, last: MacroDefinition): FixEdit {
  const eol = lineEnd(file);
  const directive = /^#[ \t]*define[ \t]+/.exec(file.text.slice(last.start))?.[0] ?? "#define ";
  const indentation = /[ \t]*$/.exec(file.text.slice(0, last.start))?.[0] ?? "";
  const lineBreak = file.text.indexOf("\n", last.end - 1);
  const end = lineBreak < 0 ? file.text.length : lineBreak;
  const offset = (file.text[end - 1] === "\r" ? end - 1 : end) - last.start;
  const lines = missing.map(
    ({ option: { name, write } }) => `${eol}${indentation}${directive}${name}${write === undefined ? "" : ` ${write}`}`,
  );
  return { at: { file: file.path, anchor: last, start: offset, end: offset }, text: lines.join("") };
}

/** `NAME`, `NAME=value` of a project, or `NAME value` of a `#define`: there a place ends with the value. */
function valueEdit(at: Place, name: string, value: string, write: string, unit: UnitModel): FixEdit | undefined {
  const file = unit.file(at.file);
  if (file === undefined) {
    return { at, text: `${name}=${write}` };
  }
  const start = at.end - value.length;
  // A value that a comment or a line end stands in is not found there.
  const isThere = file.text.slice(at.anchor.start + start, at.anchor.start + at.end) === value;
  return isThere ? { at: { ...at, start }, text: value === "" ? ` ${write}` : write } : undefined;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
