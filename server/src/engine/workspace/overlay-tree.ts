/** The disk with open documents laid over it: their texts go before the files', and those that are not saved are there. */
import type { DirectoryEntry, FileTree } from "../../model/unit/file-tree.ts";
import { baseName, parentOf } from "../../model/unit/paths.ts";

/** `open`: the texts of open documents by path; looked at anew with every question. */
export function overlayTree(disk: FileTree, open: ReadonlyMap<string, { readonly text: string }>): FileTree {
  const openIn = (directory: string): readonly string[] =>
    [...open.keys()].filter((path) => parentOf(path) === directory).map(baseName);
  return {
    list(directory) {
      const entries = disk.list(directory);
      const known = new Set(entries?.map((entry) => entry.name));
      const added = openIn(directory).filter((name) => !known.has(name));
      if (added.length === 0) {
        return entries;
      }
      return [...(entries ?? []), ...added.map((name): DirectoryEntry => ({ name, kind: "file", link: false }))];
    },
    // A UTF-16 unit is a byte or more: what is too long is too long either way.
    size: (path) => open.get(path)?.text.length ?? disk.size(path),
    read: (path) => disk.read(path),
    openText: (path) => open.get(path)?.text,
    realPath: (path) => disk.realPath(path) ?? (open.has(path) ? path : undefined),
  };
}
