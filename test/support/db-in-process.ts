/** `driverlens db` without a process of its own: what it prints and ends with, run in a folder, its threads in this one. */
import { parseArgs } from "node:util";
import { onTestFinished, vi } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import type { SqlJsStatic } from "../../server/src/database/engine/sqlite.ts";
import { serve } from "../../server/src/database/serve.ts";
import { standardOutput } from "../../server/src/database/worker-protocol.ts";
import type { LaneHost } from "../../server/src/lanes/lanes.ts";
import { db } from "../../server/src/main/db.ts";
import { openFile } from "../../server/src/main/file-source.ts";
import { createFile } from "../../server/src/main/text-file.ts";
import type { Run } from "./program.ts";
import { loadSqlite } from "./sqlite.ts";

export async function driverlensDb(args: readonly string[], cwd: string): Promise<Run> {
  const command = parseCommandLine(["db", ...args], parseArgs as ParseArgs);
  if (command.kind !== "db") throw new Error(`no command: ${JSON.stringify(command)}`);
  const sqlite = await loadSqlite();
  const output = { stdout: "", stderr: "" };
  const home = process.cwd();
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      output[name] += String(text);
      return true;
    }),
  );
  const restore = (): void => {
    for (const spy of spies) spy.mockRestore();
    process.chdir(home);
  };
  onTestFinished(restore);
  process.chdir(cwd);
  try {
    const threads = host(sqlite, (text) => {
      output.stdout += text;
    });
    const code = await db(command.options, { colors: colors("never"), width: 100, threads });
    return { code, ...output };
  } finally {
    restore();
  }
}

function host(sqlite: SqlJsStatic, print: (text: string) => void): LaneHost {
  return {
    async startWorker(onMessage) {
      let isEnded = false;
      const output = { write: print, close: () => undefined };
      const answer = serve(
        {
          ...{ sqlite, openFile, now: () => performance.now() },
          createFile: (path) => (path === standardOutput ? output : createFile(path)),
        },
        // As a thread's: a copy, and later.
        (message) => {
          const copy = structuredClone(message);
          queueMicrotask(() => isEnded || onMessage(copy));
        },
      );
      return {
        post: (call) => queueMicrotask(() => isEnded || answer(structuredClone(call))),
        terminate: () => {
          isEnded = true;
        },
      };
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
