/** The thread that reads one image, on Node: the extension's inspector and `driverlens image` start it, and may end it. */
import { parentPort } from "node:worker_threads";
import { loadFacts } from "../facts/index.ts";
import { serve } from "../image/serve.ts";
import type { WorkerCall } from "../lanes/messages.ts";
import { openFile } from "./file-source.ts";

const port = parentPort;
if (port === null) throw new Error("This is a worker's program.");
const answer = serve({ facts: loadFacts(), openFile }, (message) => port.postMessage(message));
port.on("message", (call: WorkerCall) => answer(call));
