/** The panel with the call graph of a driver: filled while it is visible, anew after each settled check of the driver. */
import * as vscode from "vscode";
import type { FromPicture, ToPicture } from "../../../media/call-graph/messages.ts";
import { type CallGraph, callGraphRequest, type FileStatus } from "../../../server/src/lsp/protocol.ts";
import { openSource } from "../open-source.ts";
import type { Server } from "../server.ts";
import { mediaFolder, pageHtml } from "./page.ts";

export const viewType = "driverlens.callGraph";

export interface CallGraphPanel extends vscode.Disposable {
  /** Shows the driver of a document, and selects the function that a line of it is in. */
  show(uri: vscode.Uri, line?: number): void;
  readonly onDidDispose: vscode.Event<void>;
}

export function openPanel(extension: vscode.Uri): vscode.WebviewPanel {
  const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
  return vscode.window.createWebviewPanel(viewType, "Call Graph", where, optionsOf(extension));
}

/** @param panel a new one, or one of an earlier window */
export function fillPanel(panel: vscode.WebviewPanel, extension: vscode.Uri, server: Server): CallGraphPanel {
  /** By which the graph is asked for; the driver's documents are all the same for that. Without one it is the next that is checked. */
  let document: vscode.Uri | undefined;
  let selection: { readonly uri: string; readonly line: number } | undefined;
  let last: Extract<ToPicture, { kind: "graph" }> | undefined;
  let isListening = false;
  /** Ends the question under way. */
  let asking: vscode.CancellationTokenSource | undefined;
  let isOutdated = true;

  const send = (message: ToPicture): void => void panel.webview.postMessage(message);

  /** One question at a time: what changes meanwhile is asked for afterwards. */
  const refresh = async (): Promise<void> => {
    isOutdated = true;
    while (isOutdated && asking === undefined && isListening && panel.visible && document !== undefined) {
      const cancel = new vscode.CancellationTokenSource();
      asking = cancel;
      isOutdated = false;
      const asked = document;
      const graph = await server.ask<CallGraph>(callGraphRequest, { uri: asked.toString() }, cancel.token);
      asking = undefined;
      const isUnwanted = cancel.token.isCancellationRequested;
      cancel.dispose();
      if (isUnwanted) {
        isOutdated = true;
      } else if (graph !== undefined) {
        panel.title = `Call Graph: ${graph.unit}`;
        last = { kind: "graph", uri: asked.toString(), graph };
        send(selection === undefined ? last : { ...last, at: selection });
        selection = undefined;
      } else if (last === undefined) {
        send({ kind: "note", text: absence(server) });
      }
    }
  };

  panel.webview.onDidReceiveMessage((message: FromPicture) => {
    if (message.kind === "open") {
      const { uri, line, character } = message;
      const at = new vscode.Position(line, character);
      void openSource(vscode.Uri.parse(uri), new vscode.Range(at, at), panel);
      return;
    }
    isListening = true;
    // The page is made anew whenever the panel comes into view.
    if (last !== undefined) send(last);
    else if (document === undefined) send({ kind: "note", text: "Open a source file of a driver." });
    void refresh();
  });
  panel.webview.options = optionsOf(extension);
  panel.webview.html = pageHtml(panel.webview, extension);

  const isOurs = ({ uri, unitId }: FileStatus): boolean =>
    last === undefined ? document === undefined || uri === document.toString() : unitId === last.graph.unitId;
  const subscriptions = vscode.Disposable.from(
    panel.onDidChangeViewState(() => {
      if (!panel.visible) isListening = false;
    }),
    server.onFileStatus((status) => {
      if (!status.isSettled || !isOurs(status)) return;
      // The document that was asked by may be closed meanwhile; this one is open.
      document = vscode.Uri.parse(status.uri);
      void refresh();
    }),
  );
  panel.onDidDispose(() => {
    // Nothing can be asked of a panel that is gone, not even whether it is visible.
    isListening = false;
    asking?.cancel();
    subscriptions.dispose();
  });

  return {
    show(uri, line) {
      if (document !== undefined && last !== undefined && document.toString() !== uri.toString()) last = undefined;
      document = uri;
      asking?.cancel();
      selection = line === undefined ? undefined : { uri: uri.toString(), line };
      void refresh();
    },
    onDidDispose: panel.onDidDispose,
    dispose: () => panel.dispose(),
  };
}

function absence(server: Server): string {
  return server.state === "running"
    ? "There is no call graph: the file is no kernel code."
    : "The driverlens server is not running.";
}

const optionsOf = (extension: vscode.Uri): vscode.WebviewOptions => ({
  enableScripts: true,
  enableForms: false,
  localResourceRoots: [mediaFolder(extension)],
});
