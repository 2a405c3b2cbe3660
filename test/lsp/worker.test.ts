/**
 * The server's bundle for web workers: it knows nothing of Node, and serves a workspace whose files only the client can
 * read. Here a thread with a worker's few globals stands for the browser's worker.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import type { PublishDiagnosticsParams } from "vscode-languageserver";
import type { DataCallback, Disposable, Message } from "vscode-languageserver/node";
import { AbstractMessageReader, AbstractMessageWriter, createMessageConnection } from "vscode-languageserver/node";
import {
  type FileContent,
  type FolderEntry,
  type GrammarParams,
  listFolderRequest,
  readFileRequest,
  readGrammarRequest,
} from "../../server/src/lsp/protocol.ts";
import { root } from "../support/program.ts";

const dist = join(root, "dist");
const bundle = readFileSync(join(dist, "server-worker.js"), "utf8");

/** What a dedicated worker has: `self` with messages, and no Node. */
const SCOPE = `
const { parentPort } = require("node:worker_threads");
const vm = require("node:vm");
const { readFileSync } = require("node:fs");
const scope = {
  postMessage: (message) => parentPort.postMessage(message),
  addEventListener: () => {},
  set onmessage(handler) { this.handler = handler; },
  get onmessage() { return this.handler; },
};
// Browsers take messages in their order. Node's channel gives a thousand of one port their turn before those of others: who
// sends messages to himself would be heard late.
class MessageChannel {
  port1 = { onmessage: null };
  port2 = { postMessage: (data) => setImmediate(() => this.port1.onmessage?.({ data })) };
}
Object.assign(scope, { self: scope, setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance,
  console, MessageChannel, TextDecoder, TextEncoder, URL, WebAssembly, Uint8Array, structuredClone, crypto });
parentPort.on("message", (data) => scope.handler?.({ data }));
vm.runInContext(readFileSync(process.env.BUNDLE, "utf8"), vm.createContext(scope));
`;

class Reader extends AbstractMessageReader {
  private readonly worker: Worker;
  constructor(worker: Worker) {
    super();
    this.worker = worker;
  }
  listen(callback: DataCallback): Disposable {
    this.worker.on("message", (message: Message) => callback(message));
    return { dispose: () => {} };
  }
}

class Writer extends AbstractMessageWriter {
  private readonly worker: Worker;
  constructor(worker: Worker) {
    super();
    this.worker = worker;
  }
  write(message: Message): Promise<void> {
    this.worker.postMessage(message);
    return Promise.resolve();
  }
  end(): void {}
}

it("asks for nothing of Node", () => {
  expect(bundle).not.toMatch(/["'`]node:/);
  expect(bundle).not.toMatch(/\bimport\(["'`](?:fs|module|path|url)/);
});

it("checks files that the client reads for it", async () => {
  const { published, asked } = await open(
    {
      "/drv/driver.vcxproj":
        "<Project><PropertyGroup><ConfigurationType>Driver</ConfigurationType></PropertyGroup>" +
        '<ItemGroup><ClCompile Include="src\\main.c" /></ItemGroup></Project>',
      "/drv/inc/driver.h": "#include <ntddk.h>\n#define WAIT 1\n",
      "/drv/src/main.c": '#include "../inc/driver.h"\n#if WAIT\nVOID F(VOID)\n{\n    Sleep(WAIT);\n}\n#endif\n',
      "/drv/.driverlens.json": '{ "rules": { "user-mode-api": "warning" } }',
    },
    "/drv/src/main.c",
    "c",
  );
  const { diagnostics, ...rest } = await published;
  expect(rest).toEqual({ uri: "memfs:/drv/src/main.c", version: 1 });
  expect(diagnostics.map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual([
    ["user-mode-api", 2, 4],
  ]);
  expect(asked).toEqual([]);
});

it("asks for the grammar of Rust where there is a crate", async () => {
  const { published, asked } = await open(
    {
      "/drv/Cargo.toml": '[package]\nname = "drv"\n[dependencies]\nwdk-sys = "0.4"\n',
      "/drv/src/lib.rs":
        "#![no_std]\nuse wdk_sys::ntddk::ExAllocatePool;\npub fn f() {\n    let p = unsafe { ExAllocatePool(1, 8) };\n}\n",
    },
    "/drv/src/lib.rs",
    "rust",
  );
  const { diagnostics } = await published;
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toContainEqual(["rust-pool-deprecated", 3]);
  expect(asked).toEqual(["rust"]);
});

/** Starts the server over files that the client has, and opens one; `asked` are the grammars that it asks for. */
async function open(
  files: Readonly<Record<string, string>>,
  path: string,
  languageId: string,
): Promise<{ readonly published: Promise<PublishDiagnosticsParams>; readonly asked: readonly string[] }> {
  const worker = new Worker(SCOPE, { eval: true, env: { BUNDLE: join(dist, "server-worker.js") } });
  onTestFinished(async () => {
    await worker.terminate();
  });
  const wasm = (name: string): Uint8Array => new Uint8Array(readFileSync(join(dist, name)));
  worker.postMessage({
    runtime: wasm("web-tree-sitter.wasm"),
    c: wasm("tree-sitter-c.wasm"),
    cpp: wasm("tree-sitter-cpp.wasm"),
  });
  const connection = createMessageConnection(new Reader(worker), new Writer(worker));
  const pathOf = (uri: string): string => decodeURIComponent(uri.replace("memfs:", ""));
  connection.onRequest(listFolderRequest, ({ uri }: { uri: string }) => list(Object.keys(files), pathOf(uri)));
  connection.onRequest(readFileRequest, ({ uri }: { uri: string }) => {
    const text = files[pathOf(uri)];
    return text === undefined ? null : { base64: Buffer.from(text).toString("base64") };
  });
  const asked: string[] = [];
  connection.onRequest(readGrammarRequest, ({ name }: GrammarParams): FileContent => {
    asked.push(name);
    return { base64: Buffer.from(wasm(`tree-sitter-${name}.wasm`)).toString("base64") };
  });
  const published = new Promise<PublishDiagnosticsParams>((resolve) => {
    connection.onNotification("textDocument/publishDiagnostics", resolve);
  });
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: "memfs:/drv", name: "drv" }],
    capabilities: {},
    initializationOptions: { files: "client" },
  });
  await connection.sendNotification("initialized", {});
  const textDocument = { uri: `memfs:${path}`, languageId, version: 1, text: files[path] ?? "" };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  return { published, asked };
}

function list(paths: readonly string[], folder: string): readonly FolderEntry[] | null {
  const names = new Map<string, FolderEntry>();
  for (const path of paths) {
    if (path.startsWith(`${folder}/`)) {
      const [name = "", ...below] = path.slice(folder.length + 1).split("/");
      names.set(name, { name, kind: below.length > 0 ? "directory" : "file", link: false });
    }
  }
  return names.size === 0 ? null : [...names.values()];
}
