/** Opens a source beside a page that names a place of it. */
import * as vscode from "vscode";
import { LANGUAGES } from "./driver-source.ts";
import { fileNameOf } from "./inspector/file-name.ts";

/** Beside the panel: where the source is shown already, else where others are. */
export async function openSource(
  source: vscode.Uri,
  selection: vscode.Range,
  panel: vscode.WebviewPanel,
): Promise<void> {
  const beside = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== panel.viewColumn);
  const editor =
    beside.find(({ document }) => document.uri.toString() === source.toString()) ??
    beside.find(({ document }) => LANGUAGES.includes(document.languageId)) ??
    beside.find(({ viewColumn }) => viewColumn !== undefined);
  try {
    await vscode.window.showTextDocument(source, {
      viewColumn: editor?.viewColumn ?? vscode.ViewColumn.Beside,
      selection,
    });
  } catch {
    void vscode.window.showErrorMessage(`${fileNameOf(source.path)} cannot be opened.`);
  }
}
