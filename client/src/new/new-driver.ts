/**
 * New Driver Project: from a template, its questions and a folder to files. Nothing of a driver has to be open, no server
 * is needed, and nothing is executed: what it writes is what was listed to somebody who then said so, so it works in
 * Restricted Mode too.
 */
import * as vscode from "vscode";
import { guidCount } from "../../../server/src/scaffolds/placeholders.ts";
import { openedPath, projectFiles } from "../../../server/src/scaffolds/project.ts";
import { templates } from "../../../server/src/scaffolds/templates.ts";
import { walk } from "../questions/walk.ts";
import { at, readTemplate, writeProject } from "./files.ts";
import { randomGuid } from "./guid.ts";
import { type Choices, folderOf, projectOf, stepsOf } from "./steps.ts";
import { failedText, madeText } from "./texts.ts";

/** @param argument `{ template, folder }`, either of them left out, or the folder alone, as the explorer gives it */
export async function newDriver(extension: vscode.Uri, argument: unknown): Promise<void> {
  const { template, folder } = argumentsOf(argument);
  const known = templates.find(({ id }) => id === template);
  const initial: Choices = {
    template: known,
    given: new Map(),
    bases: folder === undefined ? [] : [folder],
    place: undefined,
    keeps: new Set(),
    once: { guids: Array.from({ length: guidCount }, randomGuid), date: today() },
  };
  const chosen = await walk(initial, (state) => stepsOf(state, known, folder));
  if (chosen !== undefined) await make(extension, chosen);
}

async function make(extension: vscode.Uri, choices: Choices): Promise<void> {
  const { template, keeps } = choices;
  const folder = folderOf(choices);
  if (template === undefined || folder === undefined) return;
  const project = projectOf(template, choices);
  const all = await projectFiles(template, project, (path) => readTemplate(extension, path)).catch(unread);
  if (all === undefined) return;
  const files = all.filter(({ path }) => !keeps.has(path));
  const { written, failure } = await writeProject(folder, files);
  if (failure !== undefined) {
    void vscode.window.showErrorMessage(failedText(failure.path, failure.reason, written, files.length));
    return;
  }
  await vscode.window.showTextDocument(at(folder, openedPath(template, project)), { preview: false });
  const text = madeText(project.name, written, keeps.size, template.kind);
  if (vscode.workspace.getWorkspaceFolder(folder) !== undefined) {
    vscode.window.setStatusBarMessage(`$(check) ${text}`, 5000);
  } else {
    await offerFolder(folder, text);
  }
}

/** What lies outside of the workspace is neither watched nor searched there. */
async function offerFolder(folder: vscode.Uri, text: string): Promise<void> {
  const here = "Open Folder";
  const apart = "Open in New Window";
  const isApart = vscode.workspace.workspaceFolders === undefined ? "" : " It is not in the workspace.";
  const answer = await vscode.window.showInformationMessage(`${text}.${isApart}`, here, apart);
  if (answer === undefined) return;
  await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: answer === apart });
}

function unread(error: unknown): undefined {
  const reason = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(`The template cannot be read, and nothing was written: ${reason}`);
}

/** Anything may come from a keybinding; what is none of this is left out. */
function argumentsOf(argument: unknown): { readonly template?: unknown; readonly folder?: vscode.Uri } {
  if (argument instanceof vscode.Uri) return { folder: argument };
  if (typeof argument !== "object" || argument === null) return {};
  const { template, folder } = argument as { readonly template?: unknown; readonly folder?: unknown };
  if (folder instanceof vscode.Uri) return { template, folder };
  return typeof folder === "string" ? { template, folder: vscode.Uri.parse(folder) } : { template };
}

/** By the clock on the wall, as a DriverVer has it. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
