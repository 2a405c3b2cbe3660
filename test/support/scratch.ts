/**
 * A folder for what tests of one run share and make once, as their workers are processes of their own: it is made before
 * the first test and removed after the last.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const variable = "DRIVERLENS_TEST_SCRATCH";

/** For vitest, as a global setup. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "driverlens-run-"));
  process.env[variable] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * The folder that `make` filled, in this test file or in another one that runs at the same time or ran before; who comes
 * while it is being made waits. Where that fails, the next one tries again.
 *
 * @param name of the folder
 * @param patience milliseconds to wait for another one that makes it
 */
export async function madeOnce(
  name: string,
  make: (folder: string) => void | Promise<void>,
  patience = 120_000,
): Promise<string> {
  const scratch = process.env[variable];
  if (scratch === undefined) {
    throw new Error("test/support/scratch.ts is not among vitest's global setups");
  }
  const folder = join(scratch, name);
  const end = Date.now() + patience;
  while (!existsSync(folder)) {
    if (Date.now() > end) {
      throw new Error(`${name} was not made within ${patience} ms`);
    }
    const unfinished = `${folder}.unfinished`;
    if (began(unfinished)) {
      try {
        await make(unfinished);
        renameSync(unfinished, folder);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
    } else {
      await pause(50);
    }
  }
  return folder;
}

/** Whether the folder is there through us: making a folder is what only one can do. */
function began(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}
