/** The INF files beside an image, as far as they are a driver's package and no collection of all that is installed. */
import * as vscode from "vscode";
import { infText, isInf, largestInf, mostInfs } from "../../../server/src/image/beside.ts";
import type { Surroundings } from "../../../server/src/image/worker-protocol.ts";
import { statOf } from "../inspector/file-input.ts";

export const folderOf = (file: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(file, "..");

/** Names of the INF files in the image's folder, in order; none where it cannot be listed or has too many. */
export async function infNames(image: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folderOf(image));
    const names = entries.filter(([name, type]) => isInf(name) && (type & vscode.FileType.Directory) === 0);
    return names.length > mostInfs ? [] : names.map(([name]) => name).sort();
  } catch {
    return [];
  }
}

/** Those that can be read: an image is told of whatever lies beside it. */
export async function infsBeside(image: vscode.Uri): Promise<NonNullable<Surroundings["infs"]>> {
  const read = (await infNames(image)).map(async (name) => {
    const text = await textOf(vscode.Uri.joinPath(folderOf(image), name));
    return text === undefined ? [] : [{ name, text }];
  });
  return (await Promise.all(read)).flat();
}

async function textOf(file: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await statOf(file)).size > largestInf) return undefined;
    return infText(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
