/** ELF files of many kinds, made by gcc and binutils of sources of our own. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeOnce } from "../../support/scratch.ts";
import { bigEndian } from "./big-endian.ts";
import { tool } from "./linux-files.ts";

const library = `
extern int other(int), maybe(int) __attribute__((weak));
extern int data_of_others[];
int shared[40] = {1, 2, 3};
int zeros[1000];
static const char text[] __attribute__((used)) = "static text";
__thread int own_of_thread = 7;
int hidden_one(int a) __attribute__((visibility("hidden")));
int hidden_one(int a) { return a + data_of_others[1]; }
__attribute__((weak)) int weak_one(int a) { return a * 2; }
static int local_one(int a) { return a + zeros[a]; }
int library_one(int a) { return other(a) + (maybe ? maybe(a) : 0) + hidden_one(a) + local_one(a) + own_of_thread; }
static int chosen(void) { return 1; }
static void *choose(void) { return chosen; }
int by_processor(void) __attribute__((ifunc("choose")));
__attribute__((constructor)) static void first(void) { zeros[0] = 1; }
__attribute__((section(".init.text"))) int early(void) { return by_processor(); }
`;
/** What the linker finds places for, as C compilers once left it to it. */
const commons = "int common_one[100]; int common_two; int defined = 2;\n";
const program = `
#include <stdio.h>
int main(int count, char **given) { printf("%d %s\\n", count, given[0]); return 0; }
`;
const assembly = `
.section ".a section with spaces","aw",@progbits
.long 1
.section .strings,"aMS",@progbits,1
.asciz "one"
.section .grouped,"axG",@progbits,of_group,comdat
.globl of_group
of_group: .long 2
.section .excluded,"e",@progbits
.long 3
.section .retained,"aR",@progbits
.long 4
.section .linked,"ao",@progbits,.strings
.long 5
.section .large,"al",@progbits
.long 6
.globl \u00e4ndern
.text
\u00e4ndern: .long 7
.globl an_absolute
an_absolute = 0xfedcba98
.symver versioned_old, versioned@@VERS_1
versioned_old: .long 8
`;
/** More sections than 16 bits hold. */
const manySections = Array.from(
  { length: 66_000 },
  (_, index) => `.section .s${index},"a"\n.globl v${index}\nv${index}: .byte 1\n`,
);
const data = `.data
.globl numbers
numbers: .long 1, 2, 3
.size numbers, 12
.type numbers, @object
.weak perhaps
perhaps: .long 4
.local inner
inner: .long 5
.bss
.globl zeroed
zeroed: .zero 4096
`;

const sources = {
  ...{ "library.c": library, "commons.c": commons, "program.c": program, "odd.s": assembly, "data.s": data },
  "many.s": manySections.join(""),
  "versions.map": "VERS_1 { global: *; };\n",
};

/** A folder of them, made once a run. @throws where gcc or binutils cannot make one */
export function madeFiles(): Promise<string> {
  return madeOnce("elf-files", (folder) => {
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
    make(folder);
  });
}

function make(path: string): void {
  const run = (name: string, ...args: readonly string[]) => tool(name, args, path);
  for (const [bits, emulation] of [
    [64, "elf_x86_64"],
    [32, "elf_i386"],
  ] as const) {
    const made = (name: string) => `${name}${bits}`;
    const cc = (...args: readonly string[]) => run("gcc", `-m${bits}`, ...args);
    cc("-g", "-O1", "-fPIC", "-c", "library.c", "-o", `${made("library")}.o`);
    cc("-O1", "-c", "-ffunction-sections", "-fdata-sections", "library.c", "-o", `${made("sections")}.o`);
    cc("-fcommon", "-c", "commons.c", "-o", `${made("commons")}.o`);
    cc("-c", "data.s", "-o", `${made("data")}.o`);
    cc(
      "-g",
      "-O1",
      "-shared",
      "-nostdlib",
      "-fPIC",
      "-Wl,--version-script=versions.map,-soname,libmade.so.1",
      ...[...["-Wl,--build-id,-rpath,/nowhere:/elsewhere", "library.c", "-o", `${made("library")}.so`]],
    );
    run("strip", "-o", `${made("stripped")}.so`, `${made("library")}.so`);
    run("strip", "--strip-debug", "-o", `${made("without-debug")}.o`, `${made("library")}.o`);
    run("strip", "--strip-unneeded", "-o", `${made("unneeded")}.o`, `${made("library")}.o`);
    run("objcopy", "--only-keep-debug", `${made("library")}.so`, `${made("library")}.debug`);
    run("objcopy", `--add-gnu-debuglink=${made("library")}.debug`, `${made("stripped")}.so`, `${made("linked")}.so`);
    run("objcopy", "--compress-debug-sections", `${made("library")}.o`, `${made("compressed")}.o`);
    run("ld", "-r", `-m${emulation}`, "-o", `${made("relocatable")}.ko`, `${made("commons")}.o`, `${made("data")}.o`);
    // There is no compiler of a machine that has its highest bytes first.
    for (const name of ["library", "unneeded", "commons"].map(made)) {
      writeFileSync(join(path, `big-${name}.o`), bigEndian(readFileSync(join(path, `${name}.o`))));
    }
  }
  run("gcc", "-O1", "program.c", "-o", "program.elf");
  run("gcc", "-O1", "-static", "-s", "program.c", "-o", "static.elf");
  run("as", "odd.s", "-o", "odd.o");
  run("as", "many.s", "-o", "many.o");
}
