/** A worker thread of `driverlens check`: one task in, one result out. */
import { parentPort, workerData } from "node:worker_threads";
import { loadFor } from "../engine/open-session.ts";
import type { CheckTask } from "../engine/plan.ts";
import { type RunSettings, runTask } from "./check-task.ts";
import { nodeFileTree } from "./files.ts";
import { loadParts } from "./parts.ts";

const settings = workerData as RunSettings;
const parts = await loadParts(new URL(".", import.meta.url));
const tree = nodeFileTree();
parentPort?.on("message", async (task: CheckTask) => {
  await loadFor(task.driver, parts);
  parentPort?.postMessage(runTask(task, settings, parts, tree));
});
