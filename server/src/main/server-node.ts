/** The language server on Node: over stdio, or over the channel to the process that started it. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../lsp/server.ts";
import { nodeFileTree } from "./files.ts";
import { loadParts } from "./parts.ts";
import { version } from "./version.ts";

/** Serves until the client ends it. How they talk stands in the arguments: `--stdio` or `--node-ipc`. */
export function serve(): void {
  startServer(createConnection(ProposedFeatures.all), {
    version,
    clock: { now: () => performance.now(), later: (run) => setImmediate(run), after: (ms, run) => setTimeout(run, ms) },
    loadParts: () => loadParts(new URL(".", import.meta.url)),
    disk: nodeFileTree(),
  });
}
