/** Opens the workspace folder's .driverlens.json, made anew where there is none. */
import * as vscode from "vscode";
import { exists } from "../exists.ts";

const CONFIGURATION = ".driverlens.json";

/** Nothing is decided in a new file: it offers the two settings that most projects come to need. */
const NEW_FILE = `{
  "rules": {},
  "exclude": []
}
`;

export async function createConfiguration(): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, CONFIGURATION);
  if (!(await exists(uri))) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(NEW_FILE) });
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showErrorMessage(`${CONFIGURATION} could not be written to ${folder.name}.`);
      return;
    }
  }
  const editor = await vscode.window.showTextDocument(uri);
  const rules = editor.document.getText().indexOf('"rules": {');
  if (rules < 0) return;
  const inside = editor.document.positionAt(rules + '"rules": {'.length);
  editor.selection = new vscode.Selection(inside, inside);
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active === undefined ? undefined : vscode.workspace.getWorkspaceFolder(active);
  if (own !== undefined) return own;
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick({ placeHolder: `Folder for ${CONFIGURATION}` });
  if (folders[0] === undefined) void vscode.window.showInformationMessage("Open a folder first.");
  return folders[0];
}
