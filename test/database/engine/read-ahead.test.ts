/** Reading ahead gives the same bytes with fewer reads, and reads no more than twice what is asked for. */
import { expect, test } from "vitest";
import type { ByteSource } from "../../../server/src/binary/source.ts";
import { readAhead } from "../../../server/src/database/bytes/read-ahead.ts";

function counted(length: number): { readonly source: ByteSource; reads: number; bytes: number } {
  const all = Uint8Array.from({ length }, (_, index) => (index * 31) ^ (index >> 8));
  const counts = {
    reads: 0,
    bytes: 0,
    source: {
      length,
      read(start: number, end: number): Uint8Array {
        if (start < 0 || end > length || start > end) throw new Error(`[${start}, ${end}) of ${length}`);
        counts.reads++;
        counts.bytes += end - start;
        return all.slice(start, end);
      },
    },
  };
  return counts;
}

const page = 4096;

test("two tables that are read along at a time take few reads", () => {
  const counts = counted(8 * 1024 * 1024);
  const source = readAhead(counts.source);
  const half = source.length / 2;
  for (let start = 0; start < half; start += page) {
    source.read(start, start + page);
    source.read(half + start, half + start + page);
  }
  expect(counts.reads).toBeLessThan(40);
  // The first table's last run goes on into the second.
  expect(counts.bytes).toBeLessThanOrEqual(source.length + 1024 * 1024);
});

test("a page here and a page there are read alone", () => {
  const counts = counted(8 * 1024 * 1024);
  const source = readAhead(counts.source);
  for (let index = 0; index < 100; index++) {
    const start = ((index * 797) % 2048) * page;
    source.read(start, start + page);
  }
  expect(counts.bytes).toBeLessThanOrEqual(200 * page);
});

test("the bytes are those of the source, wherever and however much is asked for", () => {
  const counts = counted(300_000);
  const source = readAhead(counts.source);
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let start = 0;
  for (let index = 0; index < 20_000; index++) {
    start = random(3) === 0 ? random(source.length) : Math.min(start + random(5000), source.length);
    const end = Math.min(start + random(6000), source.length);
    expect(Buffer.compare(source.read(start, end), counts.source.read(start, end))).toBe(0);
  }
});
