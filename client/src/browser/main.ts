/** The extension in the web worker host: VS Code in a browser. The server is a worker of its own. */
import type * as vscode from "vscode";
import { activateExtension } from "../extension.ts";
import type { Host } from "../host.ts";

export function activate(context: vscode.ExtensionContext): void {
  const extension = activateExtension(context, browserHost(context));
  context.subscriptions.push({ dispose: () => extension.stop() });
}

function browserHost(context: vscode.ExtensionContext): Host {
  return {
    hasDisk: false,
    async startInspector(inspected, onMessage, onEnd) {
      const { startInspector } = await import("./inspector-worker.ts");
      return startInspector(context, inspected, onMessage, onEnd);
    },
    isSameFile: async (one, other) => one.toString() === other.toString(),
    async createClient(options) {
      const { QuietClient } = await import("./client.ts");
      const { startWorker } = await import("./worker.ts");
      return new QuietClient("driverlens", "driverlens", () => startWorker(context), options);
    },
  };
}
