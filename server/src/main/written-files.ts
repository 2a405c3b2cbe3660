/** Files that commands make: each is there whole or, where that fails, as it was before. */
import { closeSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

export interface NewFile {
  /** As messages name it; of the current folder where it is relative. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Written {
  /** In their order: all of them, or those before the one that failed. */
  readonly paths: readonly string[];
  readonly failure: { readonly path: string; readonly reason: string } | undefined;
}

/**
 * Ends with the first that cannot be written; folders are made as needed.
 * @param existing what becomes of a file that is there already
 */
export function writeFiles(files: readonly NewFile[], existing: "keep" | "replace"): Written {
  const paths: string[] = [];
  for (const file of files) {
    try {
      mkdirSync(dirname(file.path), { recursive: true });
      if (existing === "replace") replace(file);
      else create(file);
    } catch (error) {
      return { paths, failure: { path: file.path, reason: error instanceof Error ? error.message : String(error) } };
    }
    paths.push(file.path);
  }
  return { paths, failure: undefined };
}

/** Whether something has this name, as a link that leads nowhere has, or a file stands where its folder has to be. */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

/** Whether two names mean one file, by whatever letters, links and folders; a file that is not there has its name alone. */
export function isSameFile(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  try {
    const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }));
    return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
  } catch {
    return false;
  }
}

function create({ path, content }: NewFile): void {
  // Fails where the file is there, even if it came this moment.
  const handle = openSync(path, "wx");
  try {
    writeFileSync(handle, content);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

function replace({ path, content }: NewFile): void {
  const temporary = `${path}.${process.pid}.driverlens`;
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
