/**
 * Drivers and programs made with mingw-w64, as strictly as its headers allow. What the DDK's lack is in `test/support/kit`,
 * headers of other frameworks in `test/scaffolds/shim`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { madeOnce } from "../../support/scratch.ts";
import { kernelExports } from "./kernel-exports.ts";

const prefix = "x86_64-w64-mingw32-";
const kit = join(import.meta.dirname, "../../support/kit");
const shim = join(import.meta.dirname, "../shim");
const ddk = "/usr/x86_64-w64-mingw32/include/ddk";

/** Debian: mingw-w64. */
export const mingwInstalled =
  spawnSync(`${prefix}gcc`, ["--version"], { stdio: "ignore" }).status === 0 && existsSync(ddk);

/** What a tool of mingw-w64 ("objdump") prints; what it complains about is thrown. */
export function tool(name: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(`${prefix}${name}`, args, {
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 1 << 26,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (status !== 0) {
    throw error ?? new Error(stderr === "" ? `${name} ended with ${status}` : stderr);
  }
  return stdout;
}

export interface CompileOptions {
  /** Folders of own headers. */
  readonly includes?: readonly string[];
  /** Folders of headers of others, in which nothing is complained about. */
  readonly systemIncludes?: readonly string[];
  /** NAME or NAME=value. */
  readonly defines?: readonly string[];
  /** Further flags, after all others: "-std=gnu11", "-w". */
  readonly flags?: readonly string[];
}

// What level 4 of Microsoft's compiler warns of, as far as GCC can: what is narrowed (C4244, C4267) and hidden (C4456 to C4459).
const level4 = ["-Wconversion", "-Wno-sign-conversion", "-Wshadow"];
const warnings = ["-Wall", "-Wextra", "-Werror", "-pedantic", ...level4];
// Pool tags are multi-character constants; alloc_text is a pragma of Microsoft's compiler.
const ofMicrosoft = ["-Wno-multichar", "-Wno-unknown-pragmas"];

/** Compiles C sources of a driver; the objects, in `folder`. */
export function compileDriver(
  sources: readonly string[],
  folder: string,
  { includes = [], systemIncludes = [], defines = [], flags = [] }: CompileOptions = {},
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return sources.map((source) => {
    const object = join(folder, `${basename(source)}.o`);
    tool("gcc", [
      ...["-c", "-std=c11", "-O2", ...warnings, ...ofMicrosoft, "-ffreestanding", "-fno-stack-protector"],
      ...includes.flatMap((path) => ["-I", path]),
      ...[...systemIncludes, shim, kit, ddk].flatMap((path) => ["-isystem", path]),
      // As projects for a WDK say it: Windows 10, version 2004; 64 bits.
      ...[
        "-D_AMD64_",
        "-D_WIN64",
        "-D_KERNEL_MODE=1",
        "-DDBG=1",
        "-D_WIN32_WINNT=0x0A00",
        "-DNTDDI_VERSION=0x0A000008",
      ],
      ...defines.map((define) => `-D${define}`),
      ...flags,
      ...["-o", object, source],
    ]);
    return object;
  });
}

export interface LinkOptions {
  /** Modules to import from; ntoskrnl.exe and hal.dll where left out. */
  readonly modules?: readonly string[];
  /**
   * - `as-shipped`: for looking at; imports all that Windows has and `server/data` knows of
   * - `for-wine`: for running: what Wine's kernel lacks is linked in, allocations are watched, see `under-test.c`
   */
  readonly purpose: "as-shipped" | "for-wine";
  /** Static libraries that the objects need; what of them and of the objects nothing needs is left out. */
  readonly archives?: readonly string[];
}

/** Links a driver from objects; fails where one needs what no module of the kernel exports. */
export async function linkDriver(
  objects: readonly string[],
  image: string,
  { modules = ["ntoskrnl.exe", "hal.dll"], purpose, archives = [] }: LinkOptions,
): Promise<void> {
  const libraries = await supportLibraries();
  mkdirSync(dirname(image), { recursive: true });
  const wrapped = purpose === "for-wine" ? wrappedImports() : [];
  const underTest = purpose === "for-wine" ? ["under-test.c.o", "thunks.a"] : [];
  // Of the WDK's wdmsec.lib drivers get what they use.
  const ours = [...underTest, "wdmsec.a"].map((file) => join(libraries, file));
  tool("gcc", [
    ...["-nostdlib", "-Wl,--subsystem,native", "-Wl,--image-base,0x140000000", "-Wl,--dynamicbase", "-Wl,--nxcompat"],
    ...["-Wl,--exclude-all-symbols", "-Wl,--fatal-warnings", "-Wl,--no-insert-timestamp"],
    "-Wl,--undefined=DriverEntry",
    `-Wl,--entry,${purpose === "for-wine" ? "EntryUnderTest" : "DriverEntry"}`,
    ...wrapped.flatMap((name) => [`-Wl,--wrap=__imp_${name}`, `-Wl,--wrap=${name}`]),
    ...(archives.length > 0 ? ["-Wl,--gc-sections"] : []),
    ...["-o", image, ...objects, ...archives],
    ...ours,
    ...importLibraries([...objects, ...archives, ...ours], modules, image),
    // Of the compiler: probes of the stack, which the kernel exports under another name; mathematics that Rust's library has
    // beside what drivers use of it.
    ...["-lgcc", "-lmingwex"],
  ]);
}

/** Compiles and links a program for user mode, a console's. */
export function makeProgram(sources: readonly string[], image: string, options: CompileOptions = {}): void {
  const { includes = [], systemIncludes = [], defines = [], flags = [] } = options;
  mkdirSync(dirname(image), { recursive: true });
  tool("gcc", [
    ...["-std=c11", "-O2", ...warnings],
    ...includes.flatMap((path) => ["-I", path]),
    ...systemIncludes.flatMap((path) => ["-isystem", path]),
    ...["-D_WIN32_WINNT=0x0A00", "-DUNICODE", "-D_UNICODE", ...defines.map((define) => `-D${define}`), ...flags],
    ...["-o", image, ...sources],
  ]);
}

/**
 * What `kernel/` is compiled to: under-test.c.o; thunks.a, through which calls come to it that a compiler makes of functions
 * that it does not know to be imported; and wdmsec.a, which stands for the WDK's library of that name.
 */
function supportLibraries(): Promise<string> {
  return madeOnce("kernel-libraries", (folder) => {
    const sources = join(import.meta.dirname, "kernel");
    compileDriver(
      readdirSync(sources).map((name) => join(sources, name)),
      folder,
    );
    tool("ar", ["rcs", "wdmsec.a", "wdmsec.c.o"], folder);
    const thunks = wrappedImports().map((name) => `.globl __wrap_${name}\n__wrap_${name}: jmp *__imp_${name}(%rip)\n`);
    writeFileSync(join(folder, "thunks.s"), thunks.join(""));
    tool("as", ["-o", "thunks.o", "thunks.s"], folder);
    tool("ar", ["rcs", "thunks.a", "thunks.o"], folder);
  });
}

/**
 * Import libraries, beside an image, for what objects need and the first of the modules exports that does: a library of all
 * that a module exports takes seconds to make.
 */
function importLibraries(objects: readonly string[], modules: readonly string[], image: string): readonly string[] {
  const needed = new Set(
    [...tool("nm", ["-u", ...objects]).matchAll(/ U (?:(?:__real_)?__imp_)?(\w+)$/gm)].map(([, name = ""]) => name),
  );
  const exported = kernelExports();
  return modules.flatMap((module) => {
    const names = [...needed].filter((name) => exported.get(module)?.has(name));
    if (names.length === 0) {
      return [];
    }
    for (const name of names) {
      needed.delete(name);
    }
    const library = `${image}.${module}.a`;
    writeFileSync(`${library}.def`, [`LIBRARY "${module}"`, "EXPORTS", ...names, ""].join("\n"));
    tool("dlltool", ["-d", `${library}.def`, "-l", library], dirname(image));
    return [library];
  });
}

/** The imports that `under-test.c` stands between: the names that it defines. */
function wrappedImports(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, "kernel/under-test.c"), "utf8");
  return [...text.matchAll(/__wrap___imp_(\w+)\)/g)].map(([, name = ""]) => name);
}
