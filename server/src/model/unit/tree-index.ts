/**
 * Directory listings, each read once, with look-up as Windows does it: exact spelling first, then any case.
 * Answers carry the spelling of the disk, so that one file has one path however many projects spell it.
 */
import type { DirectoryEntry, FileTree } from "./file-tree.ts";
import { joinPath, parentOf } from "./paths.ts";

export interface Listing {
  readonly entries: readonly DirectoryEntry[];
  find(name: string): DirectoryEntry | undefined;
}

export interface TreeIndex {
  /** The listing of a directory spelled as on disk. */
  listing(directory: string): Listing | undefined;
  /** The file that `spelled` names from `base`, in the disk's spelling; undefined where there is none. */
  findFile(base: string, spelled: string): string | undefined;
  findDirectory(base: string, spelled: string): string | undefined;
}

/** `roots`: their spelling, and that of the directories above them, is taken as given and never listed to check it. */
export function createTreeIndex(tree: FileTree, roots: readonly string[]): TreeIndex {
  const listings = new Map<string, Listing | undefined>();
  const directories = new Map<string, string | undefined>();
  const files = new Map<string, string | undefined>();
  for (const root of roots) {
    for (let at = root; at !== ""; at = parentOf(at)) directories.set(at, at);
  }

  function listing(directory: string): Listing | undefined {
    if (!listings.has(directory)) listings.set(directory, makeListing(tree.list(directory)));
    return listings.get(directory);
  }

  function entryAt(path: string): { path: string; kind: DirectoryEntry["kind"] } | undefined {
    const parent = directoryAt(parentOf(path));
    if (parent === undefined) return undefined;
    const entry = listing(parent)?.find(path.slice(path.lastIndexOf("/") + 1));
    return entry === undefined ? undefined : { path: `${parent}/${entry.name}`, kind: entry.kind };
  }

  function directoryAt(path: string): string | undefined {
    if (path === "" || /^[A-Za-z]:$/.test(path)) return path;
    if (!directories.has(path)) {
      const entry = entryAt(path);
      directories.set(path, entry?.kind === "directory" ? entry.path : undefined);
    }
    return directories.get(path);
  }

  function findFile(base: string, spelled: string): string | undefined {
    const key = `${base}|${spelled}`;
    if (!files.has(key)) {
      const entry = entryAt(joinPath(base, spelled));
      files.set(key, entry?.kind === "file" ? entry.path : undefined);
    }
    return files.get(key);
  }

  return { listing, findFile, findDirectory: (base, spelled) => directoryAt(joinPath(base, spelled)) };
}

function makeListing(entries: readonly DirectoryEntry[] | undefined): Listing | undefined {
  if (entries === undefined) return undefined;
  const exact = new Map<string, DirectoryEntry>();
  const folded = new Map<string, DirectoryEntry>();
  for (const entry of entries) {
    exact.set(entry.name, entry);
    folded.set(entry.name.toLowerCase(), entry);
  }
  return { entries, find: (name) => exact.get(name) ?? folded.get(name.toLowerCase()) };
}
