/** The linter holds the lines between layers: each forbidden import is refused, each of the ways to write it. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Lints a file that exists only here, at the path where it would stand. */
function lint(path: string, code: string): string {
  const { stdout, stderr } = spawnSync("node_modules/.bin/biome", ["lint", `--stdin-file-path=${path}`], {
    input: code,
    encoding: "utf8",
  });
  return stdout + stderr;
}

const forbidden: readonly (readonly [path: string, module: string])[] = [
  ["server/src/syntax/x.ts", "../facts/index.ts"],
  ["server/src/syntax/x.ts", "../facts"],
  ["server/src/syntax/mask/x.ts", "web-tree-sitter"],
  ["server/src/facts/x.ts", "../syntax/ast.ts"],
  ["server/src/model/x.ts", "../rules"],
  ["server/src/model/build/x.ts", "../../analysis/values/resolve.ts"],
  ["server/src/analysis/x.ts", "../rules/context.ts"],
  ["server/src/analysis/pool/x.ts", "../../syntax/document.ts"],
  ["server/src/rules/x.ts", "../engine/report.ts"],
  ["server/src/rules/x.ts", "./pool-untagged.ts"],
  ["server/src/rules/x.ts", "../rules/pool-untagged.ts"],
  ["server/src/rules/deep/x.ts", "../pool-untagged.ts"],
  ["server/src/rules/x.ts", "../syntax/lexer.ts"],
  ["server/src/engine/x.ts", "../cli/text.ts"],
  ["server/src/cli/x.ts", "../main/check.ts"],
  ["server/src/cli/x.ts", "node:fs"],
  ["server/src/engine/x.ts", "vscode"],
];

test.each(forbidden)("%s may not import %s", (path, module) => {
  expect(lint(path, `import type { x } from "${module}";\nexport type X = x;\n`)).toContain("noRestrictedImports");
});

const allowed: readonly (readonly [path: string, module: string])[] = [
  ["server/src/syntax/parser.ts", "web-tree-sitter"],
  ["server/src/rules/x.ts", "./context.ts"],
  ["server/src/rules/x.ts", "../syntax/ast.ts"],
  ["server/src/engine/x.ts", "../rules/index.ts"],
  ["server/src/main/x.ts", "node:fs"],
];

test.each(allowed)("%s may import %s", (path, module) => {
  expect(lint(path, `import type { x } from "${module}";\nexport type X = x;\n`)).not.toContain("noRestrictedImports");
});
