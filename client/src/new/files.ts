/** A template's sources and a project's files, by way of VS Code's file systems: on disks, remote machines and in browsers. */
import * as vscode from "vscode";
import type { ProjectFile } from "../../../server/src/scaffolds/project.ts";
import { exists } from "../exists.ts";

/** The text of a file below `templates` of the extension. */
export async function readTemplate(extension: vscode.Uri, path: string): Promise<string> {
  // What an extension's folder is called may have a query, which belongs behind the path.
  const source = extension.with({ path: `${extension.path}/templates/${path}` });
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
}

/** Those of the paths that are there. */
export async function existingPaths(folder: vscode.Uri, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const there = await Promise.all(paths.map(async (path) => ((await exists(at(folder, path))) ? [path] : [])));
  return new Set(there.flat());
}

/** Written in their order up to the first that cannot be; its path and why. */
export async function writeProject(
  folder: vscode.Uri,
  files: readonly ProjectFile[],
): Promise<{
  readonly written: number;
  readonly failure: { readonly path: string; readonly reason: string } | undefined;
}> {
  let written = 0;
  for (const { path, text } of files) {
    try {
      const file = at(folder, path);
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, ".."));
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    } catch (error) {
      return { written, failure: { path, reason: error instanceof Error ? error.message : String(error) } };
    }
    written++;
  }
  return { written, failure: undefined };
}

/** Names of project files in a folder, without their extension. */
export async function projectNames(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries.flatMap(([name]) => (/\.vcxproj$/i.test(name) ? [name.slice(0, -".vcxproj".length)] : []));
  } catch {
    return [];
  }
}

export const at = (folder: vscode.Uri, path: string): vscode.Uri => vscode.Uri.joinPath(folder, ...path.split("/"));
