/** A language server as a process, spoken to as a plain editor does: what it is sent and how long its answers take. */
import { type ChildProcess, spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { fileStatusNotification } from "../../src/lsp/protocol.ts";

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly version?: number;
    readonly items?: readonly unknown[];
    readonly isSettled?: boolean;
  };
  readonly result?: unknown;
}

/** Diagnostics that somebody waits for. */
interface Expected {
  readonly uri: string;
  readonly version: number;
  arrived(): void;
}

/** A server that has been started; `stop` ends it. */
export class ProtocolClient {
  private readonly server: ChildProcess;
  private received: Buffer = Buffer.alloc(0);
  private nextId = 1;
  private readonly answers = new Map<number | string, (result: unknown) => void>();
  private expected: Expected | undefined;
  private awaited: Pick<Expected, "uri" | "arrived"> | undefined;

  constructor(command: string, args: readonly string[]) {
    this.server = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
    this.server.stdout?.on("data", (chunk: Buffer) => this.receive(chunk));
    // What is written to a server that has died is lost, and whoever waits for its answer gives up.
    this.server.stdin?.on("error", () => {});
  }

  /** Opens a folder as an editor with these capabilities does. */
  async begin(folder: string, textDocument: object = {}): Promise<void> {
    const uri = pathToFileURL(folder).href;
    await this.request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "bench" }],
      capabilities: { textDocument },
    });
    this.notify("initialized", {});
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.nextId++;
    const answer = new Promise((resolve) => this.answers.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  /**
   * Says something of a document, and waits for the diagnostics of that version of it.
   * @returns milliseconds; undefined where there were none in time
   */
  timed(method: string, params: unknown, uri: string, version: number, patience: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const started = performance.now();
      const end = (took: number | undefined): void => {
        clearTimeout(timer);
        this.expected = undefined;
        resolve(took);
      };
      const timer = setTimeout(() => end(undefined), patience);
      this.expected = { uri, version, arrived: () => end(performance.now() - started) };
      this.notify(method, params);
    });
  }

  /** Says something of a document, and waits until all is told of it. Rejects where that takes longer than `patience` ms. */
  settled(method: string, params: unknown, uri: string, patience: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${uri} does not settle`)), patience);
      this.awaited = {
        uri,
        arrived: () => {
          clearTimeout(timer);
          this.awaited = undefined;
          resolve();
        },
      };
      this.notify(method, params);
    });
  }

  stop(): void {
    this.server.kill("SIGKILL");
  }

  private send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.server.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  private receive(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    for (;;) {
      const head = this.received.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString("latin1", 0, Math.max(0, head)))?.[1]);
      if (head < 0 || this.received.length < head + 4 + length) {
        return;
      }
      const body = this.received.toString("utf8", head + 4, head + 4 + length);
      this.received = this.received.subarray(head + 4 + length);
      this.take(JSON.parse(body) as Message);
    }
  }

  private take({ id, method, params, result }: Message): void {
    if (method === undefined) {
      this.answers.get(id ?? "")?.(result);
    } else if (id !== undefined) {
      // Questions of the server: no settings, and yes to all that it registers.
      this.send({ id, result: method === "workspace/configuration" ? (params?.items ?? []).map(() => null) : null });
    } else if (method === fileStatusNotification && params?.uri === this.awaited?.uri && params?.isSettled === true) {
      this.awaited?.arrived();
    } else if (method === "textDocument/publishDiagnostics" && params?.uri === this.expected?.uri) {
      if ((params?.version ?? -1) >= (this.expected?.version ?? 0)) {
        this.expected?.arrived();
      }
    }
  }
}
