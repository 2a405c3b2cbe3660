/** The walkthrough, its first step ticked where a driver is open already. */
import * as vscode from "vscode";

/** @param isRunning whether the server runs, which the first step waits for */
export async function openWalkthrough(extension: string, isRunning: () => boolean): Promise<void> {
  // A step that waits for what holds when VS Code reads the walkthrough for the first time is never ticked: so it
  // comes to hold afterwards.
  await announceRunning(false);
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extension}#start`, false);
  await announceRunning(isRunning());
}

/** Says whether the server runs, for conditions in package.json. */
export async function announceRunning(isRunning: boolean): Promise<void> {
  await vscode.commands.executeCommand("setContext", "driverlens.running", isRunning);
}
