/** The menu behind the status item: what can be done about the active file, the workspace and driverlens itself. */
import * as vscode from "vscode";
import type { StatusItem } from "../status-item.ts";
import { countText, kindText } from "../status-text.ts";

interface Action extends vscode.QuickPickItem {
  readonly command?: string;
}

export async function showActions(status: StatusItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const file = document === undefined ? undefined : status.statusOf(document.uri);
  const pick = await vscode.window.showQuickPick(actions(file === undefined ? undefined : countText(file)), {
    title: "driverlens",
    placeHolder: file === undefined ? "Choose an action" : kindText(file),
  });
  if (pick?.command !== undefined) await vscode.commands.executeCommand(pick.command);
}

function actions(findings: string | undefined): readonly Action[] {
  const hasFolder = vscode.workspace.workspaceFolders !== undefined;
  const problems: Action = {
    label: "$(warning) Show Problems",
    command: "workbench.actions.view.problems",
    ...(findings === undefined ? {} : { description: `${findings} in this file` }),
  };
  const file: readonly Action[] = [
    separator("This file"),
    problems,
    { label: "$(lightbulb-autofix) Fix All in File", command: "driverlens.fixAllInFile" },
    { label: "$(note) Annotate IRQL in Driver", command: "driverlens.annotateIrql" },
    { label: "$(question) Why Can This Run at This Level?", command: "driverlens.why" },
    { label: "$(type-hierarchy-sub) Show Call Graph", command: "driverlens.showCallGraph" },
    { label: "$(book) Explain Rule...", command: "driverlens.explainRule" },
  ];
  const workspace: readonly Action[] = [
    separator("Workspace"),
    { label: "$(checklist) Check Workspace", command: "driverlens.checkAll" },
    { label: "$(lightbulb-autofix) Fix All in Workspace", command: "driverlens.fixAllInWorkspace" },
    { label: "$(settings-gear) Create or Open .driverlens.json", command: "driverlens.createConfiguration" },
  ];
  const driverlens: readonly Action[] = [
    separator("driverlens"),
    { label: "$(new-folder) New Driver Project...", command: "driverlens.new" },
    { label: "$(symbol-numeric) Decode Value...", command: "driverlens.decode" },
    { label: "$(gear) Open Settings", command: "driverlens.openSettings" },
    { label: "$(mortar-board) Open Walkthrough", command: "driverlens.openWalkthrough" },
    { label: "$(mortar-board) Learn IRQL with an Example Driver", command: "driverlens.learnIrql" },
    { label: "$(output) Show Output", command: "driverlens.showOutput" },
    { label: "$(debug-restart) Restart Server", command: "driverlens.restartServer" },
  ];
  return [...file, ...(hasFolder ? workspace : []), ...driverlens];
}

function separator(label: string): Action {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
