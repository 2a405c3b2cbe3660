/** The linter holds the lines between layers: each forbidden import is refused, each of the ways to write it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

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
  ["server/src/analysis/x.ts", "../fixes/fix.ts"],
  ["server/src/fixes/x.ts", "../rules/finding.ts"],
  ["server/src/fixes/x.ts", "../syntax/lexer.ts"],
  ["server/src/lsp/x.ts", "node:fs"],
  ["server/src/lsp/x.ts", "vscode"],
  ["server/src/lsp/x.ts", "../cli/text.ts"],
  ["server/src/engine/x.ts", "vscode-languageserver"],
  ["server/src/scaffolds/x.ts", "../engine/report.ts"],
  ["server/src/scaffolds/windows/x.ts", "../../engine/report.ts"],
  ["server/src/scaffolds/x.ts", "node:fs"],
  ["server/src/embed/x.ts", "../scaffolds/template.ts"],
  ["server/src/embed/x.ts", "node:fs"],
  ["server/src/database/x.ts", "../rules/index.ts"],
  ["server/src/database/engine/x.ts", "../../lsp/protocol.ts"],
  ["server/src/database/engine/x.ts", "node:fs"],
  ["server/src/database/engine/x.ts", "sql.js"],
  ["server/src/rules/x.ts", "../image/report.ts"],
  ["server/src/lsp/x.ts", "../image/report.ts"],
  ["server/src/engine/x.ts", "../binary/pe.ts"],
  ["server/src/binary/x.ts", "../lanes/failure.ts"],
  ["server/src/binary/x.ts", "node:fs"],
  ["server/src/lanes/x.ts", "../database/protocol.ts"],
  ["server/src/database/x.ts", "../image/report.ts"],
  ["server/src/image/x.ts", "../engine/report.ts"],
  ["server/src/image/read/x.ts", "../../model/place.ts"],
  ["server/src/image/x.ts", "node:fs"],
  ["client/src/x.ts", "../../server/src/image/read/report.ts"],
  ["client/src/x.ts", "../../server/src/binary/pe.ts"],
  ["media/x.ts", "../server/src/image/session.ts"],
  ["media/parts/x.ts", "../database/app.tsx"],
  ["media/page/x.ts", "../../server/src/image/protocol.ts"],
  ["server/src/rules/x.ts", "../database/protocol.ts"],
  ["server/src/lsp/x.ts", "../database/protocol.ts"],
  ["client/src/x.ts", "../../server/src/database/engine/session.ts"],
  ["media/x.ts", "../server/src/database/lanes.ts"],
  ["server/src/rules/x.ts", "../scaffolds/template.ts"],
  ["client/src/x.ts", "../../server/src/engine/report.ts"],
  ["client/src/x.ts", "node:fs"],
  ["client/src/x.ts", "vscode-languageclient/node"],
  ["client/src/node/x.ts", "../../../server/src/engine/report.ts"],
  ["media/x.ts", "vscode"],
  ["server/src/rules/x.ts", "../syntax/rust/parser.ts"],
  ["server/src/rules/x.ts", "../syntax/inf/parser.ts"],
  ["server/src/analysis/rust/x.ts", "../../syntax/rust/cutter.ts"],
  ["server/src/syntax/rust/x.ts", "web-tree-sitter"],
  ["server/src/model/rust/x.ts", "../../engine/crate-session.ts"],
];

const allowed: readonly (readonly [path: string, module: string])[] = [
  ["server/src/syntax/parser.ts", "web-tree-sitter"],
  ["server/src/syntax/rust/parser.ts", "web-tree-sitter"],
  ["server/src/rules/x.ts", "../syntax/rust/ast.ts"],
  ["server/src/analysis/inf/x.ts", "../../syntax/inf/ast.ts"],
  ["server/src/rules/x.ts", "./context.ts"],
  ["server/src/rules/x.ts", "../syntax/ast.ts"],
  ["server/src/engine/x.ts", "../rules/index.ts"],
  ["server/src/main/x.ts", "node:fs"],
  ["server/src/database/fitness/x.ts", "../../embed/embedding.ts"],
  ["server/src/cli/x.ts", "../database/protocol.ts"],
  ["client/src/x.ts", "../../server/src/database/lanes.ts"],
  ["client/src/x.ts", "../../server/src/lanes/lanes.ts"],
  ["client/src/x.ts", "../../server/src/image/lanes.ts"],
  ["media/x.ts", "../server/src/image/protocol.ts"],
  ["media/image/x.ts", "../../server/src/image/report.ts"],
  ["media/parts/x.ts", "../page/channel.ts"],
  ["server/src/database/x.ts", "../binary/source.ts"],
  ["server/src/image/read/x.ts", "../../facts/index.ts"],
  ["server/src/image/inf/x.ts", "../../syntax/inf/parser.ts"],
  ["media/x.ts", "../server/src/database/protocol.ts"],
  ["server/src/rules/x.ts", "../fixes/fix.ts"],
  ["server/src/lsp/x.ts", "vscode-languageserver"],
  ["client/src/x.ts", "../../server/src/lsp/protocol.ts"],
  ["client/src/x.ts", "../../server/src/scaffolds/template.ts"],
  ["client/src/x.ts", "../../server/src/embed/coff.ts"],
  ["server/src/scaffolds/windows/x.ts", "../template.ts"],
  ["server/src/cli/x.ts", "../scaffolds/template.ts"],
  ["client/src/x.ts", "vscode"],
  ["client/src/node/x.ts", "vscode-languageclient/node"],
];

/** The folder of a case's file with a name of its own: each case is one file of a tree that exists for this test. */
const fileOf = (path: string, index: number): string =>
  path.endsWith("/x.ts") ? path.replace(/x\.ts$/, `case${index}.ts`) : path;

/** Writes all cases below a temporary folder with this repository's linter settings; the files that were refused. */
function refused(): ReadonlySet<string> {
  const root = mkdtempSync(join(tmpdir(), "driverlens-layers-"));
  try {
    const config = JSON.parse(readFileSync("biome.json", "utf8"));
    writeFileSync(join(root, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
    for (const [index, [path, module]] of [...forbidden, ...allowed].entries()) {
      const file = join(root, fileOf(path, index));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import type { x } from "${module}";\nexport type X = x;\n`);
    }
    const biome = resolve("node_modules/.bin/biome");
    const { stdout } = spawnSync(biome, ["lint", "--reporter=json", "--max-diagnostics=none", "."], {
      cwd: root,
      encoding: "utf8",
    });
    const report = JSON.parse(stdout) as {
      diagnostics: readonly { category: string; location: { path: string | { file: string } } }[];
    };
    return new Set(
      report.diagnostics
        .filter(({ category }) => category === "lint/style/noRestrictedImports")
        .map(({ location }) => (typeof location.path === "string" ? location.path : location.path.file)),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

const answer = refused();

test.each(forbidden.map(([path, module], index) => [path, module, index] as const))(
  "%s may not import %s",
  (path, _module, index) => {
    expect([...answer]).toContain(fileOf(path, index));
  },
);

test.each(allowed.map(([path, module], index) => [path, module, forbidden.length + index] as const))(
  "%s may import %s",
  (path, _module, index) => {
    expect([...answer]).not.toContain(fileOf(path, index));
  },
);
