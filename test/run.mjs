// Everything that has to hold, in one command: installs what the suites need, builds, checks and tests.
// Where a tool may not be installed its suites are skipped, named and counted; with CI=true that is a failure.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ci = process.env.CI === "true";

/** Debian packages by the program or file that shows that they are there, and who needs them. */
const packages = [
  { name: "mingw-w64", probe: ["x86_64-w64-mingw32-gcc", "--version"], for: "compiling the example driver" },
  { name: "libsqlite3-dev", file: "/usr/include/sqlite3.h", for: "compiling the example driver" },
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

function present(wanted) {
  if (wanted.file !== undefined) {
    try {
      readFileSync(wanted.file);
      return true;
    } catch {
      return false;
    }
  }
  return spawnSync(wanted.probe[0], wanted.probe.slice(1), { stdio: "ignore" }).status === 0;
}

function install() {
  const missing = packages.filter((wanted) => !present(wanted));
  if (missing.length === 0) {
    return;
  }
  const names = missing.map((wanted) => wanted.name);
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0;
  if (mayInstall) {
    console.log(`installing with apt-get: ${names.join(", ")}`);
    const quiet = {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    };
    run("apt-get", ["update", "-qq"], quiet);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], quiet);
  }
  for (const wanted of missing.filter((candidate) => !present(candidate))) {
    console.log(`not installed: ${wanted.name}; suites that need it for ${wanted.for} are skipped`);
  }
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

console.log("\n== tests");
const folder = mkdtempSync(join(tmpdir(), "driverlens-"));
const resultFile = join(folder, "results.json");
const status = run("npx", [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${resultFile}`,
]);
const results = JSON.parse(readFileSync(resultFile, "utf8"));
rmSync(folder, { recursive: true });
const skipped = results.numPendingTests + results.numTodoTests;
if (status !== 0 && results.numFailedTests === 0) {
  failed.push("tests");
}
if (ci && skipped > 0) {
  failed.push(`${skipped} skipped tests`);
}
if (results.numTotalTests === 0) {
  failed.push("no test ran");
}
for (const title of failed) {
  console.log(`failed: ${title}`);
}
console.log(`\n${results.numPassedTests} passed, ${results.numFailedTests + failed.length} failed, ${skipped} skipped`);
process.exit(results.numFailedTests + failed.length > 0 ? 1 : 0);
