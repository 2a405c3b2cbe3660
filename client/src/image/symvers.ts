/** The Module.symvers of the kernel that a module is for: one that somebody chose, or that of the tree it was built in. */
import * as vscode from "vscode";
import { isKernelSymvers, largestSymvers, symversName } from "../../../server/src/image/beside.ts";
import { fileError, statOf } from "../inspector/file-input.ts";
import { fileNameOf } from "../inspector/file-name.ts";
import { folderOf } from "./infs.ts";

export interface KernelSymvers {
  readonly file: vscode.Uri;
  readonly text: string;
}

/** drivers/net/wireless/realtek/rtw88 in a kernel's tree, and a build folder or two below. */
const mostFolders = 12;

/** Only of names that modules have. */
const mayBeModule = (image: vscode.Uri): boolean => /\.k?o$/i.test(image.path);

/**
 * Of the nearest folder round about a module that has a kernel's: /lib/modules/<version> has it in `build`, which leads to the
 * kernel's headers.
 */
export async function findSymvers(image: vscode.Uri): Promise<KernelSymvers | undefined> {
  if (!mayBeModule(image)) return undefined;
  let folder = folderOf(image);
  for (let count = 0; count < mostFolders; count++) {
    for (const candidate of [[symversName], ["build", symversName]]) {
      const found = await readSymvers(vscode.Uri.joinPath(folder, ...candidate)).catch(() => undefined);
      if (found !== undefined) return found;
    }
    const parent = vscode.Uri.joinPath(folder, "..");
    if (parent.path === folder.path) break;
    folder = parent;
  }
  return undefined;
}

/** @throws LaneError where it is not there, or lists nothing of a kernel */
export async function readSymvers(file: vscode.Uri): Promise<KernelSymvers> {
  const { size } = await statOf(file);
  const name = fileNameOf(file.path);
  if (size > largestSymvers) throw fileError(`${name} is too large for a Module.symvers.`);
  // Names of symbols are ASCII; a byte that is none is no reason to refuse the others.
  const text = new TextDecoder("windows-1252").decode(await vscode.workspace.fs.readFile(file));
  if (isKernelSymvers(text)) return { file, text };
  throw fileError(
    `${name} lists nothing that a kernel exports: no line names vmlinux. Choose the one at the top of the tree that the kernel was built in, or of its headers.`,
  );
}

export async function askSymvers(image: vscode.Uri): Promise<vscode.Uri | undefined> {
  const title = "The Module.symvers of the kernel that the module is for";
  return (await vscode.window.showOpenDialog({ title, openLabel: "Judge by It", defaultUri: folderOf(image) }))?.[0];
}
