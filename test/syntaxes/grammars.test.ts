/**
 * Each file in `grammars` says in comments which scopes its words have, as vscode-tmgrammar-test reads them: with the
 * grammars as package.json contributes them. Those of C and C++ stand on VS Code's own, of the VS Code that is installed
 * for the tests in it: a base grammar of ours would show only that two grammars of ours get on with each other.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../e2e/support/tools.ts";

const require = createRequire(import.meta.url);
const folder = "test/syntaxes/grammars";
const base = "test/e2e/tools/node_modules/code-server/lib/vscode/extensions/cpp/syntaxes";
const baseGrammars = ["c", "cpp", "cpp.embedded.macro", "platform"].map((name) => `${base}/${name}.tmLanguage.json`);
const hasBase = baseGrammars.every((path) => existsSync(join(root, path)));

/** "as announced", or what is wrong of files by their paths. */
function check(paths: readonly string[], grammars: readonly string[]): string {
  const program = require.resolve("vscode-tmgrammar-test/dist/unit.js");
  const given = grammars.flatMap((path) => ["--grammar", path]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...given, ...paths], {
    cwd: root,
    encoding: "utf8",
    timeout: 50_000,
  });
  return status === 0 ? "as announced" : `${stdout}${stderr}`;
}

const files = readdirSync(join(root, folder)).map((file) => `${folder}/${file}`);

describe("words have the scopes that the file announces", () => {
  test("of INF files", () => {
    expect(
      check(
        files.filter((file) => file.endsWith(".inf")),
        [],
      ),
    ).toBe("as announced");
  });

  test("of which another would be told", () => {
    const work = mkdtempSync(join(tmpdir(), "driverlens-scopes-"));
    try {
      const path = join(work, "mistaken.inf");
      writeFileSync(path, '; SYNTAX TEST "source.inf" "a mistake"\n\n[Version]\n;^^^^^^^ comment.line.semicolon.inf\n');
      expect(check([path], [])).toContain("missing required scopes: comment.line.semicolon.inf");
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });

  test.skipIf(!hasBase)("of C and C++", () => {
    expect(
      check(
        files.filter((file) => /\.c(?:pp)?$/.test(file)),
        baseGrammars,
      ),
    ).toBe("as announced");
  });
});
