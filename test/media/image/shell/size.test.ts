/** What the page of an image loads before it shows anything stays small. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const media = join(import.meta.dirname, "../../../../dist/media");
const zipped = (file: string): number => gzipSync(readFileSync(join(media, file))).length;

test("script and styles of the page are under 90 KB, compressed", () => {
  expect(zipped("image.js") + zipped("image-style.css")).toBeLessThan(90 * 1024);
});
