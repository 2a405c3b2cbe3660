/**
 * Reports of hundreds of broken images, modules and objects: nothing but a SourceError is thrown, and each ends soon.
 * DRIVERLENS_HOSTILE_COUNT and _SEED ask for more and for others.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readElf } from "../../server/src/binary/elf.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource, SourceError } from "../../server/src/binary/source.ts";
import { builtImages } from "../binary/support/built-images.ts";
import { elfBase } from "../binary/support/elf-fields.ts";
import { has, isNeeded } from "../binary/support/linux-files.ts";
import { madeFiles } from "../binary/support/made-files.ts";
import { mutated } from "../binary/support/mutate.ts";
import { broken } from "../binary/support/pe-mutations.ts";
import type { ElfFile } from "../binary/support/read-elf-file.ts";
import { mingwIsMissing } from "../binary/support/toolchain.ts";
import { seeded } from "../engine/random.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { moduleOf, symversOf } from "./support/modules.ts";
import { reportOfBytes } from "./support/report.ts";

const count = Number(process.env.DRIVERLENS_HOSTILE_COUNT ?? 600);
const seed = Number(process.env.DRIVERLENS_HOSTILE_SEED ?? 1);

type Breaking = (index: number) => { readonly name: string; readonly bytes: Uint8Array };

/** Of each file asks for a report, and what is told there is told whole. */
function reports(file: string, breaking: Breaking): void {
  const symvers = symversOf(["0x22222222\t_printk\tvmlinux\tEXPORT_SYMBOL_GPL\tSPACE"]);
  const infs = [{ name: "driver.inf", text: "[Manufacturer]\n%x%=M,NTx86\n[SourceDisksFiles]\ndriver.sys=1\n" }];
  const [broke, slow]: [string[], string[]] = [[], []];
  let told = 0;
  for (let index = 0; index < count; index++) {
    const { name, bytes } = breaking(index);
    const start = cpuMilliseconds();
    try {
      reportOfBytes(bytes, file, { symvers, infs, target: "7" });
      told++;
    } catch (error) {
      if (!(error instanceof SourceError))
        broke.push(`${index} ${name}: ${error instanceof Error ? error.stack : error}`);
    }
    const took = cpuMilliseconds() - start;
    if (took > 1500) slow.push(`${index} ${name}: ${Math.round(took)} ms`);
  }
  expect(broke).toEqual([]);
  expect(slow).toEqual([]);
  // They are not all refused at the door.
  expect(told).toBeGreaterThan(count / 3);
}

test.skipIf(mingwIsMissing)(`${count} images and objects of Windows`, { timeout: 60_000 + count * 100 }, async () => {
  const { images, others } = await builtImages();
  const whole = [...images, ...others.filter((path) => path.endsWith(".o"))].map(
    (path) => new Uint8Array(readFileSync(path)),
  );
  reports("driver.sys", (index) => broken(whole[index % whole.length]!, seeded(seed * 1_000_003 + index)));
});

describe.skipIf((!has("gcc") || !has("as")) && !isNeeded)("of Linux", () => {
  test(`${count} modules, libraries and objects`, { timeout: 60_000 + count * 100 }, async () => {
    const path = await madeFiles();
    const names = ["library64.o", "library32.o", "big-library64.o", "library64.so", "odd.o"];
    const modules = [64, 32].map((bits) =>
      moduleOf({
        bits: bits as 64 | 32,
        needs: ["_printk", "malloc", "__udivdi3"],
        versions: { _printk: 1 },
        exports: { given: "_gpl" },
      }),
    );
    const files = [...names.map((name) => new Uint8Array(readFileSync(join(path, name)))), ...modules];
    const bases = files.map((bytes, index) => elfBase(`base ${index}`, bytes, elfOf(bytes)));
    reports("lens.ko", (index) => mutated(bases[index % bases.length]!, seeded(seed * 7_000_003 + index)));
  });
});

function elfOf(bytes: Uint8Array): ElfFile {
  const source = bytesSource(bytes);
  const image = readElf(source)!;
  return { path: "", source, reader: new ImageReader(source, image.isLittle), image };
}
