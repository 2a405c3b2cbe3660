/** The editors of one inspector: which documents are shown, and which is in front. */
import type * as vscode from "vscode";

export interface View<Document> {
  readonly document: Document;
  readonly panel: vscode.WebviewPanel;
}

export interface Views<Document, Shown extends View<Document>> {
  /** Until its panel is closed. */
  add(view: Shown): void;
  /** The one in front. */
  active(): Document | undefined;
  /** One that is open. */
  at(uri: vscode.Uri): Document | undefined;
  /** All of them, one document perhaps more than once. */
  readonly all: readonly Shown[];
}

export function createViews<
  Document extends { readonly uri: vscode.Uri },
  Shown extends View<Document> = View<Document>,
>(): Views<Document, Shown> {
  const views = new Set<Shown>();
  return {
    add(view) {
      views.add(view);
      view.panel.onDidDispose(() => views.delete(view));
    },
    active: () => [...views].find(({ panel }) => panel.active)?.document,
    at: (uri) => [...views].find(({ document }) => document.uri.toString() === uri.toString())?.document,
    get all() {
      return [...views];
    },
  };
}
