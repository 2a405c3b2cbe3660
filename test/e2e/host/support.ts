/** What the tests inside the extension host share: documents of the workspace and waiting for what is said of them. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** Milliseconds until an outcome is given up. */
const PATIENCE = 45_000;

export function uri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a workspace folder");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** driverlens's diagnostics of a file as soon as they are what is wanted. */
export function findings(
  file: vscode.Uri,
  wanted: (codes: readonly string[], found: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const current = (): readonly vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(file).filter(({ source }) => source === "driverlens");
  const codes = (): readonly string[] => current().map(codeOf);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      listener.dispose();
      reject(new Error(`${file.path} has [${codes().join(", ")}], which is not what was waited for`));
    }, PATIENCE);
    const look = (): void => {
      if (wanted(codes(), current())) {
        clearTimeout(late);
        listener.dispose();
        resolve(current());
      }
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The rule of a diagnostic. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Quick fixes for a finding; asked again while there are none, as right after a change there may be none yet. */
export async function quickFixes(file: vscode.Uri, { range }: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const command = "vscode.executeCodeActionProvider";
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(command, file, range, "quickfix");
    if (actions.length > 0 || Date.now() > deadline) {
      return actions;
    }
  }
}

/** All that hovers at a text of a document say. */
export async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
  const contents = hovers.flatMap((item) => item.contents);
  return contents.map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}

/** Replaces a text of a document without saving it. */
export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.notEqual(start, -1, `${before} in ${document.uri.path}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  edit.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Closes all editors and gives up what was not saved of the workspace: VS Code itself writes its settings as documents. */
export async function closeAll(): Promise<void> {
  const isOurs = ({ uri, isUntitled }: vscode.TextDocument): boolean =>
    isUntitled || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  for (const document of vscode.workspace.textDocuments.filter((one) => one.isDirty && isOurs(one))) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
