/** Something to embed. */
import { createHash } from "node:crypto";
import type { Embedding } from "../../server/src/embed/embedding.ts";

export function embeddingOf(bytes: Uint8Array, more: Partial<Embedding> = {}): Embedding {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    bytes,
    symbol: "Quirks",
    source: "quirks.db",
    sha256,
    shape: `${bytes.length} bytes`,
    section: "nonpaged",
    ...more,
  };
}

/** Every byte, several times, and a length that is no multiple of anything. */
export const everyByte = Uint8Array.from({ length: 1021 }, (_, index) => (index * 7) % 256);

/** The file that SQLite would write: magic, page size, versions, counters. */
export function databaseOf(
  shape: {
    readonly pageSize?: number;
    readonly pages?: number;
    readonly counted?: number;
    readonly version?: number;
  } = {},
): Uint8Array {
  const { pageSize = 512, pages = 2, counted = pages, version = 1 } = shape;
  const bytes = new Uint8Array(pageSize * pages);
  const view = new DataView(bytes.buffer);
  new TextEncoder().encodeInto("SQLite format 3\0", bytes);
  view.setUint16(16, pageSize === 65_536 ? 1 : pageSize);
  bytes[18] = version;
  bytes[19] = version;
  view.setUint32(24, 7);
  view.setUint32(28, counted);
  view.setUint32(92, 7);
  return bytes;
}
