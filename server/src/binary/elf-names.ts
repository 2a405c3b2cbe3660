/** Names of the numbers in ELF files, as elf.h has them, without what all of a kind begin with, and as readelf says them. */

import type { Names } from "./pe-names.ts";

/** EM_* of the machines that Linux knows, as people call them. */
export const elfMachineNames: Names = new Map([
  [2, "SPARC"],
  [3, "x86"],
  [4, "m68k"],
  [8, "MIPS"],
  [15, "PA-RISC"],
  [18, "SPARC V8+"],
  [20, "PowerPC"],
  [21, "PowerPC 64"],
  [22, "S/390"],
  [40, "ARM"],
  [42, "SuperH"],
  [43, "SPARC V9"],
  [50, "Itanium"],
  [62, "x86-64"],
  [92, "OpenRISC"],
  [93, "ARCompact"],
  [94, "Xtensa"],
  [113, "Nios II"],
  [164, "Hexagon"],
  [183, "ARM64"],
  [189, "MicroBlaze"],
  [195, "ARCv2"],
  [243, "RISC-V"],
  [247, "BPF"],
  [252, "C-SKY"],
  [258, "LoongArch"],
  [0x9026, "Alpha"],
]);

/** ET_*. */
export const elfTypeNames: Names = new Map([
  [0, "NONE"],
  [1, "REL"],
  [2, "EXEC"],
  [3, "DYN"],
  [4, "CORE"],
]);

/** ELFOSABI_*. */
export const osAbiNames: Names = new Map([
  [0, "System V"],
  [1, "HP-UX"],
  [2, "NetBSD"],
  [3, "GNU"],
  [6, "Solaris"],
  [9, "FreeBSD"],
  [12, "OpenBSD"],
]);

/** STT_*. */
export const symbolTypeNames: Names = new Map([
  [0, "NOTYPE"],
  [1, "OBJECT"],
  [2, "FUNC"],
  [3, "SECTION"],
  [4, "FILE"],
  [5, "COMMON"],
  [6, "TLS"],
  [10, "IFUNC"],
]);

/** STB_*. */
export const bindingNames: Names = new Map([
  [0, "LOCAL"],
  [1, "GLOBAL"],
  [2, "WEAK"],
  [10, "UNIQUE"],
]);

/** STV_*. */
export const visibilityNames: Names = new Map([
  [0, "DEFAULT"],
  [1, "INTERNAL"],
  [2, "HIDDEN"],
  [3, "PROTECTED"],
]);

/** PT_*. */
export const segmentTypeNames: Names = new Map([
  [0, "NULL"],
  [1, "LOAD"],
  [2, "DYNAMIC"],
  [3, "INTERP"],
  [4, "NOTE"],
  [5, "SHLIB"],
  [6, "PHDR"],
  [7, "TLS"],
  [0x6474_e550, "GNU_EH_FRAME"],
  [0x6474_e551, "GNU_STACK"],
  [0x6474_e552, "GNU_RELRO"],
  [0x6474_e553, "GNU_PROPERTY"],
  [0x6474_e554, "GNU_SFRAME"],
]);

const sectionTypes: Names = new Map([
  [0, "NULL"],
  [1, "PROGBITS"],
  [2, "SYMTAB"],
  [3, "STRTAB"],
  [4, "RELA"],
  [5, "HASH"],
  [6, "DYNAMIC"],
  [7, "NOTE"],
  [8, "NOBITS"],
  [9, "REL"],
  [10, "SHLIB"],
  [11, "DYNSYM"],
  [14, "INIT_ARRAY"],
  [15, "FINI_ARRAY"],
  [16, "PREINIT_ARRAY"],
  [17, "GROUP"],
  [18, "SYMTAB_SHNDX"],
  [19, "RELR"],
  [0x6fff_4c03, "LLVM_ADDRSIG"],
  [0x6fff_fff5, "GNU_ATTRIBUTES"],
  [0x6fff_fff6, "GNU_HASH"],
  [0x6fff_fff7, "GNU_LIBLIST"],
  [0x6fff_fffd, "VERDEF"],
  [0x6fff_fffe, "VERNEED"],
  [0x6fff_ffff, "VERSYM"],
]);

/** By machine: their numbers mean another thing on each. */
const ofMachines: ReadonlyMap<number, Names> = new Map([
  [
    40,
    new Map([
      [0x7000_0001, "ARM_EXIDX"],
      [0x7000_0003, "ARM_ATTRIBUTES"],
    ]),
  ],
  [62, new Map([[0x7000_0001, "X86_64_UNWIND"]])],
  [183, new Map([[0x7000_0003, "AARCH64_ATTRIBUTES"]])],
  [243, new Map([[0x7000_0003, "RISCV_ATTRIBUTES"]])],
]);

/** SHT_* of a section of this machine (EM_*); undefined where it has no name. */
export function sectionTypeName(type: number, machine: number): string | undefined {
  return sectionTypes.get(type) ?? ofMachines.get(machine)?.get(type);
}

/** SHF_*: each is a bit, and a letter of readelf. */
const letters: readonly (readonly [bit: number, letter: string])[] = [
  [0x1, "W"],
  [0x2, "A"],
  [0x4, "X"],
  [0x10, "M"],
  [0x20, "S"],
  [0x40, "I"],
  [0x80, "L"],
  [0x100, "O"],
  [0x200, "G"],
  [0x400, "T"],
  [0x800, "C"],
  [0x20_0000, "R"],
  [0x100_0000, "D"],
];
/** SHF_EXCLUDE: the linker leaves it out. */
const excluded = 0x8000_0000;
/** SHF_X86_64_LARGE and SHF_ARM_PURECODE. */
const ofMachine: ReadonlyMap<number, readonly [bit: number, letter: string]> = new Map([
  [40, [0x2000_0000, "y"]],
  [62, [0x1000_0000, "l"]],
]);
/** SHF_MASKOS and SHF_MASKPROC: what a system and a machine may give a meaning. */
const ofSystem = 0x0ff0_0000;
const ofProcessor = 0xf000_0000;

/**
 * "WAX": what is written to, is loaded, holds code, and so on, as `readelf -S` explains below its table. `o`, `p` and `x` stand
 * for what a system, a machine or nobody has given a meaning that is known here.
 */
export function sectionFlagLetters(flags: number, machine: number): string {
  let text = "";
  let rest = BigInt(flags);
  const own = ofMachine.get(machine);
  for (const [bit, letter] of [...letters, ...(own === undefined ? [] : [own]), [excluded, "E"] as const]) {
    if ((rest & BigInt(bit)) === 0n) continue;
    text += letter;
    rest &= ~BigInt(bit);
  }
  for (const [mask, letter] of [
    [ofSystem, "o"],
    [ofProcessor, "p"],
  ] as const) {
    if ((rest & BigInt(mask)) === 0n) continue;
    text += letter;
    rest &= ~BigInt(mask);
  }
  return rest === 0n ? text : `${text}x`;
}
