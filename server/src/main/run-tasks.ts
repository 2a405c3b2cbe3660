/** Runs the tasks of a check: a little code on this thread, all else on workers, which can fail without the others. */
import { availableParallelism } from "node:os";
import { loadFor } from "../engine/open-session.ts";
import type { CheckTask } from "../engine/plan.ts";
import type { FileTree } from "../model/unit/file-tree.ts";
import { type RunSettings, runTask, type TaskResult } from "./check-task.ts";
import { loadParts } from "./parts.ts";
import { runPool } from "./worker-pool.ts";

export interface RunTasksOptions {
  readonly settings: RunSettings;
  readonly tree: FileTree;
  /** Threads at most; undefined where the machine decides. */
  readonly jobs: number | undefined;
  /** Folder of the bundles and of the grammars. */
  readonly bundle: URL;
  onResult(result: TaskResult, task: CheckTask): void;
  /** `reason` is one line for the user. */
  onFailure(reason: string, task: CheckTask): void;
}

/** Up to so many files and bytes are checked on the main thread: starting workers would take longer. */
const smallRun = { files: 40, bytes: 512 * 1024 };

/** No driver comes near these; what does was made to, or is no source. A task that exceeds them is given up. */
const memoryMb = 2048;
const patience = { milliseconds: 60_000, perMegabyte: 20_000 };

/** Resolves when every task has its result or its failure; never rejects. */
export async function runTasks(tasks: readonly CheckTask[], options: RunTasksOptions): Promise<void> {
  const { settings, tree, bundle } = options;
  const files = tasks.reduce((sum, task) => sum + task.paths.length, 0);
  const bytes = new Map(tasks.map((task) => [task, bytesOf(task, tree)]));
  const isSmall = files < smallRun.files && [...bytes.values()].reduce((sum, size) => sum + size, 0) < smallRun.bytes;
  if (isSmall && (options.jobs ?? 1) === 1) {
    const parts = await loadParts(bundle);
    for (const task of tasks) {
      try {
        await loadFor(task.driver, parts);
        options.onResult(runTask(task, settings, parts, tree), task);
      } catch (error) {
        options.onFailure(reasonOf(error), task);
      }
    }
    return;
  }
  await runPool<CheckTask, TaskResult>({
    module: new URL("check-worker.js", bundle),
    threads: options.jobs ?? availableParallelism(),
    workerData: settings,
    // Each thread has a space for short-lived objects: a small one is collected often, a large one is more memory for all.
    limits: { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: memoryMb },
    tasks,
    millisecondsFor: (task) => patience.milliseconds + ((bytes.get(task) ?? 0) / (1024 * 1024)) * patience.perMegabyte,
    onResult: options.onResult,
    onFailure: (error, task) => options.onFailure(reasonOf(error), task),
  });
}

/** Bytes of all files that a task reads. */
function bytesOf(task: CheckTask, tree: FileTree): number {
  const paths = new Set([...task.driver.sources, ...task.driver.headers, ...task.paths]);
  return [...paths].reduce((sum, path) => sum + (tree.size(path) ?? 0), 0);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_WORKER_OUT_OF_MEMORY"
    ? `it takes more than ${memoryMb / 1024} GB of memory`
    : error instanceof Error
      ? error.message
      : String(error);
}
