/** The one call graph of a window: made when it is asked for, and again where the window had one when it was reloaded. */
import * as vscode from "vscode";
import { LANGUAGES } from "../driver-source.ts";
import type { Server } from "../server.ts";
import { type CallGraphPanel, fillPanel, openPanel, viewType } from "./panel.ts";

export interface CallGraphs extends vscode.Disposable {
  /** Shows the driver of the active document, else of one that is in view. */
  show(): Promise<void>;
}

export function createCallGraphs(extension: vscode.Uri, server: Server): CallGraphs {
  let open: { readonly panel: vscode.WebviewPanel; readonly graph: CallGraphPanel } | undefined;

  const fill = (panel: vscode.WebviewPanel): CallGraphPanel => {
    open?.panel.dispose();
    const graph = fillPanel(panel, extension, server);
    open = { panel, graph };
    panel.onDidDispose(() => {
      if (open?.panel === panel) open = undefined;
    });
    return graph;
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel, state: unknown) {
      const graph = fill(panel);
      // VS Code may have gone before it wrote the state down.
      const uri = uriOf(state) ?? sourceEditor()?.document.uri;
      if (uri === undefined) return;
      graph.show(uri);
      await server.start();
      // The server knows of documents that are open, in an editor or not.
      await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
      graph.show(uri);
    },
  });

  return {
    async show() {
      const editor = sourceEditor();
      if (editor === undefined) {
        if (open !== undefined) open.panel.reveal();
        else void vscode.window.showInformationMessage("Open a file of the driver whose call graph is wanted.");
        return;
      }
      const { document, selection } = editor;
      const shown = open?.graph ?? fill(openPanel(extension));
      open?.panel.reveal();
      await server.start();
      shown.show(document.uri, selection.active.line);
    },
    dispose() {
      serializer.dispose();
      open?.panel.dispose();
    },
  };
}

function sourceEditor(): vscode.TextEditor | undefined {
  const isSource = ({ document }: vscode.TextEditor): boolean => LANGUAGES.includes(document.languageId);
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor !== undefined && isSource(activeTextEditor)
    ? activeTextEditor
    : visibleTextEditors.find(isSource);
}

/** What a page has kept is of another version maybe. */
function uriOf(state: unknown): vscode.Uri | undefined {
  if (typeof state !== "object" || state === null || !("uri" in state) || typeof state.uri !== "string") {
    return undefined;
  }
  return state.uri === "" ? undefined : vscode.Uri.parse(state.uri);
}
