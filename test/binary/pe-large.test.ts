/** An image of 500 MB is read by windows: its tables alone, and all of it only for the checksum, a piece at a time. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type PeImage, readPe } from "../../server/src/binary/pe.ts";
import { peChecksum } from "../../server/src/binary/pe-checksum.ts";
import { type ByteSource, bytesSource } from "../../server/src/binary/source.ts";
import { builtImages } from "./support/built-images.ts";
import { mingwIsMissing } from "./support/toolchain.ts";
import { askAll } from "./support/windows-surface.ts";

const megabyte = 1024 * 1024;
const size = 500 * megabyte;

/** The image's headers stay where they are; what its sections hold lies at the end of a file that is nothing else in between. */
function largeOf(small: Uint8Array): ByteSource & { readonly reads: number[] } {
  const bytes = small.slice();
  const view = new DataView(bytes.buffer);
  const { sections, sizeOfHeaders, checksumOffset } = readPe(bytesSource(bytes)) as PeImage;
  const file = view.getUint32(60, true) + 4;
  const table = file + 20 + view.getUint16(file + 16, true);
  const moved = size - bytes.length;
  for (const [index, { offset }] of sections.entries()) {
    if (offset > 0) view.setUint32(table + index * 40 + 20, offset + moved, true);
  }
  view.setUint32(file + 8, view.getUint32(file + 8, true) + moved, true);
  view.setUint32(checksumOffset, 0x1234_5678, true);
  const reads: number[] = [];
  return {
    length: size,
    reads,
    read(start, end) {
      reads.push(end - start);
      const read = new Uint8Array(end - start);
      if (start < sizeOfHeaders) read.set(bytes.subarray(start, Math.min(end, sizeOfHeaders)));
      const from = Math.max(start, moved + sizeOfHeaders);
      if (from < end) read.set(bytes.subarray(from - moved, end - moved), from - start);
      return read;
    },
  };
}

describe.skipIf(mingwIsMissing)("500 MB", () => {
  test("of which the tables are read, and nothing else", async () => {
    const { path } = await builtImages();
    for (const name of ["driver.x64.sys", "library.x86.dll"]) {
      const small = new Uint8Array(readFileSync(path(name)));
      const large = largeOf(small);
      expect(askAll(large, {}, { isWhole: false })).toEqual(askAll(bytesSource(small), {}, { isWhole: false }));
      expect(Math.max(...large.reads)).toBeLessThanOrEqual(64 * 1024);
      // A few blocks of 64 KB, by each of those who ask.
      expect(large.reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(megabyte);
    }
  });

  test("of which the checksum reads each byte once, a megabyte at a time", async () => {
    const { path } = await builtImages();
    const small = new Uint8Array(readFileSync(path("driver-stripped.x64.sys")));
    const large = largeOf(small);
    const image = readPe(large) as PeImage;
    large.reads.length = 0;
    const told: number[] = [];
    const checksum = peChecksum(large, image, (fraction) => told.push(fraction));
    expect(Math.max(...large.reads)).toBe(megabyte);
    // And the checksum that is stored once more.
    expect(large.reads.reduce((sum, length) => sum + length, 0)).toBe(size + 4);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    // Zeros add nothing: it is the sum of the small file, of even length, with the headers as they are now, and the length.
    const headers = largeOf(small).read(0, small.length);
    const dense = Uint8Array.from(small, (byte, at) => (at < image.sizeOfHeaders ? headers[at]! : byte));
    expect(checksum - size).toBe(peChecksum(bytesSource(dense), image) - small.length);
  });
});
