/** Reports drivers that compile SQLite without a system's file systems and bring none of their own. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import { sqliteOption } from "../analysis/sqlite/build-profile.ts";
import { isProgram, missingOsFunctions, registersVfs, vfsTables } from "../analysis/sqlite/os-init.ts";
import { compiledAmalgamations, isSqlites } from "../analysis/sqlite/sources.ts";
import { sqlitePlace } from "../analysis/sqlite/unit-place.ts";
import { osFunctionsFix } from "../fixes/sqlite-os-init.ts";
import type { FunctionModel } from "../model/function.ts";
import { placeOfBuild } from "../model/unit/source-build.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteOsInitMissing = defineRule({
  id: "sqlite-os-init-missing",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite compiled for another system without that system's part",
    why:
      "With SQLITE_OS_OTHER=1 the driver is SQLite's operating system: sqlite3_initialize calls its sqlite3_os_init, which has " +
      "to register a file system, and sqlite3_shutdown its sqlite3_os_end. Without the two the driver does not link; " +
      "without a file system sqlite3_initialize fails, and nothing can be opened.",
    bad: `#include "sqlite3.h"

extern sqlite3_vfs CatalogVfs;

int sqlite3_os_init(void)
{
    return SQLITE_OK;
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}`,
    good: `#include "sqlite3.h"

extern sqlite3_vfs CatalogVfs;

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&CatalogVfs, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}`,
    references: ["https://sqlite.org/c3ref/initialize.html", "https://sqlite.org/custombuild.html"],
  },
  *checkFunction(fn, context) {
    const isOwn =
      fn.name === "sqlite3_os_init" && fn.scope === undefined && !isSqlites(context.file.path, context.unit);
    const finding = isOwn ? registersNothing(fn, context) : undefined;
    if (finding !== undefined && !isOtherBuild(finding.at, context)) {
      yield finding;
    }
  },
  *checkFile(file, context) {
    // Most units have nothing to do with it, which a look at one name tells.
    if (!context.defined("SQLITE_OS_OTHER") || sqliteOption("SQLITE_OS_OTHER", context) !== "1") {
      return;
    }
    const finding = lacksFunctions(context);
    if (finding !== undefined && finding.at.file === file.path && !isOtherBuild(finding.at, context)) {
      yield finding;
    }
  },
});

function lacksFunctions(context: RuleContext): Finding | undefined {
  const { unit, driver } = context;
  const missing = missingOsFunctions(unit);
  const isCompiled = driver.sqliteBuild !== undefined || compiledAmalgamations(unit).length > 0;
  if (missing.length === 0 || !isCompiled || !isProgram(unit)) {
    return undefined;
  }
  const [table] = vfsTables(unit);
  const at = table
    ? { file: table.file, anchor: table.anchor, start: table.decl.nameSpan.start, end: table.decl.nameSpan.end }
    : sqlitePlace(unit);
  const fix = osFunctionsFix(missing, unit);
  const listed = driver.sqliteBuild?.listedAt;
  return (
    at && {
      at,
      message: `SQLite is compiled with SQLITE_OS_OTHER=1, and the driver does not define ${missing.join(" and ")}`,
      why: "SQLite calls them: the driver does not link.",
      advice: table
        ? `Define sqlite3_os_init, which registers ${table.name} with sqlite3_vfs_register, and sqlite3_os_end`
        : "Write a sqlite3_vfs, and sqlite3_os_init, which registers it with sqlite3_vfs_register, and sqlite3_os_end",
      related: listed ? [{ at: placeOfBuild(listed), message: "SQLite is compiled here" }] : [],
      fixes: fix ? [fix] : [],
    }
  );
}

function registersNothing(fn: FunctionModel, context: RuleContext): Finding | undefined {
  const { unit } = context;
  if (context.defined("SQLITE_OMIT_DESERIALIZE") || registersVfs(fn, context) !== false) {
    return undefined;
  }
  const [table, ...others] = vfsTables(unit);
  return {
    at: fn.place(fn.definition.nameSpan),
    message: "sqlite3_os_init registers no file system, and sqlite3_initialize fails without one",
    why: "sqlite3_initialize looks for a default file system right after sqlite3_os_init, and answers SQLITE_ERROR where there is none.",
    advice:
      table !== undefined && others.length === 0
        ? `Register ${table.name} there: return sqlite3_vfs_register(&${table.name}, 1)`
        : "Register the driver's sqlite3_vfs there with sqlite3_vfs_register, as the default",
    related:
      table === undefined
        ? []
        : [
            {
              at: {
                file: table.file,
                anchor: table.anchor,
                start: table.decl.nameSpan.start,
                end: table.decl.nameSpan.end,
              },
              message: `${table.name} is a file system for SQLite`,
            },
          ],
  };
}
