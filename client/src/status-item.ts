/** The item in the status bar, for as long as a file that is checked is the active one and the server has been needed. */
import * as vscode from "vscode";
import type { FileStatus } from "../../server/src/lsp/protocol.ts";
import { CHECKED_LANGUAGES } from "./driver-source.ts";
import type { Server } from "./server.ts";
import { statusText } from "./status-text.ts";

export interface StatusItem extends vscode.Disposable {
  /** What the server last said of a file. */
  statusOf(uri: vscode.Uri): FileStatus | undefined;
}

export function createStatusItem(server: Server): StatusItem {
  const item = vscode.window.createStatusBarItem("driverlens.status", vscode.StatusBarAlignment.Right, 101);
  item.name = "driverlens";
  item.command = "driverlens.showActions";
  const statuses = new Map<string, FileStatus>();
  const keyOf = (uri: vscode.Uri): string => uri.toString();

  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // The output is an editor too; the source that one works on is still beside it.
    if (document?.uri.scheme === "output") return;
    if (document === undefined || !CHECKED_LANGUAGES.includes(document.languageId) || server.state === "stopped") {
      item.hide();
      return;
    }
    const { text, details, spoken, severity } = statusText({
      server: server.state,
      enabled: vscode.workspace.getConfiguration("driverlens").get("enable", true),
      activity: server.activity,
      fileName: document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1),
      file: statuses.get(keyOf(document.uri)),
    });
    item.text = text;
    item.tooltip = tooltip(details);
    item.accessibilityInformation = { label: spoken, role: "button" };
    item.backgroundColor = severity === "error" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.show();
  };

  const subscriptions = vscode.Disposable.from(
    item,
    server.onDidChange(() => {
      if (server.state !== "running") statuses.clear();
      show();
    }),
    server.onFileStatus((status) => {
      statuses.set(keyOf(vscode.Uri.parse(status.uri)), status);
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidChangeConfiguration(show),
    vscode.workspace.onDidCloseTextDocument((document) => statuses.delete(keyOf(document.uri))),
  );
  return { statusOf: (uri) => statuses.get(keyOf(uri)), dispose: () => subscriptions.dispose() };
}

function tooltip(details: readonly string[]): vscode.MarkdownString {
  const [title = "", ...lines] = details;
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown("**").appendText(title).appendMarkdown("**");
  for (const line of lines) markdown.appendMarkdown("\n\n").appendText(line);
  return markdown;
}
