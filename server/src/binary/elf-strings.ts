/** Names as ELF has them: places in a section of strings that end with a zero. */

import type { ImageReader } from "./record.ts";
import { ScatteredReader } from "./scattered.ts";
import { textOf } from "./text.ts";

/** What C++ and Rust make of names is long; nothing that a compiler writes is longer. */
const longestName = 4096;

/**
 * Of all names of one table, several times those of the largest kernel: entries that all lead to one long string cost no more
 * than this.
 */
const mostNameBytes = 32 * 1024 * 1024;

export class StringTable {
  private readonly reader: ScatteredReader;
  private readonly section: StringSection | undefined;
  private left = mostNameBytes;

  /** @param section undefined where the file has none: all names are empty then */
  constructor(reader: ImageReader, section: StringSection | undefined) {
    this.reader = new ScatteredReader(reader);
    this.section = section;
  }

  /** Empty where the section has no such place, and once all names together are longer than any compiler writes. */
  at(place: number): string {
    if (this.section === undefined || this.left <= 0) return "";
    const { offset, size } = this.section;
    if (!(place >= 0 && place < size)) return "";
    const bytes = this.reader.zeroEnded(offset + place, Math.min(longestName, size - place));
    this.left -= bytes.length;
    return textOf(bytes);
  }
}

/** In the file, in bytes. */
export interface StringSection {
  readonly offset: number;
  readonly size: number;
}
