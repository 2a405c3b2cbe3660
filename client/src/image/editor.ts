/** The editor for driver images: read-only, a page for each view of one. */
import * as vscode from "vscode";
import type { ToPage } from "../../../server/src/image/protocol.ts";
import { fillWebview } from "../inspector/page-files.ts";
import { createViews, type View } from "../inspector/views.ts";
import { toldCalls } from "./calls.ts";
import { type ImageDocument, type ImageSurroundings, openImage } from "./document.ts";
import { pageHtml } from "./page.ts";
import { type Actions, servicesFor } from "./page-services.ts";
import { createRelay } from "./relay.ts";

export interface ImageEditors {
  open(uri: vscode.Uri): Promise<ImageDocument>;
  show(document: ImageDocument, panel: vscode.WebviewPanel): void;
  /** The one in front. */
  active(): ImageDocument | undefined;
  /** One that is open. */
  at(uri: vscode.Uri): ImageDocument | undefined;
  /** Those that are shown. */
  readonly shown: readonly ImageDocument[];
  /** What is shown, what is wrong with it, or where it is called from is another now. */
  readonly onDidChange: vscode.Event<void>;
  /** Goes to an import of an image, in a view that is there or a new one. */
  showImport(uri: vscode.Uri, name: string): Promise<void>;
}

interface ImageView extends View<ImageDocument> {
  showImport(name: string): void;
}

/** Of package.json. */
export const viewType = "driverlens.image";

export function createImageEditors(
  context: vscode.ExtensionContext,
  surroundings: ImageSurroundings,
  actions: Actions,
): ImageEditors {
  const views = createViews<ImageDocument, ImageView>();
  const changed = new vscode.EventEmitter<void>();
  /** By URI: what a view that is not there yet is opened for. */
  const wanted = new Map<string, string>();

  return {
    open: (uri) => openImage(uri, surroundings),
    show(document, panel) {
      const { webview } = panel;
      const send = (message: ToPage): void => void webview.postMessage(message);
      let isReady = false;
      const showWanted = (): void => {
        const name = wanted.get(document.uri.toString());
        if (!isReady || name === undefined) return;
        wanted.delete(document.uri.toString());
        send({ kind: "showImport", name });
      };
      const sendCalls = (): void => send({ kind: "calls", calls: toldCalls(document.sources.calls) });
      const services = servicesFor(document, panel, surroundings, actions, () => {
        isReady = true;
        send({ kind: "opened", name: document.name });
        sendCalls();
        showWanted();
      });
      const relay = createRelay(document, services, send);
      views.add({
        ...{ document, panel },
        showImport(name) {
          panel.reveal();
          wanted.set(document.uri.toString(), name);
          showWanted();
        },
      });
      const subscriptions = vscode.Disposable.from(
        webview.onDidReceiveMessage((message) => relay.receive(message)),
        document.onDidChange(() => send({ kind: "changed" })),
        document.onDidChangeFindings(() => changed.fire()),
        document.sources.onDidChange(() => {
          sendCalls();
          changed.fire();
        }),
      );
      panel.onDidDispose(() => {
        subscriptions.dispose();
        relay.dispose();
        changed.fire();
      });
      fillWebview(webview, context.extensionUri, pageHtml);
      changed.fire();
    },
    active: views.active,
    at: views.at,
    get shown() {
      return [...new Set(views.all.map(({ document }) => document))];
    },
    onDidChange: changed.event,
    async showImport(uri, name) {
      const open = views.all.find(({ document }) => document.uri.toString() === uri.toString());
      if (open !== undefined) {
        open.showImport(name);
        return;
      }
      wanted.set(uri.toString(), name);
      await vscode.commands.executeCommand("vscode.openWith", uri, viewType, { preview: false });
    },
  };
}
