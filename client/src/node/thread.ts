/** Starts the thread that reads a database or an image. */
import { Worker } from "node:worker_threads";
import type { WorkerHandle } from "../../../server/src/lanes/lanes.ts";
import type { WorkerMessage } from "../../../server/src/lanes/messages.ts";

export function startThread(
  program: string,
  onMessage: (message: WorkerMessage) => void,
  onEnd: (reason: string) => void,
): WorkerHandle {
  const worker = new Worker(program);
  worker.on("message", onMessage);
  worker.on("error", (error) => onEnd(error instanceof Error ? error.message : String(error)));
  return { post: (call) => worker.postMessage(call), terminate: () => void worker.terminate() };
}
