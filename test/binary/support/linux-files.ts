/** ELF files to read: Debian's kernel modules, and what gcc and binutils make of sources of our own. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Those of another machine are read as well: the variable says where its packages were unpacked. */
const root = process.env.DRIVERLENS_MODULES_ROOT ?? "/lib/modules";

/** The newest kernel that has modules; undefined where none is installed (Debian: linux-image-amd64). */
export function modulesFolder(): string | undefined {
  const releases = existsSync(root) ? readdirSync(root) : [];
  const kernels = releases.filter((release) => existsSync(join(root, release, "kernel")));
  const newest = kernels.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  return newest === undefined ? undefined : join(root, newest, "kernel");
}

/** All of its modules that are not compressed, in the order of their paths. */
export function allModules(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ko"))
    .sort()
    .map((path) => join(folder, path));
}

/** Module.symvers of the headers that belong to the modules (Debian: linux-headers-amd64). */
export function symversOf(folder: string): string | undefined {
  const path = join(folder, "../build/Module.symvers");
  return existsSync(path) ? path : undefined;
}

/** What a tool prints, in English. @throws with what it says where it fails */
export function tool(name: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(name, args, {
    ...(cwd === undefined ? {} : { cwd }),
    encoding: "latin1",
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: "C" },
  });
  // readelf ends with 1 after some notes of ARM64, of which it says all there is and complains of nothing.
  if (status === null || (status !== 0 && stderr !== ""))
    throw error ?? new Error(`${name} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

export const has = (name: string): boolean => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0;

/** Where CI says so, what is missing fails instead of being skipped. */
export const isNeeded = process.env.CI === "true";
