// Installs Debian packages that tests need, as root on a system with apt-get; elsewhere says what is missing.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

/**
 * @typedef {object} DebianPackage
 * @property {string} name
 * @property {readonly string[]} [probe] a command line that succeeds where the package is there
 * @property {string} [file] or a file that it brings
 * @property {string} for what needs it, for people
 */

/**
 * Installs those of `wanted` that are missing, saying so.
 * @param {readonly DebianPackage[]} wanted
 * @returns {readonly DebianPackage[]} what is missing still
 */
export function installDebianPackages(wanted) {
  const missing = wanted.filter((candidate) => !present(candidate));
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (missing.length === 0 || !mayInstall) {
    return missing;
  }
  const names = missing.map((candidate) => candidate.name);
  console.log(`installing with apt-get: ${names.join(", ")}`);
  // Where nothing boots from, a kernel that only tests run needs no initramfs of this machine's: a minute of work.
  const initramfs = readdirSync("/boot").some((name) => name.startsWith("vmlinuz-")) ? {} : { INITRD: "No" };
  const quiet = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", ...initramfs },
    stdio: /** @type {const} */ (["ignore", "ignore", "inherit"]),
  };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], quiet);
  return missing.filter((candidate) => !present(candidate));
}

/** @param {DebianPackage} wanted */
function present(wanted) {
  if (wanted.file !== undefined) {
    return existsSync(wanted.file);
  }
  const [program, ...args] = wanted.probe ?? [];
  return program !== undefined && spawnSync(program, args, { stdio: "ignore" }).status === 0;
}
