/** Debug information and compilers, as binutils say it; of Debian's modules and of files made here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { elfDebug } from "../../server/src/binary/elf-debug.ts";
import { modulesToRead } from "./support/debian-modules.ts";
import { has, isNeeded, tool } from "./support/linux-files.ts";
import { madeFiles } from "./support/made-files.ts";
import { readElfFile } from "./support/read-elf-file.ts";

const debugOf = (path: string) => {
  const { reader, image } = readElfFile(path);
  return elfDebug(reader, image);
};

/** Lines of `readelf -p .comment`, each once. */
const commentOf = (path: string): readonly string[] => [
  ...new Set(
    [...tool("readelf", ["-p", ".comment", path]).matchAll(/^ {2}\[ *[\da-f]+\] {2}(.*)$/gm)].map(([, text]) => text!),
  ),
];

describe.skipIf(!has("gcc") && !isNeeded)("files made here", () => {
  test("have their build id, a link to what was stripped of them, and who compiled them", async () => {
    const made = await madeFiles();
    for (const bits of [64, 32]) {
      const [whole, linked] = [join(made, `library${bits}.so`), join(made, `linked${bits}.so`)];
      const debug = debugOf(linked);
      expect(debug.buildId).toMatch(/^[\da-f]{40}$/);
      expect(debug.buildId).toBe(debugOf(whole).buildId);
      const stripped = readFileSync(join(made, `library${bits}.debug`));
      expect(debug.debugLink).toEqual({ name: `library${bits}.debug`, crc: crc32Of(stripped) });
      expect(debug.dwarf).toEqual([]);
      expect(debugOf(whole).debugLink).toBeUndefined();
      expect(debugOf(whole).dwarf).toContain(".debug_info");
      expect(debugOf(join(made, `compressed${bits}.o`)).dwarf).toContain(".debug_info");
      expect(debugOf(whole).compilers).toEqual(commentOf(whole));
      expect(debugOf(whole).compilers.join()).toMatch(/^GCC: /);
      expect(debugOf(join(made, `library${bits}.o`))).toMatchObject({ buildId: undefined, buildSalt: undefined });
    }
  });
});

const modules = modulesToRead();

describe.skipIf((modules.length === 0 || !has("readelf")) && !isNeeded)("Debian's kernel modules", () => {
  test("are stripped, have types for BPF, and say which kernel they were built for", () => {
    for (const path of modules) {
      const debug = debugOf(path);
      expect([path, debug.dwarf, debug.hasBtf, debug.debugLink]).toEqual([path, [], true, undefined]);
      expect(path).toContain(`/${debug.buildSalt}/`);
    }
    expect(debugOf(modules[0]!).compilers).toEqual(commentOf(modules[0]!));
  });
});

/** As .gnu_debuglink has it; zlib of Node 20 does not. */
function crc32Of(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : 0xedb8_8320);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
