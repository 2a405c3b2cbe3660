/** Images, objects and libraries that mingw-w64 makes of our own sources, once for all tests. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeOnce } from "../../support/scratch.ts";
import { imageSources } from "./image-sources.ts";
import { machines, output, type ToolMachine } from "./toolchain.ts";

export interface BuiltImages {
  /** Paths of .sys, .dll and .exe files. */
  readonly images: readonly string[];
  /** Paths of objects, of /bigobj too, and of libraries. */
  readonly others: readonly string[];
  /** The path of one of them: `driver.x64.sys`. */
  path(name: string): string;
}

const imageNames = ["driver.sys", "driver-stripped.sys", "library.dll", "library-stripped.dll", "program.exe"];
const otherNames = ["driver.o", "big.o", "resources.o", "own.lib", "kernel.lib"];

/** `driver.x64.sys`. */
const of = (name: string, { name: machine }: ToolMachine): string => name.replace(/\.(\w+)$/, `.${machine}.$1`);

export async function builtImages(): Promise<BuiltImages> {
  const folder = await madeOnce("binary-images", (unfinished) => {
    for (const [name, text] of Object.entries(imageSources)) writeFileSync(join(unfinished, name), text);
    for (const machine of machines) build(unfinished, machine);
  });
  const paths = (names: readonly string[]) =>
    machines.flatMap((machine) => names.map((name) => join(folder, of(name, machine))));
  return { images: paths(imageNames), others: paths(otherNames), path: (name) => join(folder, name) };
}

function build(folder: string, machine: ToolMachine): void {
  const named = (name: string): string => of(name, machine);
  const run = (tool: string, ...args: readonly string[]) => output(`${machine.prefix}${tool}`, args, folder);
  const entry = (name: string): string => `-Wl,--entry,${machine.is64 ? "" : "_"}${name}`;
  const freestanding = ["-nostdlib", "-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--no-insert-timestamp"];

  run("windres", "resources.rc", named("resources.o"));
  for (const name of ["kernel", "at-once"]) run("dlltool", "-d", `${name}.def`, "-l", named(`${name}.lib`));
  run("dlltool", "-d", "delayed.def", "--output-delaylib", named("delayed.lib"));

  run("gcc", "-c", "-g", "-O1", "driver.c", "-o", named("driver.o"));
  run("gcc", "-c", "-O1", "-Wa,-mbig-obj", "-ffunction-sections", "library.c", "-o", named("big.o"));
  run("gcc", "-c", "-O1", "library.c", "-o", named("library.o"));
  run("ar", "rcs", named("own.lib"), named("driver.o"), named("library.o"));

  const driver = [named("driver.o"), named("resources.o"), named("kernel.lib")];
  const native = [...freestanding, "-Wl,--subsystem,native:6.1", "-Wl,--major-os-version,10", entry("DriverEntry")];
  run("gcc", ...native, `-Wl,--build-id,--pdb,${named("driver.pdb")}`, "-o", named("driver.sys"), ...driver);
  run("gcc", ...native, "-s", "-Wl,--file-alignment,4096", "-o", named("driver-stripped.sys"), ...driver);
  const library = [named("library.o"), named("resources.o"), named("delayed.lib"), named("at-once.lib")];
  // Else the linker makes a base of the file's name.
  const base = `-Wl,--image-base,${machine.is64 ? "0x180000000" : "0x10000000"}`;
  const shared = ["-shared", ...freestanding, base, entry("start"), "library.def"];
  run("gcc", ...shared, "-o", named("library.dll"), ...library);
  run("gcc", ...shared, "-s", "-o", named("library-stripped.dll"), ...library);
  const symbol = /^([\da-f]+) T _*DELAY_IMPORT_DESCRIPTOR_/m.exec(run("nm", named("library.dll")));
  for (const name of ["library.dll", "library-stripped.dll"]) {
    tellOfDelayed(join(folder, named(name)), BigInt(`0x${symbol?.[1]}`));
  }
  run("gcc", "-O1", "-o", named("program.exe"), "program.c");
}

/** Microsoft's linker writes where delayed imports are into the directory; that of binutils 2.40 leaves it to others. */
function tellOfDelayed(path: string, pointer: bigint): void {
  const file = readFileSync(path);
  const optional = file.readUInt32LE(60) + 24;
  const is64 = file.readUInt16LE(optional) === 0x20b;
  const imageBase = is64 ? file.readBigUInt64LE(optional + 24) : BigInt(file.readUInt32LE(optional + 28));
  const entry = optional + (is64 ? 112 : 96) + 13 * 8;
  file.writeUInt32LE(Number(pointer - imageBase), entry);
  file.writeUInt32LE(32, entry + 4);
  writeFileSync(path, file);
}
