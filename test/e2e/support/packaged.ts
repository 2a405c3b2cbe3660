/** Before all tests in a real VS Code: the .vsix that they install, and nothing where there is no VS Code to install it in. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findBrowser, findCodeServer, root } from "./tools.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Path of the .vsix; empty where the tests cannot run. */
    vsix: string;
  }
}

export default function setup(project: TestProject): void {
  const canRun = findCodeServer() !== undefined && findBrowser() !== undefined;
  if (!canRun) {
    console.log("no tests in a real VS Code: test/e2e/tools/install.mjs has not run, or there is no Chromium");
  }
  project.provide("vsix", canRun ? (process.env.DRIVERLENS_VSIX ?? packageExtension()) : "");
}

/** Packs the extension as `npm run package` does; its path. */
export function packageExtension(): string {
  execFileSync("npm", ["run", "--silent", "package"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return join(root, `dist/${name}-${version}.vsix`);
}
