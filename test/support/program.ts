/** The built program as a process, and folders with files for it to read. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = join(root, "dist/driverlens.js");

export interface Run {
  /** Null where a signal ended it: a crash, or the time was over. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
}

/** What it may take of processors, in seconds; all that is measured takes less than ten. A busy machine has patience for more. */
const processorSeconds = 50;

export function driverlens(args: readonly string[], { cwd = root, env = {}, timeout = 110_000 }: RunOptions = {}): Run {
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...rest } = process.env;
  const limited = `ulimit -t ${processorSeconds}; exec "$0" "$@"`;
  const [command, ...before] =
    process.platform === "win32" ? [process.execPath] : ["sh", "-c", limited, process.execPath];
  const { status, stdout, stderr } = spawnSync(command, [...before, program, ...args], {
    cwd,
    env: { ...rest, ...env },
    timeout,
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

/** A new folder with these files, gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = mkdtempSync(join(tmpdir(), "driverlens-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}
