// Installs SQLite's source and sql.js into this folder, once for each state of the lock file; no script of a package runs.
// Exits 1, saying why, where it cannot.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Written last: the lock file that the folder was installed from. */
const stamp = join(here, "node_modules/.installed");
const lock = readFileSync(join(here, "package-lock.json"), "utf8");

process.exitCode = existsSync(stamp) && readFileSync(stamp, "utf8") === lock ? 0 : install();

function install() {
  console.log("installing SQLite's source and sql.js into test/scaffolds/tools");
  const result = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"], {
    cwd: here,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error(`npm ci failed in ${here}\n${result.stdout}${result.stderr}`);
    return 1;
  }
  writeFileSync(stamp, lock);
  return 0;
}
