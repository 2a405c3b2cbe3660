/** Whether SQLite is told of files that never change, so that it neither locks them nor looks for journals. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { UnitIndex } from "../unit-index.ts";
import type { SqliteEnvironment } from "./environment.ts";
import { type MethodTable, tableNamed } from "./method-tables.ts";
import { flagsOf, functionOf, returnedValues } from "./returned.ts";

/** Whether xDeviceCharacteristics of an `sqlite3_io_methods` says SQLITE_IOCAP_IMMUTABLE; undefined where that is not known. */
export function saysImmutable(table: MethodTable, env: SqliteEnvironment): boolean | undefined {
  const member = table.members.get("xDeviceCharacteristics");
  if (member?.state === "null" || member?.state === "missing") {
    return false;
  }
  const fn = functionOf(member, env);
  const flags = fn && returnedValues(fn).map((value) => flagsOf(value, fn, env));
  if (flags === undefined || flags.length === 0) {
    return undefined;
  }
  if (flags.some((each) => each?.some(isImmutable))) {
    return true;
  }
  // Names of other files' macros may hold it.
  return flags.every((each) => each?.every((flag) => typeof flag === "number" || flag.startsWith("SQLITE_")))
    ? false
    : undefined;
}

/** The same of all files that an `sqlite3_vfs` opens, as far as its xOpen shows which methods they get. */
export function opensImmutable(table: MethodTable, env: SqliteEnvironment): boolean | undefined {
  const methods = methodsOfFiles(table, env);
  const known = methods?.map((each) => saysImmutable(each, env));
  return known === undefined || known.length === 0 || known.includes(undefined)
    ? undefined
    : known.some((each) => each === true);
}

/** The tables that a VFS's xOpen gives to files; undefined where it may be others, too. */
function methodsOfFiles(table: MethodTable, env: SqliteEnvironment): readonly MethodTable[] | undefined {
  const open = functionOf(table.members.get("xOpen"), env);
  const names = open && methodsGiven(open, env);
  const tables = names?.map((name) => (name === undefined ? undefined : tableNamed(name, env)));
  const known = tables?.filter((each) => each !== undefined);
  return known !== undefined && known.length === tables?.length && known.length > 0 ? known : undefined;
}

/** The variables whose addresses a function gives files as their methods; undefined for each that is something else. */
function methodsGiven(open: FunctionModel, env: SqliteEnvironment): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  walk(open.definition.body, (node) => {
    if (node.kind === "assign" && node.left.kind === "member" && node.left.name === "pMethods") {
      for (const value of choicesOf(node.right)) {
        const name = addressed(value);
        const isNothing = name === "NULL" || name === "nullptr" || env.integer(value, open) === 0;
        if (!isNothing) {
          names.push(name);
        }
      }
    }
    return undefined;
  });
  return names;
}

/** What functions that look like an xOpen give files as their methods: under a table's name, whether it is all they give. */
export const openedMethods: UnitIndex<SqliteEnvironment, "only" | "one of several"> = {
  says(fn, env) {
    const [vfs, , file, , flagsOut, ...others] = fn.definition.parameters;
    const isOpen =
      vfs?.type.base === "sqlite3_vfs" &&
      file?.type.base === "sqlite3_file" &&
      flagsOut?.type.pointers === 1 &&
      others.length === 0;
    const names = isOpen ? methodsGiven(fn, env) : [];
    return [...new Set(names)].flatMap((name) =>
      name === undefined ? [] : { key: name, said: new Set(names).size === 1 ? "only" : "one of several" },
    );
  },
  text: (said) => said,
};

/**
 * Whether the files that a VFS opens have these methods: `all` of some VFS's, so that databases do; `some`, which may be
 * journals; undefined where no function is seen to open files with them.
 */
export function filesWith({ name, fn }: MethodTable, env: SqliteEnvironment): "all" | "some" | undefined {
  const said = fn === undefined ? env.said(openedMethods, name, "said") : [];
  return said.includes("only") ? "all" : said.length > 0 ? "some" : undefined;
}

/** `a` and `b` of `condition ? a : b`. */
function choicesOf(expr: Expr): readonly Expr[] {
  return expr.kind === "conditional" && expr.whenTrue !== undefined
    ? [...choicesOf(expr.whenTrue), ...choicesOf(expr.whenFalse)]
    : [expr];
}

function addressed(expr: Expr): string | undefined {
  switch (expr.kind) {
    case "cast":
      return addressed(expr.operand);
    case "unary":
      return expr.op === "&" ? addressed(expr.operand) : undefined;
    case "name":
      return expr.name;
    default:
      return undefined;
  }
}

/** What functions mention of how databases are opened and used; under the key stands who says it. */
export const sqliteMentions: UnitIndex<SqliteEnvironment, string> = {
  says: (fn) => {
    const text = fn.text(fn.definition.body);
    return mentions.flatMap(({ key, pattern }) => (pattern.test(text) ? { key, said: fn.name } : []));
  },
  text: (said) => said,
};

/** `uri`: a database that needs no locks by its name; `waits`: a busy timeout; `deserializes`: a database in memory. */
export type Mention = "uri" | "waits" | "deserializes";

const mentions: readonly { readonly key: Mention; readonly pattern: RegExp }[] = [
  // Who opens a database like that needs no locks and no look for a journal, whatever the VFS says.
  { key: "uri", pattern: /\b(?:immutable|nolock)=/ },
  { key: "waits", pattern: /\bsqlite3_(?:busy_timeout|sleep)\b/ },
  { key: "deserializes", pattern: /\bsqlite3_deserialize\b|\bSQLITE_OPEN_MEMORY\b|":memory:"/ },
];

/** Whether some function or macro of the unit opens a database with `immutable=1` or `nolock=1` in its name. */
export const opensWithoutLocks = (env: SqliteEnvironment): boolean =>
  env.said(sqliteMentions, "uri", "said").length > 0 ||
  env.unit.files.some(({ macros }) => macros.some(({ body }) => /\b(?:immutable|nolock)=/.test(body)));

const isImmutable = (flag: string | number): boolean =>
  typeof flag === "number" ? (flag & iocapImmutable) !== 0 : flag === "SQLITE_IOCAP_IMMUTABLE";

/** SQLITE_IOCAP_IMMUTABLE of sqlite3.h. */
const iocapImmutable = 0x2000;
