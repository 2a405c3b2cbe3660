/**
 * The one server of a window: started when it is first needed, started again when it crashes, and what it says besides
 * the Language Server Protocol handed on to the rest of the extension.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Activity, FileStatus } from "../../server/src/lsp/protocol.ts";
import { CRASH_LIMIT, CRASH_WINDOW_MINUTES, crashPolicy } from "./crashes.ts";
import type { Host } from "./host.ts";
import type { ServerState } from "./status-text.ts";

export interface Server extends vscode.Disposable {
  readonly state: ServerState;
  readonly activity: string | undefined;
  /** State or activity has changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly onFileStatus: vscode.Event<FileStatus>;
  /** Starts the server unless it runs; resolves when it is ready or has turned out not to start. */
  start(): Promise<void>;
  /** Has the server run one of its commands, with progress and cancel; undefined where it was cancelled or no server starts. */
  execute<Result>(command: ServerCommand, title: string): Promise<Result | undefined>;
  /** Asks a server that runs; undefined where none does, or it has no answer. */
  ask<Result>(method: string, params: object, cancel?: vscode.CancellationToken): Promise<Result | undefined>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** One of `commands` in the protocol, with its arguments. */
export interface ServerCommand {
  readonly id: string;
  readonly arguments: readonly string[];
}

export function createServer(context: vscode.ExtensionContext, host: Host, log: vscode.LogOutputChannel): Server {
  const changed = new vscode.EventEmitter<void>();
  const fileStatus = new vscode.EventEmitter<FileStatus>();
  const crashes = crashPolicy();
  let state: ServerState = "stopped";
  let activity: string | undefined;
  let running: Promise<BaseLanguageClient | undefined> | undefined;

  const setState = (next: ServerState): void => {
    state = next;
    if (next !== "running") activity = undefined;
    void vscode.commands.executeCommand("setContext", "driverlens.running", next === "running");
    changed.fire();
  };

  const start = async (): Promise<BaseLanguageClient | undefined> => {
    setState("starting");
    const started = Date.now();
    try {
      // The protocol library is most of the extension: it is loaded with the first driver source.
      const { openConnection } = await import("./connection.ts");
      const client = await openConnection(context, host, log, {
        onFileStatus: (status) => fileStatus.fire(status),
        onActivity(next: Activity) {
          activity = next.text;
          changed.fire();
        },
        onCrash,
      });
      log.info(`The server is ready after ${Date.now() - started} ms.`);
      setState("running");
      return client;
    } catch (error) {
      log.error("The server could not be started.", error instanceof Error ? error : String(error));
      setState("failed");
      void offer("error", "The driverlens server could not be started.");
      return undefined;
    }
  };

  /** What is there is waited for and ended, whoever asked for it: two servers never run at once. */
  const end = async (old: typeof running): Promise<void> => {
    const client = await old;
    // Where the server is gone already there is nobody to say goodbye to.
    await client?.dispose().catch((error: unknown) => log.debug("While the server was stopped:", String(error)));
  };

  const stop = async (): Promise<void> => {
    const old = running;
    running = undefined;
    await end(old);
    setState("stopped");
  };

  const restart = async (): Promise<void> => {
    running = end(running).then(start);
    await running;
  };

  function onCrash(): void {
    const next = crashes.crashed(Date.now());
    if (next !== "give-up") {
      log.info("The server is started again.");
      void restart();
      if (next === "restart-and-tell") {
        void offer("warning", "The driverlens server stopped unexpectedly and was started again.");
      }
      return;
    }
    setState("failed");
    log.error("The server is not started again: it has stopped too often.");
    const often = `${CRASH_LIMIT} times within ${CRASH_WINDOW_MINUTES} minutes`;
    const effect = "No more findings are shown until it is restarted.";
    void offer("error", `The driverlens server stopped unexpectedly ${often}. ${effect}`);
  }

  async function offer(kind: "warning" | "error", message: string): Promise<void> {
    const answer =
      kind === "error"
        ? await vscode.window.showErrorMessage(message, "Restart", "Show Log")
        : await vscode.window.showWarningMessage(message, "Show Log");
    if (answer === "Restart") await restart();
    if (answer === "Show Log") log.show();
  }

  return {
    get state() {
      return state;
    },
    get activity() {
      return activity;
    },
    onDidChange: changed.event,
    onFileStatus: fileStatus.event,
    async start() {
      running ??= start();
      await running;
    },
    async execute<Result>(command: ServerCommand, title: string) {
      // Who asks for something now wants it tried again.
      if (state === "failed") await restart();
      running ??= start();
      const client = await running;
      // Why there is none has been told.
      if (client === undefined) return undefined;
      const { executeWithProgress } = await import("./execute.ts");
      return executeWithProgress<Result>(client, command, title);
    },
    async ask<Result>(method: string, params: object, cancel?: vscode.CancellationToken) {
      const client = state === "running" ? await running : undefined;
      try {
        const answer = cancel
          ? client?.sendRequest<Result | null>(method, params, cancel)
          : client?.sendRequest<Result | null>(method, params);
        return (await answer) ?? undefined;
      } catch (error) {
        // Cancelled, or the server has gone meanwhile: who asks goes without.
        log.debug(`${method}:`, String(error));
        return undefined;
      }
    },
    restart,
    stop,
    dispose() {
      changed.dispose();
      fileStatus.dispose();
    },
  };
}
