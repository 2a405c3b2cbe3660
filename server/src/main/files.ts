/** The file system port on Node: the disk as a `FileTree`. Nothing here throws; what cannot be read is undefined. */
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import type { DirectoryEntry, FileTree } from "../model/unit/file-tree.ts";

/** The disk. Paths are '/'-separated on every platform; Node takes them so on Windows too. */
export function nodeFileTree(): FileTree {
  return { list, size, read, realPath };
}

/** A path of this platform in the form that `FileTree` takes: absolute, '/'-separated, without a '/' at the end. */
export function toTreePath(absolute: string, separator: string): string {
  const slashed = separator === "\\" ? absolute.replaceAll("\\", "/") : absolute;
  return slashed.length > 1 ? slashed.replace(/\/+$/, "") || "/" : slashed;
}

function list(directory: string): readonly DirectoryEntry[] | undefined {
  const entries = attempt(() => readdirSync(hostDirectory(directory), { withFileTypes: true }));
  return entries?.map((entry) => describe(directory, entry));
}

function describe(directory: string, entry: Dirent): DirectoryEntry {
  if (!entry.isSymbolicLink()) return { name: entry.name, kind: kindOf(entry), link: false };
  const target = attempt(() => statSync(`${directory}/${entry.name}`));
  return { name: entry.name, kind: target === undefined ? "other" : kindOf(target), link: true };
}

function kindOf(what: { isFile(): boolean; isDirectory(): boolean }): DirectoryEntry["kind"] {
  if (what.isFile()) return "file";
  return what.isDirectory() ? "directory" : "other";
}

function size(path: string): number | undefined {
  const stat = attempt(() => statSync(path));
  return stat?.isFile() ? stat.size : undefined;
}

function read(path: string): Uint8Array | undefined {
  // The size check keeps a pipe or device, which would block or never end, from being read.
  return size(path) === undefined ? undefined : attempt(() => readFileSync(path));
}

function realPath(path: string): string | undefined {
  return attempt(() => realpathSync(path))?.replaceAll("\\", "/");
}

/** "C:" alone means the drive's current directory on Windows. */
function hostDirectory(directory: string): string {
  return directory === "" || /^[A-Za-z]:$/.test(directory) ? `${directory}/` : directory;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
