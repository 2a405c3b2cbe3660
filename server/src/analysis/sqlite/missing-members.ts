/** Which methods a table lacks that SQLite will call, and how sure that is. */
import type { SqliteEnvironment } from "./environment.ts";
import { filesWith, opensImmutable, opensWithoutLocks, saysImmutable, sqliteMentions } from "./immutable.ts";
import type { MethodTable, TableMember } from "./method-tables.ts";
import { flagsOf, functionOf, returnedValues } from "./returned.ts";

export interface MissingMember {
  readonly member: TableMember;
  /** `null`: NULL is written to it; `missing`: nothing is. */
  readonly how: "null" | "missing";
  /**
   * `called`: SQLite calls it in whatever use; `reached`: as soon as its condition comes about, which nothing in the
   * unit speaks against; `default`: SQLite takes its own default for all of the table.
   */
  readonly effect: "called" | "reached" | "default";
}

/** What a table lacks, in the order of its members. Methods that came with a later version of the table are left out. */
export function missingMembers(table: MethodTable, env: SqliteEnvironment): readonly MissingMember[] {
  // What has no method at all is no table for SQLite to call: a placeholder, or one that is filled out of sight.
  if (![...table.members.values()].some(({ fact, state }) => fact.signature !== undefined && state === "given")) {
    return [];
  }
  const lacking = [...table.members.values()].filter(
    ({ fact, state }) => fact.signature !== undefined && fact.since === 1 && (state === "null" || state === "missing"),
  );
  return lacking.flatMap((member): MissingMember | [] => {
    const effect = effectOf(member, table, env);
    return effect === undefined ? [] : { member, how: member.state === "null" ? "null" : "missing", effect };
  });
}

function effectOf(
  { fact }: TableMember,
  table: MethodTable,
  env: SqliteEnvironment,
): MissingMember["effect"] | undefined {
  switch (fact.need) {
    case "required":
      return "called";
    case "default":
      return "default";
    case "reached":
      return isReached(table, fact.name, env) ? "reached" : undefined;
    case "tolerated":
      return undefined;
  }
}

/** Whether nothing that can be seen keeps SQLite from calling a method; false where that is not known. */
function isReached(table: MethodTable, method: string, env: SqliteEnvironment): boolean {
  switch (method) {
    case "xAccess":
      return opensImmutable(table, env) === false && !opensWithoutLocks(env);
    case "xRandomness":
      return true;
    case "xSleep":
      return env.said(sqliteMentions, "waits", "said").length > 0;
    case "xCurrentTime":
      return !tellsTime(table);
    case "xLock":
    case "xUnlock":
      return locks(table, env);
    case "xCheckReservedLock":
      // It is reached where a journal is left over, so that a table with the other two may know why it has none.
      return table.members.get("xLock")?.state !== "given" && writes(table, env) && locks(table, env);
    case "xSync":
    case "xTruncate":
      return writes(table, env);
    default:
      return false;
  }
}

/** Whether a table is one of files that SQLite locks. */
const locks = (table: MethodTable, env: SqliteEnvironment): boolean =>
  filesWith(table, env) === "all" && saysImmutable(table, env) === false && !opensWithoutLocks(env);

/** Whether a VFS has the other method that tells the time, or may have. */
function tellsTime({ members }: MethodTable): boolean {
  const method = members.get("xCurrentTimeInt64");
  const [version, ...others] = members.get("iVersion")?.values ?? [];
  const isOld = version?.is === "number" && version.value < 2 && others.length === 0;
  return method?.state === "unknown" || (method?.state === "given" && !isOld);
}

/** Whether a file's xWrite is there and does not refuse whatever it is asked. */
function writes({ members }: MethodTable, env: SqliteEnvironment): boolean {
  const fn = functionOf(members.get("xWrite"), env);
  return fn !== undefined && !returnedValues(fn).every((value) => isFailure(flagsOf(value, fn, env)));
}

const isFailure = (flags: readonly (string | number)[] | undefined): boolean =>
  flags?.every((flag) => (typeof flag === "number" ? flag !== 0 : /^SQLITE_(?!OK$)/.test(flag))) === true;
