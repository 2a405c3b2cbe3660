/** Watches a file and what lies beside it. */
import * as vscode from "vscode";
import { fileNameOf } from "./file-name.ts";

/** Who goes on writing makes whoever looks wait up to this long, in milliseconds, and no longer than at first where he rests. */
const [shortest, longest] = [300, 10_000];

/**
 * @param isMeant whether a file of the same folder, by its name, is looked at too
 * @param look is called after the files have changed, or may have; not more often than every few seconds while a program goes
 * on writing
 */
export function watchFile(
  file: vscode.Uri,
  isMeant: (name: string) => boolean,
  look: () => Promise<void>,
): vscode.Disposable {
  const name = fileNameOf(file.path);
  // All of the folder: what has braces or brackets in its name cannot be said as a pattern.
  const folder = vscode.Uri.joinPath(file, "..");
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "*"));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = shortest;
  let lastLook = 0;

  const onEvent = ({ path }: vscode.Uri): void => {
    const changed = fileNameOf(path);
    if ((changed !== name && !isMeant(changed)) || timer !== undefined) return;
    wait = Date.now() - lastLook < 2 * wait ? Math.min(2 * wait, longest) : shortest;
    timer = setTimeout(async () => {
      timer = undefined;
      await look();
      lastLook = Date.now();
    }, wait);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(onEvent),
    watcher.onDidCreate(onEvent),
    watcher.onDidDelete(onEvent),
    { dispose: () => clearTimeout(timer) },
  );
}
