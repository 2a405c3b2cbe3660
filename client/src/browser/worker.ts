/** The server's worker and the messages to and from it. */
import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, type MessageTransports } from "vscode-languageclient/browser";

/**
 * Starts a worker from a blob, as a host that runs on another origin than the extension's files may not load it from
 * there. The parser's bytes are its first message.
 */
export async function startWorker(context: vscode.ExtensionContext): Promise<MessageTransports> {
  const read = (file: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", file));
  const [script, runtime, c, cpp] = await Promise.all([
    read("server-worker.js"),
    read("web-tree-sitter.wasm"),
    read("tree-sitter-c.wasm"),
    read("tree-sitter-cpp.wasm"),
  ]);
  const url = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "driverlens" });
  worker.postMessage({ runtime, c, cpp });
  return { reader: new WorkerReader(worker, url), writer: new BrowserMessageWriter(worker) };
}

/** Gives a worker the end of a process: an error that nobody caught ends it, and so does the connection's end. */
class WorkerReader extends BrowserMessageReader {
  private readonly end: () => void;

  constructor(worker: Worker, url: string) {
    super(worker);
    this.end = () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    worker.addEventListener("error", () => {
      this.end();
      this.fireClose();
    });
  }

  override dispose(): void {
    super.dispose();
    this.end();
  }
}
