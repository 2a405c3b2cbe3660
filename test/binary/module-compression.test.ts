import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compressionOf } from "../../server/src/binary/compression.ts";
import { readElf } from "../../server/src/binary/elf.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { folder } from "../support/program.ts";
import { has, isNeeded } from "./support/linux-files.ts";

/** The beginning of an ELF file, and more. */
const module = Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01", "latin1"), Buffer.alloc(3000, "text ")]);

/** Debian always has gzip. The others are in packages that are not asked for: where they are there, they are tried. */
const programs = [
  ["gzip", "gzip -k", ".gz"],
  ["xz", "xz -k", ".xz"],
  ["zstd", "zstd", ".zst"],
].filter(([program = ""]) => program === "gzip" || has(program));

describe.each(programs)("%s", (program, command, ending) => {
  test.skipIf(!has(program) && !isNeeded)("is told by its magic, and undone as it says", () => {
    const path = folder({ "a.ko": module });
    const run = (line: string) => spawnSync("sh", ["-c", line], { cwd: path }).status;
    expect(run(`${command} a.ko`)).toBe(0);
    const compressed = bytesSource(readFileSync(join(path, `a.ko${ending}`)));
    const compression = compressionOf(compressed);
    expect(compression?.format).toBe(program);
    expect(readElf(compressed)).toBeUndefined();
    expect(run(`rm a.ko && ${compression?.command} a.ko${ending}`)).toBe(0);
    expect(readFileSync(join(path, "a.ko")).equals(module)).toBe(true);
    expect(readFileSync(join(path, `a.ko${ending}`)).length).toBe(compressed.length);
  });
});

test.each([
  ["gzip", [0x1f, 0x8b, 8, 0, 0]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd, 4, 0]],
])("%s, of which there is the beginning", (format, bytes) => {
  expect(compressionOf(bytesSource(new Uint8Array(bytes)))).toMatchObject({ format });
});

test("what is not compressed, or not all there", () => {
  for (const bytes of [[], [0x1f], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x1f, 0x8b, 7], [0x28, 0xb5, 0x2f]])
    expect(compressionOf(bytesSource(new Uint8Array(bytes)))).toBeUndefined();
  expect(compressionOf(bytesSource(module))).toBeUndefined();
});
