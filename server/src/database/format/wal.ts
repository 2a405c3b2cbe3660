/**
 * A database with the write-ahead log beside it, as a reader would see it: for each page its last committed version. Neither
 * file is written. Sections are those of "Database File Format" (sqlite.org/fileformat2.html); a log is read as SQLite reads
 * it after a crash, from its beginning to the first frame that does not belong to it.
 */
import type { ByteSource } from "../../binary/source.ts";

export interface LoggedPages {
  /** Where the last committed version of a page begins in the log. */
  readonly places: ReadonlyMap<number, number>;
  readonly pageSize: number;
  /** Of the database after the last commit. */
  readonly pageCount: number;
  /** Committed frames: all versions of all pages. */
  readonly frames: number;
  /** Frames behind the last commit, of a transaction that was never finished. */
  readonly uncommitted: number;
}

/** @returns why nothing of the log counts, in a sentence; undefined where it has no frames at all, as after a checkpoint */
export function readWal(wal: ByteSource): LoggedPages | { readonly mistake: string } | undefined {
  if (wal.length < headerLength + frameHeader) return undefined;
  const start = wal.read(0, headerLength);
  const header = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const magic = header.getUint32(0);
  if ((magic & ~1) >>> 0 !== walMagic)
    return { mistake: "The write-ahead log beside it is none: it begins differently." };
  if (header.getUint32(4) !== walVersion) {
    return { mistake: `The write-ahead log beside it has version ${header.getUint32(4)}, which is not known.` };
  }
  const pageSize = header.getUint32(8);
  if (pageSize < 512 || pageSize > 0x1_0000 || (pageSize & (pageSize - 1)) !== 0) {
    return { mistake: `The write-ahead log beside it is damaged: it has pages of ${pageSize} bytes.` };
  }
  // 4.2: the words of a checksum are in the order of the machine that began the log; all else is big-endian.
  const isLittle = (magic & 1) === 0;
  const sum: Checksum = { a: 0, b: 0 };
  add(sum, header, 0, 24, isLittle);
  if (!matches(sum, header, 24))
    return { mistake: "The write-ahead log beside it is damaged: its header does not add up." };
  const salts = [header.getUint32(16), header.getUint32(20)] as const;
  return readFrames(wal, pageSize, (frame) => {
    // 4.1: a frame counts when its salts are the log's, and the sum over all before it and itself is in it.
    if (frame.getUint32(0) === 0 || frame.getUint32(8) !== salts[0] || frame.getUint32(12) !== salts[1]) return false;
    add(sum, frame, 0, 8, isLittle);
    add(sum, frame, frameHeader, frameHeader + pageSize, isLittle);
    return matches(sum, frame, 16);
  });
}

/** "4.1. WAL File Format": the numbers it begins with, the last bit of the first aside. */
const walMagic = 0x377f0682;
const walVersion = 3_007_000;
const headerLength = 32;
const frameHeader = 24;

/** Frames are read so many bytes at once. */
const readAtOnce = 1024 * 1024;

/** 4.4: frames behind the last commit are as if they were not there. */
function readFrames(wal: ByteSource, pageSize: number, counts: (frame: DataView) => boolean): LoggedPages | undefined {
  const size = frameHeader + pageSize;
  const total = Math.floor((wal.length - headerLength) / size);
  const most = Math.max(Math.floor(readAtOnce / size), 1);
  const places = new Map<number, number>();
  let open: [page: number, place: number][] = [];
  let pageCount = 0;
  let frames = 0;
  read: for (let first = 0; first < total; first += most) {
    const count = Math.min(most, total - first);
    const start = headerLength + first * size;
    const bytes = wal.read(start, start + count * size);
    for (let index = 0; index < count; index++) {
      const frame = new DataView(bytes.buffer, bytes.byteOffset + index * size, size);
      if (!counts(frame)) break read;
      open.push([frame.getUint32(0), start + index * size + frameHeader]);
      const committed = frame.getUint32(4);
      if (committed === 0) continue;
      for (const [page, place] of open) places.set(page, place);
      frames += open.length;
      open = [];
      pageCount = committed;
    }
  }
  return frames === 0 ? undefined : { places, pageSize, pageCount, frames, uncommitted: open.length };
}

interface Checksum {
  a: number;
  b: number;
}

/** 4.2: two sums over pairs of words, each of which goes into the other. */
function add(sum: Checksum, view: DataView, from: number, to: number, isLittle: boolean): void {
  let { a, b } = sum;
  for (let at = from; at < to; at += 8) {
    a = (a + view.getUint32(at, isLittle) + b) | 0;
    b = (b + view.getUint32(at + 4, isLittle) + a) | 0;
  }
  sum.a = a;
  sum.b = b;
}

const matches = ({ a, b }: Checksum, view: DataView, at: number): boolean =>
  a >>> 0 === view.getUint32(at) && b >>> 0 === view.getUint32(at + 4);

/** The database as it is with the log: pages that only the log has are at its end. */
export function withLog(database: ByteSource, wal: ByteSource, log: LoggedPages): ByteSource {
  const { pageSize, places, pageCount } = log;
  return {
    length: pageCount * pageSize,
    read(start, end) {
      const first = Math.floor(start / pageSize) + 1;
      const last = Math.ceil(end / pageSize);
      const only = first === last ? places.get(first) : undefined;
      if (only !== undefined) {
        const offset = only - (first - 1) * pageSize;
        return wal.read(offset + start, offset + end);
      }
      const logged: number[] = [];
      for (let page = first; page <= last; page++) if (places.has(page)) logged.push(page);
      if (logged.length === 0 && end <= database.length) return database.read(start, end);
      // Zeros stand for what neither has.
      const bytes = new Uint8Array(end - start);
      if (start < database.length) bytes.set(database.read(start, Math.min(end, database.length)));
      for (const page of logged) {
        const from = Math.max(start, (page - 1) * pageSize);
        const to = Math.min(end, page * pageSize);
        const offset = places.get(page)! - (page - 1) * pageSize;
        bytes.set(wal.read(offset + from, offset + to), from - start);
      }
      return bytes;
    },
  };
}

/** Pages whose last committed version is not in the database's file yet; a log that was brought into it may still lie there. */
export function pendingPages(
  database: ByteSource,
  wal: ByteSource,
  { pageSize, places, pageCount }: LoggedPages,
): number {
  let pending = 0;
  for (const [page, place] of places) {
    const start = (page - 1) * pageSize;
    // What a later commit has cut off does not count.
    if (page > pageCount) continue;
    const logged = wal.read(place, place + pageSize);
    const isThere = start + pageSize <= database.length && isSame(database.read(start, start + pageSize), logged);
    if (!isThere) pending++;
  }
  return pending;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
