/**
 * The first 100 bytes of an SQLite database, field by field. The layout is that of "Database File Format", section 1.3
 * (sqlite.org/fileformat2.html).
 */

export interface DatabaseHeader {
  /** In bytes: a power of two, 512 to 65,536. */
  readonly pageSize: number;
  /** Who may write and read the file: 1 with a rollback journal, 2 with a write-ahead log (1.3.3). */
  readonly writeVersion: number;
  readonly readVersion: number;
  /** Bytes at the end of each page that are not SQLite's: of encryption or checksums (1.3.4). */
  readonly reservedBytes: number;
  /** 64, 32 and 32, as no other values were ever allowed (1.3.5). */
  readonly hasUsualFractions: boolean;
  /** Pages, as the header says; undefined where what wrote the file last did not keep it (1.3.7). */
  readonly pageCount: number | undefined;
  readonly firstFreeTrunk: number;
  readonly freePages: number;
  /** Which SQL the schema may have: 1 to 4; 0 where there is none yet (1.3.10). */
  readonly schemaFormat: number;
  readonly cacheSize: number;
  /** The largest root page where there are pointer maps; 0 in a file without auto_vacuum (1.3.12). */
  readonly largestRoot: number;
  readonly isIncrementalVacuum: boolean;
  /** 1 UTF-8, 2 UTF-16le, 3 UTF-16be; 0 where nothing is in it yet (1.3.13). */
  readonly encoding: number;
  readonly userVersion: number;
  readonly applicationId: number;
  /** Of the SQLite that wrote it last: 3,045,001 is 3.45.1; 0 where none said so (1.3.16). */
  readonly writtenBy: number;
}

/** How every database begins. */
export const magic: Uint8Array = Uint8Array.from("SQLite format 3\0", (char) => char.charCodeAt(0));

/** In bytes: how much of a file `readHeader` is to be given. */
export const headerSize = 100;

/** @returns why these are no bytes of a database, in a sentence without a capital and a full stop, or what the header says */
export function readHeader(bytes: Uint8Array): DatabaseHeader | { readonly mistake: string } {
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
  const hasCount = view.getUint32(24) === view.getUint32(92) && view.getUint32(28) > 0;
  return {
    pageSize,
    writeVersion: view.getUint8(18),
    readVersion: view.getUint8(19),
    reservedBytes: view.getUint8(20),
    hasUsualFractions: view.getUint8(21) === 64 && view.getUint8(22) === 32 && view.getUint8(23) === 32,
    pageCount: hasCount ? view.getUint32(28) : undefined,
    firstFreeTrunk: view.getUint32(32),
    freePages: view.getUint32(36),
    schemaFormat: view.getUint32(44),
    cacheSize: view.getInt32(48),
    largestRoot: view.getUint32(52),
    encoding: view.getUint32(56),
    userVersion: view.getInt32(60),
    isIncrementalVacuum: view.getUint32(64) !== 0,
    applicationId: view.getUint32(68),
    writtenBy: view.getUint32(96),
  };
}
