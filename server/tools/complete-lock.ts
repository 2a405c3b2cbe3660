/**
 * Completes package-lock.json with the optional packages of other platforms. npm writes only those that the registry
 * in use offers, and `npm ci` then refuses the lock file wherever one is missing.
 */

interface LockPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface LockFile {
  readonly packages: Readonly<Record<string, LockPackage>>;
}

/** The lock file's text with an entry for each optional dependency; as it was where none is missing. */
export function completeLock(text: string): string {
  const lock = JSON.parse(text) as LockFile;
  const packages: Record<string, LockPackage> = { ...lock.packages };
  for (const owner of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      if (packages[path] === undefined) {
        packages[path] = { version, ...platformOf(name), dev: true, optional: true };
      }
    }
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`;
}

const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const processors: Readonly<Record<string, string>> = {
  arm: "arm",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  ia32: "ia32",
};

/** What `@scope/cli-linux-x64-musl` runs on, read off its name: enough for npm to pass it over elsewhere. */
function platformOf(name: string): Pick<LockPackage, "os" | "cpu" | "libc"> {
  const parts = name.split("-");
  const os = parts.filter((part) => systems.includes(part));
  const cpu = parts.flatMap((part) => (part === "x64" || part === "arm64" ? part : (processors[part] ?? [])));
  const libc = parts.some((part) => part.startsWith("musl"))
    ? ["musl"]
    : parts.some((part) => part.startsWith("gnu")) && os.includes("linux")
      ? ["glibc"]
      : undefined;
  return { os, cpu, ...(libc === undefined ? {} : { libc }) };
}
