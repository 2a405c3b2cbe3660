/** What the template of a driver with SQLite inside and the templates of its parts share: files, and who calls SQLite. */
import type { Answers, Question, TemplateFile } from "../template.ts";

/** Each group compiles by itself, with sqlite3.h and without the other groups. */
export const sqliteFiles = {
  options: [{ source: "sqlite-options.h" }, { source: "sqlite-build.c" }, { source: "sqlite-crt.c" }],
  allocator: [{ source: "sqlite-memory.c" }, { source: "sqlite-memory.h" }],
  vfs: [{ source: "sqlite-vfs.c" }, { source: "sqlite-vfs.h" }],
  database: [{ source: "database.sql" }, { source: "database.c" }, { source: "database.h" }],
  mutex: [{ source: "sqlite-mutex.c" }, { source: "sqlite-mutex.h" }],
  log: [{ source: "sqlite-log.c" }, { source: "sqlite-log.h" }],
  statement: [{ source: "sqlite-statement.c" }, { source: "sqlite-statement.h" }],
} as const satisfies Readonly<Record<string, readonly TemplateFile[]>>;

export const threadingQuestion: Question = {
  id: "threading",
  title: "Who calls SQLite",
  detail: "Decides SQLITE_THREADSAFE, and can be changed later",
  choices: [
    {
      value: "thread",
      label: "One thread",
      detail: "A thread of the driver's own runs one query after the other: no mutexes",
    },
    {
      value: "callers",
      label: "Any thread",
      detail: "Queries run on their callers' threads: mutexes over KMUTEX",
    },
  ],
  initial: () => "thread",
  mistake: () => undefined,
};

/** No word can stand for a number that the preprocessor computes with: the template has the one for `thread`. */
export const threadingReplaced = (answers: Answers): ReadonlyMap<string, string> =>
  new Map([
    ["#define SQLITE_THREADSAFE 0", `#define SQLITE_THREADSAFE ${answers.get("threading") === "callers" ? 1 : 0}`],
  ]);
