/** What the judges of a kernel module are given. */
import type { Symvers } from "../../../binary/symvers.ts";
import type { Facts } from "../../../facts/index.ts";
import { type ElfContents, infoOf } from "../../read/elf/contents.ts";
import { moduleOf } from "../../read/elf/symbols.ts";

export interface ModuleJudgement {
  readonly contents: ElfContents;
  readonly facts: Facts;
  /** Of the kernel that it is for; undefined where there is none that tells of the kernel itself. */
  readonly symvers: Symvers | undefined;
  /** All that it imports may be held against `symvers`: every module that it depends on is in there. */
  readonly isWhole: boolean;
  /** Nothing but the kernel can have what it imports: it depends on no module, or on those of `symvers` alone. */
  readonly isOfKernelAlone: boolean;
}

/** A kernel has thousands of exports; without its own, as after `make modules_prepare`, such a file proves nothing. */
const leastExports = 100;

export function isOfAKernel({ symbols }: Symvers): boolean {
  let count = 0;
  for (const { module } of symbols.values()) {
    if (module === "vmlinux" && ++count >= leastExports) return true;
  }
  return false;
}

export function moduleJudgement(contents: ElfContents, facts: Facts): ModuleJudgement {
  const symvers = contents.symvers !== undefined && isOfAKernel(contents.symvers) ? contents.symvers : undefined;
  const modules = new Set([...(symvers?.symbols.values() ?? [])].map(({ module }) => moduleOf(module)));
  const depends = infoOf(contents, "depends")
    .flatMap((list) => list.split(","))
    .filter((name) => name !== "");
  const isWhole = symvers !== undefined && depends.every((name) => modules.has(name.replaceAll("-", "_")));
  return { contents, facts, symvers, isWhole, isOfKernelAlone: isWhole || depends.length === 0 };
}

/** Of what the loader looks up by itself, or never: modpost passes over the same names. */
export const isOfTheLinker = (name: string): boolean =>
  name === "_GLOBAL_OFFSET_TABLE_" ||
  name === "__this_module" ||
  name === ".TOC." ||
  /^_(?:rest|save)[gfv]pr_\d+/.test(name);
