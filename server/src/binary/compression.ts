/** Distributions compress their kernel modules (.ko.xz, .ko.zst, .ko.gz): nothing in such a file can be read as it is. */

import { ImageReader } from "./record.ts";
import type { ByteSource } from "./source.ts";

export interface Compression {
  readonly format: "xz" | "zstd" | "gzip";
  /** What unpacks a file whose name stands behind it, and leaves the file there. */
  readonly command: string;
}

const formats: readonly (Compression & { readonly magic: readonly number[] })[] = [
  { format: "xz", command: "xz -dk", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0] },
  { format: "zstd", command: "zstd -d", magic: [0x28, 0xb5, 0x2f, 0xfd] },
  // The third byte is the method, of which there is one.
  { format: "gzip", command: "gzip -dk", magic: [0x1f, 0x8b, 8] },
];

/** By what the file begins with; undefined where it is not compressed. */
export function compressionOf(source: ByteSource): Compression | undefined {
  const reader = new ImageReader(source);
  const found = formats.find(({ magic }) => {
    const bytes = reader.bytes(0, magic.length);
    return bytes !== undefined && magic.every((byte, index) => bytes[index] === byte);
  });
  return found === undefined ? undefined : { format: found.format, command: found.command };
}
