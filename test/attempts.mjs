// Runs vitest so that what failed is tried once more, and tells of both attempts. VS Code, Wine and kernels that boot under
// load have bad moments; what passes at the second attempt only is a defect still, and is always told by name.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const reporter = fileURLToPath(new URL("support/outcome-reporter.ts", import.meta.url));

/**
 * @typedef {import("./support/outcome-reporter.ts").Trouble} Trouble
 * @typedef {import("./support/outcome-reporter.ts").Outcome} Outcome
 * @typedef {object} Result
 * @property {number} passed tests
 * @property {readonly Trouble[]} failed tests that failed twice, hooks that did, and errors that nobody handled
 * @property {readonly Trouble[]} unsteady what passed at the second attempt
 * @property {readonly { readonly file: string, readonly count: number }[]} skipped tests
 */

/**
 * Runs the tests of a vitest configuration. A test that fails is run a second time where it stands. vitest does not do so
 * for hooks of suites: a file in which nothing but these failed is run a second time as a whole.
 * @param {string} config
 * @param {string} root vitest's folder
 * @param {"inherit" | "ignore"} output what becomes of vitest's own
 * @returns {Result}
 */
export function runTests(config, root, output = "inherit") {
  const first = start({ config, root, output, files: [] });
  const again = first.files.filter(({ hooks, failed }) => hooks.length > 0 && failed.length === 0);
  if (again.length === 0) {
    return resultOf(first.files, first.failed);
  }
  const names = again.map(({ file }) => file);
  console.log(`\nHooks failed, a second attempt: ${names.join(", ")}`);
  const second = start({ config, root, output, files: names.map((name) => join(root, name)) });
  const files = first.files.map((file) => {
    const later = again.includes(file) ? second.files.find((other) => other.file === file.file) : undefined;
    if (later === undefined) return file;
    return {
      ...later,
      unsteady: [...file.unsteady, ...(later.hooks.length > 0 ? [] : file.hooks), ...later.unsteady],
    };
  });
  return resultOf(files, [...first.failed, ...second.failed]);
}

/**
 * What one start of vitest says; `failed` is what belongs to no file. `files` are absolute paths; none means all.
 */
function start({ config, root, output, files }) {
  const folder = mkdtempSync(join(tmpdir(), "driverlens-outcome-"));
  const file = join(folder, "outcome.json");
  const options = ["--config", config, "--retry=1", "--reporter=default", `--reporter=${reporter}`];
  const { status } = spawnSync(process.execPath, [vitest, "run", ...options, ...files], {
    cwd: root,
    stdio: output,
    env: { ...process.env, DRIVERLENS_TEST_OUTCOME: file },
  });
  /** @type {Outcome} */
  const outcome = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { files: [], unhandled: [] };
  rmSync(folder, { recursive: true });
  const failed = [...outcome.unhandled];
  if (outcome.files.length === 0) {
    failed.push({ name: config, error: `no test ran: vitest ended with ${status}` });
  } else if (
    status !== 0 &&
    failed.length === 0 &&
    !outcome.files.some((one) => one.failed.length + one.hooks.length > 0)
  ) {
    failed.push({ name: config, error: `vitest ended with ${status} though nothing failed` });
  }
  return { files: outcome.files, failed };
}

/** @returns {Result} */
function resultOf(files, failed) {
  return {
    passed: files.reduce((total, file) => total + file.passed, 0),
    failed: [...files.flatMap((file) => [...file.failed, ...file.hooks]), ...failed],
    unsteady: files.flatMap((file) => file.unsteady),
    skipped: files.filter(({ skipped }) => skipped > 0).map(({ file, skipped }) => ({ file, count: skipped })),
  };
}

/**
 * What a log is to end with: the tail is what people see of it.
 * @param {readonly Result[]} results
 * @returns {readonly string[]}
 */
export function told(results) {
  const indented = (error) => error.split("\n").map((line) => `    ${line}`);
  const unsteady = results.flatMap((result) => result.unsteady);
  return [
    ...unsteady.flatMap(({ name, error }) => [`unsteady: ${name}`, ...indented(error)]),
    ...(unsteady.length > 0 ? [`${unsteady.length} unsteady: passed at the second attempt`] : []),
    ...results.flatMap(({ failed }) => failed).flatMap(({ name, error }) => [`failed: ${name}`, ...indented(error)]),
  ];
}
