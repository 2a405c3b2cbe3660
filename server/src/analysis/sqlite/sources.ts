/** Which files of a unit are SQLite itself, which include it, and whether the unit has SQLite inside. */
import type { FileModel } from "../../model/file.ts";
import type { UnitModel } from "../../model/unit-model.ts";

/**
 * What a file of SQLite's own is: `library` is sqlite3.c, `header` sqlite3.h or sqlite3ext.h, `shell` the command-line
 * program, `internal` a file of the source tree that the amalgamation is made of.
 */
export type SqliteSource = "library" | "header" | "shell" | "internal";

/**
 * Told by what the file defines and includes, whatever it is called; undefined for all other files. Hangs on the file's
 * directives and on nothing else of it.
 */
export function sqliteSource(file: FileModel): SqliteSource | undefined {
  // The amalgamation has thousands of macros.
  const names = new Set(file.macros.flatMap(({ name }) => (marks.has(name) ? name : [])));
  const has = (name: string): boolean => names.has(name);
  if (libraryMarks.every(has)) {
    return internalGuards.some(has) ? "library" : "header";
  }
  if (headerGuards.some(has)) {
    return "header";
  }
  if (shellMarks.every(has)) {
    return "shell";
  }
  return internalGuards.some(has) || file.includes.some(({ path }) => isInternalHeader(path)) ? "internal" : undefined;
}

/** Whether a file is SQLite's own and so nobody's to mend: sqlite3.c, its headers, the shell, or a part of them. */
export const isAmalgamation = (file: FileModel): boolean => sqliteSource(file) !== undefined;

/**
 * Whether the unit has to do with SQLite: some file of it includes sqlite3.h or the amalgamation, or is SQLite's own.
 * Asked for each function: it hangs on a few names of the unit, and looks at no file as a whole.
 */
export const usesSqlite = (unit: UnitModel): boolean =>
  interfaces.some((name) => unit.includes(name)) ||
  ownMarks.some(([first = ""]) => unit.macros(first).some(({ file }) => isSqlites(file, unit)));

/** `isAmalgamation` of a file, asked for each function and call: it hangs on a few names of the unit as well. */
export function isSqlites(path: string, unit: UnitModel): boolean {
  const isDefinedThere = (name: string): boolean => unit.macros(name).some(({ file }) => file === path);
  return (
    ownMarks.some((names) => names.every(isDefinedThere)) ||
    unit.file(path)?.includes.some((include) => isInternalHeader(include.path)) === true
  );
}

/** A source that SQLite is compiled with: the amalgamation itself, or a file of the driver's own that includes it. */
export interface CompiledAmalgamation {
  readonly file: FileModel;
  /** `wraps`: the file is the driver's own and may define options before its `#include "sqlite3.c"`. */
  readonly how: "is" | "wraps";
}

/**
 * The sources of the unit that SQLite comes from, in the unit's order; an amalgamation that another source includes is
 * compiled there and not counted again. None where the unit links a library of it. Hangs on the directives of all files.
 */
export function compiledAmalgamations(unit: UnitModel): readonly CompiledAmalgamation[] {
  const libraries = unit.files.filter((file) => sqliteSource(file) === "library");
  const names = new Set(["sqlite3.c", ...libraries.map(({ path }) => baseName(path))]);
  const included = new Set<string>();
  const wrappers = unit.files.filter((file) => {
    const own = file.includes.map(({ path }) => baseName(path)).filter((name) => names.has(name));
    for (const name of own) {
      included.add(name);
    }
    return own.length > 0;
  });
  return unit.files.flatMap((file): CompiledAmalgamation | [] => {
    if (wrappers.includes(file)) {
      return { file, how: "wraps" };
    }
    return libraries.includes(file) && !included.has(baseName(file.path)) ? { file, how: "is" } : [];
  });
}

/** What the files are called that bring SQLite's interface, or all of SQLite, into the one that includes them. */
const interfaces = ["sqlite3.h", "sqlite3ext.h", "sqlite3.c", "sqliteint.h"];
/** What both the library and its header define. */
const libraryMarks = ["SQLITE_VERSION_NUMBER", "SQLITE_SOURCE_ID"];
const internalGuards = ["SQLITEINT_H", "_SQLITEINT_H_"];
const headerGuards = ["SQLITE3EXT_H", "_SQLITE3EXT_H_"];
/** Flags of the shell's state, which no driver has a use for: a file with all is the shell. */
const shellMarks = ["SHFLG_Pagecache", "SHFLG_Lookaside"];
/** A file with all of one of these is SQLite's own. */
const ownMarks: readonly (readonly string[])[] = [
  libraryMarks,
  shellMarks,
  ...[...internalGuards, ...headerGuards].map((guard) => [guard]),
];
const marks: ReadonlySet<string> = new Set(ownMarks.flat());

/** Whether an include is of what only files of SQLite's source tree include. */
const isInternalHeader = (path: string): boolean => /^sqliteInt\.h$/i.test(baseName(path));

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
