/** A plain protocol client: the built server as a process, and the few things an editor says and hears. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
} from "vscode-languageserver";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type FileStatus, fileStatusNotification, type ServerSettings } from "../../server/src/lsp/protocol.ts";
import { program } from "../support/program.ts";

export interface ClientOptions {
  /** Folders on the disk that are open. */
  readonly folders?: readonly string[];
  readonly settings?: Partial<ServerSettings>;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
}

/** An edit as an editor sends it: without a range it is the whole text. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** What an editor that can all of it says it can. */
const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: false },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    applyEdit: true,
  },
  window: { workDoneProgress: true },
  textDocument: { publishDiagnostics: { versionSupport: true, relatedInformation: true } },
};

export class Client {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  /** All that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** By URI, the newest. */
  readonly statuses = new Map<string, FileStatus>();
  readonly log: string[] = [];
  settings: Partial<ServerSettings>;
  private listeners: (() => void)[] = [];
  private readonly versions = new Map<string, number>();

  private constructor(child: ChildProcess, settings: Partial<ServerSettings>) {
    if (child.stdout === null || child.stdin === null) {
      throw new Error("the server has no pipes");
    }
    this.process = child;
    this.settings = settings;
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.heard();
    });
    this.connection.onNotification(fileStatusNotification, (status: FileStatus) => {
      this.statuses.set(status.uri, status);
      this.heard();
    });
    this.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
      this.heard();
    });
    this.connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.onRequest("window/workDoneProgress/create", () => null);
    this.connection.listen();
  }

  /** Starts a server, which ends with the test. */
  static async start(options: ClientOptions = {}): Promise<Client> {
    const child = spawn(process.execPath, [program, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const client = new Client(child, options.settings ?? {});
    onTestFinished(() => client.kill());
    const workspaceFolders = (options.folders ?? []).map((path) => ({ uri: uriOf(path), name: path }));
    await client.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders,
      capabilities: options.capabilities ?? CAPABILITIES,
      initializationOptions: options.initializationOptions,
    });
    await client.connection.sendNotification("initialized", {});
    return client;
  }

  open(uri: string, text: string, languageId = "c", version = 1): Promise<void> {
    this.versions.set(uri, version);
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version, text },
    });
  }

  /** Sends the changes as the document's next version, which it gives. */
  async change(uri: string, ...contentChanges: readonly Change[]): Promise<number> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** The newest diagnostics of a document as soon as they are those of this version; of any version without one. */
  async diagnostics(uri: string, version?: number): Promise<readonly Diagnostic[]> {
    const found = await this.until(() =>
      this.published.findLast((params) => params.uri === uri && (version === undefined || params.version === version)),
    );
    return found.diagnostics;
  }

  /** What is shown of a document now. */
  shown(uri: string): readonly Diagnostic[] {
    return this.published.findLast((params) => params.uri === uri)?.diagnostics ?? [];
  }

  /** Resolves with what `condition` gives as soon as that is something; looks whenever the server has said something. */
  async until<T>(condition: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = condition();
      if (found !== undefined && found !== false) {
        return found;
      }
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
  }

  /** Actions for a range; answered when the server has checked the newest text. */
  async actions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    return await this.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }

  execute<T>(command: string, ...args: readonly unknown[]): Promise<T> {
    return this.connection.sendRequest("workspace/executeCommand", { command, arguments: args });
  }

  /** Ends the server as an editor does; gives its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    const exited = once(this.process, "exit");
    await this.connection.sendNotification("exit");
    const [code] = await exited;
    return code as number | null;
  }

  private kill(): void {
    this.connection.dispose();
    this.process.kill();
  }

  private heard(): void {
    const { listeners } = this;
    this.listeners = [];
    for (const listener of listeners) {
      listener();
    }
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).toString();
}
