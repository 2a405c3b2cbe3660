// Bundles the command line (and, with --tools, the generators and the benchmark) and puts the grammars beside them.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const options = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
  // jsonc-parser and others have a CommonJS main that does not survive bundling.
  mainFields: ["module", "main"],
  loader: { ".tsv": "text" },
  // Bundled CommonJS dependencies ask for require; an ES module has none of its own.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

mkdirSync("dist", { recursive: true });
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`, { paths: [process.cwd()] }));
for (const [name, file] of [
  ["tree-sitter-c", "tree-sitter-c.wasm"],
  ["tree-sitter-cpp", "tree-sitter-cpp.wasm"],
]) {
  copyFileSync(join(packageFolder(name), file), join("dist", file));
}
copyFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm", "dist/web-tree-sitter.wasm");

await build({
  ...options,
  entryPoints: { driverlens: "server/src/main/cli.ts", "check-worker": "server/src/main/check-worker.ts" },
  outdir: "dist",
  minify: true,
  sourcemap: true,
});

if (process.argv.includes("--tools")) {
  const tools = readdirSync("server/tools").filter((file) => file.endsWith(".ts"));
  await build({
    ...options,
    entryPoints: tools.map((file) => join("server/tools", file)),
    outdir: "dist/tools",
  });
}
