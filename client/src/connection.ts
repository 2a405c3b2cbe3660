/** A connection to a server of its own, set up for this window: the part of the extension that knows the protocol library. */
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient";
import {
  type Activity,
  activityNotification,
  clientCommands,
  type FileStatus,
  fileStatusNotification,
  type GrammarParams,
  type InitializationOptions,
  readGrammarRequest,
} from "../../server/src/lsp/protocol.ts";
import { CHECKED_LANGUAGES } from "./driver-source.ts";
import { isCandidate } from "./driver-watch.ts";
import { answerFileRequests, readGrammar } from "./file-access.ts";
import type { Host } from "./host.ts";
import { rulePage } from "./rule-pages.ts";

export interface ConnectionEvents {
  onFileStatus(status: FileStatus): void;
  onActivity(activity: Activity): void;
  /** The server has run and is gone without having been asked to go. */
  onCrash(): void;
}

/** Resolves when the server is ready; rejects when it cannot be started. */
export async function openConnection(
  context: vscode.ExtensionContext,
  host: Host,
  log: vscode.LogOutputChannel,
  events: ConnectionEvents,
): Promise<BaseLanguageClient> {
  const files = host.hasDisk && !hasVirtualFolder() ? "disk" : "client";
  let lost = false;
  const client = await host.createClient({
    ...clientOptions(context, log, files),
    errorHandler: {
      error: (_error, _message, count) => {
        return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
      },
      // Whoever owns the server starts it again, with a new client: there is one way to start.
      closed: () => {
        lost = true;
        return { action: CloseAction.DoNotRestart, handled: true, message: "The server stopped unexpectedly." };
      },
    },
  });
  client.onDidChangeState(({ newState }) => {
    if (lost && newState === State.Stopped) events.onCrash();
  });
  client.onNotification(fileStatusNotification, (status: FileStatus) => events.onFileStatus(status));
  client.onNotification(activityNotification, (activity: Activity) => events.onActivity(activity));
  if (files === "client") answerFileRequests(client);
  client.onRequest(readGrammarRequest, ({ name }: GrammarParams) => readGrammar(context, name));
  await client.start();
  return client;
}

function clientOptions(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  files: "disk" | "client",
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    files,
    hoversShowFindings: true,
    runsCommands: Object.values(clientCommands),
  };
  return {
    documentSelector: documentSchemes().flatMap((scheme) => [
      ...CHECKED_LANGUAGES.map((language) => ({ language, scheme })),
      // Editors have no language of their own for it.
      { pattern: "**/Cargo.toml", scheme },
    ]),
    diagnosticCollectionName: "driverlens",
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    // Without a handler the library asks people to retry in a message of its own.
    initializationFailedHandler: () => false,
    middleware: {
      // A finding's rule links to its page in this extension: the right version of it, and without a network.
      handleDiagnostics(uri, diagnostics, next) {
        for (const diagnostic of diagnostics) {
          const { code } = diagnostic;
          if (typeof code === "object") diagnostic.code = { ...code, target: rulePage(context, String(code.value)) };
        }
        next(uri, diagnostics);
      },
    },
  };
}

function hasVirtualFolder(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== "file");
}

/** Where files lie that may be edited: on a disk, nowhere yet, and where the workspace and the open sources are. */
function documentSchemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const sources = vscode.workspace.textDocuments.filter(isCandidate).map(({ uri }) => uri.scheme);
  return [...new Set(["file", "untitled", ...folders, ...sources])];
}
