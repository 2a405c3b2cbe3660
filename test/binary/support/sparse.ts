/** Sources of hundreds of megabytes that are nowhere: they count what is read of them. */
import type { ByteSource } from "../../../server/src/binary/source.ts";

export interface CountingSource extends ByteSource {
  /** In bytes, all reads together. */
  readonly bytesRead: number;
  /** In bytes, the largest read. */
  readonly largestRead: number;
}

/** @param fill gives the bytes of [start, end) */
export function countingSource(length: number, fill: (start: number, end: number) => Uint8Array): CountingSource {
  const counts = { bytesRead: 0, largestRead: 0 };
  return {
    length,
    read(start, end) {
      if (!(start >= 0 && start <= end && end <= length)) throw new Error(`a read of [${start}, ${end})`);
      counts.bytesRead += end - start;
      counts.largestRead = Math.max(counts.largestRead, end - start);
      return fill(start, end);
    },
    get bytesRead() {
      return counts.bytesRead;
    },
    get largestRead() {
      return counts.largestRead;
    },
  };
}

/** A part of a sparse file. */
export interface Piece {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Pieces, with zeros between them. */
export function sparse(length: number, pieces: readonly Piece[]): CountingSource {
  return countingSource(length, (start, end) => {
    const bytes = new Uint8Array(end - start);
    for (const piece of pieces) {
      const from = Math.max(start, piece.start);
      const to = Math.min(end, piece.start + piece.bytes.length);
      if (from < to) bytes.set(piece.bytes.subarray(from - piece.start, to - piece.start), from - start);
    }
    return bytes;
  });
}
