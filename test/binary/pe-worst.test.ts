/** Files that are made to cost as much as they can: tables that name one place again and again, and trees that lead back. */
import { describe, expect, test } from "vitest";
import { coffSymbols, readCoffObject } from "../../server/src/binary/coff.ts";
import { readPe } from "../../server/src/binary/pe.ts";
import { peImports } from "../../server/src/binary/pe-imports.ts";
import { ImageReader } from "../../server/src/binary/record.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { cpuMilliseconds } from "../support/cpu-time.ts";
import { bodyAddress, bodyOf, bodyOffset, makeImage } from "./support/made-image.ts";
import { askAll } from "./support/windows-surface.ts";

const megabyte = 1024 * 1024;
/** Each takes a second at most where nothing else runs, and most a tenth of that. */
const mostMilliseconds = 4000;

function cost(file: Uint8Array) {
  const start = cpuMilliseconds();
  const told = askAll(bytesSource(file));
  expect(cpuMilliseconds() - start).toBeLessThan(mostMilliseconds);
  return told;
}

/** Numbers of 32 bits, by their index. */
const words = (count: number, value: (index: number) => number): Uint8Array =>
  new Uint8Array(Uint32Array.from({ length: count }, (_, index) => value(index)).buffer);
const longText = "n".repeat(100_000);

describe("an image", () => {
  test("whose ten thousand modules have one table of names, all of them long", () => {
    const table = 0x4_0000;
    const name = 0x20_0000;
    const descriptors = words(
      5 * 10_000,
      (index) => [table, 0, 0, name, table][index % 5]! + (index % 5 > 0 ? 0 : bodyAddress),
    );
    const thunks = words(2 * 100_000, (index) => (index % 2 === 0 ? name + bodyAddress : 0));
    const body = bodyOf(name + 200_000, [0, descriptors], [table, thunks], [name, longText]);
    const bytes = makeImage({ directories: { 1: [bodyAddress, 40], 13: [bodyAddress, 0xffff_ffff] }, body });
    const { imports = 0, delayed = 0 } = cost(bytes);
    expect(imports + delayed).toBe(200_000);
    const image = readPe(bytesSource(bytes))!;
    const names = peImports(new ImageReader(bytesSource(bytes)), image).flatMap(({ functions }) => functions);
    expect(names[0]!.name).toBe("n".repeat(4096));
    expect(names.reduce((sum, one) => sum + (one.name?.length ?? 0), 0)).toBeLessThan(40 * megabyte);
  });

  test("that exports one long name as often as it can, and forwards all of it", () => {
    const [functions, names, ordinals, text] = [0x1000, 0x10_0000, 0x20_0000, 0x30_0000];
    const header = [0, 0, 0, text, 1, 0xffff_ffff, 0xffff_ffff, functions, names, ordinals];
    const body = bodyOf(
      text + 200_000,
      [0, ...header.map((value, index) => ([3, 7, 8, 9].includes(index) ? value + bodyAddress : value))],
      [functions, words(65_536, () => text + bodyAddress)],
      [names, words(100_000, () => text + bodyAddress)],
      [text, longText],
    );
    const told = cost(makeImage({ directories: { 0: [bodyAddress, 0xffff_0000] }, body }));
    expect(told.exports).toBeGreaterThan(65_535);
    expect(told.exports).toBeLessThan(200_000);
  });

  test("whose tree of resources is one table that is in itself, with names without end", () => {
    const entries = 65_535;
    const long = 0x10_0000;
    const tree = words(4 + entries * 2, (index) =>
      index === 3 ? entries : index < 4 ? 0 : 0x8000_0000 + (index % 2 === 0 ? long + (index % 512) * 2 : 0),
    );
    const body = bodyOf(long + 2 * megabyte, [0, tree], [long, new Uint8Array(2 * megabyte).fill(0x7f)]);
    cost(makeImage({ directories: { 2: [bodyAddress, 100] }, body }));
  });

  test("whose relocations are a million blocks of nothing", () => {
    const body = bodyOf(16 * megabyte, [0, words(4 * megabyte, (index) => (index % 2 === 0 ? 0x1000 : 8))]);
    expect(cost(makeImage({ directories: { 5: [bodyAddress, body.length] }, body })).relocations).toBe(0);
  });

  test("whose relocations are one block of megabytes", () => {
    const body = bodyOf(64 * megabyte, [0, 0x1000, 64 * megabyte, new Uint8Array(1000).fill(0x40)]);
    expect(cost(makeImage({ directories: { 5: [bodyAddress, body.length] }, body })).relocations).toBeGreaterThan(3e7);
  });

  test("with as many sections as there can be, over each other, and names that are one", () => {
    const count = 65_535;
    const bytes = new Uint8Array(20 * megabyte);
    bytes.set(makeImage({ directories: { 0: [bodyAddress, 40], 1: [bodyAddress, 40] }, body: new Uint8Array(0) }));
    const view = new DataView(bytes.buffer);
    view.setUint16(70, count, true);
    const end = 88 + 240 + count * 40;
    view.setUint32(76, end, true);
    bytes.fill(0x41, end, end + 10_000);
    // All of the tables are where the sections' headers are not.
    for (let at = end + 10_000; at + 4 < end + 4 * megabyte; at += 4)
      view.setUint32(at, bodyAddress + (at % 8192), true);
    for (let index = 0; index < count; index++) {
      const at = 88 + 240 + index * 40;
      bytes.set([0x2f, 0x34 + (index % 5)], at);
      for (const [field, value] of [100_000, bodyAddress + index, 100_000, end + 10_000 + index].entries()) {
        view.setUint32(at + 8 + field * 4, value, true);
      }
    }
    expect(cost(bytes).sections).toBe(count);
  });

  test("whose version is nested in itself", () => {
    const node = Buffer.concat([Buffer.from([0xff, 0xff, 0, 0, 1, 0]), Buffer.from("VS_VERSION_INFO\0", "utf16le")]);
    const inner = Buffer.from([8, 0, 0, 0, 1, 0, 0, 0]);
    const version = Buffer.concat([node, Buffer.alloc(2), ...Array.from({ length: 9000 }, () => inner)]);
    const tree = [0, 0, 0, 0x1_0000, 16, 0x8000_0018, 0, 0, 0, 0x1_0000, 1, 0x8000_0030, 0, 0, 0, 0x1_0000, 9, 0x48];
    const body = bodyOf(100_000, [0, ...tree, bodyAddress + 0x100, 99_000], [0x100, version]);
    const told = cost(makeImage({ directories: { 2: [bodyAddress, 100] }, body }));
    expect(told.resources).toBe(1);
    expect(told.versionStrings).toBe(0);
  });

  test.each([
    ["nested", Buffer.alloc(30 * megabyte, Buffer.from([0x30, 0x84, 0x01, 0x80, 0, 0]))],
    [
      "wide",
      Buffer.concat([Buffer.from([0x30, 0x84, 0x01, 0x80, 0, 0]), Buffer.alloc(25 * megabyte, Buffer.from([5, 0]))]),
    ],
    ["endless", Buffer.alloc(30 * megabyte, Buffer.from([0x30, 0x80]))],
  ])("whose signature is %s", (_, content) => {
    const behind = Buffer.alloc(8 + content.length);
    behind.writeUInt32LE(behind.length, 0);
    behind.writeUInt32LE(0x0002_0200, 4);
    content.copy(behind, 8);
    const body = new Uint8Array(512);
    const directories = { 4: [bodyOffset + body.length, behind.length] } as const;
    expect(cost(makeImage({ directories, body, behind })).signers).toBe(0);
  });
});

test("an object of two million symbols that have one long name", () => {
  const count = 2_100_000;
  const bytes = new Uint8Array(20 + count * 18 + 200_000);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x8664, true);
  view.setUint32(8, 20, true);
  view.setUint32(12, count, true);
  for (let index = 0; index < count; index++) view.setUint32(20 + index * 18 + 4, 4, true);
  bytes.fill(0x41, 20 + count * 18);
  expect(cost(bytes).symbols).toBe(2_000_000);
  const { symbols } = readCoffObject(bytesSource(bytes))!;
  let characters = 0;
  for (const { name } of coffSymbols(new ImageReader(bytesSource(bytes)), symbols, 0)) characters += name.length;
  expect(characters).toBeLessThan(130 * megabyte);
});

test("a library of a hundred thousand members whose names are one, and one of a megabyte", () => {
  const member = (name: string, size: number) => `${name.padEnd(48)}${`${size}`.padEnd(10)}\`\n`;
  const long = "m".repeat(1_000_000);
  const names = `!<arch>\n${member("//", long.length)}${long}`;
  expect(cost(Buffer.from(names + member("/0", 0).repeat(110_000), "latin1")).members).toBe(100_000);
  expect(cost(Buffer.from(`!<arch>\n${member("#1/1000000", long.length)}${long}`, "latin1")).members).toBe(1);
});
