// Runs one of the programs beside this file, once it has what it needs: a real VS Code, and the extension packed.
// Usage: node test/e2e/run.mjs editor|screenshots [arguments]
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const [name = "", ...args] = process.argv.slice(2);

const installed = spawnSync(process.execPath, [join(here, "tools/install.mjs")], { stdio: "inherit" });
if (installed.status !== 0) {
  process.exit(1);
}
const program = join(root, `dist/e2e/${name}.mjs`);
await build({
  entryPoints: [join(here, `${name}.ts`)],
  outfile: program,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
process.env.DRIVERLENS_ROOT = root;
process.argv.splice(1, process.argv.length, program, ...args);
await import(program);
