/** Asks which Windows an image is judged by. */
import * as vscode from "vscode";
import { targetReleases } from "../../../server/src/image/targets.ts";
import type { ImageDocument } from "./document.ts";

export interface AskedTarget {
  /** As `Surroundings.target`; undefined for what the project says. */
  readonly target: string | undefined;
}

interface Item extends vscode.QuickPickItem {
  readonly target: string | undefined;
}

/** @param chosen before; undefined where somebody thought better of it */
export async function askTargetWindows(
  { name, sources }: Pick<ImageDocument, "name" | "sources">,
  chosen: string | undefined,
): Promise<AskedTarget | undefined> {
  const mark = (target: string | undefined, description: string): string =>
    target === chosen ? `${description} (chosen)` : description;
  const project: Item =
    sources.target === undefined
      ? { label: "Not Said", description: mark(undefined, "Nothing is held against a Windows"), target: undefined }
      : {
          label: "As the Project Says",
          description: mark(undefined, `${sources.target.text}: ${sources.target.saidBy}`),
          target: undefined,
        };
  const releases = targetReleases().map(
    ({ name: label, build }): Item => ({ label, description: mark(label, `build ${build}`), target: label }),
  );
  const separator: Item = { label: "", kind: vscode.QuickPickItemKind.Separator, target: undefined };
  const options = {
    title: `The Oldest Windows That ${name} Has to Load On`,
    placeHolder: "Imports that are newer are found",
    matchOnDescription: true,
  };
  const item = await vscode.window.showQuickPick([project, separator, ...releases], options);
  return item && { target: item.target };
}
