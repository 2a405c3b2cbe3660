/** Numbers and names of a binary file, read range by range; what lies beyond its end is undefined, and nothing throws for it. */
import type { ByteSource } from "./source.ts";
import { characters } from "./text.ts";

const blockSize = 64 * 1024;
const keptBlocks = 16;

/** A few bytes of a file that belong together: a header, an entry of a table. Offsets are within it. */
export class FileRecord {
  private readonly view: DataView;
  private readonly isLittle: boolean;

  constructor(bytes: Uint8Array, isLittle: boolean) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittle = isLittle;
  }

  u8(offset: number): number {
    return this.view.getUint8(offset);
  }

  u16(offset: number): number {
    return this.view.getUint16(offset, this.isLittle);
  }

  u32(offset: number): number {
    return this.view.getUint32(offset, this.isLittle);
  }

  u64(offset: number): bigint {
    return this.view.getBigUint64(offset, this.isLittle);
  }

  /** Of 64 bits, for places in a file: what is beyond 2^53 is no place in any, and stays beyond. */
  place(offset: number): number {
    return Number(this.u64(offset));
  }
}

/** Reads a file in blocks of which it keeps a few: tables of symbols and of their names are gone through side by side. */
export class ImageReader {
  readonly source: ByteSource;
  readonly length: number;
  readonly isLittle: boolean;
  private readonly blocks = new Map<number, Uint8Array>();

  constructor(source: ByteSource, isLittle = true) {
    this.source = source;
    this.length = source.length;
    this.isLittle = isLittle;
  }

  /** @returns undefined where the file does not have all of it */
  record(offset: number, size: number): FileRecord | undefined {
    const bytes = this.bytes(offset, size);
    return bytes === undefined ? undefined : new FileRecord(bytes, this.isLittle);
  }

  /** @param size of at most `blockSize` bytes, else they are read past what is kept */
  bytes(offset: number, size: number): Uint8Array | undefined {
    if (!(offset >= 0 && size >= 0 && offset + size <= this.length)) return undefined;
    const number = Math.floor(offset / blockSize);
    const start = offset - number * blockSize;
    if (start + size > blockSize) return this.source.read(offset, offset + size);
    return this.block(number).subarray(start, start + size);
  }

  /** Bytes up to a zero, each a character; what is longer than `limit` is cut off. Empty where there is none. */
  name(offset: number, limit = 1024): string {
    return asciiOf(this.zeroEnded(offset, limit));
  }

  /** Bytes up to a zero, without it; `limit` of them at most. Empty where there are none. */
  zeroEnded(offset: number, limit: number): Uint8Array {
    if (!(offset >= 0 && offset < this.length)) return new Uint8Array(0);
    const most = Math.min(limit, this.length - offset);
    // Nearly all end within the block that they begin in.
    const near = this.bytes(offset, Math.min(most, blockSize - (offset % blockSize))) ?? new Uint8Array(0);
    const bytes = near.length < most && !near.includes(0) ? (this.bytes(offset, most) ?? near) : near;
    const zero = bytes.indexOf(0);
    return zero < 0 ? bytes : bytes.subarray(0, zero);
  }

  private block(number: number): Uint8Array {
    const kept = this.blocks.get(number);
    if (kept !== undefined) return kept;
    const start = number * blockSize;
    const bytes = this.source.read(start, Math.min(start + blockSize, this.length));
    const [oldest] = this.blocks.keys();
    if (this.blocks.size >= keptBlocks && oldest !== undefined) this.blocks.delete(oldest);
    this.blocks.set(number, bytes);
    return bytes;
  }
}

/** Characters of one byte up to a zero, or to the end. */
export function asciiOf(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return characters(zero < 0 ? bytes : bytes.subarray(0, zero));
}
