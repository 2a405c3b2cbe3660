/** Threads that hang, die or fill the memory cost their own task and no other. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runPool } from "../../server/src/main/worker-pool.ts";
import { folder } from "../support/program.ts";

const worker = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", (task) => {
  if (task === "hang") for (;;);
  if (task === "throw") throw new Error("no good");
  if (task === "exit") process.exit(3);
  const eaten = [];
  while (task === "eat") eaten.push(new Array(10_000).fill(eaten.length));
  parentPort.postMessage(task + " done");
});
`;

it("gives every task its result or its failure", async () => {
  const module = pathToFileURL(join(folder({ "worker.mjs": worker }), "worker.mjs"));
  const outcomes: string[] = [];
  await runPool<string, string>({
    module,
    threads: 2,
    workerData: undefined,
    limits: { maxOldGenerationSizeMb: 32 },
    tasks: ["a", "hang", "throw", "b", "eat", "exit", "c"],
    millisecondsFor: (task) => (task === "hang" ? 300 : 30_000),
    onResult: (result) => outcomes.push(result),
    onFailure: (error, task) => outcomes.push(`${task}: ${error.message}`),
  });
  expect(outcomes.sort()).toEqual([
    "a done",
    "b done",
    "c done",
    expect.stringContaining("eat: Worker terminated due to reaching memory limit"),
    "exit: the worker ended with code 3",
    "hang: given up after 0 s",
    "throw: no good",
  ]);
});
