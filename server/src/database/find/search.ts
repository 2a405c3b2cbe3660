/** Where bytes in a file begin a database: the magic, piece by piece of the file, and what the header behind it says. */

import type { ByteSource } from "../../binary/source.ts";
import { headerSize, magic } from "../../embed/sqlite-header.ts";
import { type Extent, readExtent } from "./header.ts";

export interface Hit {
  readonly start: number;
  readonly extent: Extent;
}

const pieceSize = 4 * 1024 * 1024;

/**
 * @param onProgress from 0 to 1, and at most once for each piece of `pieceSize` bytes
 */
export function* searchDatabases(source: ByteSource, onProgress: (fraction: number) => void): Generator<Hit> {
  const { length } = source;
  for (let start = 0; start + headerSize <= length; start += pieceSize) {
    if (start > 0) onProgress(start / length);
    // A magic may reach into the next piece.
    const piece = source.read(start, Math.min(start + pieceSize + magic.length - 1, length));
    for (let at = nextMagic(piece, 0); at >= 0; at = nextMagic(piece, at + 1)) {
      const place = start + at;
      const extent = place + headerSize <= length ? readExtent(source.read(place, place + headerSize)) : undefined;
      if (extent !== undefined) yield { start: place, extent };
    }
  }
}

/** Horspool's search: of most pieces only each sixteenth byte is looked at. */
function nextMagic(bytes: Uint8Array, from: number): number {
  const last = magic.length - 1;
  for (let at = from + last; at < bytes.length; at += skips[bytes[at]!]!) {
    if (bytes[at] !== 0) continue;
    const start = at - last;
    let index = 0;
    while (index < last && bytes[start + index] === magic[index]) index++;
    if (index === last) return start;
  }
  return -1;
}

/** How far the search may go on from a byte under the magic's end: to where the magic has that byte. */
const skips: Uint8Array = new Uint8Array(256).fill(magic.length);
for (const [index, byte] of magic.subarray(0, -1).entries()) skips[byte] = magic.length - 1 - index;
