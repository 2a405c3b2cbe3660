/** Whether a driver can read a database as it lies in memory: what its first 100 bytes and its length say. */
import { readHeader } from "./sqlite-header.ts";

/** What a driver can open, or a sentence that says why it cannot and what to do. */
export type DatabaseFile = { readonly pageSize: number; readonly pages: number } | { readonly mistake: string };

/** @param name how the file is called in commands that it is said to need */
export function readDatabaseFile(bytes: Uint8Array, name: string): DatabaseFile {
  const header = readHeader(bytes);
  if ("mistake" in header) return header;
  const { pageSize, writeVersion, readVersion } = header;
  if (writeVersion === 2 || readVersion === 2) {
    const cure = `sqlite3 ${name} "PRAGMA journal_mode=DELETE"`;
    return { mistake: `it is in WAL mode, which needs shared memory even to be read; take it out of it: ${cure}` };
  }
  if (writeVersion !== 1 || readVersion !== 1) {
    return { mistake: `it has file format ${Math.max(writeVersion, readVersion)}, which is not known` };
  }
  const pages = header.pageCount ?? Math.ceil(bytes.length / pageSize);
  if (bytes.length !== pages * pageSize) {
    const expected = `${pages} pages of ${pageSize} bytes, which are ${pages * pageSize} bytes`;
    return { mistake: `it has ${bytes.length} bytes, and not ${expected}: it is cut off, or something is behind it` };
  }
  return { pageSize, pages };
}
