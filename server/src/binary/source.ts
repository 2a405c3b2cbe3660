/** Bytes that are read range by range, at once: a file of gigabytes, a window of a driver's image, an array of a source. */

export interface ByteSource {
  /** In bytes; may be beyond 4 GB. */
  readonly length: number;
  /**
   * The bytes of [start, end), which are inside. What is given may share memory with the source: nobody writes to it.
   * @throws SourceError where the host can no longer read
   */
  read(start: number, end: number): Uint8Array;
}

/** What the host could not read: the file is gone, cut off, or not for us. The message is for people. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

export function bytesSource(given: Uint8Array): ByteSource {
  // A Buffer of Node is a Uint8Array whose slice is no copy: who takes one of what is read here would write into the source.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return { length: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

/** A part of another source; what is said to be beyond its end is not there. */
export function windowSource(source: ByteSource, start: number, length: number): ByteSource {
  const offset = Math.min(Math.max(start, 0), source.length);
  return {
    length: Math.max(Math.min(length, source.length - offset), 0),
    read: (from, to) => source.read(offset + from, offset + to),
  };
}

/** A file that a worker reads by itself, or bytes where it cannot. */
export type FileInput = { readonly path: string } | { readonly bytes: Uint8Array };
