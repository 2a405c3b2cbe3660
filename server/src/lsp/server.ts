/**
 * The language server: what comes over a connection is handed to the workspace, what the workspace finds is handed
 * back. No logic of its own, and no host: files, clock and parser arrive as parameters.
 */
import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { EngineParts } from "../engine/unit-session.ts";
import type { Clock } from "../engine/workspace/scheduler.ts";
import { Workspace } from "../engine/workspace/workspace.ts";
import type { Facts } from "../facts/index.ts";
import type { FileTree } from "../model/unit/file-tree.ts";
import { type Client, clientOf } from "./client.ts";
import { ClientFiles } from "./client-files.ts";
import { ANNOTATE_IRQL, codeActions, FIX_ALL, resolveAction } from "./code-actions.ts";
import { runCommand } from "./commands.ts";
import { Documents } from "./documents.ts";
import { isSourceDocument } from "./languages.ts";
import { activityNotification, commands } from "./protocol.ts";
import { Publisher } from "./publisher.ts";
import { CallHierarchyOffer } from "./reading/call-hierarchy-offer.ts";
import { infCapabilities, offerInfReaders } from "./reading/inf.ts";
import { answerReaders, type Readers } from "./reading/readers.ts";
import { fetchSettings, SECTION, type Settings, settingsOf } from "./settings.ts";
import { pathOf } from "./uris.ts";
import { fileChanges, watch } from "./watching.ts";

/** What a host lends the server. */
export interface ServerHost {
  readonly version: string;
  readonly clock: Clock;
  /** Called once, after the client's first request has been answered. */
  loadParts(): Promise<EngineParts>;
  /** The files, where the client does not say that it reads them itself. */
  readonly disk: FileTree;
}

/** What there is once the client has said who it is and the engine is loaded. */
interface Running {
  readonly client: Client;
  readonly workspace: Workspace;
  readonly offer: CallHierarchyOffer;
  readonly facts: Facts;
  /** Where the client reads the files. */
  readonly files: ClientFiles | undefined;
}

/** Listens on the connection until it ends. */
export function startServer(connection: Connection, host: ServerHost): void {
  const documents = new Documents();
  let client: Client | undefined;
  let settings: Settings = settingsOf([]);
  let running: Running | undefined;
  /** Requests that come before the engine is loaded wait for it. */
  let start: (running: Running) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const ready = new Promise<Running>((resolve, reject) => {
    start = resolve;
    fail = reject;
  });
  // Whoever waits for it is told; that nobody waits is no error.
  ready.catch(() => {});

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    settings = settingsOf([{ folder: "", said: params.initializationOptions?.settings }]);
    return initializeResult(params, host.version);
  });

  connection.onInitialized(async () => {
    if (client === undefined) {
      return;
    }
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(changeFolders);
    }
    try {
      running = await begin(client);
      start(running);
    } catch (error) {
      fail(error);
      connection.window.showErrorMessage(`driverlens cannot start: ${String(error)}`);
      return;
    }
    watch(connection, client);
    if (client.takesInfReaders) {
      offerInfReaders(connection);
    }
  });

  async function begin(of: Client): Promise<Running> {
    const files = of.files === "client" ? new ClientFiles(connection) : undefined;
    const [parts, cut] = await Promise.all([
      host.loadParts(),
      files?.load(of.folders.map(pathOf)),
      refreshSettings(of),
    ]);
    if (cut !== undefined) {
      connection.console.warn(cut);
    }
    return run(connection, host, of, documents, parts, settings, readers, files);
  }

  async function changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
    if (client === undefined) {
      return;
    }
    const gone = new Set(removed.map(({ uri }) => uri));
    client.folders = [...client.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
    try {
      const { files, offer, workspace } = await ready;
      await Promise.all([files?.load(added.map(({ uri }) => pathOf(uri))), refreshSettings(client)]);
      offer.turn(settings.shows.callHierarchy);
      workspace.setFolders(client.folders.map(pathOf));
      workspace.setSettings(settings);
    } catch (error) {
      connection.console.error(`The folders cannot be changed: ${String(error)}`);
    }
  }

  async function refreshSettings(of: Client, told?: unknown): Promise<void> {
    try {
      if (of.asksConfiguration) {
        settings = await fetchSettings(connection, of.folders);
      } else if (told !== undefined) {
        settings = settingsOf([{ folder: "", said: told }]);
      }
    } catch (error) {
      connection.console.error(`The settings cannot be read: ${String(error)}`);
    }
  }

  connection.onDidChangeConfiguration(async (params) => {
    if (client !== undefined) {
      const before = JSON.stringify(settings.shows);
      await refreshSettings(client, params.settings?.[SECTION] ?? params.settings);
      running?.offer.turn(settings.shows.callHierarchy);
      running?.workspace.setSettings(settings);
      if (JSON.stringify(settings.shows) !== before) {
        readers.askAgain(client);
      }
    }
  });

  connection.onDidOpenTextDocument((params) => {
    if (isSourceDocument(params.textDocument)) {
      const { path, content } = documents.open(params);
      running?.workspace.open({ path, version: content.version, text: content.getText() });
    }
  });
  connection.onDidChangeTextDocument((params) => {
    const edits = documents.change(params);
    const document = documents.current(params.textDocument.uri);
    if (document !== undefined) {
      const { path, content } = document;
      running?.workspace.edit({ path, version: content.version, text: content.getText() }, edits);
    }
  });
  connection.onDidCloseTextDocument((params) => {
    const closed = documents.close(params.textDocument.uri);
    running?.offer.closed(params.textDocument.uri);
    if (closed?.now !== undefined) {
      const { path, content } = closed.now;
      running?.workspace.open({ path, version: content.version, text: content.getText() });
    } else if (closed !== undefined) {
      running?.workspace.close(closed.path);
    }
    if (closed !== undefined) {
      readers.closed(closed.path);
    }
  });
  connection.onDidChangeWatchedFiles(async (params) => {
    const changes = fileChanges(params);
    // What was read while the engine was loaded may be older than this.
    const { files, workspace } = await ready;
    await files?.update(changes);
    workspace.filesChanged(changes);
  });

  connection.onCodeAction(async (params, token) => {
    const { workspace, client: to } = await ready;
    return await codeActions(params, { workspace, documents, client: to }, token);
  });
  connection.onCodeActionResolve(async (action, token) => {
    const { workspace, client: to } = await ready;
    return await resolveAction(action, { workspace, documents, client: to }, token);
  });
  const readers = answerReaders(connection, async () => ({ ...(await ready), documents, shows: settings.shows }));
  connection.onExecuteCommand(async (params, token, progress) => {
    const { workspace, client: to } = await ready;
    return await runCommand(params, { connection, client: to, documents, workspace, progress, token });
  });

  connection.onShutdown(() => running?.workspace.stop());
  connection.listen();
}

function initializeResult(params: InitializeParams, version: string): InitializeResult {
  return {
    serverInfo: { name: "driverlens", version },
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, ANNOTATE_IRQL], resolveProvider: true },
      hoverProvider: true,
      completionProvider: { resolveProvider: true, completionItem: { labelDetailsSupport: true } },
      inlayHintProvider: { resolveProvider: true },
      codeLensProvider: { resolveProvider: false },
      ...(clientOf(params).takesCallHierarchies ? {} : { callHierarchyProvider: true }),
      ...(clientOf(params).takesInfReaders ? {} : infCapabilities),
      executeCommandProvider: { commands: Object.values(commands), workDoneProgress: true },
      ...(params.capabilities.workspace?.workspaceFolders === true
        ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
        : {}),
    },
  };
}

function run(
  connection: Connection,
  host: ServerHost,
  client: Client,
  documents: Documents,
  parts: EngineParts,
  settings: Settings,
  readers: Readers,
  files: ClientFiles | undefined,
): Running {
  const publisher = new Publisher(connection, documents, client);
  const offer = new CallHierarchyOffer(connection, client.takesCallHierarchies);
  offer.turn(settings.shows.callHierarchy);
  let activity: string | undefined;
  const workspace = new Workspace(files?.tree ?? host.disk, parts, host.clock, settings, {
    checked(file) {
      publisher.checked(file, (path) => workspace.text(path));
      readers.checked(file);
      offer.checked(file, documents);
    },
    forgotten: (path) => publisher.forgotten(path),
    activity(text) {
      if (text !== activity) {
        activity = text;
        connection.sendNotification(activityNotification, { text });
      }
    },
    configuration: (problems) => publisher.configuration(problems),
    problem: (problem) => publisher.problem(problem),
  });
  workspace.setFolders(client.folders.map(pathOf));
  for (const { path, content } of documents.all()) {
    workspace.open({ path, version: content.version, text: content.getText() });
  }
  return { client, workspace, offer, files, facts: parts.facts };
}
