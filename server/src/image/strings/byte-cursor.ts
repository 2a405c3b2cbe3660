/** The bytes of a file one by one, of which a window is in memory. */
import type { ByteSource } from "../../binary/source.ts";

/** In bytes; what is looked back to lies before the place that was asked for. */
const windowSize = 256 * 1024;
const lookBack = 4 * 1024;

export class ByteCursor {
  readonly length: number;
  private readonly source: ByteSource;
  private bytes: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(source: ByteSource) {
    this.source = source;
    this.length = source.length;
  }

  /** -1 where the file has none. */
  at(offset: number): number {
    return this.bytes[offset - this.start] ?? this.load(offset);
  }

  private load(offset: number): number {
    if (!(offset >= 0 && offset < this.length)) return -1;
    this.start = Math.max(offset - lookBack, 0);
    this.bytes = this.source.read(this.start, Math.min(this.start + windowSize, this.length));
    return this.bytes[offset - this.start] ?? -1;
  }
}
