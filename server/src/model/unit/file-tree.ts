/**
 * The port through which driver units see files, so that the model runs over a disk, a browser workspace or a test's map.
 * Paths are absolute, '/'-separated strings without a '/' at the end ("C:/src/drv", "/home/me/drv").
 */

export interface DirectoryEntry {
  readonly name: string;
  /** What the entry is, links followed; "other" for sockets, devices and links that lead nowhere. */
  readonly kind: "file" | "directory" | "other";
  /** Whether it is a symbolic link or junction: the walk follows one only where it cannot loop. */
  readonly link: boolean;
}

export interface FileTree {
  /** The entries of a directory, in any order; undefined where it is missing, unreadable or not a directory. */
  list(directory: string): readonly DirectoryEntry[] | undefined;
  /** The length of a file in bytes; undefined where it is missing. */
  size(path: string): number | undefined;
  /** A file's bytes; undefined where it is missing or unreadable. */
  read(path: string): Uint8Array | undefined;
  /** The text of a file that someone is editing, which goes before its bytes; only of hosts that have editors. */
  openText?(path: string): string | undefined;
  /** The path with its links resolved; undefined where it leads nowhere. */
  realPath(path: string): string | undefined;
}
