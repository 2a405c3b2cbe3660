/**
 * The parts of a driver with SQLite inside, each for a driver that is there already. Each brings its own header, and its
 * functions are named after the driver.
 */
import type { Template, TemplateFile } from "../template.ts";
import { sqliteFiles, threadingQuestion, threadingReplaced } from "./sqlite-files.ts";

/** In the order in which a driver takes SQLite up. */
export const sqliteParts: readonly Template[] = [
  {
    ...part("sqlite-options", sqliteFiles.options, "sqlite-options.h"),
    title: "SQLite: compile options",
    detail:
      "What a kernel wants of SQLite, each option with its reason, and a source that compiles sqlite3.c with them",
    questions: [threadingQuestion],
    replaced: threadingReplaced,
  },
  {
    ...part("sqlite-allocator", sqliteFiles.allocator, "sqlite-memory.c"),
    title: "SQLite: allocator",
    detail: "sqlite3_mem_methods over the paged pool, which counts blocks and can let requests fail on purpose",
  },
  {
    ...part("sqlite-vfs", [...sqliteFiles.vfs, ...sqliteFiles.database], "sqlite-vfs.c"),
    title: "SQLite: file system and database",
    detail: "sqlite3_os_init and a read-only file system whose one file is a database in the driver's image",
  },
  {
    ...part("sqlite-mutex", sqliteFiles.mutex, "sqlite-mutex.c"),
    title: "SQLite: mutexes",
    detail: "sqlite3_mutex_methods over KMUTEX, for SQLITE_THREADSAFE=1",
  },
  {
    ...part("sqlite-log", sqliteFiles.log, "sqlite-log.c"),
    title: "SQLite: log",
    detail: "What SQLite has to say of errors goes to the kernel debugger",
  },
  {
    ...part("sqlite-statement", sqliteFiles.statement, "sqlite-statement.c"),
    title: "SQLite: statements",
    detail: "Statements prepared, bound and stepped, with an NTSTATUS for what SQLite says",
  },
];

function part(id: string, files: readonly TemplateFile[], opens: string) {
  return { id, kind: "part", platform: "windows", folder: "sqlite-windows", questions: [], files, opens } as const;
}
