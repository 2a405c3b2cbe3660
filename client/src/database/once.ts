/** One question to a worker that is there for it alone. */

import type { WorkerCalls, WorkerMethod } from "../../../server/src/database/worker-protocol.ts";
import { cancelled, LaneError } from "../../../server/src/lanes/failure.ts";
import type { WorkerHandle } from "../../../server/src/lanes/lanes.ts";
import type { Host } from "../host.ts";

/** @throws LaneError; "cancelled" where the signal said so */
export async function askOnce<M extends WorkerMethod>(
  host: Host,
  method: M,
  params: WorkerCalls[M]["params"],
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
): Promise<WorkerCalls[M]["result"]> {
  const { signal, onProgress } = options;
  let worker: WorkerHandle | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const cancel = (): void => reject(new LaneError(cancelled));
      if (signal?.aborted === true) cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      host
        .startInspector(
          "database",
          (message) => {
            if (message.kind === "progress") onProgress?.(message.fraction);
            else if (message.kind === "result") resolve(message.result as WorkerCalls[M]["result"]);
            else if (message.kind === "failure") reject(new LaneError(message.failure));
          },
          (reason) => reject(new LaneError({ code: "internal", message: `The inspector's engine ended: ${reason}` })),
        )
        .then((started) => {
          worker = started;
          if (signal?.aborted === true) started.terminate();
          else started.post({ id: 1, method, params });
        }, reject);
    });
  } finally {
    worker?.terminate();
  }
}
