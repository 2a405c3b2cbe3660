/** Reports how the unit compiles SQLite, where a kernel needs it otherwise. */
import { type ProfiledOption, type SqliteProfile, sqliteProfile } from "../analysis/sqlite/build-profile.ts";
import { sqlitePlace } from "../analysis/sqlite/unit-place.ts";
import { optionsFix } from "../fixes/sqlite-options.ts";
import { placeOfBuild } from "../model/unit/source-build.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteBuildProfile = defineRule({
  id: "sqlite-build-profile",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite compiled with options that a kernel cannot do with",
    why:
      "As it is distributed SQLite is compiled for Windows or Unix: it brings file systems that call CreateFileW or open, asks " +
      "malloc for memory and localtime for the time, and a kernel has none of them. A driver leaves these parts out by " +
      "options, in its project or before it includes sqlite3.c; others save memory and keep SQL from a small stack.",
    bad: `/* sqlite.c: the project compiles it, and defines nothing. */
#define SQLITE_OS_OTHER 0
#include "sqlite3.c"`,
    good: `/* sqlite.c: the project compiles it, and defines nothing. */
#define SQLITE_OS_OTHER 1
#define SQLITE_ZERO_MALLOC
#define SQLITE_OMIT_LOCALTIME
#define SQLITE_THREADSAFE 1
#define SQLITE_OMIT_AUTOINIT
#define SQLITE_OMIT_LOAD_EXTENSION
#define SQLITE_OMIT_WAL
#define SQLITE_DEFAULT_MEMSTATUS 0
#define SQLITE_MAX_MMAP_SIZE 0
#define SQLITE_TEMP_STORE 3
#define SQLITE_MAX_EXPR_DEPTH 20
#define SQLITE_MAX_COMPOUND_SELECT 10
#define SQLITE_MAX_LIKE_PATTERN_LENGTH 64
#define SQLITE_JSON_MAX_DEPTH 20
#define SQLITE_DQS 0
#define SQLITE_DEFAULT_LOOKASIDE 0,0
#define SQLITE_OMIT_DEPRECATED
#define SQLITE_OMIT_SHARED_CACHE
#define SQLITE_OMIT_PROGRESS_CALLBACK
#include "sqlite3.c"`,
    references: [
      "https://sqlite.org/compile.html",
      "https://sqlite.org/custombuild.html",
      "https://sqlite.org/malloc.html",
    ],
  },
  *checkFile(file, context) {
    // A project that compiles SQLite is rare; what it says is known before any file is read.
    if (context.driver.sqliteBuild === undefined) {
      return;
    }
    const at = sqlitePlace(context.unit);
    const profile = at?.file === file.path ? sqliteProfile(context) : undefined;
    if (at === undefined || profile === undefined || context.assumption(at) !== undefined) {
      return;
    }
    for (const finding of [needed(profile, context), harmful(profile), advised(profile, context)]) {
      if (finding !== undefined) {
        yield { at, ...finding };
      }
    }
  },
});

type Said = Omit<Finding, "at">;

const isBad = ({ state }: ProfiledOption): boolean => state === "missing" || state === "wrong";

/** Without which SQLite does not link. */
function needed(profile: SqliteProfile, context: RuleContext): Said | undefined {
  const options = profile.options.filter((each) => each.option.kind === "required" && isBad(each));
  const fix = optionsFix(options, profile, context.unit);
  return options.length === 0
    ? undefined
    : {
        message: `SQLite is compiled ${phrase(options)}: it does not link in a kernel`,
        why: reasons(options),
        advice: `Compile it with ${and(options.map(written))}`,
        related: places(options, profile),
        fixes: fix === undefined ? [] : [fix],
      };
}

function harmful(profile: SqliteProfile): Said | undefined {
  const options = profile.options.filter(({ option, state }) => option.kind === "harmful" && state === "wrong");
  return options.length === 0
    ? undefined
    : {
        message: `SQLite is compiled with ${and(options.map(({ option }) => option.name))}, which a kernel cannot do with`,
        why: reasons(options),
        advice: `Leave ${options.length === 1 ? "it" : "them"} out`,
        related: places(options, profile),
      };
}

/** A value that switches off what it was to bound is worse than none. */
function advised(profile: SqliteProfile, context: RuleContext): Said | undefined {
  const options = profile.options.filter((each) => each.option.kind === "advised" && isBad(each));
  const fix = optionsFix(options, profile, context.unit);
  const unbounded = options.some(
    ({ option, state, value }) => state === "wrong" && option.range !== undefined && value === "0",
  );
  return options.length === 0
    ? undefined
    : {
        message: `SQLite is compiled ${phrase(options)}: a driver is better off otherwise`,
        why: reasons(options),
        advice: `Compile it with ${and(options.map(written))}`,
        related: places(options, profile),
        fixes: fix === undefined ? [] : [fix],
        severity: unbounded ? "warning" : "hint",
      };
}

/** "without A and B", "with C=0", "without A and with C=0 in Release|x64". */
function phrase(options: readonly ProfiledOption[]): string {
  const missing = options.filter(({ state }) => state === "missing").map(({ option }) => option.name);
  const wrong = options
    .filter(({ state }) => state === "wrong")
    .map(({ option, value }) => (value === "" ? `${option.name} and no value` : `${option.name}=${value ?? ""}`));
  const parts = [
    ...(missing.length === 0 ? [] : [`without ${and(missing)}`]),
    ...(wrong.length === 0 ? [] : [`with ${and(wrong)}`]),
  ];
  const some = new Set(options.flatMap(({ onlyIn }) => onlyIn));
  return `${parts.join(" and ")}${options.every(({ onlyIn }) => onlyIn.length > 0) ? ` in ${and([...some])}` : ""}`;
}

const written = ({ option: { name, write } }: ProfiledOption): string =>
  write === undefined ? name : `${name}=${write}`;

const reasons = (options: readonly ProfiledOption[]): string =>
  options.map(({ option: { name, because } }) => `${name}: ${because}.`).join(" ");

const and = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;

/** Where SQLite is compiled, and where a value is that is not right. */
function places(options: readonly ProfiledOption[], { build }: SqliteProfile): readonly Related[] {
  return [
    ...(build.listedAt === undefined ? [] : [{ at: placeOfBuild(build.listedAt), message: "SQLite is compiled here" }]),
    ...options.flatMap(({ option, at, value }) =>
      at === undefined
        ? []
        : [{ at, message: value === "" ? `${option.name} is defined here` : `${option.name} is ${value ?? ""} here` }],
    ),
  ];
}
