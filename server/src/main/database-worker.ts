/** The thread that reads one database, on Node: the extension's inspector and `driverlens db` start it, and may end it. */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import initSqlJs from "sql.js";
import { serve } from "../database/serve.ts";
import type { WorkerCall } from "../lanes/messages.ts";
import { openFile } from "./file-source.ts";
import { createFile } from "./text-file.ts";

const port = parentPort;
if (port === null) throw new Error("This is a worker's program.");
const wasm = readFileSync(new URL("sql-wasm.wasm", import.meta.url));
const sqlite = await initSqlJs({
  wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
});
const answer = serve({ sqlite, openFile, createFile, now: () => performance.now() }, (message) =>
  port.postMessage(message),
);
port.on("message", (call: WorkerCall) => answer(call));
