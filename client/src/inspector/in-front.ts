/** What commands are about that nobody says more of. */
import * as vscode from "vscode";

/** What a command is about when nobody says: the editor in front, whatever it shows. */
export function resourceInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return vscode.window.activeTextEditor?.document.uri;
}
