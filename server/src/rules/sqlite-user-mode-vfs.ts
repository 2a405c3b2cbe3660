/** Reports VFSs that are asked for by names of SQLite's own for Windows and Unix programs. */

import { isOtherBuild } from "../analysis/names/builds.ts";
import { sqliteFunctionNamed } from "../analysis/sqlite/functions.ts";
import type { MemberValue } from "../analysis/sqlite/member-value.ts";
import { tablesOfUnit } from "../analysis/sqlite/method-tables.ts";
import { isAmalgamation } from "../analysis/sqlite/sources.ts";
import { tableFills } from "../analysis/sqlite/table-fills.ts";
import type { Fix } from "../fixes/fix.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CallExpr, Expr } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const sqliteUserModeVfs = defineRule({
  id: "sqlite-user-mode-vfs",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "VFS of user mode asked for by name",
    why:
      "SQLite's own VFSs call CreateFileW or open: they are not in a build for a kernel (SQLITE_OS_OTHER), so that opening " +
      "fails with SQLITE_ERROR, and a build that has them does not link or load.",
    bad: `#include "sqlite3.h"

int OpenCatalog(sqlite3 **Database)
{
    return sqlite3_open_v2("catalog.db", Database, SQLITE_OPEN_READONLY, "win32");
}`,
    good: `#include "sqlite3.h"

int OpenCatalog(sqlite3 **Database)
{
    return sqlite3_open_v2("catalog.db", Database, SQLITE_OPEN_READONLY, "catalog");
}`,
    references: ["https://sqlite.org/vfs.html", "https://sqlite.org/c3ref/open.html"],
  },
  indexes: [tableFills],
  *checkFunction(fn, context) {
    for (const { name, expr } of fn.calls) {
      const asked = name === undefined ? undefined : askedVfs(name, expr, fn, context);
      if (name === undefined || asked === undefined || isForeign(fn, asked.expr, context)) {
        continue;
      }
      const own = ownNames(context);
      if (!own.includes(asked.name)) {
        yield {
          at: fn.place(asked.expr),
          message: `${name} asks for "${asked.name}", SQLite's VFS for ${asked.name.startsWith("win") ? "Windows" : "Unix"} programs`,
          advice:
            own.length === 1 ? `Ask for the driver's own, "${own[0]}"` : "Ask for the VFS that the driver registers",
          fixes: fixes(asked, own, fn),
        };
      }
    }
  },
});

interface AskedVfs {
  readonly name: string;
  /** The argument that holds it. */
  readonly expr: Expr;
}

/** The VFS of SQLite's own that a call asks for by its name. */
function askedVfs(callee: string, { args }: CallExpr, fn: FunctionModel, context: RuleContext): AskedVfs | undefined {
  const at = nameArguments.get(callee);
  const named = at === undefined ? undefined : args[at];
  const file = callee.startsWith("sqlite3_open") ? args[0] : undefined;
  if ((named === undefined && file === undefined) || sqliteFunctionNamed(callee, context) === undefined) {
    return undefined;
  }
  const name = named && textOf(named, fn, context);
  if (named !== undefined && name !== undefined && isUserMode(name)) {
    return { name, expr: named };
  }
  // A VFS in the file's name goes before the argument.
  const uri = file && textOf(file, fn, context);
  const inUri = /^file:[^#]*[?&]vfs=([^&#]*)/.exec(uri ?? "")?.[1];
  return file !== undefined && inUri !== undefined && isUserMode(inUri) ? { name: inUri, expr: file } : undefined;
}

const nameArguments: ReadonlyMap<string, number> = new Map([
  ["sqlite3_open_v2", 3],
  ["sqlite3_vfs_find", 0],
]);

/** The names under which os_unix.c and os_win.c register their VFSs, in every build of SQLite. */
const isUserMode = (name: string): boolean =>
  /^(?:unix(?:-(?:none|dotfile|excl|namedsem|posix|flock|afp|nfs|proxy))?|win32(?:-(?:longpath|none|longpath-none))?)$/.test(
    name,
  );

function textOf(expr: Expr, fn: FunctionModel, context: RuleContext): string | undefined {
  const { leaves, complete } = context.resolve(expr, fn);
  const [leaf, ...others] = leaves;
  return leaf?.expr.kind === "string" && others.length === 0 && complete
    ? leaf.expr.parts.map((part) => part.slice(1, -1)).join("")
    : undefined;
}

function isForeign(fn: FunctionModel, expr: Expr, context: RuleContext): boolean {
  const file = context.unit.file(fn.file);
  return file === undefined || isAmalgamation(file) || isOtherBuild(fn.place(expr), context);
}

/** The names of the VFSs that the unit defines. */
function ownNames(context: RuleContext): readonly string[] {
  const values = tablesOfUnit(context).flatMap(
    ({ members }): readonly MemberValue[] => members.get("zName")?.values ?? [],
  );
  return [...new Set(values.flatMap((value) => (value.is === "text" ? value.text : [])))];
}

function fixes({ name, expr }: AskedVfs, own: readonly string[], fn: FunctionModel): readonly Fix[] {
  const [only, ...others] = own;
  return only === undefined ||
    others.length > 0 ||
    expr.kind !== "string" ||
    expr.parts.length !== 1 ||
    fn.text(expr) !== `"${name}"`
    ? []
    : [{ title: `Ask for "${only}"`, edits: [{ at: fn.place(expr), text: `"${only}"` }] }];
}
