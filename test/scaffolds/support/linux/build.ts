/** Modules made with kbuild and programs for user space that need no library: what `machine.ts` runs. */
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { kernelOrThrow } from "./kernel.ts";

/**
 * Builds the modules of a folder that has a Kbuild file, in it, as `make -C <headers> M=<folder> W=1 modules` does.
 *
 * @param variables of make: `CONFIG_SOMETHING=y`
 * @returns the modules' files (.ko)
 * @throws where the compiler or modpost fails or warns of anything, with what they said
 */
export async function buildModules(folder: string, variables: readonly string[] = []): Promise<readonly string[]> {
  const { build } = kernelOrThrow();
  const said = await run("make", ["-C", build, `M=${folder}`, "W=1", "-j2", ...variables, "modules"]);
  // What kbuild itself notes, about BTF or the compiler's version, begins otherwise.
  const warnings = said.split("\n").filter((line) => /\bwarning: |^WARNING: modpost|^ERROR: /i.test(line));
  const unimportant = /the compiler differs from the one used to build the kernel/;
  if (warnings.some((line) => !unimportant.test(line))) {
    throw new Error(said);
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ko"))
    .map((name) => join(folder, name));
}

export interface ProgramOptions {
  /** Folders of own headers. */
  readonly includes?: readonly string[];
  /** Further flags, after all others: "-pthread". */
  readonly flags?: readonly string[];
}

/**
 * Compiles and links a program that runs in the machine: statically.
 * @throws where the compiler fails or warns, with what it said
 */
export async function makeProgram(
  sources: readonly string[],
  program: string,
  { includes = [], flags = [] }: ProgramOptions = {},
): Promise<void> {
  mkdirSync(dirname(program), { recursive: true });
  await run("gcc", [
    ...["-std=gnu11", "-O2", "-static", "-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wstrict-prototypes"],
    ...includes.flatMap((path) => ["-I", path]),
    ...["-o", program, ...sources, ...flags],
  ]);
}

/** What it printed on both of its outputs; thrown where it fails. */
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: 300_000, maxBuffer: 1 << 24, env: { ...process.env, LANG: "C", LC_ALL: "C" } };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) {
        resolve(`${stdout}${stderr}`);
      } else {
        reject(new Error(`${program} failed:\n${stdout}${stderr}`, { cause: error }));
      }
    });
  });
}
