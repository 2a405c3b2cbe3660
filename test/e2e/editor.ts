/**
 * `npm run editor [folder]`: a real VS Code in the browser with the extension as it is now, on a copy of the examples or
 * on the folder that is named. Runs until it is interrupted and leaves nothing behind.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { installExtension, startCodeServer } from "./support/code-server.ts";
import { packageExtension } from "./support/packaged.ts";
import { findCodeServer, root } from "./support/tools.ts";

process.exitCode = await main(process.argv[2]);

async function main(named: string | undefined): Promise<number> {
  // npm runs scripts in the package's folder; people name folders from where they are.
  const folder = named === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", named);
  if (folder !== undefined && !existsSync(folder)) {
    console.error(`there is no folder ${folder}`);
    return 2;
  }
  const program = findCodeServer();
  if (program === undefined) {
    console.error("VS Code is not installed: run node test/e2e/tools/install.mjs");
    return 2;
  }
  const interrupted = new Promise<void>((end) => {
    process.once("SIGINT", () => end());
    process.once("SIGTERM", () => end());
  });
  const home = mkdtempSync(join(tmpdir(), "driverlens-editor-"));
  try {
    console.log("packing the extension");
    await installExtension(program, home, packageExtension());
    const workspace = folder ?? copyOfExamples(home);
    const server = await startCodeServer(program, { home });
    console.log(`\n  ${server.url}/?folder=${encodeURIComponent(workspace)}\n`);
    console.log(folder === undefined ? "a copy of examples/; what you change there is lost at the end" : folder);
    console.log("Ctrl-C ends it");
    await interrupted;
    await server.stop();
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
  return 0;
}

function copyOfExamples(home: string): string {
  const copy = join(home, "examples");
  cpSync(join(root, "examples"), copy, { recursive: true });
  return copy;
}
