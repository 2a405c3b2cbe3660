/** Reports methods that SQLite calls of a table without looking, where the table does not have them. */

import { and } from "../analysis/names/wording.ts";
import { filesWith, openedMethods, sqliteMentions } from "../analysis/sqlite/immutable.ts";
import type { TableType } from "../analysis/sqlite/member-value.ts";
import { type MethodTable, ofTables } from "../analysis/sqlite/method-tables.ts";
import { type MissingMember, missingMembers } from "../analysis/sqlite/missing-members.ts";
import { tableFills } from "../analysis/sqlite/table-fills.ts";
import { stubFix } from "../fixes/sqlite-stubs.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, SharedFixes } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteMethodMissing = defineRule({
  id: "sqlite-method-missing",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Method missing that SQLite calls",
    why:
      "SQLite looks whether a method is there for few of them and calls the others as they are. A call through NULL stops " +
      "Windows: SYSTEM_SERVICE_EXCEPTION (0x3B) in a request, SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (0x7E) in a thread of " +
      "the system; in Linux it is an oops.",
    bad: `#include "sqlite3.h"

static void *BlockAlloc(int Size);
static void BlockFree(void *Memory);
static void *BlockRealloc(void *Memory, int Size);
static int BlockSize(void *Memory);

static const sqlite3_mem_methods MemoryMethods = {
    .xMalloc = BlockAlloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = BlockSize,
    .xInit = NULL,
};`,
    good: `#include "sqlite3.h"

static void *BlockAlloc(int Size);
static void BlockFree(void *Memory);
static void *BlockRealloc(void *Memory, int Size);
static int BlockSize(void *Memory);

static int BlockRoundup(int Size)
{
    return (Size + 7) & ~7;
}

static int BlockInit(void *AppData)
{
    UNREFERENCED_PARAMETER(AppData);
    return SQLITE_OK;
}

static const sqlite3_mem_methods MemoryMethods = {
    .xMalloc = BlockAlloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = BlockSize,
    .xRoundup = BlockRoundup,
    .xInit = BlockInit,
};`,
    references: [
      "https://sqlite.org/c3ref/mem_methods.html",
      "https://sqlite.org/c3ref/mutex_methods.html",
      "https://sqlite.org/c3ref/vfs.html",
      "https://sqlite.org/c3ref/io_methods.html",
    ],
  },
  indexes: [tableFills, sqliteMentions, openedMethods],
  ...ofTables(findings),
});

/** One finding for each NULL that is written down, and one for all that is not named and as grave. */
function* findings(table: MethodTable, context: RuleContext): Iterable<Finding> {
  if (
    (table.type === "sqlite3_mutex_methods" && isWithoutThreads(context)) ||
    // Files that SQLite keeps in memory are asked for less.
    (table.type === "sqlite3_io_methods" && filesWith(table, context) === undefined)
  ) {
    return;
  }
  const missing = missingMembers(table, context);
  const [ownDefault] = missing.filter(({ effect }) => effect === "default");
  if (ownDefault !== undefined) {
    yield takesDefault(ownDefault, table);
    return;
  }
  for (const each of missing.filter(({ how }) => how === "null")) {
    yield finding([each], table, context);
  }
  for (const effect of ["called", "reached"] as const) {
    const group = missing.filter((each) => each.how === "missing" && each.effect === effect);
    if (group.length > 0) {
      yield finding(group, table, context);
    }
  }
}

/** Whether SQLite is compiled without its calls of mutexes. */
const isWithoutThreads = ({ driver, unit }: RuleContext): boolean =>
  driver.defines.get("SQLITE_THREADSAFE") === "0" ||
  unit.macros("SQLITE_THREADSAFE").some(({ macro }) => macro.body === "0");

function finding(group: readonly MissingMember[], table: MethodTable, context: RuleContext): Finding {
  const [first, ...others] = group;
  const names = group.map(({ member }) => member.fact.name);
  const when = others.length === 0 && first?.member.fact.when !== undefined ? ` ${first.member.fact.when}` : "";
  const called = `SQLite calls ${others.length === 0 ? "it" : "them"}${when}${when === "" ? " without looking" : ""}`;
  const isCertain = first?.effect === "called" && isOpened(table, context);
  return {
    ...placed(first, table),
    message:
      first?.how === "null"
        ? `${names.join("")} of ${table.name} is NULL, and ${called}`
        : `${table.name} has no ${and(names)}, and ${called}`,
    advice: adviceFor(names, table.type),
    severity: isCertain ? "error" : "warning",
    fixes: fixesFor(group, table, context),
  };
}

/** A NULL beside the table is where the finding is; one that is written elsewhere is told with the table. */
function placed(missing: MissingMember | undefined, table: MethodTable): Pick<Finding, "at" | "related"> {
  const value = missing?.member.values.at(-1);
  if (value === undefined || value.at.anchor === table.at.anchor) {
    return { at: value?.at ?? table.at };
  }
  return { at: table.at, related: [{ at: value.at, message: `It is given ${missing?.member.fact.name} here` }] };
}

/**
 * Whether databases are opened with a table for sure: those in memory are by another VFS, and this one has only to be
 * there; where a VFS has several kinds of files, this one may be a journal's.
 */
function isOpened(table: MethodTable, context: RuleContext): boolean {
  switch (table.type) {
    case "sqlite3_vfs":
      return context.said(sqliteMentions, "deserializes", "said").length === 0;
    case "sqlite3_io_methods":
      return filesWith(table, context) === "all";
    default:
      return true;
  }
}

function fixesFor(group: readonly MissingMember[], table: MethodTable, context: RuleContext): SharedFixes {
  const { file, driver } = context;
  const names = group.map(({ member }) => member.fact.name);
  return {
    // A table is told by its place: several functions may have one of the same name.
    key: `${table.fn?.name ?? ""} ${table.name} ${names.join(" ")}`,
    make() {
      const platform = driver.kind === "linux-kernel" ? "linux" : "windows";
      const fix = stubFix(
        table,
        group.map(({ member }) => member),
        file,
        platform,
        context,
      );
      return fix === undefined ? [] : [fix];
    },
  };
}

/** SQLite takes all of its own methods in place of the table's. */
function takesDefault(missing: MissingMember, table: MethodTable): Finding {
  const { name } = missing.member.fact;
  const isMemory = table.type === "sqlite3_mem_methods";
  return {
    ...placed(missing, table),
    message: `${table.name} has no ${name}: SQLite takes its own ${isMemory ? "allocator" : "mutexes"} and none of these methods`,
    why: isMemory
      ? "Its own allocator refuses every request where SQLITE_ZERO_MALLOC is defined, so that nothing can be opened " +
        "(SQLITE_NOMEM); without that it is malloc and free of a C runtime, which a driver does not have."
      : "With SQLITE_OS_OTHER its own mutexes exclude nobody: two threads in one connection corrupt its memory.",
    advice: isMemory
      ? "Give it an xMalloc over the pool or kvmalloc"
      : "Give it an xMutexAlloc that makes a kernel mutex",
    severity: "warning",
  };
}

function adviceFor(names: readonly string[], type: TableType): string {
  const advice = names.length === 1 ? advices[names[0] ?? ""] : undefined;
  const rest = names.includes("xSize") && type === "sqlite3_mem_methods" ? `; ${sizeAdvice}` : "";
  return advice ?? `Write ${names.length === 1 ? "a function" : "functions"} for ${and(names)}${rest}`;
}

const sizeAdvice = "xSize has to give back a block's size, which the allocator has to keep in front of each block";

const advices: Readonly<Record<string, string>> = {
  xSize: "Keep each block's size in a header in front of it, and give it back in an xSize",
  xRoundup: "Write an xRoundup that rounds up to a multiple of 8",
  xInit: "Write an xInit that gives back SQLITE_OK",
  xRealloc: "Write an xRealloc that allocates, copies and frees",
  xMutexInit: "Write an xMutexInit that makes the static mutexes and gives back SQLITE_OK",
  xFileControl: "Write an xFileControl that gives back SQLITE_NOTFOUND",
  xDeviceCharacteristics:
    "Write an xDeviceCharacteristics that gives back 0, or SQLITE_IOCAP_IMMUTABLE for a file that never changes",
  xLock:
    "Write an xLock that gives back SQLITE_OK, or say SQLITE_IOCAP_IMMUTABLE in xDeviceCharacteristics if the file never changes",
  xUnlock:
    "Write an xUnlock that gives back SQLITE_OK, or say SQLITE_IOCAP_IMMUTABLE in xDeviceCharacteristics if the file never changes",
  xAccess:
    "Write an xAccess that tells whether a file is there; for a file that never changes, say SQLITE_IOCAP_IMMUTABLE in xDeviceCharacteristics",
  xRandomness: "Write an xRandomness that fills the buffer",
  xSleep: "Write an xSleep that waits so many microseconds",
  xCurrentTime: "Write an xCurrentTimeInt64 and make iVersion 2",
};
