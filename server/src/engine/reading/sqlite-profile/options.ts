/** The options that SQLite is compiled with. */

import { counted } from "../unit-view/row.ts";
import type { Assessment } from "./assessment.ts";
import type { SqliteUnit } from "./sqlite-unit.ts";

export function options({ driver, context, files }: SqliteUnit): Assessment {
  const named = [...driver.defines].filter(([name]) => name.startsWith("SQLITE_"));
  void context;
  void files;
  return named.length > 0
    ? {
        state: "done",
        sentence: `SQLite is built with the options that a kernel needs: ${counted(named.length, "option")} in the project.`,
      }
    : {
        state: "unknown",
        sentence: "How SQLite is built cannot be seen: neither a project nor a file of the driver says an option.",
      };
}
