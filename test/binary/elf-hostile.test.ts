/**
 * Thousands of broken modules, objects and libraries, each asked all that can be asked: nothing throws, takes seconds or memory
 * without bounds. DRIVERLENS_HOSTILE_COUNT and _SEED ask for more and for others.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../server/src/binary/source.ts";
import { parseSymvers } from "../../server/src/binary/symvers.ts";
import { seeded } from "../engine/random.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { elfBase } from "./support/elf-fields.ts";
import { readAllOfElf } from "./support/elf-surface.ts";
import { allModules, has, isNeeded, modulesFolder } from "./support/linux-files.ts";
import { madeFiles } from "./support/made-files.ts";
import { type Base, mutated } from "./support/mutate.ts";
import { readElfFile } from "./support/read-elf-file.ts";

const count = Number(process.env.DRIVERLENS_HOSTILE_COUNT ?? 2000);
const seed = Number(process.env.DRIVERLENS_HOSTILE_SEED ?? 1);

/** With exports, with parameters, tiny. */
const modules = ["jbd2.ko", "mbcache.ko", "crc16.ko", "e1000e.ko"];
const made = [
  ...["library64.o", "library32.o", "sections64.o", "big-library64.o", "big-library32.o", "relocatable32.ko"],
  ...["library64.so", "linked32.so", "odd.o", "library64.debug"],
];

async function bases(): Promise<readonly Base[]> {
  const folder = modulesFolder();
  const ofDebian = folder === undefined ? [] : allModules(folder).filter((path) => modules.includes(basename(path)));
  const path = await madeFiles();
  return [...ofDebian, ...made.map((name) => join(path, name))].map((file) =>
    elfBase(basename(file), readFileSync(file), readElfFile(file)),
  );
}

describe.skipIf((!has("gcc") || modulesFolder() === undefined) && !isNeeded)("broken on purpose", () => {
  test(`${count} modules, objects and libraries`, { timeout: 60_000 + count * 100 }, async () => {
    const all = await bases();
    expect(all.length).toBe(modules.length + made.length);
    const whole = all.map(({ bytes }) => readAllOfElf(bytesSource(bytes)));
    expect(Math.min(...whole)).toBeGreaterThan(20);
    const [broke, slow]: [string[], string[]] = [[], []];
    const before = process.memoryUsage().rss;
    let found = 0;
    let slowest = 0;
    for (let index = 0; index < count; index++) {
      const { name, bytes } = mutated(all[index % all.length]!, seeded(seed * 1_000_003 + index));
      const start = cpuMilliseconds();
      try {
        found += readAllOfElf(bytesSource(bytes));
      } catch (error) {
        broke.push(`${index} ${name}: ${error}`);
      }
      const took = cpuMilliseconds() - start;
      slowest = Math.max(slowest, took);
      if (took > 1000) slow.push(`${index} ${name}: ${Math.round(took)} ms`);
    }
    expect(broke).toEqual([]);
    expect(slow).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
    // Most of what is in them is still read: they are not all refused at the door.
    const perFile = whole.reduce((sum, one) => sum + one, 0) / whole.length;
    expect(found / count).toBeGreaterThan(perFile / 3);
    if (process.env.DRIVERLENS_HOSTILE_COUNT !== undefined)
      console.log(`${count} files, ${found} things found, the slowest took ${Math.round(slowest)} ms`);
  });
});

test("broken Module.symvers", () => {
  const line = (index: number) =>
    `0x${index.toString(16).padStart(8, "0")}\tsymbol_${index}\tvmlinux\tEXPORT_SYMBOL\t\n`;
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, index) => line(index)).join(""));
  const base = { name: "Module.symvers", bytes, fields: [{ offset: 0, size: 4 }], isLittle: true } as const;
  let kept = 0;
  for (let index = 0; index < 500; index++) {
    const { bytes: broken } = mutated(base, seeded(index));
    const { symbols, skipped } = parseSymvers(Buffer.from(broken).toString("latin1"));
    expect(symbols.size).toBeLessThanOrEqual(301);
    expect(skipped).toBeLessThanOrEqual(5500);
    kept += symbols.size;
  }
  expect(kept).toBeGreaterThan(500 * 150);
});
