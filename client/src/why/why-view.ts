/**
 * "Why can this run at this level?": asked at the cursor and answered as a tree beside the code, each row of which leads
 * to its place. The view is there once somebody has asked.
 */
import * as vscode from "vscode";
import { type WhyNode, type WhyParams, whyRequest } from "../../../server/src/lsp/protocol.ts";
import { LANGUAGES } from "../driver-source.ts";
import type { Server } from "../server.ts";
import { chainText, missingText } from "./why-text.ts";
import { WhyTree } from "./why-tree.ts";

export interface Why extends vscode.Disposable {
  /** About the cursor of the active editor. */
  ask(): Promise<void>;
  /** About the place that was asked about last. */
  askAgain(): Promise<void>;
  /** The reasons from a row of the tree on, else all, to the clipboard. */
  copy(row: unknown): Promise<void>;
}

const VIEW = "driverlens.why";
const NO_CODE = "There is no function of a driver at the cursor.";
const CHANGED = "The code has changed since. Ask again to see what holds now.";

export function createWhy(server: Server): Why {
  const tree = new WhyTree();
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: tree, showCollapseAll: true });
  /** Moves with the code. */
  let asked: { readonly uri: vscode.Uri; position: vscode.Position } | undefined;
  let question = 0;

  const show = async ({ uri, position }: NonNullable<typeof asked>): Promise<void> => {
    const own = ++question;
    const params: WhyParams = { uri: uri.toString(), line: position.line, character: position.character };
    // A driver that was just opened is read first.
    const answer = await vscode.window.withProgress({ location: { viewId: VIEW } }, () =>
      server.ask<WhyNode>(whyRequest, params),
    );
    // Somebody has asked something else meanwhile.
    if (own !== question) return;
    tree.show(answer);
    view.message = answer === undefined ? NO_CODE : answer.level === undefined ? unknown(answer) : "";
    if (answer !== undefined) await view.reveal(answer, { focus: true, select: true });
  };

  const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (tree.root === undefined || contentChanges.length === 0) return;
    const uri = document.uri.toString();
    if (mentions(tree.root, uri)) view.message = CHANGED;
    if (asked !== undefined && asked.uri.toString() === uri) asked.position = moved(asked.position, contentChanges);
  });

  return {
    async ask() {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !LANGUAGES.includes(editor.document.languageId)) {
        void vscode.window.showInformationMessage("Put the cursor on a statement of a driver, and ask again.");
        return;
      }
      asked = { uri: editor.document.uri, position: editor.selection.active };
      const about = asked;
      await vscode.commands.executeCommand("setContext", "driverlens.hasAskedWhy", true);
      await vscode.commands.executeCommand(`${VIEW}.focus`);
      await server.start();
      await show(about);
    },
    async askAgain() {
      if (asked === undefined) return;
      // The server knows of documents that are open, in an editor or not.
      await vscode.workspace.openTextDocument(asked.uri).then(undefined, () => undefined);
      await show(asked);
    },
    async copy(row) {
      const root = tree.rowOf(row) ?? tree.root;
      if (root === undefined) return;
      const pathOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
      await vscode.env.clipboard.writeText(`${chainText(root, pathOf)}\n`);
    },
    dispose() {
      changes.dispose();
      view.dispose();
      tree.dispose();
    },
  };
}

const unknown = (answer: WhyNode): string =>
  `The level is not known on all ways: ${missingText(answer) ?? "what is missing is below"}.`;

const mentions = ({ at, because }: WhyNode, uri: string): boolean =>
  at?.uri === uri || because.some((reason) => mentions(reason, uri));

/** Where a position is after changes of its document; lines that come or go above it are what matters. */
function moved(position: vscode.Position, changes: readonly vscode.TextDocumentContentChangeEvent[]): vscode.Position {
  let { line } = position;
  for (const { range, text } of changes) {
    if (range.end.isBeforeOrEqual(position)) {
      line += text.split("\n").length - 1 - (range.end.line - range.start.line);
    }
  }
  return new vscode.Position(Math.max(0, line), position.character);
}
