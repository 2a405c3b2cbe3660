/** The editor for databases: read-only, a page for each view of it. */
import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { fillWebview } from "../inspector/page-files.ts";
import { createViews } from "../inspector/views.ts";
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
  const views = createViews<DatabaseDocument>();
  return {
    open: (uri) => openDocument(uri, host, parts),
    show(document, panel) {
      const { webview } = panel;
      const services = servicesFor(document, context.workspaceState, host);
      const relay = createRelay(document, services, (message) => void webview.postMessage(message));
      views.add({ document, panel });
      const subscriptions = vscode.Disposable.from(
        webview.onDidReceiveMessage((message) => relay.receive(message)),
        document.onDidChange(() => void webview.postMessage({ kind: "changed" })),
        vscode.workspace.onDidGrantWorkspaceTrust(() => relay.announce()),
      );
      panel.onDidDispose(() => {
        subscriptions.dispose();
        relay.dispose();
      });
      fillWebview(webview, context.extensionUri, pageHtml);
    },
    active: views.active,
    at: views.at,
  };
}
