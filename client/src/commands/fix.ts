/** Fixing all that needs no choice, or annotating, in the active file, its driver or the workspace, and what is said when it is done. */
import * as vscode from "vscode";
import { commands, type FixSummary } from "../../../server/src/lsp/protocol.ts";
import type { Server, ServerCommand } from "../server.ts";
import { annotatedText, fixedText } from "../summary-text.ts";

export async function fixAllInFile(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage("Open the file that shall be fixed.");
    return;
  }
  const file = document.uri.toString();
  await fix(server, { id: commands.fixFile, arguments: [file] }, "driverlens: fixing the file");
}

export async function fixAllInWorkspace(server: Server): Promise<void> {
  await fix(server, { id: commands.fixWorkspace, arguments: [] }, "driverlens: fixing the workspace");
}

/** Of all files of the active file's driver: what one changes, its callers in others pass on. */
export async function annotateIrql(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    void vscode.window.showInformationMessage("Open a file of the driver whose functions shall be annotated.");
    return;
  }
  const file = document.uri.toString();
  await fix(
    server,
    { id: commands.annotateUnit, arguments: [file] },
    "driverlens: annotating the driver",
    annotatedText,
  );
}

async function fix(server: Server, command: ServerCommand, title: string, textOf = fixedText): Promise<void> {
  const summary = await server.execute<FixSummary>(command, title);
  if (summary === undefined) return;
  if (summary.failure !== undefined) {
    void vscode.window.showErrorMessage(textOf(summary));
    return;
  }
  // The command is done now, whenever people put the message away.
  void tell(summary, textOf(summary));
}

async function tell(summary: FixSummary, text: string): Promise<void> {
  // Files that were not open are open now, and unsaved, so that people can look at each before it is written.
  const actions = summary.files > 1 ? ["Save All"] : [];
  const answer = await vscode.window.showInformationMessage(text, ...actions);
  if (answer !== undefined) await vscode.commands.executeCommand("workbench.action.files.saveAll");
}
