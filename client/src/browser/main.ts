/** The extension in the web worker host: VS Code in a browser. The server is a worker of its own. */
import * as vscode from "vscode";
import { activateExtension } from "../extension.ts";
import type { Host } from "../host.ts";

export function activate(context: vscode.ExtensionContext): void {
  const extension = activateExtension(context, browserHost(context));
  context.subscriptions.push({ dispose: () => extension.stop() });
}

function browserHost(context: vscode.ExtensionContext): Host {
  const read = (file: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", file));
  return {
    hasDisk: false,
    async createClient(options) {
      const { LanguageClient } = await import("vscode-languageclient/browser");
      return new LanguageClient("driverlens", "driverlens", () => startWorker(read), options);
    },
  };
}

/** The worker comes from a blob: a host that runs on another origin than the extension's files may not load it from there. */
async function startWorker(read: (file: string) => Thenable<Uint8Array>): Promise<Worker> {
  const [script, runtime, c, cpp] = await Promise.all([
    read("server-worker.js"),
    read("web-tree-sitter.wasm"),
    read("tree-sitter-c.wasm"),
    read("tree-sitter-cpp.wasm"),
  ]);
  const url = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: "text/javascript" }));
  const worker = new Worker(url, { name: "driverlens" });
  worker.postMessage({ runtime, c, cpp });
  return worker;
}
