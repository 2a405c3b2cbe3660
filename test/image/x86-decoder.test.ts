/** Instructions of x86 and x64 are as long as objdump says, in libraries of megabytes. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readElf } from "../../server/src/binary/elf.ts";
import { readPe } from "../../server/src/binary/pe.ts";
import { bytesSource } from "../../server/src/binary/source.ts";
import { decode, emptyInstruction } from "../../server/src/image/code/x86-decoder.ts";

/** Of the toolchain, of Wine, and of the C library, which has vectors of all sizes. */
const images = [
  "i686-w64-mingw32 libgcc_s_dw2-1.dll",
  "i686-w64-mingw32 libquadmath-0.dll",
  "x86_64-w64-mingw32 libgcc_s_seh-1.dll",
  "/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ntoskrnl.exe",
  "/usr/lib/x86_64-linux-gnu/libm.so.6",
];

/** Data between functions, which objdump takes for instructions, cuts off or leaves out; prefixes alone; fwait with what follows. */
const isNone = (text: string, bytes: Uint8Array): boolean =>
  /\(bad\)|^\.byte|^(?:data16|rex\S*|[c-gs]s|lock|repz?|repnz|addr(?:16|32)|fst|fsave|fclex|finit)/.test(text) ||
  bytes.every((byte) => byte === 0);

test.each(images)("%s", (name) => {
  const path = pathOf(name);
  if (!existsSync(path)) {
    expect(process.env.CI, `${name} is missing`).not.toBe("true");
    return;
  }
  const file = readFileSync(path);
  const { offset, address, is64 } = codeOf(file);
  const { stdout } = spawnSync("objdump", ["-d", "-w", "--no-show-raw-insn", "-M", "intel", "-j", ".text", path], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const listed = [...stdout.matchAll(/^\s*([0-9a-f]+):\t(.*)$/gm)].map(([, at, text]) => ({
    at: Number(BigInt(`0x${at}`) - address),
    text: text!,
  }));
  const instruction = emptyInstruction();
  const wrong: string[] = [];
  for (const [index, { at, text }] of listed.entries()) {
    const length = (listed[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at;
    const bytes = file.subarray(offset + at, offset + at + 16);
    // Between two lines objdump may have left zeros out.
    if (length > 15 || isNone(text, bytes.subarray(0, length))) continue;
    const isOne = decode(bytes, 0, is64, instruction);
    // Of a row of zeros objdump lists the first ones.
    const isCut =
      isOne && instruction.length < length && bytes.subarray(instruction.length, length).every((byte) => byte === 0);
    if (isOne && (instruction.length === length || isCut)) continue;
    wrong.push(`${at.toString(16)}: ${text}, ${length}, not ${instruction.length}`);
  }
  expect(listed.length).toBeGreaterThan(1000);
  expect(wrong).toEqual([]);
});

function pathOf(name: string): string {
  const [machine, library] = name.split(" ");
  if (library === undefined) return name;
  return spawnSync(`${machine}-gcc`, [`-print-file-name=${library}`], { encoding: "utf8" }).stdout?.trim() ?? "";
}

function codeOf(file: Uint8Array) {
  const source = bytesSource(file);
  const pe = readPe(source);
  if (pe !== undefined) {
    const { offset, address } = pe.sections.find(({ name }) => name === ".text")!;
    return { offset, address: pe.imageBase + BigInt(address), is64: pe.is64 };
  }
  const elf = readElf(source)!;
  const { offset, address } = elf.sections.find(({ name }) => name === ".text")!;
  return { offset, address, is64: elf.is64 };
}
