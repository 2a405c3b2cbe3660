/** The texts that a unit's session begins with. */
import { MAX_FILE_BYTES } from "../../model/unit/discover.ts";
import type { FileTree } from "../../model/unit/file-tree.ts";
import { readText } from "../../model/unit/texts.ts";
import type { CheckTask } from "../plan.ts";
import type { Steps } from "../steps.ts";
import type { SessionInput } from "../unit-session.ts";

/** Reads sources, headers and what else is to be checked; `onRead` is told of each file the moment it is read. */
export function* readUnitFiles(
  { driver, paths }: CheckTask,
  tree: FileTree,
  onRead: (path: string) => void,
): Steps<SessionInput["files"]> {
  const files: { path: string; text: string }[] = [];
  for (const path of new Set([...driver.sources, ...driver.headers, ...paths])) {
    const result = readText(tree, path, MAX_FILE_BYTES);
    onRead(path);
    if (result.ok) {
      files.push({ path, text: result.decoded.text });
    }
    yield;
  }
  return files;
}
