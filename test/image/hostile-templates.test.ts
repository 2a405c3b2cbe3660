/**
 * What the project's own templates become when they are built, broken in thousands of ways and asked all that the page and the
 * command line ask: each question is answered or refused in a sentence, and soon. DRIVERLENS_HOSTILE_COUNT and _SEED ask for
 * more and for others.
 */
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { readElf } from "../../server/src/binary/elf.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource, SourceError } from "../../server/src/binary/source.ts";
import { objectFile } from "../../server/src/embed/coff.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { methods } from "../../server/src/image/protocol.ts";
import { createSession } from "../../server/src/image/session.ts";
import { elfBase } from "../binary/support/elf-fields.ts";
import { mutated } from "../binary/support/mutate.ts";
import { broken } from "../binary/support/pe-mutations.ts";
import { embeddingOf } from "../embed/sample.ts";
import { seeded } from "../engine/random.ts";
import { linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { mingwInstalled } from "../scaffolds/support/mingw.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { linuxTemplate, type TemplateFile, windowsTemplate } from "./support/template-files.ts";

/** Of each template. */
const count = Number(process.env.DRIVERLENS_HOSTILE_COUNT ?? 700);
const seed = Number(process.env.DRIVERLENS_HOSTILE_SEED ?? 1);
/** For all questions of one file; most take less than thirty. */
const mostMilliseconds = 3000;

const facts = loadFacts();
const quiet = { progress: () => undefined, piece: () => undefined };

interface Told {
  reports: number;
  imports: number;
  tags: number;
  strings: number;
}

/** Adds what was told. @throws what is not for people to read */
function askAll(name: string, bytes: Uint8Array, told: Told): void {
  const session = createSession({ facts, openFile: () => bytesSource(bytes) });
  session.open({ name, file: { bytes }, surroundings: { target: "10.0.17763" } }, quiet);
  const strings = { search: "", least: 4, encoding: "both", from: 0, limit: 500 } as const;
  for (const ask of [
    () => {
      const { imports } = v.parse(methods.report.result, session.report({}, quiet));
      told.reports++;
      told.imports += imports.reduce((sum, { functions }) => sum + functions.length, 0);
    },
    () => {
      told.tags += v.parse(methods.tags.result, session.tags({}, quiet)).length;
    },
    () => v.parse(methods.databases.result, session.databases({}, quiet)),
    () => {
      told.strings += v.parse(methods.strings.result, session.strings(strings, quiet)).strings.length;
    },
  ]) {
    try {
      ask();
    } catch (error) {
      if (!(error instanceof SourceError) || error.message === "") throw error;
    }
  }
}

function expectAnswers(files: readonly TemplateFile[], breaking: (file: number, index: number) => TemplateFile): void {
  const whole = { reports: 0, imports: 0, tags: 0, strings: 0 };
  for (const { name, bytes } of files) askAll(name, bytes, whole);
  expect(whole.reports).toBe(files.length);
  const [broke, slow]: [string[], string[]] = [[], []];
  const told = { reports: 0, imports: 0, tags: 0, strings: 0 };
  const before = process.memoryUsage().rss;
  for (let index = 0; index < count; index++) {
    const file = index % files.length;
    const { name, bytes } = breaking(file, seed * 1_000_003 + index);
    const start = cpuMilliseconds();
    try {
      askAll(files[file]!.name, bytes, told);
    } catch (error) {
      broke.push(`${index} ${name}: ${error instanceof Error ? error.stack : error}`);
    }
    const took = cpuMilliseconds() - start;
    if (took > mostMilliseconds) slow.push(`${index} ${name}: ${Math.round(took)} ms`);
  }
  if (process.env.DRIVERLENS_HOSTILE_COUNT !== undefined) console.log({ whole, told });
  expect(broke).toEqual([]);
  expect(slow).toEqual([]);
  expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  // They are not all refused at the door: most of what whole files tell is told of broken ones too.
  const rounds = count / files.length;
  for (const what of ["reports", "imports", "tags", "strings"] as const) {
    expect([what, told[what] >= (whole[what] * rounds) / 4]).toEqual([what, true]);
  }
}

/** The same bytes, taken for code of ARM64: no compiler that the tests have links images for it. */
function forArm64({ name, bytes }: TemplateFile): TemplateFile {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  view.setUint16(view.getUint32(60, true) + 4, 0xaa64, true);
  return { name: `arm64-${name}`, bytes: copy };
}

/** As `driverlens embed` writes one. */
const objectForArm64 = (bytes: Uint8Array): TemplateFile => ({
  name: "embedded.obj",
  bytes: objectFile(embeddingOf(bytes), "arm64"),
});

describe.skipIf(!mingwInstalled && process.env.CI !== "true")("for Windows", () => {
  test.each([
    ["wdm", ["ntoskrnl.exe"]],
    ["minifilter", ["ntoskrnl.exe", "fltmgr.sys"]],
  ])(`${count} of %s`, { timeout: 120_000 + count * 200 }, async (id, modules) => {
    const built = await windowsTemplate(id, modules);
    const images = built.filter(({ name }) => name.endsWith(".sys"));
    const files = [...built, ...images.map(forArm64), objectForArm64(images[0]!.bytes)];
    expectAnswers(files, (file, random) => {
      const { name, bytes } = broken(files[file]!.bytes, seeded(random));
      return { name: `${files[file]!.name}: ${name}`, bytes };
    });
  });
});

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("for Linux", () => {
  test(`${count} of linux-module`, { timeout: 240_000 + count * 200 }, async () => {
    const files = await linuxTemplate("linux-module");
    const bases = files.map(({ name, bytes }) => {
      const source = bytesSource(bytes);
      const image = readElf(source)!;
      return elfBase(name, bytes, { path: "", source, reader: new ImageReader(source, image.isLittle), image });
    });
    expectAnswers(files, (file, random) => mutated(bases[file]!, seeded(random)));
  });
});
