/** How a worker gets at a file: by its path on a disk, elsewhere all of its bytes. */
import * as vscode from "vscode";
import type { FileInput } from "../../../server/src/binary/source.ts";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { Host } from "../host.ts";
import { fileNameOf } from "./file-name.ts";
import { sizeText } from "./size-text.ts";

/**
 * The most that is read of a file that only the editor can read: the extension and each of the document's workers hold all
 * of it. VS Code's file systems know no reading in parts.
 */
const wholeLimit = 128 * 1024 * 1024;

/** What is inspected, in words for people who cannot have it here. */
export interface Inspected {
  /** "a database". */
  readonly one: string;
  /** How it is read on a disk: "page by page". */
  readonly manner: string;
  /** Who reads it without VS Code: "driverlens db". */
  readonly command: string;
}

/** @throws LaneError where it is gone, too large to be held, or no file */
export async function inputOf(uri: vscode.Uri, host: Host, inspected: Inspected): Promise<FileInput> {
  const { size } = await statOf(uri);
  if (uri.scheme === "file" && host.hasDisk) return { path: uri.fsPath };
  refuseBeyondLimit(uri, size, inspected);
  const bytes = await reading(uri, vscode.workspace.fs.readFile(uri));
  refuseBeyondLimit(uri, bytes.length, inspected);
  // A remote host gives a Buffer, which is not carried as binary.
  return { bytes: new Uint8Array(bytes) };
}

/** @throws LaneError where there is none, or it is no file */
export async function statOf(uri: vscode.Uri): Promise<vscode.FileStat> {
  const stat = await reading(uri, vscode.workspace.fs.stat(uri));
  if ((stat.type & vscode.FileType.Directory) !== 0) throw fileError(`${fileNameOf(uri.path)} is a folder.`);
  return stat;
}

/** Tells files from what they were before: their times and sizes. What is not there has neither. */
export async function stampOf(files: readonly vscode.Uri[]): Promise<string> {
  const all = files.map((uri) =>
    statOf(uri).then(
      ({ mtime, size }) => `${mtime} ${size}`,
      () => "",
    ),
  );
  return (await Promise.all(all)).join("/");
}

export const fileError = (message: string): LaneError => new LaneError({ code: "file", message });

async function reading<T>(uri: vscode.Uri, answer: Thenable<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const name = fileNameOf(uri.path);
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") {
      throw fileError(`${name} is not there any more.`);
    }
    throw fileError(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refuseBeyondLimit(uri: vscode.Uri, size: number, { one, manner, command }: Inspected): void {
  if (size <= wholeLimit) return;
  throw fileError(
    `${fileNameOf(uri.path)} has ${sizeText(size)}. VS Code's file system "${uri.scheme}" gives files whole, and ${one} that is read so may have ${sizeText(wholeLimit)} at most. Open it in a VS Code that runs on the machine where it lies, where it is read ${manner}, or ask \`${command}\` there.`,
  );
}
