/** `driverlens db` without a process of its own, run in a folder. */
import { parseArgs } from "node:util";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { serve } from "../../server/src/database/serve.ts";
import { standardOutput } from "../../server/src/database/worker-protocol.ts";
import { db } from "../../server/src/main/db.ts";
import { openFile } from "../../server/src/main/file-source.ts";
import { createFile } from "../../server/src/main/text-file.ts";
import { captured, lanesHere } from "./in-process.ts";
import type { Run } from "./program.ts";
import { loadSqlite } from "./sqlite.ts";

export async function driverlensDb(args: readonly string[], cwd: string): Promise<Run> {
  const command = parseCommandLine(["db", ...args], parseArgs as ParseArgs);
  if (command.kind !== "db") throw new Error(`no command: ${JSON.stringify(command)}`);
  const sqlite = await loadSqlite();
  return captured(cwd, (output) => {
    const write = (text: string): void => {
      output.stdout += text;
    };
    const printed = { write, close: () => undefined };
    const threads = lanesHere((send) =>
      serve(
        {
          ...{ sqlite, openFile, now: () => performance.now() },
          createFile: (path) => (path === standardOutput ? printed : createFile(path)),
        },
        send,
      ),
    );
    return db(command.options, { colors: colors("never"), width: 100, threads });
  });
}
