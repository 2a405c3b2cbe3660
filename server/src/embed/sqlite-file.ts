/** The first 100 bytes of an SQLite database: whether a driver can read the file as it lies in memory. */

/** What a driver can open, or a sentence that says why it cannot and what to do. */
export type DatabaseFile = { readonly pageSize: number; readonly pages: number } | { readonly mistake: string };

/**
 * "Database File Format" (sqlite.org/fileformat2.html): the magic, the page size at 16, the versions at 18 and 19, the
 * number of pages at 28, which holds where the counters at 24 and 92 are the same.
 * @param name how the file is called in commands that it is said to need
 */
export function readDatabaseFile(bytes: Uint8Array, name: string): DatabaseFile {
  if (bytes.length < headerSize || !magic.every((byte, index) => bytes[index] === byte)) {
    return { mistake: `it does not begin with "SQLite format 3": it is no database, or an encrypted one` };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = view.getUint16(16);
  // 65,536 does not fit.
  const pageSize = stored === 1 ? 0x1_0000 : stored;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) {
    return { mistake: `its page size is ${stored}, which is no power of two from 512 on: it is damaged` };
  }
  if (bytes[18] === 2 || bytes[19] === 2) {
    const cure = `sqlite3 ${name} "PRAGMA journal_mode=DELETE"`;
    return { mistake: `it is in WAL mode, which needs shared memory even to be read; take it out of it: ${cure}` };
  }
  if (bytes[18] !== 1 || bytes[19] !== 1) {
    return { mistake: `it has file format ${Math.max(bytes[18] ?? 0, bytes[19] ?? 0)}, which is not known` };
  }
  const hasCount = view.getUint32(24) === view.getUint32(92) && view.getUint32(28) > 0;
  const pages = hasCount ? view.getUint32(28) : Math.ceil(bytes.length / pageSize);
  if (bytes.length !== pages * pageSize) {
    const expected = `${pages} pages of ${pageSize} bytes, which are ${pages * pageSize} bytes`;
    return { mistake: `it has ${bytes.length} bytes, and not ${expected}: it is cut off, or something is behind it` };
  }
  return { pageSize, pages };
}

const headerSize = 100;
const magic = [..."SQLite format 3\0"].map((char) => char.charCodeAt(0));
