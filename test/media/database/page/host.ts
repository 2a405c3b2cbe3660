/** What VS Code is to the inspector's page, in a plain browser: the same relay and lanes, and the worker that browsers have. */
import { createRelay, type PageServices } from "../../../../client/src/database/relay.ts";
import { databaseLanes } from "../../../../server/src/database/lanes.ts";
import type { FromPage } from "../../../../server/src/database/protocol.ts";
import type { WorkerMessage } from "../../../../server/src/lanes/messages.ts";

interface Scope {
  acquireVsCodeApi: () => unknown;
  /** What the page asked to have done outside of itself. */
  asked: unknown[];
  /** Names of the questions that it asked. */
  questions: string[];
  /** The file is what the server gives now. */
  change(): Promise<void>;
}
const scope = globalThis as unknown as Scope;

const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());
const [program, wasm, database] = await Promise.all(
  ["/server-database-worker.js", "/sql-wasm.wasm", "/database"].map(bytesOf),
);
const url = URL.createObjectURL(new Blob([program as BlobPart], { type: "text/javascript" }));
const lanes = databaseLanes(
  {
    async startWorker(onMessage, onEnd) {
      const worker = new Worker(url);
      worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => onMessage(data);
      worker.onerror = ({ message }) => onEnd(message);
      worker.postMessage(wasm!.slice().buffer);
      return { post: (call) => worker.postMessage(call), terminate: () => worker.terminate() };
    },
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  },
  { file: { bytes: database! } },
);

scope.asked = [];
scope.questions = [];
scope.change = async () => {
  lanes.reopen({ file: { bytes: await bytesOf("/database") } });
  window.postMessage({ kind: "changed" });
};
const note =
  (kind: string) =>
  (...values: unknown[]): void =>
    void scope.asked.push({ kind, values });
const services: PageServices = {
  name: new URLSearchParams(location.search).get("name") ?? "database",
  isTrusted: () => true,
  history: () => [],
  ...{ keepHistory: note("history"), copy: note("copy"), save: note("save"), export: note("export") },
  ...{ compact: note("compact"), embed: note("embed") },
  ...{ reopen: note("reopen"), openWith: note("openWith") },
};
const relay = createRelay(lanes, services, (message) => window.postMessage(message));
scope.acquireVsCodeApi = () => ({
  postMessage: (message: FromPage) => {
    if (message.kind === "request") scope.questions.push(message.method);
    relay.receive(structuredClone(message));
  },
  getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") as unknown,
  setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
});

const page = document.createElement("script");
page.src = "/database.js";
page.nonce = document.body.dataset.nonce ?? "";
document.body.append(page);
