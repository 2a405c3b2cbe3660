/** Folders as people are shown them and choose them. */
import * as vscode from "vscode";

/** One that VS Code's own dialog leads to; undefined where it was closed. */
export async function chooseFolder(title: string): Promise<vscode.Uri | undefined> {
  const options = { canSelectFiles: false, canSelectFolders: true, openLabel: "Choose", title };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

/** From the workspace's folder on, or the whole path. */
export function pathText(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return uri.scheme === "file" ? uri.fsPath : uri.path;
  return `${folder.name}${uri.path.slice(folder.uri.path.length)}`;
}
