/** Waits for the first source that may be a driver's, at no cost to people who write other code. */
import * as vscode from "vscode";
import { CHECKED_LANGUAGES, DRIVER_PROJECT_FILES, formOf, mayBeDriverSource, TELLING_FILES } from "./driver-source.ts";

/** Calls `found` once: for a source that is open, is opened, or becomes a driver's while it is written. */
export function onFirstDriverSource(found: () => void): vscode.Disposable {
  // Asked once a folder and once a window: the answers are the same for every file there.
  const folders = new Map<string, Promise<boolean>>();
  let project: Promise<boolean> | undefined;
  let done = false;
  const subscriptions: vscode.Disposable[] = [];

  const finish = (): void => {
    if (done) return;
    done = true;
    for (const subscription of subscriptions) subscription.dispose();
    found();
  };

  const look = async (document: vscode.TextDocument): Promise<void> => {
    if (done || !isCandidate(document) || !isEnabled()) return;
    const form = formOf(document.languageId);
    if (mayBeDriverSource(document.getText(), form)) return finish();
    const folder = vscode.Uri.joinPath(document.uri, "..");
    const beside = folders.get(folder.toString()) ?? hasDriverSource(folder);
    folders.set(folder.toString(), beside);
    project ??= hasDriverProject();
    if ((await beside) || (await project) || (form === "rust" && (await hasDriverManifest(folder)))) finish();
  };

  const lookAtChange = ({ document, contentChanges }: vscode.TextDocumentChangeEvent): void => {
    if (done || !isCandidate(document) || !isEnabled()) return;
    const form = formOf(document.languageId);
    if (contentChanges.some((change) => mayBeDriverSource(changedLines(document, change), form))) finish();
  };

  const lookAtAll = (): void => {
    for (const document of vscode.workspace.textDocuments) void look(document);
  };

  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(lookAtChange),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("driverlens.enable")) lookAtAll();
    }),
  );
  lookAtAll();
  return {
    dispose() {
      done = true;
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A file that may be checked and that people work on; what Git shows of its older versions is none. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return CHECKED_LANGUAGES.includes(document.languageId) && document.uri.scheme !== "git";
}

function isEnabled(): boolean {
  return vscode.workspace.getConfiguration("driverlens").get("enable", true);
}

/** Whether the workspace has a file that only projects of drivers have. */
async function hasDriverProject(): Promise<boolean> {
  const found = await vscode.workspace.findFiles(DRIVER_PROJECT_FILES, "**/{node_modules,.git}/**", 1);
  return found.length > 0;
}

const MAX_FILES = 40;
const MAX_BYTES = 256 * 1024;

/** Sources without a sign, such as SQLite's or those that include one header of their own, lie beside others that have one. */
async function hasDriverSource(folder: vscode.Uri): Promise<boolean> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    const names = entries.map(([name]) => name).filter((name) => TELLING_FILES.test(name));
    for (const name of names.slice(0, MAX_FILES)) {
      if (await isDriverFile(vscode.Uri.joinPath(folder, name), name)) return true;
    }
  } catch {
    // A new file has no folder, and a file can go while it is looked at.
  }
  return false;
}

/** How many folders up from a source a crate's Cargo.toml and that of its workspace are looked for. */
const MAX_ANCESTORS = 6;

/** Whether a Cargo.toml above a folder is a driver's. */
async function hasDriverManifest(folder: vscode.Uri): Promise<boolean> {
  let at = folder;
  for (let count = 0; count < MAX_ANCESTORS && at.path !== "/"; count++) {
    at = vscode.Uri.joinPath(at, "..");
    try {
      if (await isDriverFile(vscode.Uri.joinPath(at, "Cargo.toml"), "Cargo.toml")) return true;
    } catch {
      // There is none.
    }
  }
  return false;
}

/** Rejects where the file cannot be read. */
async function isDriverFile(file: vscode.Uri, name: string): Promise<boolean> {
  if ((await vscode.workspace.fs.stat(file)).size > MAX_BYTES) return false;
  return mayBeDriverSource(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), formOf(name));
}

/** The lines that a change has touched, as they are now. */
function changedLines(document: vscode.TextDocument, change: vscode.TextDocumentContentChangeEvent): string {
  const first = change.range.start.line;
  const last = first + change.text.split("\n").length - 1;
  return document.getText(new vscode.Range(first, 0, last + 1, 0));
}
