/** Files by what they are: a link and what it leads to, names that differ in their case alone. */
import { stat } from "node:fs/promises";
import type { Uri } from "vscode";

export async function isSameFile(one: Uri, other: Uri): Promise<boolean> {
  if (one.toString() === other.toString()) return true;
  if (one.scheme !== "file" || other.scheme !== "file") return false;
  const identity = async ({ fsPath }: Uri): Promise<string | undefined> => {
    try {
      const { dev, ino } = await stat(fsPath, { bigint: true });
      return `${dev} ${ino}`;
    } catch {
      // What is not there is no other's file.
      return undefined;
    }
  };
  const [first, second] = await Promise.all([identity(one), identity(other)]);
  return first !== undefined && first === second;
}
