/**
 * The levels of the lines of documents that are visible, asked for when a check is through: what is not looked at, or
 * turned off, is not asked for.
 */
import * as vscode from "vscode";
import { type LevelLines, type LevelsParams, levelsRequest } from "../../../server/src/lsp/protocol.ts";
import { LANGUAGES } from "../driver-source.ts";
import type { Server } from "../server.ts";
import { type Gutter, type LineRun, runsOf } from "./line-levels.ts";

export interface LineMarks extends vscode.Disposable {
  /** Of a document; what was last known while it is being edited. */
  of(document: vscode.TextDocument): readonly LineRun[];
  /** There are others for a document, or for all. */
  readonly onDidChange: vscode.Event<vscode.TextDocument | undefined>;
}

export function createLineMarks(server: Server): LineMarks {
  const changed = new vscode.EventEmitter<vscode.TextDocument | undefined>();
  const known = new Map<string, readonly LineRun[]>();
  /** Documents with a question under way, and whether there is news since. */
  const asking = new Map<string, { isOutdated: boolean }>();
  let gutter = setting();

  const isVisible = (document: vscode.TextDocument): boolean =>
    vscode.window.visibleTextEditors.some((editor) => editor.document === document);

  const ask = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    const under = asking.get(key);
    if (under !== undefined) {
      under.isOutdated = true;
      return;
    }
    const question = { isOutdated: true };
    asking.set(key, question);
    while (question.isOutdated && gutter !== "off" && isVisible(document)) {
      question.isOutdated = false;
      const params: LevelsParams = { uri: key };
      const answer = await server.ask<LevelLines>(levelsRequest, params);
      // Of an older text another check is on its way, and tells when it is through.
      if (!document.isClosed && (answer === undefined || answer.version === document.version)) {
        known.set(key, answer === undefined ? [] : runsOf(answer, gutter));
        changed.fire(document);
      }
    }
    asking.delete(key);
  };

  const askForVisible = (): void => {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) {
      if (LANGUAGES.includes(document.languageId) && !known.has(document.uri.toString())) void ask(document);
    }
  };

  /** What is not visible is asked for again when it is. */
  const forgetHidden = (): void => {
    const visible = new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()));
    for (const key of known.keys()) {
      if (!visible.has(key)) known.delete(key);
    }
  };

  const forgetAll = (): void => {
    known.clear();
    changed.fire(undefined);
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    server.onFileStatus(({ uri, isSettled }) => {
      const key = vscode.Uri.parse(uri).toString();
      const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
      if (isSettled && gutter !== "off" && document !== undefined && isVisible(document)) void ask(document);
    }),
    server.onDidChange(() => {
      if (server.state !== "running" && known.size > 0) forgetAll();
      if (server.state === "running" && gutter !== "off") askForVisible();
    }),
    vscode.window.onDidChangeVisibleTextEditors(() => {
      forgetHidden();
      if (server.state === "running" && gutter !== "off") askForVisible();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("driverlens.gutter")) return;
      gutter = setting();
      forgetAll();
      if (server.state === "running" && gutter !== "off") askForVisible();
    }),
  );
  return {
    of: (document) => known.get(document.uri.toString()) ?? [],
    onDidChange: changed.event,
    dispose: () => subscriptions.dispose(),
  };
}

const setting = (): Gutter => vscode.workspace.getConfiguration("driverlens").get<Gutter>("gutter", "possible");
