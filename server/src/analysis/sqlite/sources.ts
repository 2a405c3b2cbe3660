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

/** Whether a file includes SQLite's interface, or all of SQLite. */
const includesSqlite = (file: FileModel): boolean =>
  file.includes.some(({ path }) => /^sqlite3(?:ext)?\.h$|^sqlite3\.c$/i.test(baseName(path)));

/**
 * Whether the unit has to do with SQLite: some file of it includes sqlite3.h or the amalgamation, or is SQLite's own.
 * Hangs on the directives of all its files: who is asked function by function goes by the names in front of him instead.
 */
export const usesSqlite = (unit: UnitModel): boolean =>
  unit.files.some((file) => includesSqlite(file) || isAmalgamation(file));

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

/** What both the library and its header define. */
export const libraryMarks = ["SQLITE_VERSION_NUMBER", "SQLITE_SOURCE_ID"];
const internalGuards = ["SQLITEINT_H", "_SQLITEINT_H_"];
const headerGuards = ["SQLITE3EXT_H", "_SQLITE3EXT_H_"];
/** Of which a file with any is SQLite's own. */
export const guards = [...internalGuards, ...headerGuards];
/** Flags of the shell's state, which no driver has a use for: a file with all is the shell. */
export const shellMarks = ["SHFLG_Pagecache", "SHFLG_Lookaside"];
const marks: ReadonlySet<string> = new Set([...libraryMarks, ...guards, ...shellMarks]);

/** Whether an include is of what only files of SQLite's source tree include. */
export const isInternalHeader = (path: string): boolean => /^sqliteInt\.h$/i.test(baseName(path));

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
