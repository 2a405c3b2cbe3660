/** Reads of a few bytes at places all over a file, in whatever order a table leads there: names, numbers beside symbols. */

import type { ImageReader } from "./record.ts";

const blockSize = 64 * 1024;
/** 16 MB: the names of all but the largest files, which are read once then. */
const keptBlocks = 256;
/** 512 MB: tables of larger files are in the order of their names; those that lead here and there on purpose are not followed. */
const mostLoads = 8192;

export class ScatteredReader {
  private readonly reader: ImageReader;
  private readonly blocks = new Map<number, Uint8Array>();
  private left = mostLoads;

  constructor(reader: ImageReader) {
    this.reader = reader;
  }

  /** @param size of at most `blockSize`. @returns undefined where the file does not have all of it, and once too much was read */
  bytes(offset: number, size: number): Uint8Array | undefined {
    if (!(offset >= 0 && size >= 0 && size <= blockSize && offset + size <= this.reader.length)) return undefined;
    const number = Math.floor(offset / blockSize);
    const start = offset - number * blockSize;
    const first = this.block(number)?.subarray(start, start + size);
    if (first === undefined || first.length === size) return first;
    const second = this.block(number + 1);
    if (second === undefined) return undefined;
    const joined = new Uint8Array(size);
    joined.set(first);
    joined.set(second.subarray(0, size - first.length), first.length);
    return joined;
  }

  /** Bytes up to a zero, without it; `limit` of them at most. Empty where there are none. */
  zeroEnded(offset: number, limit: number): Uint8Array {
    if (!(offset >= 0 && offset < this.reader.length)) return new Uint8Array(0);
    const most = Math.min(limit, this.reader.length - offset, blockSize);
    // Nearly all end within the block that they begin in.
    const near = this.bytes(offset, Math.min(most, blockSize - (offset % blockSize))) ?? new Uint8Array(0);
    const nearZero = near.indexOf(0);
    if (nearZero >= 0) return near.subarray(0, nearZero);
    const bytes = near.length < most ? (this.bytes(offset, most) ?? near) : near;
    const zero = bytes.indexOf(0);
    return zero < 0 ? bytes : bytes.subarray(0, zero);
  }

  private block(number: number): Uint8Array | undefined {
    const kept = this.blocks.get(number);
    if (kept !== undefined) return kept;
    if (this.left <= 0) return undefined;
    this.left--;
    const start = number * blockSize;
    const bytes = this.reader.source.read(start, Math.min(start + blockSize, this.reader.length));
    const [oldest] = this.blocks.keys();
    if (this.blocks.size >= keptBlocks && oldest !== undefined) this.blocks.delete(oldest);
    this.blocks.set(number, bytes);
    return bytes;
  }
}
