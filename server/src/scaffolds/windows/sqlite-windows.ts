/** A driver that answers queries from an SQLite database in its own image. */
import { providerQuestion, tasksQuestion } from "../questions.ts";
import { tasksFile } from "../tasks-file.ts";
import type { Template } from "../template.ts";
import { buildFiles } from "./build-files.ts";
import { sqliteFiles, threadingQuestion, threadingReplaced } from "./sqlite-files.ts";

export const sqliteWindows: Template = {
  id: "sqlite-windows",
  title: "WDM driver with SQLite inside",
  detail:
    "Answers prepared queries from a read-only database in its image, with everything that SQLite needs of a kernel",
  kind: "project",
  platform: "windows",
  folder: "sqlite-windows",
  questions: [threadingQuestion, providerQuestion, tasksQuestion],
  replaced: threadingReplaced,
  files: [
    { source: "queries.c" },
    ...sqliteFiles.database,
    { source: "driver.c" },
    { source: "dispatch.c" },
    { source: "query.c" },
    { source: "result.c" },
    { source: "connection.c" },
    { source: "sqlite-call.c" },
    ...sqliteFiles.allocator,
    ...sqliteFiles.vfs,
    ...sqliteFiles.mutex,
    ...sqliteFiles.log,
    ...sqliteFiles.statement,
    ...sqliteFiles.options,
    { source: "sqlite-call.h" },
    { source: "driver.h" },
    { source: "result.h" },
    { source: "newdriverctl.h" },
    { source: "client/client.c" },
    { source: "client/values.c" },
    { source: "client/values.h" },
    { source: "client/NewDriverClient.vcxproj" },
    ...buildFiles,
    { source: "driverlens.json", target: ".driverlens.json" },
    tasksFile,
  ],
  opens: "queries.c",
};
