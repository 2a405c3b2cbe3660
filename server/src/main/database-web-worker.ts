/** The worker that reads one database where there is no Node: VS Code in a browser. Its first message has SQLite's bytes. */
import initSqlJs from "sql.js";
import { SourceError } from "../binary/source.ts";
import { serve } from "../database/serve.ts";
import type { WorkerCall, WorkerMessage } from "../lanes/messages.ts";

/** What is used of a dedicated worker's scope; this compilation has Node's types and not the DOM's. */
interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: WorkerMessage): void;
}
const scope = globalThis as unknown as Scope;

let answer: Promise<(call: WorkerCall) => void> | undefined;
scope.onmessage = ({ data }) => {
  if (answer === undefined) answer = start(data as ArrayBuffer);
  else void answer.then((run) => run(data as WorkerCall));
};

async function start(wasmBinary: ArrayBuffer): Promise<(call: WorkerCall) => void> {
  const sqlite = await initSqlJs({ wasmBinary });
  const openFile = (path: string): never => {
    throw new SourceError(`${path} cannot be read here.`);
  };
  return serve({ sqlite, openFile, now: () => performance.now() }, (message) => scope.postMessage(message));
}
