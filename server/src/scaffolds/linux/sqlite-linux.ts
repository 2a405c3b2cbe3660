/** A Linux module that answers queries from an SQLite database in itself, and keeps another one in a file. */
import { tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Question, Template } from "../template.ts";
import { threadingQuestion, threadingReplaced } from "../windows/sqlite-files.ts";
import { authorQuestion, buildFiles } from "./build-files.ts";

/** As for Windows, where mutexes are other ones. */
const threading: Question = {
  ...threadingQuestion,
  choices: [
    {
      value: "thread",
      label: "One thread",
      detail: "A thread of the module's own runs one query after the other, with a stack of its own: no mutexes",
    },
    {
      value: "callers",
      label: "Any thread",
      detail: "Queries run on their callers' threads, those of two databases at once: mutexes over struct mutex",
    },
  ],
};

/** What sqlite3.c includes of a C library. */
const libc = ["assert", "ctype", "libc", "math", "stdarg", "stddef", "stdint", "stdio", "stdlib", "string", "time"];

export const sqliteLinux: Template = {
  id: "sqlite-linux",
  title: "Linux module with SQLite inside",
  detail:
    "Answers prepared queries from a database in the module and from one in a file, with everything that SQLite needs of a kernel",
  kind: "project",
  platform: "linux",
  folder: "sqlite-linux",
  questions: [threading, authorQuestion, tasksQuestion],
  replaced: threadingReplaced,
  files: [
    { source: "queries.c" },
    { source: "database.sql" },
    { source: "database.c" },
    { source: "database.h" },
    { source: "database-file.S" },
    { source: "driver.c" },
    { source: "device.c" },
    { source: "statistics.c" },
    { source: "query.c" },
    { source: "result.c" },
    { source: "connection.c" },
    { source: "sqlite-call.c" },
    { source: "sqlite-memory.c" },
    { source: "sqlite-vfs.c" },
    { source: "sqlite-file.c" },
    { source: "file-io.c" },
    { source: "sqlite-mutex.c" },
    { source: "sqlite-log.c" },
    { source: "sqlite-statement.c" },
    { source: "sqlite-real.c" },
    { source: "sqlite-build.c" },
    { source: "driver.h" },
    { source: "result.h" },
    { source: "sqlite-call.h" },
    { source: "sqlite-memory.h" },
    { source: "sqlite-vfs.h" },
    { source: "file-io.h" },
    { source: "sqlite-mutex.h" },
    { source: "sqlite-log.h" },
    { source: "sqlite-statement.h" },
    { source: "sqlite-real.h" },
    { source: "sqlite-options.h" },
    { source: "newdriver_ioctl.h" },
    ...libc.map((name) => ({ source: `libc/${name}.h` })),
    { source: "client/client.c" },
    { source: "client/values.c" },
    { source: "client/values.h" },
    { source: "run-in-qemu.sh" },
    { source: "selftest.sh" },
    ...buildFiles,
    { source: "driverlens.json", target: ".driverlens.json" },
    tasksFile,
  ],
  opens: "queries.c",
};
