// Bundles the command line, the extension and its server (and, with --tools, the generators and the benchmark) and puts
// the grammars beside them.
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const shared = {
  bundle: true,
  logLevel: "warning",
  loader: { ".tsv": "text" },
  // jsonc-parser and others have a CommonJS main that does not survive bundling.
  mainFields: ["module", "main"],
};
const node = {
  ...shared,
  platform: "node",
  format: "esm",
  target: "node20",
  // Bundled CommonJS dependencies ask for require and where they are; an ES module has neither of its own.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url); const __dirname = require("node:path").dirname(require("node:url").fileURLToPath(import.meta.url));',
  },
};
const shipped = { outdir: "dist", minify: true, sourcemap: true };
// VS Code's web worker host loads CommonJS alone, and one file of it: both hosts get the same form. What is imported
// late stays in that file, but runs late.
const client = { ...shared, ...shipped, format: "cjs", external: ["vscode"], outExtension: { ".js": ".cjs" } };

// The parser asks for modules of Node where it finds itself on Node: in a worker of a browser there are none.
const withoutNode = {
  name: "without-node",
  setup(bundle) {
    bundle.onResolve({ filter: /^(?:module|fs|path|crypto|fs\/promises)$/ }, ({ path }) => ({
      path,
      namespace: "absent",
    }));
    bundle.onLoad({ filter: /./, namespace: "absent" }, () => ({ contents: "export {};" }));
  },
};

const page = {
  ...{ platform: "browser", format: "iife", target: "es2022", minify: true, legalComments: "none" },
  ...{ jsx: "automatic", jsxImportSource: "preact" },
};
// A page in a webview can load no worker from elsewhere: `worker:./path.ts` is the text of its bundled program.
const workers = {
  name: "workers",
  setup(bundle) {
    bundle.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice("worker:".length)),
      namespace: "worker",
    }));
    bundle.onLoad({ filter: /./, namespace: "worker" }, async ({ path }) => {
      const options = { ...shared, ...page, entryPoints: [path], write: false };
      const { outputFiles } = await build(options);
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

mkdirSync("dist", { recursive: true });
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`, { paths: [process.cwd()] }));
for (const [name, file] of [
  ["tree-sitter-c", "tree-sitter-c.wasm"],
  ["tree-sitter-cpp", "tree-sitter-cpp.wasm"],
  ["tree-sitter-rust", "tree-sitter-rust.wasm"],
]) {
  copyFileSync(join(packageFolder(name), file), join("dist", file));
}
copyFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm", "dist/web-tree-sitter.wasm");
copyFileSync("node_modules/sql.js/dist/sql-wasm.wasm", "dist/sql-wasm.wasm");
mkdirSync("dist/media", { recursive: true });
for (const file of ["codicon.css", "codicon.ttf"]) {
  copyFileSync(join("node_modules/@vscode/codicons/dist", file), join("dist/media", file));
}

const programs = {
  driverlens: "server/src/main/cli.ts",
  "check-worker": "server/src/main/check-worker.ts",
  server: "server/src/main/server.ts",
  "server-database": "server/src/main/database-worker.ts",
  "server-image": "server/src/main/image-worker.ts",
};
await Promise.all([
  build({ ...node, ...shipped, entryPoints: programs }),
  build({
    ...shared,
    ...shipped,
    platform: "browser",
    format: "iife",
    target: "es2022",
    plugins: [withoutNode],
    entryPoints: {
      "server-worker": "server/src/main/server-worker.ts",
      "server-database-worker": "server/src/main/database-web-worker.ts",
      "server-image-worker": "server/src/main/image-web-worker.ts",
    },
  }),
  build({ ...client, platform: "node", target: "node20", entryPoints: { "client/node": "client/src/node/main.ts" } }),
  build({
    ...client,
    platform: "browser",
    target: "es2022",
    entryPoints: { "client/browser": "client/src/browser/main.ts" },
  }),
  build({
    ...shared,
    ...page,
    outdir: "dist/media",
    plugins: [workers],
    entryPoints: {
      "call-graph": "media/call-graph/main.ts",
      "call-graph-style": "media/call-graph/style.css",
      database: "media/database/main.tsx",
      "database-style": "media/database/style.css",
      image: "media/image/main.tsx",
      "image-style": "media/image/style.css",
    },
  }),
]);

if (process.argv.includes("--tools")) {
  const tools = readdirSync("server/tools").filter((file) => file.endsWith(".ts"));
  await build({ ...node, entryPoints: tools.map((file) => join("server/tools", file)), outdir: "dist/tools" });
}
