/** The walkthroughs, the first step of the general one ticked where a driver is open already. */
import * as vscode from "vscode";

/**
 * @param extension its id
 * @param isDriverOpen whether a driver's source has been seen in this window
 */
export async function openWalkthrough(extension: string, isDriverOpen: boolean): Promise<void> {
  if (isDriverOpen) await tick(`${extension}#start#open`);
  await show(`${extension}#start`);
}

/** The walkthrough that teaches IRQL. */
export const openIrqlWalkthrough = (extension: string): Promise<void> => show(`${extension}#irql`);

async function show(walkthrough: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough, false);
}

/** VS Code ticks a step when what it waits for comes to hold, but not where it holds before the walkthrough is read. */
async function tick(step: string): Promise<void> {
  try {
    await vscode.commands.executeCommand("welcome.markStepComplete", step);
  } catch {
    // Where the walkthrough has not been read yet the step is ticked all the same; all else is worth no message.
  }
}
