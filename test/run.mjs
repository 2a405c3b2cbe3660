// Everything that has to hold, in one command: installs what the suites need, builds, checks and tests.
// Where a tool may not be installed its suites are skipped, named and counted; with CI=true that is a failure.
import { spawnSync } from "node:child_process";
import { runTests, told } from "./attempts.mjs";
import { installDebianPackages } from "./debian-packages.mjs";

const ci = process.env.CI === "true";

/** Succeeds where a kernel is there and what modules for it are built with. */
const kernelWithHeaders = [
  "sh",
  "-c",
  "cd /lib/modules && for r in *; do test -e $r/build/Makefile && test -e /boot/vmlinuz-$r && exit 0; done; exit 1",
];

/** Debian packages that suites need, and which. */
const packages = [
  { name: "mingw-w64", probe: ["x86_64-w64-mingw32-gcc", "--version"], for: "compiling drivers" },
  { name: "gcc", probe: ["gcc", "--version"], for: "the sizes of Linux's types" },
  { name: "linux-libc-dev", file: "/usr/include/linux/types.h", for: "the sizes of Linux's types" },
  { name: "wine64", file: "/usr/lib/wine/wine64", for: "loading generated drivers and running their programs" },
  { name: "libsqlite3-dev", file: "/usr/include/sqlite3.h", for: "compiling the example driver" },
  { name: "make", probe: ["make", "--version"], for: "building Linux modules" },
  { name: "libc6-dev", file: "/usr/include/stdio.h", for: "programs that use Linux modules" },
  { name: "linux-image-amd64", probe: kernelWithHeaders, for: "running Linux modules" },
  { name: "linux-headers-amd64", probe: kernelWithHeaders, for: "building Linux modules" },
  { name: "qemu-system-x86", probe: ["qemu-system-x86_64", "--version"], for: "running Linux modules" },
  // The package busybox has one in the same place that needs a C library.
  {
    name: "busybox-static",
    probe: ["sh", "-c", "test -e /bin/busybox && ! ldd /bin/busybox"],
    for: "running Linux modules",
  },
  { name: "e2fsprogs", probe: ["mkfs.ext4", "-V"], for: "a disk for Linux modules" },
  { name: "cpio", probe: ["cpio", "--version"], for: "running Linux modules" },
  {
    name: "libnl-genl-3-dev",
    file: "/usr/include/libnl3/netlink/genl/genl.h",
    for: "a daemon that a Linux module asks",
  },
  { name: "pkg-config", probe: ["pkg-config", "--version"], for: "a daemon that a Linux module asks" },
  { name: "kmod", probe: ["modprobe", "--version"], for: "running Linux modules" },
  { name: "rustc-web", file: "/usr/bin/rustc", for: "compiling drivers in Rust" },
  { name: "rust-web-src", file: "/usr/lib/rustlib/src/rust/library/Cargo.lock", for: "compiling drivers in Rust" },
  { name: "cargo-web", file: "/usr/bin/cargo", for: "compiling drivers in Rust" },
  { name: "rustfmt-web", file: "/usr/bin/rustfmt", for: "looking at drivers in Rust" },
  { name: "rust-web-clippy", file: "/usr/bin/clippy-driver", for: "looking at drivers in Rust" },
  { name: "openssl", probe: ["openssl", "version"], for: "signing images" },
  { name: "osslsigncode", probe: ["osslsigncode", "--version"], for: "signing images" },
  { name: "chromium", probe: ["chromium", "--version"], for: "looking at a real VS Code" },
  { name: "iproute2", probe: ["ip", "-V"], for: "a real VS Code without a network" },
];

const steps = [
  ["build", "node", ["esbuild.mjs", "--tools"]],
  ["types", "npx", ["tsc", "-b", "tsconfig.json"]],
  ["format, lint and layers", "npx", ["biome", "check", "--error-on-warnings", "."]],
  ["unused code", "npx", ["knip"]],
  ["generated files", "node", ["dist/tools/generate.js", "--check"]],
];

function run(command, args, options = {}) {
  return spawnSync(command, args, { stdio: "inherit", ...options }).status ?? 1;
}

function install() {
  for (const missing of installDebianPackages(packages)) {
    console.log(`not installed: ${missing.name}; suites that need it for ${missing.for} are skipped`);
  }
  run(process.execPath, ["test/scaffolds/tools/install.mjs"]);
  run(process.execPath, ["test/e2e/tools/install.mjs"]);
}

/** Runs the tests of a vitest configuration, and says what it left out. */
function suite(title, config) {
  console.log(`\n== ${title}`);
  const result = runTests(config, process.cwd());
  for (const { file, count } of result.skipped) {
    console.log(`skipped: ${count} of ${file}`);
  }
  return result;
}

install();
const failed = [];
for (const [title, command, args] of steps) {
  console.log(`\n== ${title}`);
  const started = Date.now();
  if (run(command, args) !== 0) {
    failed.push(title);
  }
  console.log(
    `   ${title}: ${failed.includes(title) ? "FAILED" : "ok"}, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

const results = [
  suite("tests", "vitest.config.ts"),
  // After the others: a real VS Code and a browser take what the machine has.
  suite("tests in a real VS Code", "vitest.e2e.config.ts"),
];
const sum = (count) => results.reduce((total, result) => total + count(result), 0);
const skipped = sum((result) => result.skipped.reduce((total, { count }) => total + count, 0));
if (ci && skipped > 0) {
  failed.push(`${skipped} skipped tests`);
}
console.log(["", ...told(results), ...failed.map((title) => `failed: ${title}`)].join("\n"));
const failures = sum((result) => result.failed.length) + failed.length;
console.log(`\n${sum(({ passed }) => passed)} passed, ${failures} failed, ${skipped} skipped`);
process.exit(failures > 0 ? 1 : 0);
