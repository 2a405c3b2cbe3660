/** The editor for databases: read-only, a page for each view of it. */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { type DatabaseDocument, openDocument } from "./document.ts";
import { pageHtml } from "./page.ts";
import { servicesFor } from "./page-services.ts";
import type { Parts } from "./parts.ts";
import { createRelay } from "./relay.ts";

export interface DatabaseEditors {
  open(uri: vscode.Uri): Promise<DatabaseDocument>;
  show(document: DatabaseDocument, panel: vscode.WebviewPanel): void;
  /** The one in front. */
  active(): DatabaseDocument | undefined;
  /** One that is open. */
  at(uri: vscode.Uri): DatabaseDocument | undefined;
}

export function createDatabaseEditors(context: vscode.ExtensionContext, host: Host, parts: Parts): DatabaseEditors {
  const media = vscode.Uri.joinPath(context.extensionUri, "dist", "media");
  const views = new Set<{ readonly document: DatabaseDocument; readonly panel: vscode.WebviewPanel }>();
  const find = (wanted: (view: { document: DatabaseDocument; panel: vscode.WebviewPanel }) => boolean) =>
    [...views].find(wanted)?.document;

  return {
    open: (uri) => openDocument(uri, host, parts),
    show(document, panel) {
      const { webview } = panel;
      // Nothing else of the disk can be loaded.
      webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [media] };
      const services = servicesFor(document, context.workspaceState, host);
      const relay = createRelay(document, services, (message) => void webview.postMessage(message));
      const view = { document, panel };
      views.add(view);
      const subscriptions = vscode.Disposable.from(
        webview.onDidReceiveMessage((message) => relay.receive(message)),
        document.onDidChange(() => void webview.postMessage({ kind: "changed" })),
        vscode.workspace.onDidGrantWorkspaceTrust(() => relay.announce()),
      );
      panel.onDidDispose(() => {
        views.delete(view);
        subscriptions.dispose();
        relay.dispose();
      });
      const url = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
      webview.html = pageHtml({ url, cspSource: webview.cspSource });
    },
    active: () => find(({ panel }) => panel.active),
    at: (uri) => find(({ document }) => document.uri.toString() === uri.toString()),
  };
}
