/** A file on the disk, read range by range. */
import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { type ByteSource, SourceError } from "../binary/source.ts";

/**
 * Open until the thread ends.
 *
 * @throws SourceError where it is not there, no file, or not for us
 */
export function openFile(path: string): ByteSource {
  const handle = reading(path, () => openSync(path, "r"));
  const { size, isFile } = reading(path, () => {
    const stat = fstatSync(handle);
    return { size: stat.size, isFile: stat.isFile() };
  });
  if (!isFile) {
    closeSync(handle);
    throw new SourceError(`${path} is no file.`);
  }
  return {
    length: size,
    read(start, end) {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const count = reading(path, () => readSync(handle, bytes, filled, bytes.length - filled, start + filled));
        if (count === 0) throw new SourceError(`${path} has become shorter.`);
        filled += count;
      }
      return bytes;
    },
  };
}

/**
 * @returns undefined where there is nothing of this name
 * @throws SourceError where that cannot be known
 */
export function statOf(path: string): Stats | undefined {
  return reading(path, () => {
    try {
      return statSync(path, { throwIfNoEntry: false });
    } catch (error) {
      // Within a file there is nothing.
      if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
      throw error;
    }
  });
}

const reading = <T>(path: string, read: () => T): T => trying(`${path} cannot be read`, read);

/** @throws SourceError that begins with `failure` where the system says no */
export function trying<T>(failure: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new SourceError(`${failure}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
