/** A unit's files, and the texts that its session begins with. */
import { MAX_FILE_BYTES } from "../../model/unit/discover.ts";
import type { FileTree } from "../../model/unit/file-tree.ts";
import { readText } from "../../model/unit/texts.ts";
import type { CheckTask } from "../plan.ts";
import type { Steps } from "../steps.ts";
import type { SessionInput } from "../unit-session.ts";

/** Sources, headers and what else is to be checked. */
export function unitFiles({ driver, paths }: CheckTask): ReadonlySet<string> {
  return new Set([...driver.sources, ...driver.headers, ...paths]);
}

/** Reads all files; `onRead` is told of each the moment it is read. */
export function* readUnitFiles(
  task: CheckTask,
  tree: FileTree,
  onRead: (path: string) => void,
): Steps<SessionInput["files"]> {
  const files: { path: string; text: string }[] = [];
  for (const path of unitFiles(task)) {
    const result = readText(tree, path, MAX_FILE_BYTES);
    onRead(path);
    if (result.ok) {
      files.push({ path, text: result.decoded.text });
    }
    yield;
  }
  return files;
}
