/** What SQLite keeps beside a database while it is written. */
import type * as vscode from "vscode";

export const walOf = (file: vscode.Uri): vscode.Uri => file.with({ path: `${file.path}-wal` });
export const journalOf = (file: vscode.Uri): vscode.Uri => file.with({ path: `${file.path}-journal` });

/** All that belongs to a database and is never written. */
export const filesOf = (file: vscode.Uri): readonly [vscode.Uri, ...vscode.Uri[]] => [
  file,
  walOf(file),
  journalOf(file),
];
