/** Kernel modules that gcc makes for a test without a kernel's headers: what modpost adds is written down in assembly. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../../binary/support/linux-files.ts";
import { folder } from "../../support/program.ts";

export interface ModuleShape {
  /** By key, as often as they are there: ["license", "GPL"]. */
  readonly info?: readonly (readonly [key: string, value: string])[];
  /** Imported symbols. */
  readonly needs?: readonly string[];
  readonly weak?: readonly string[];
  /** CRCs by name: what __versions says. */
  readonly versions?: Readonly<Record<string, number>>;
  /** EXPORT_SYMBOL, by name: "", "_gpl". */
  readonly exports?: Readonly<Record<string, "" | "_gpl">>;
  readonly bits?: 64 | 32;
}

export const usualInfo = [
  ["license", "GPL"],
  ["depends", ""],
  ["name", "lens"],
  ["vermagic", "6.1.0 SMP preempt mod_unload modversions "],
] as const;

export function moduleOf(shape: ModuleShape): Uint8Array {
  const { info = usualInfo, needs = [], weak = [], versions = {}, exports = {}, bits = 64 } = shape;
  const word = bits === 64 ? ".quad" : ".long";
  const text = [
    ".text",
    "init_module: ret",
    ...[...needs, ...weak].map((name) => `.long ${name} - .`),
    ...weak.map((name) => `.weak ${name}`),
    '.section .init.text,"ax"',
    "ret",
    '.section .modinfo,"a"',
    ...info.map(([key, value]) => `.asciz ${JSON.stringify(`${key}=${value}`)}`),
    '.section __versions,"a"',
    ...Object.entries(versions).flatMap(([name, crc]) => {
      return [`${word} ${crc}`, `.asciz "${name}"`, `.zero ${64 - bits / 8 - name.length - 1}`];
    }),
    '.section .gnu.linkonce.this_module,"aw"',
    `.zero ${bits === 64 ? 24 : 12}`,
    '.asciz "lens"',
    ".zero 800",
    ...Object.entries(exports).flatMap(([name, kind]) => [
      ".text",
      `.globl ${name}`,
      `${name}: ret`,
      `.section ___ksymtab${kind}+${name},"a"`,
      `__ksymtab_${name}: .long 0`,
    ]),
    "",
  ].join("\n");
  const cwd = folder({ "lens.s": text });
  tool("as", [`--${bits}`, "lens.s", "-o", "lens.ko"], cwd);
  return new Uint8Array(readFileSync(join(cwd, "lens.ko")));
}

/** A Module.symvers of a kernel with these exports, beside some hundred others. */
export function symversOf(lines: readonly string[]): string {
  const others = Array.from(
    { length: 200 },
    (_, index) => `0x0000${1000 + index}\tother_${index}\tvmlinux\tEXPORT_SYMBOL\t`,
  );
  return [...others, ...lines, ""].join("\n");
}
