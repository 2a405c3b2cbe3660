/** Databases in sources and images as files of a scheme of their own, which nobody can write. */
import * as vscode from "vscode";
import { databaseLanes } from "../../../server/src/database/lanes.ts";
import type { Host } from "../host.ts";
import { statOf } from "../inspector/file-input.ts";
import { laneHostOf } from "../inspector/lane-host.ts";
import { inputOf } from "./input.ts";
import { lengthOf, type PartAddress } from "./part-address.ts";
import { addressOfUri, type Parts } from "./parts.ts";

export interface PartFiles {
  stat(uri: vscode.Uri): Promise<vscode.FileStat>;
  /** All of its bytes, as they lie in its file. */
  readFile(uri: vscode.Uri): Promise<Uint8Array>;
}

export function createPartFiles(host: Host, parts: Parts): PartFiles {
  return {
    stat: (uri) =>
      found(uri, async (address) => {
        const [{ ctime, mtime }, part] = await Promise.all([statOf(vscode.Uri.parse(address.file)), parts.at(address)]);
        const { File: type } = vscode.FileType;
        return { type, ctime, mtime, size: lengthOf(part), permissions: vscode.FilePermission.Readonly };
      }),
    readFile: (uri) =>
      found(uri, async (address) => {
        const part = await parts.at(address);
        const lanes = databaseLanes(laneHostOf(host, "database"), {
          file: await inputOf(vscode.Uri.parse(address.file), host),
          part,
        });
        try {
          return await lanes.ask("bytes", { start: 0, end: lengthOf(part) }).result;
        } finally {
          lanes.dispose();
        }
      }),
  };
}

/** @throws FileSystemError where there is no such part, whatever the reason */
async function found<T>(uri: vscode.Uri, use: (address: PartAddress) => Promise<T>): Promise<T> {
  const address = addressOfUri(uri);
  if (address === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  try {
    return await use(address);
  } catch (error) {
    throw vscode.FileSystemError.Unavailable(error instanceof Error ? error.message : String(error));
  }
}
