/** What a file of Linux is: a module of the kernel, or something else. */
import { type ElfImage, objectType, sectionNamed } from "../../../binary/elf.ts";
import type { ModInfo } from "../../../binary/elf-modinfo.ts";
import { elfMachineNames } from "../../../binary/elf-names.ts";

export interface ElfKind {
  /** "Kernel module for Linux, x86-64". */
  readonly text: string;
  /** It is a module that can be loaded as it is, not a part of one. */
  readonly isKernel: boolean;
  /** "x86-64", "ARM64". */
  readonly machine: string;
}

/** ET_*. */
const program = 2;
const library = 3;
const dump = 4;

export function elfKind(image: ElfImage, info: readonly ModInfo[]): ElfKind {
  const machine = elfMachineNames.get(image.machine) ?? `machine ${image.machine}`;
  // What modpost adds to a module; objects that it is made of have .modinfo too.
  const isModule =
    image.type === objectType &&
    info.length > 0 &&
    (sectionNamed(image, ".gnu.linkonce.this_module") !== undefined || info.some(({ key }) => key === "vermagic"));
  return { text: `${what(image, info, isModule)} for Linux, ${machine}`, isKernel: isModule, machine };
}

function what(image: ElfImage, info: readonly ModInfo[], isModule: boolean): string {
  if (isModule) return "Kernel module";
  switch (image.type) {
    case objectType:
      return info.length > 0 ? "Object file of a kernel module" : "Object file";
    case program:
      return sectionNamed(image, "__ksymtab") === undefined ? "Program" : "Kernel";
    case library:
      return sectionNamed(image, ".interp") === undefined ? "Shared library" : "Program";
    case dump:
      return "Memory dump";
    default:
      return "ELF file";
  }
}
