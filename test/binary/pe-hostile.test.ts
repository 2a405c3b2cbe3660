/**
 * Thousands of broken images, objects and libraries, each asked all that can be asked: nothing is thrown, nothing takes long, and
 * nothing comes without end. DRIVERLENS_HOSTILE_COUNT and _SEED ask for more and for others.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../server/src/binary/source.ts";
import { seeded } from "../engine/random.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { builtImages } from "./support/built-images.ts";
import { bodyAddress, bodyOf, makeImage } from "./support/made-image.ts";
import { broken } from "./support/pe-mutations.ts";
import { certificates, sign, signingIsMissing } from "./support/signed.ts";
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

async function signedOnce(image: string): Promise<Uint8Array> {
  const folder = await certificates();
  return new Uint8Array(readFileSync(sign(folder, image, `hostile-${randomUUID()}.sys`, "-h", "sha256", "-ph")));
}

/** With what mingw-w64 writes none of: a load configuration, and entries of CET and of reproducible builds. */
const guarded = makeImage({
  directories: { 6: [bodyAddress + 0x200, 56], 10: [bodyAddress, 320] },
  body: bodyOf(
    1024,
    [0, 320, 5],
    [88, 0x1_4000_3000n, 0x11n, 2n, 0x1_4000_4000n, 0x1_4000_4008n, 0x1_4000_5000n, 77n, 0x1041_7500],
    [0x200, 0, 77, 0, 16, 8, bodyAddress + 0x300, 0],
    [0x200 + 28, 0, 77, 0, 20, 4, bodyAddress + 0x310, 0],
    [0x300, 4, 0xddcc_bbaa],
    [0x310, 1],
  ),
});

async function bases(): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const { images, others, path } = await builtImages();
  const files = [...images, ...others].map((path) => ({
    name: basename(path),
    bytes: new Uint8Array(readFileSync(path)),
  }));
  // A program's runtime is large, and all symbols: what is done to it meets its tables less often.
  const signed = signingIsMissing ? [] : [{ name: "signed", bytes: await signedOnce(path("driver.x64.sys")) }];
  const arm = files.filter(({ name }) => /^(?:driver|library).*x64\.(?:sys|dll)$/.test(name));
  return [
    ...files,
    ...arm.map(({ name, bytes }) => ({ name: `${name} for ARM64`, bytes: forArm64(bytes) })),
    ...signed,
    { name: "made by hand", bytes: guarded },
  ];
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
    for (const what of ["delayed", "debug", "callbacks", "functions", "objects", "loadConfig"]) {
      expect([what, told[what]! > count / 60]).toEqual([what, true]);
    }
    if (!signingIsMissing) expect(told.signers).toBeGreaterThan(count / 100);
  });
});
