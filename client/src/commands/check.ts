/** Checking all files of the workspace, and what is said when it is done. */
import * as vscode from "vscode";
import { type CheckSummary, commands } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { checkedText } from "../summary-text.ts";

export async function checkAll(server: Server): Promise<void> {
  const command = { id: commands.checkWorkspace, arguments: [] };
  const summary = await server.execute<CheckSummary>(command, "driverlens: checking the workspace");
  if (summary === undefined) return;
  // The command is done now, whenever people put the message away.
  void tell(summary);
}

async function tell(summary: CheckSummary): Promise<void> {
  const found = summary.errors + summary.warnings > 0;
  const actions = found ? ["Show Problems"] : [];
  const answer = await vscode.window.showInformationMessage(checkedText(summary), ...actions);
  if (answer !== undefined) await vscode.commands.executeCommand("workbench.actions.view.problems");
}
