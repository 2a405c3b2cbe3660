/** The names of one table of a file. */

import type { ImageReader } from "./record.ts";
import { textOf } from "./text.ts";

/** Microsoft's compiler cuts decorated names off at 4,096 characters. */
const longestName = 4096;
/** All names of a table together, in bytes: ten times what the largest libraries export. */
const mostNameBytes = 32 * 1024 * 1024;

/** Reads names that may overlap: they cost no more than those of a table as linkers write it. */
export class NameReader {
  private readonly reader: ImageReader;
  private left: number;

  /** @param most in bytes, of all names together */
  constructor(reader: ImageReader, most = mostNameBytes) {
    this.reader = reader;
    this.left = most;
  }

  /**
   * @param end a byte that ends the name as a zero does
   * @returns undefined where the file has none there, or there were too many before; what is too long is cut off
   */
  at(offset: number | undefined, end = 0): string | undefined {
    if (offset === undefined || offset < 0 || offset >= this.reader.length || this.left <= 0) return undefined;
    const bytes = this.reader.zeroEnded(offset, longestName);
    const length = bytes.indexOf(end);
    const name = length < 0 ? bytes : bytes.subarray(0, length);
    this.left -= name.length + 1;
    return textOf(name);
  }
}
