/**
 * Thousands of broken images, objects and libraries, each asked all that can be asked: nothing is thrown, nothing takes long, and
 * nothing comes without end. DRIVERLENS_HOSTILE_COUNT and _SEED ask for more and for others.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../server/src/binary/source.ts";
import { seeded } from "../engine/random.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { builtImages } from "./support/built-images.ts";
import { broken } from "./support/pe-mutations.ts";
import { mingwIsMissing } from "./support/toolchain.ts";
import { askAll, type Told } from "./support/windows-surface.ts";

const count = Number(process.env.DRIVERLENS_HOSTILE_COUNT ?? 5000);
const seed = Number(process.env.DRIVERLENS_HOSTILE_SEED ?? 1);
/** Of one file; most take less than one. */
const mostMilliseconds = 1000;

/** Headers say that it is for ARM64; all tables but that of functions are as for x64. */
function forArm64(image: Uint8Array): Uint8Array {
  const bytes = image.slice();
  const view = new DataView(bytes.buffer);
  view.setUint16(view.getUint32(60, true) + 4, 0xaa64, true);
  return bytes;
}

async function bases(): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const { images, others } = await builtImages();
  const files = [...images, ...others].map((path) => ({
    name: basename(path),
    bytes: new Uint8Array(readFileSync(path)),
  }));
  // A program's runtime is large, and all symbols: what is done to it meets its tables less often.
  const arm = files.filter(({ name }) => /^(?:driver|library).*x64\.(?:sys|dll)$/.test(name));
  return [...files, ...arm.map(({ name, bytes }) => ({ name: `${name} for ARM64`, bytes: forArm64(bytes) }))];
}

describe.skipIf(mingwIsMissing)("made by mingw-w64", () => {
  test("what is whole is told whole", async () => {
    for (const { name, bytes } of await bases()) {
      const told = askAll(bytesSource(bytes));
      const kind = /\.o$/.test(name) ? "objects" : /\.lib$/.test(name) ? "members" : "images";
      expect([name, told[kind]! > 0, (told.sections ?? 0) > 0]).toEqual([name, true, true]);
    }
  });

  test(`${count} that are broken`, { timeout: 60_000 + count * 50 }, async () => {
    const whole = await bases();
    const threw: string[] = [];
    const slow: string[] = [];
    const told: Told = {};
    let slowest = 0;
    const before = process.memoryUsage().rss;
    for (let index = 0; index < count; index++) {
      const base = whole[index % whole.length]!;
      const { name, bytes } = broken(base.bytes, seeded(seed * 1_000_003 + index));
      const start = cpuMilliseconds();
      try {
        askAll(bytesSource(bytes), told);
      } catch (error) {
        threw.push(`${index} ${base.name}: ${name}: ${(error as Error).stack}`);
      }
      const milliseconds = cpuMilliseconds() - start;
      slowest = Math.max(slowest, milliseconds);
      if (milliseconds > mostMilliseconds) slow.push(`${index} ${base.name}: ${name} ${milliseconds} ms`);
    }
    if (process.env.DRIVERLENS_HOSTILE_COUNT !== undefined) console.log({ slowest, told });
    expect(threw).toEqual([]);
    expect(slow).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
    // Most are images still, and say something: they were not all refused at the door.
    expect(told.images).toBeGreaterThan(count / 3);
    for (const what of ["imports", "exports", "resources", "versionStrings", "relocations", "symbols", "members"]) {
      expect([what, told[what]! > count / 4]).toEqual([what, true]);
    }
    for (const what of ["delayed", "debug", "callbacks", "functions", "objects"]) {
      expect([what, told[what]! > count / 20]).toEqual([what, true]);
    }
  });
});
