/**
 * Runs tasks on a few worker threads and hands their results over as they come. Own code, because pool libraries load
 * their worker by a path beside their own module, which a bundle does not have.
 */
import { type ResourceLimits, Worker } from "node:worker_threads";

export interface PoolOptions<Task, Result> {
  /** The worker's bundled module; it answers each message with one message. */
  readonly module: URL;
  readonly threads: number;
  /** Given to each worker when it starts. */
  readonly workerData: unknown;
  /** What each thread may take of memory; one that takes more ends with a failure. */
  readonly limits: ResourceLimits;
  /** The largest first. */
  readonly tasks: readonly Task[];
  /** How long a task may take before it is given up. */
  millisecondsFor(task: Task): number;
  onResult(result: Result, task: Task): void;
  /** A worker died over this task (out of memory, say) or took too long; a new one takes the next task. */
  onFailure(error: Error, task: Task): void;
}

/** Resolves when every task has its result or its failure; never rejects. */
export async function runPool<Task, Result>(options: PoolOptions<Task, Result>): Promise<void> {
  const queue = [...options.tasks];
  // Every other lane takes the smallest tasks first: two of the largest at once would need the most memory.
  const lanes = Array.from({ length: Math.min(options.threads, queue.length) }, (_, index) =>
    lane(index % 2 === 0 ? () => queue.shift() : () => queue.pop(), options),
  );
  await Promise.all(lanes);
}

/** Takes tasks until there are none; one worker at a time. */
async function lane<Task, Result>(next: () => Task | undefined, options: PoolOptions<Task, Result>): Promise<void> {
  let worker: Worker | undefined;
  for (let task = next(); task !== undefined; task = next()) {
    worker ??= new Worker(options.module, { workerData: options.workerData, resourceLimits: options.limits });
    try {
      options.onResult(await answer<Task, Result>(worker, task, options.millisecondsFor(task)), task);
    } catch (error) {
      options.onFailure(error instanceof Error ? error : new Error(String(error)), task);
      await worker.terminate();
      worker = undefined;
    }
  }
  await worker?.terminate();
}

function answer<Task, Result>(worker: Worker, task: Task, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // Named events only: a worker has listeners of its own among "all".
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      for (const event of ["message", "error", "exit"]) {
        worker.removeAllListeners(event);
      }
      action();
    };
    const giveUp = (): void => reject(new Error(`given up after ${Math.round(milliseconds / 1000)} s`));
    const timer = setTimeout(() => settle(giveUp), milliseconds);
    worker.once("message", (result: Result) => settle(() => resolve(result)));
    worker.once("error", (error) => settle(() => reject(error)));
    worker.once("exit", (code) => settle(() => reject(new Error(`the worker ended with code ${code}`))));
    worker.postMessage(task);
  });
}
