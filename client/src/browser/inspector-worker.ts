/** Starts the worker that reads a database or an image, from a blob, as `worker.ts` does with the server's. */
import * as vscode from "vscode";
import type { WorkerHandle } from "../../../server/src/lanes/lanes.ts";
import type { WorkerMessage } from "../../../server/src/lanes/messages.ts";

export async function startInspector(
  context: vscode.ExtensionContext,
  inspected: "database" | "image",
  onMessage: (message: WorkerMessage) => void,
  onEnd: (reason: string) => void,
): Promise<WorkerHandle> {
  const read = (file: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", file));
  const [script, wasm] = await Promise.all([
    read(`server-${inspected}-worker.js`),
    inspected === "database" ? read("sql-wasm.wasm") : undefined,
  ]);
  const url = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: "text/javascript" }));
  const worker = new Worker(url, { name: `driverlens-${inspected}` });
  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => onMessage(data);
  worker.onerror = ({ message }) => onEnd(message);
  // SQLite's bytes come first.
  if (wasm !== undefined) worker.postMessage(new Uint8Array(wasm).buffer);
  return {
    post: (call) => worker.postMessage(call),
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
