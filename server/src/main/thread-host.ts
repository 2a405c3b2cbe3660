/** A thread that reads a database or an image, as `lanes.ts` wants one. */
import { Worker } from "node:worker_threads";
import type { LaneHost } from "../lanes/lanes.ts";
import type { WorkerMessage } from "../lanes/messages.ts";

/** @param program the bundle of `database-worker.ts` or `image-worker.ts` */
export const threadHost = (program: URL): LaneHost => ({
  async startWorker(onMessage, onEnd) {
    const worker = new Worker(program);
    worker.on("message", (message: WorkerMessage) => onMessage(message));
    worker.on("error", (error) => onEnd(error instanceof Error ? error.message : String(error)));
    return { post: (call) => worker.postMessage(call), terminate: () => void worker.terminate() };
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
