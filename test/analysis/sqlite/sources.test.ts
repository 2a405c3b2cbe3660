/** SQLite's own files are told by what they define, and a unit that has SQLite inside by what it includes. */
import { describe, expect, it } from "vitest";
import {
  compiledAmalgamations,
  isAmalgamation,
  sqliteSource,
  usesSqlite,
} from "../../../server/src/analysis/sqlite/sources.ts";
import type { UnitModel } from "../../../server/src/model/unit-model.ts";
import { openUnit } from "../../support/engine.ts";

const library =
  '#define SQLITE_CORE 1\n#define SQLITEINT_H\n#define SQLITE_VERSION_NUMBER 3053002\n#define SQLITE_SOURCE_ID "x"\nint a;\n';
const header =
  '#ifndef SQLITE3_H\n#define SQLITE3_H\n#define SQLITE_VERSION_NUMBER 3053002\n#define SQLITE_SOURCE_ID "x"\n#endif\n';

function unitOf(files: Readonly<Record<string, string>>): UnitModel {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const reading = openUnit(sources).reading(sources[0]?.path ?? "");
  if (reading === undefined) {
    throw new Error("a unit has a file");
  }
  return reading.context.unit;
}

describe("a file of SQLite's own", () => {
  it.each([
    ["library", library],
    ["header", header],
    ["header", '#ifndef SQLITE3EXT_H\n#define SQLITE3EXT_H\n#include "sqlite3.h"\n#endif\n'],
    [
      "shell",
      '#include "sqlite3.h"\n#define SHFLG_Pagecache 1\n#define SHFLG_Lookaside 2\nint main(void) { return 0; }\n',
    ],
    ["internal", '#include "sqliteInt.h"\nint a;\n'],
    [undefined, '#include "sqlite3.h"\n#define SQLITE_CORE 1\nint a;\n'],
    [undefined, '#define SQLITE_THREADSAFE 0\n#include "sqlite3.c"\n'],
  ])("%s", (kind, text) => {
    const file = unitOf({ "renamed.c": text }).file("renamed.c");
    expect(file && sqliteSource(file)).toBe(kind);
    expect(file && isAmalgamation(file)).toBe(kind !== undefined);
  });
});

describe("a unit that has SQLite inside", () => {
  it.each<[boolean, Record<string, string>]>([
    [true, { "driver.c": "#include <Sqlite3.h>\n" }],
    [true, { "driver.c": '#include "../lib/sqlite3.c"\n' }],
    [true, { "driver.c": "int a;\n", "db.c": library }],
    [true, { "driver.c": '#include "sqliteInt.h"\n' }],
    [false, { "driver.c": '#include "mysqlite3.h"\n' }],
    [false, { "a.c": "#define SQLITE_VERSION_NUMBER 1\n", "b.c": '#define SQLITE_SOURCE_ID "x"\n' }],
    [false, { "driver.c": "int sqlite3_open;\n" }],
  ])("%s", (uses, files) => {
    expect(usesSqlite(unitOf(files))).toBe(uses);
  });
});

describe("where SQLite is compiled", () => {
  it.each<[string[], Record<string, string>]>([
    [["is sqlite3.c"], { "driver.c": '#include "sqlite3.h"\n', "sqlite3.c": library }],
    [["wraps sqlite.c"], { "sqlite.c": '#include "sqlite3.c"\n', "sqlite3.c": library }],
    [["wraps sqlite.c"], { "sqlite.c": '#include "amalgamation.inc"\n', "amalgamation.inc": library }],
    [["wraps sqlite.c"], { "sqlite.c": '#include "../elsewhere/sqlite3.c"\n' }],
    [[], { "driver.c": '#include "sqlite3.h"\n' }],
  ])("%j", (wanted, files) => {
    expect(compiledAmalgamations(unitOf(files)).map(({ file, how }) => `${how} ${file.path}`)).toEqual(wanted);
  });
});
