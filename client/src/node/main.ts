/** The extension in the Node host: the desktop, a remote machine, code-server. The server is a process of its own. */
import type { ExtensionContext } from "vscode";
import { activateExtension } from "../extension.ts";
import type { Host } from "../host.ts";

export function activate(context: ExtensionContext): void {
  const extension = activateExtension(context, nodeHost(context));
  // The server ends by itself when nobody is there any more; this lets it end in order where there is time.
  context.subscriptions.push({ dispose: () => extension.stop() });
}

function nodeHost(context: ExtensionContext): Host {
  return {
    hasDisk: true,
    async startInspector(inspected, onMessage, onEnd) {
      const { startThread } = await import("./thread.ts");
      return startThread(context.asAbsolutePath(`dist/server-${inspected}.js`), onMessage, onEnd);
    },
    async isSameFile(one, other) {
      const { isSameFile } = await import("./same-file.ts");
      return isSameFile(one, other);
    },
    async createClient(options) {
      const { QuietClient, TransportKind } = await import("./client.ts");
      const module = context.asAbsolutePath("dist/server.js");
      const server = { module, transport: TransportKind.ipc };
      const debug = { ...server, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
      return new QuietClient("driverlens", "driverlens", { run: server, debug }, options);
    },
  };
}
