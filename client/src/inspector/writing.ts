/** What is common to all that an inspector writes: somebody is asked where to, and never may it be what is inspected. */
import * as vscode from "vscode";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { Host } from "../host.ts";
import { fileNameOf } from "./file-name.ts";

export interface Target {
  /** What is inspected: the dialog begins beside the first of these files. */
  readonly of: readonly [vscode.Uri, ...vscode.Uri[]];
  readonly fileName: string;
  /** Of the dialog's button: "Export". */
  readonly verb: string;
  /** Kinds of files that the dialog lists, by their extensions. */
  readonly filters?: Readonly<Record<string, string[]>>;
}

/** Asks where to; undefined where somebody thought better of it. */
export async function askTarget({ of, fileName, verb, filters }: Target, host: Host): Promise<vscode.Uri | undefined> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(of[0], "..", fileName),
    saveLabel: verb,
    ...(filters === undefined ? {} : { filters }),
  });
  if (target === undefined) return undefined;
  for (const own of of) {
    if (!(await host.isSameFile(own, target))) continue;
    void vscode.window.showErrorMessage(
      `${fileNameOf(own.path)} is what is inspected, and is never written. Choose another file.`,
    );
    return undefined;
  }
  return target;
}

/**
 * Whether something may be written. In a workspace that nobody has said to trust it is asked about: what is in its files may
 * be there to be carried out.
 * @param what "Export rows of this database", as the question begins
 */
export async function mayWrite(what: string): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const detail =
    "The workspace is in Restricted Mode: its files may be from somebody whom you do not know. What is written holds what is in them, as it is there.";
  const yes = "Write It";
  return (await vscode.window.showWarningMessage(`${what}?`, { modal: true, detail }, yes)) === yes;
}

/** Runs what somebody has asked for, and says why where it fails. What was cancelled needs no words. */
export async function saying(what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof LaneError && error.failure.code === "cancelled") return;
    void vscode.window.showErrorMessage(`${what} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
