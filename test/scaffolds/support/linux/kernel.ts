/** The kernel that tests of Linux templates build against and boot: Debian's own, as its packages have put it there. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

export interface Kernel {
  /** As `uname -r` says it: "6.1.0-56-amd64". */
  readonly release: string;
  /** For qemu. */
  readonly image: string;
  /** What kbuild wants as `-C`. */
  readonly build: string;
  /** Its own modules, with `modules.dep`. */
  readonly modules: string;
}

/** Debian: linux-image-amd64, linux-headers-amd64. The newest that has both; undefined where none has. */
function findKernel(boot = "/boot", modulesRoot = "/lib/modules"): Kernel | undefined {
  if (!existsSync(boot)) {
    return undefined;
  }
  const found = readdirSync(boot).flatMap((name) => {
    const release = /^vmlinuz-(.+)$/.exec(name)?.[1];
    if (release === undefined) {
      return [];
    }
    const modules = join(modulesRoot, release);
    const kernel = { release, image: join(boot, name), build: join(modules, "build"), modules };
    return existsSync(join(kernel.build, "Makefile")) && existsSync(join(modules, "modules.dep")) ? [kernel] : [];
  });
  return found.sort((a, b) => a.release.localeCompare(b.release, "en", { numeric: true })).at(-1);
}

const programs = [
  ["qemu-system-x86_64", "--version"],
  ["cpio", "--version"],
  ["modprobe", "--version"],
  ["make", "--version"],
  ["gcc", "--version"],
] as const;

/** Debian: busybox-static; the package busybox has one that needs a C library, which is in no machine. */
export const busybox = "/bin/busybox";
const busyboxIsStatic = existsSync(busybox) && spawnSync("ldd", [busybox], { stdio: "ignore" }).status !== 0;

/** Whether modules can be built and run; Debian also: qemu-system-x86, cpio, kmod, busybox-static, gcc, make, libc6-dev. */
export const linuxInstalled =
  findKernel() !== undefined &&
  busyboxIsStatic &&
  programs.every(([program, ...args]) => spawnSync(program, args, { stdio: "ignore" }).status === 0);

/** For tests that run where `linuxInstalled`, or have to fail. */
export function kernelOrThrow(): Kernel {
  const kernel = findKernel();
  if (kernel === undefined) {
    throw new Error("no kernel in /boot has headers in /lib/modules: linux-image-amd64, linux-headers-amd64");
  }
  return kernel;
}
