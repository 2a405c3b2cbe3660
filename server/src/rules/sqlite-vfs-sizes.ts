/** Reports VFSs and file methods whose sizes and versions do not fit what they have. */

import { and } from "../analysis/names/wording.ts";
import { type FileStructure, fileStructureOf } from "../analysis/sqlite/file-structure.ts";
import type { MemberValue } from "../analysis/sqlite/member-value.ts";
import { type MethodTable, ofTables, placeIn, type TableMember } from "../analysis/sqlite/method-tables.ts";
import { tableFills } from "../analysis/sqlite/table-fills.ts";
import type { Fix } from "../fixes/fix.ts";
import { memberEdits } from "../fixes/sqlite-members.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, SharedFixes } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteVfsSizes = defineRule({
  id: "sqlite-vfs-sizes",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Sizes or version of a VFS that do not fit it",
    why:
      "SQLite allocates szOsFile bytes for each file and hands them to xOpen: members of a larger structure lie behind the " +
      "block, in SQLite's own memory. mxPathname is the size of the buffer that xFullPathname writes to. iVersion says how " +
      "many methods there are: those of later versions are never called, and those that it promises are called without a look.",
    bad: `#include "sqlite3.h"

typedef struct _IMAGE_FILE {
    sqlite3_file Base;
    const UCHAR *Data;
} IMAGE_FILE;

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    IMAGE_FILE *file = (IMAGE_FILE *)File;

    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    file->Data = NULL;
    return SQLITE_CANTOPEN;
}

int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);

sqlite3_vfs ImageVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
};`,
    good: `#include "sqlite3.h"

typedef struct _IMAGE_FILE {
    sqlite3_file Base;
    const UCHAR *Data;
} IMAGE_FILE;

static int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut)
{
    IMAGE_FILE *file = (IMAGE_FILE *)File;

    UNREFERENCED_PARAMETER(Vfs);
    UNREFERENCED_PARAMETER(Name);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(FlagsOut);
    file->Data = NULL;
    return SQLITE_CANTOPEN;
}

int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTime(sqlite3_vfs *Vfs, double *Days);

sqlite3_vfs ImageVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(IMAGE_FILE),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};`,
    references: ["https://sqlite.org/c3ref/vfs.html", "https://sqlite.org/c3ref/io_methods.html"],
  },
  indexes: [tableFills],
  ...ofTables(findings),
});

function* findings(table: MethodTable, context: RuleContext): Iterable<Finding> {
  if (table.type === "sqlite3_vfs" && table.members.get("xOpen")?.state === "given") {
    yield* fileSize(table, context);
    yield* pathLength(table, context);
    yield* uncalled(table, context);
  }
  if (table.type === "sqlite3_io_methods") {
    yield* uncalled(table, context);
    yield* promised(table, context);
  }
}

/** szOsFile against the structure that xOpen makes of the memory. */
function* fileSize(table: MethodTable, context: RuleContext): Iterable<Finding> {
  const member = table.members.get("szOsFile");
  const value = only(member);
  const structure = fileStructureOf(table, context);
  const isZero = member?.state === "missing" || member?.state === "null";
  if (member === undefined || (!isZero && (value?.is !== "size" || structure?.isLarger !== true))) {
    return;
  }
  if (!isZero && value?.is === "size") {
    const isSmaller =
      value.type === "sqlite3_file" || (value.isPointer && structure?.names.includes(value.type) === true);
    if (!isSmaller) {
      return;
    }
  }
  yield {
    at: placeIn(table, value),
    message: isZero
      ? `szOsFile of ${table.name} is 0, and SQLite allocates so many bytes for each file`
      : `szOsFile of ${table.name} is smaller than ${structure?.name}, which xOpen takes a file's memory for`,
    advice:
      structure === undefined
        ? "Make it the size of what xOpen takes the file for, which begins as sqlite3_file does"
        : `Make it sizeof(${structure.name})`,
    related:
      structure === undefined ? [] : [{ at: structure.at, message: `The file is taken for ${ofKind(structure)} here` }],
    fixes: structure === undefined ? [] : shared(table, "szOsFile", `sizeof(${structure.name})`, "preferred", context),
  };
}

const ofKind = ({ name }: FileStructure): string => `${/^[AEIOU]/i.test(name) ? "an" : "a"} ${name}`;

function* pathLength(table: MethodTable, context: RuleContext): Iterable<Finding> {
  const member = table.members.get("mxPathname");
  if (member?.state === "missing" || member?.state === "null") {
    yield {
      at: placeIn(table, only(member)),
      message: `mxPathname of ${table.name} is 0, and xFullPathname gets a buffer of one byte`,
      why: "No name fits: opening fails with SQLITE_CANTOPEN, or xFullPathname writes behind the end of the buffer if it does not look at its length.",
      advice: "Make it the length of the longest name that a database may have",
      fixes: shared(table, "mxPathname", "260", "chosen", context),
    };
  }
}

/** Methods that iVersion hides from SQLite, where that changes what it does. */
function* uncalled(table: MethodTable, context: RuleContext): Iterable<Finding> {
  const version = versionOf(table);
  const hidden =
    version === undefined
      ? []
      : entries.filter((each) => isHidden(each, version, table) && !isLeftOut(each.name, context));
  if (version === undefined || hidden.length === 0) {
    return;
  }
  const needed = Math.max(...hidden.map(({ since }) => since));
  const lacking = promisedBy(table, needed);
  const names = hidden.map(({ name }) => name);
  yield {
    at: placeIn(table, only(table.members.get("iVersion"))),
    message: `iVersion of ${table.name} is ${version}, so that SQLite never calls its ${and(names)}`,
    why: hidden.map(({ loss }) => loss).join(" "),
    advice: `Make it ${needed}${lacking.length === 0 ? "" : `, and give it ${and(lacking)} too`}`,
    severity: "warning",
    fixes: lacking.length === 0 ? shared(table, "iVersion", `${needed}`, "chosen", context) : [],
  };
}

/** The methods by which SQLite tells whether a table has those of a version, and what it does without them. */
const entries = [
  {
    name: "xShmMap",
    since: 2,
    instead: undefined,
    loss: "There is no WAL mode without it: SQLite keeps a rollback journal whatever it is asked for.",
  },
  {
    name: "xCurrentTimeInt64",
    since: 2,
    instead: "xCurrentTime",
    loss: "It calls xCurrentTime instead, which is not there.",
  },
] as const;

function isHidden(
  { name, since, instead }: (typeof entries)[number],
  version: number,
  { members }: MethodTable,
): boolean {
  const isLost = instead === undefined || ["null", "missing"].includes(members.get(instead)?.state ?? "unknown");
  return members.get(name)?.state === "given" && since > version && isLost;
}

/** Methods that iVersion promises and that are not there. */
function* promised(table: MethodTable, context: RuleContext): Iterable<Finding> {
  const version = versionOf(table);
  const missing = version === undefined ? [] : promisedBy(table, version).filter((name) => !isLeftOut(name, context));
  if (version === undefined || missing.length === 0) {
    return;
  }
  const lower = [2, 1].find((each) => each < version && promisedBy(table, each).length === 0) ?? 1;
  const isMapping = missing.every((name) => /Fetch/.test(name));
  // To say an older version loses nothing where nothing is there that came with the later ones.
  const keeps = [...table.members.values()].every(({ fact, state }) => fact.since <= lower || state !== "given");
  yield {
    at: placeIn(table, only(table.members.get("iVersion"))),
    message: `iVersion of ${table.name} is ${version}, and ${and(missing)} ${missing.length === 1 ? "is" : "are"} not there`,
    why: isMapping
      ? "SQLite calls them without looking where files may be mapped: with a mmap_size, and for large sorts. Only SQLITE_MAX_MMAP_SIZE=0 takes these calls out."
      : "SQLite calls them without looking for a database in WAL mode, as there is an xShmMap.",
    advice: keeps ? `Make it ${lower}` : `Give it ${and(missing)}`,
    severity: "warning",
    fixes: keeps ? shared(table, "iVersion", `${lower}`, "preferred", context) : [],
  };
}

/** What a version makes SQLite call, and the table lacks. */
function promisedBy({ type, members }: MethodTable, version: number): readonly string[] {
  if (type !== "sqlite3_io_methods") {
    return [];
  }
  const isThere = (name: string): boolean => members.get(name)?.state === "given";
  const lacks = (name: string): boolean => ["null", "missing"].includes(members.get(name)?.state ?? "unknown");
  const wal = version >= 2 && isThere("xShmMap") ? ["xShmLock", "xShmBarrier", "xShmUnmap"] : [];
  const mapping = version >= 3 ? ["xFetch", "xUnfetch"] : [];
  return [...wal, ...mapping].filter(lacks);
}

/** Whether the build leaves out the calls of a method. */
function isLeftOut(name: string, { driver, unit, defined }: RuleContext): boolean {
  const isZero = (body: string | undefined): boolean => body !== undefined && /^\(?0+\)?$/.test(body.trim());
  if (/Fetch/.test(name)) {
    const macros = unit.macros("SQLITE_MAX_MMAP_SIZE");
    return isZero(driver.defines.get("SQLITE_MAX_MMAP_SIZE")) || macros.some(({ macro }) => isZero(macro.body));
  }
  return /Shm/.test(name) && defined("SQLITE_OMIT_WAL");
}

function versionOf({ members }: MethodTable): number | undefined {
  const member = members.get("iVersion");
  const value = only(member);
  return member?.state === "missing" ? 0 : value?.is === "number" ? value.value : undefined;
}

/** The only value that a member is given. */
function only(member: TableMember | undefined): MemberValue | undefined {
  const [value, ...others] = member?.values ?? [];
  return others.length === 0 ? value : undefined;
}

function shared(
  table: MethodTable,
  member: string,
  text: string,
  how: "preferred" | "chosen",
  context: RuleContext,
): SharedFixes {
  return {
    key: `${table.fn?.name ?? ""} ${table.name} ${member}`,
    make(): readonly Fix[] {
      const fact = table.members.get(member)?.fact;
      const edits = fact && memberEdits(table, [{ member: fact, text }], context.file);
      return edits === undefined
        ? []
        : [{ title: `Set ${member} to ${text}`, edits, ...(how === "preferred" ? { preferred: true } : {}) }];
    },
  };
}
