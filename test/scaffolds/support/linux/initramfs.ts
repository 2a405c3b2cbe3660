/** The files that the machine begins with: busybox, the kernel's own modules that are wanted, and what a test brings. */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { busybox, type Kernel } from "./kernel.ts";

export interface Contents {
  /** The program that the kernel starts: a script for busybox's shell. */
  readonly init: string;
  /** Texts, by their paths: "steps/1". Executable. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Of this machine: put into `/test`, under their own names; folders whole. */
  readonly files: readonly string[];
  /** Of this machine: put into `/tools`. */
  readonly tools: readonly string[];
  /** Names of modules of the kernel's own, for `modules`: "ext4". */
  readonly modules: readonly string[];
}

/**
 * Writes an initramfs.
 * @returns the paths in it of the kernel's own modules that were asked for and of those they need, in the order of loading
 */
export function writeInitramfs(target: string, kernel: Kernel, contents: Contents): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "driverlens-initramfs-"));
  try {
    for (const folder of ["bin", "dev", "etc", "proc", "sys", "test", "tmp", "tools"]) {
      mkdirSync(join(root, folder));
    }
    // Others than root look at it too.
    chmodSync(root, 0o755);
    copyFileSync(busybox, join(root, "bin/busybox"));
    symlinkSync("busybox", join(root, "bin/sh"));
    writeFileSync(join(root, "etc/passwd"), "root::0:0:root:/:/bin/sh\nnobody::65534:65534:nobody:/:/bin/sh\n");
    writeFileSync(join(root, "etc/group"), "root:x:0:\nnogroup:x:65534:\n");
    writeFileSync(join(root, "init"), contents.init, { mode: 0o755 });
    for (const [path, text] of contents.scripts) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { mode: 0o755 });
    }
    for (const file of contents.files) {
      cpSync(file, join(root, "test", basename(file)), { recursive: true });
    }
    for (const tool of contents.tools) {
      copyFileSync(tool, join(root, "tools", basename(tool)));
    }
    const modules = modulesInOrder(kernel, contents.modules).map((file) => {
      const inside = join("lib/modules", kernel.release, relative(kernel.modules, file));
      mkdirSync(dirname(join(root, inside)), { recursive: true });
      copyFileSync(file, join(root, inside));
      return `/${inside}`;
    });
    archive(root, target);
    return modules;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The files of these modules of the kernel's and of all that they need, each once, what is needed first. */
function modulesInOrder(kernel: Kernel, names: readonly string[]): readonly string[] {
  const files = names.flatMap((name) => {
    const { status, stdout, stderr } = spawnSync("modprobe", ["--show-depends", "-S", kernel.release, name], {
      encoding: "utf8",
    });
    if (status !== 0) {
      throw new Error(`no module ${name} in ${kernel.modules}: ${stderr}`);
    }
    // "insmod /lib/modules/.../jbd2.ko ", "builtin tmpfs".
    return [...stdout.matchAll(/^insmod (\S+)/gm)].map(([, file = ""]) => file);
  });
  return [...new Set(files)];
}

/** As the kernel unpacks it; not compressed, which would take longer than it saves. */
function archive(root: string, target: string): void {
  const found = spawnSync("find", ["."], { cwd: root, encoding: "utf8" });
  const packed = spawnSync("cpio", ["-o", "-H", "newc", "--quiet", "-R", "0:0", "-F", target], {
    cwd: root,
    input: found.stdout,
    encoding: "utf8",
  });
  if (packed.status !== 0) {
    throw new Error(`cpio ended with ${packed.status}: ${packed.stderr}`);
  }
}
