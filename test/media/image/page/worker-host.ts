/** What VS Code is to the page of an image: the same relay and lanes, and the worker that browsers have. */
import { createRelay, type PageServices } from "../../../../client/src/image/relay.ts";
import { imageLanes } from "../../../../server/src/image/lanes.ts";
import type { ToPage } from "../../../../server/src/image/protocol.ts";
import type { WorkerMessage } from "../../../../server/src/lanes/messages.ts";

interface Scope {
  acquireVsCodeApi: () => unknown;
  /** What the page asked to have done outside of itself. */
  asked: unknown[];
}
const scope = globalThis as unknown as Scope;
scope.asked = [];

const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());
const files = Promise.all(["/server-image-worker.js", "/image"].map(bytesOf));
const opened = files.then(([program, image]) => {
  const url = URL.createObjectURL(new Blob([program as BlobPart], { type: "text/javascript" }));
  return imageLanes(
    {
      async startWorker(onMessage, onEnd) {
        const worker = new Worker(url);
        worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => onMessage(data);
        worker.onerror = ({ message }) => onEnd(message);
        return { post: (call) => worker.postMessage(call), terminate: () => worker.terminate() };
      },
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    { name: "driver.sys", file: { bytes: image! }, surroundings: {} },
  );
});

const send = (message: ToPage): void => window.postMessage(message);
const note =
  (kind: string) =>
  (...values: unknown[]): void =>
    void scope.asked.push({ kind, values });
const services: PageServices = {
  ready: () => send({ kind: "opened", name: "driver.sys" }),
  ...{ copy: note("copy"), save: note("save"), goTo: note("goTo"), openDatabase: note("openDatabase") },
  ...{ openInf: note("openInf"), openPage: note("openPage"), compare: note("compare"), script: note("script") },
  ...{ chooseTarget: note("chooseTarget"), chooseSymvers: note("chooseSymvers") },
  ...{ reopen: note("reopen"), openWith: note("openWith") },
};
const relay = opened.then((lanes) => createRelay(lanes, services, send));
scope.acquireVsCodeApi = () => ({
  postMessage: (message: unknown) => void relay.then(({ receive }) => receive(structuredClone(message))),
  getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") as unknown,
  setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
});
