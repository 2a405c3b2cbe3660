/** What SQLite keeps beside a database while it is written. */
import type * as vscode from "vscode";

export const walOf = (file: vscode.Uri): vscode.Uri => file.with({ path: `${file.path}-wal` });
export const journalOf = (file: vscode.Uri): vscode.Uri => file.with({ path: `${file.path}-journal` });
