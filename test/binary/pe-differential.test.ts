/**
 * Images that were made with mingw-w64, its own libraries, and what Wine has, held against binutils' objdump: headers, sections,
 * imports, exports, resources, relocations, functions and debug entries, each of them. DRIVERLENS_ALL_IMAGES=1 compares all
 * that Wine has, and prints how much that was; DRIVERLENS_IMAGES=path:path compares others.
 */
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { builtImages } from "./support/built-images.ts";
import { type Comparison, compareWithObjdump } from "./support/compare.ts";
import { mingwLibraries } from "./support/mingw-libraries.ts";
import { mingwIsMissing } from "./support/toolchain.ts";
import { wineImage, wineImages, wineIsMissing } from "./support/wine-images.ts";

const isAll = process.env.DRIVERLENS_ALL_IMAGES === "1";
const others = (process.env.DRIVERLENS_IMAGES ?? "").split(":").filter((path) => path !== "");

/** All drivers, the kernel, and some of everything else. */
const isChosen = (name: string, index: number): boolean =>
  isAll || name.endsWith(".sys") || name === "ntoskrnl.exe" || index % 12 === 7;

describe.skipIf(mingwIsMissing || wineIsMissing)("objdump says the same", () => {
  const told = new Map<string, number>();
  const compare = (path: string): Comparison => {
    const comparison = compareWithObjdump(path);
    for (const [kind, count] of Object.entries(comparison.counts)) told.set(kind, (told.get(kind) ?? 0) + count);
    told.set("images", (told.get("images") ?? 0) + 1);
    return comparison;
  };

  test("of what is made of our sources", async () => {
    const { images } = await builtImages();
    for (const path of images) {
      expect([path, compare(path).differences]).toEqual([path, []]);
    }
  });

  test("of mingw-w64's own libraries, for x64 and x86", () => {
    const paths = mingwLibraries();
    expect(paths.length).toBeGreaterThan(3);
    const differences = paths.flatMap((path) => compare(path).differences.map((one) => `${path}: ${one}`));
    expect(differences).toEqual([]);
  });

  // All of them take ten seconds.
  test("of Wine's drivers, libraries and programs", { timeout: 600_000 }, () => {
    const paths = [...wineImages().filter(isChosen).map(wineImage), ...others];
    const differences = paths.flatMap((path) => compare(path).differences.map((one) => `${basename(path)}: ${one}`));
    expect(differences).toEqual([]);
  });

  test("and it says much", () => {
    if (isAll || others.length > 0) console.log(Object.fromEntries(told));
    const least = {
      images: 30,
      imports: 1000,
      exports: 1000,
      resources: 100,
      sections: 300,
      relocations: 60,
      debug: 2,
    };
    for (const [kind, count] of Object.entries(least)) {
      expect([kind, told.get(kind)! >= count]).toEqual([kind, true]);
    }
  });
});
