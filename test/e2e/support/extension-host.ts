/** Runs the mocha tests of test/e2e/host inside the extension host of a real VS Code. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { build } from "esbuild";
import { openEditor } from "./editor.ts";
import type { HostTestResult } from "./host-results.ts";
import { root } from "./tools.ts";

/** Milliseconds for all of the tests together. */
const LIMIT = 300_000;

/** What became of each test; throws where they could not be run. The extension under test is the installed .vsix. */
export async function runInExtensionHost(vsix: string): Promise<readonly HostTestResult[]> {
  const tests = await bundle();
  const editor = await openEditor({
    vsix,
    workspace: join(root, "test/e2e/workspace"),
    // Lets a page load tests into the extension host and tells it when they are done.
    arguments: ["--vscode-option", "enable-smoke-test-driver"],
  });
  try {
    const { page, server, workspace } = editor;
    const output: string[] = [];
    let ended: () => void = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await page.exposeFunction("codeAutomationLog", (_kind: string, values: unknown[]) =>
      output.push(format(...values)),
    );
    await page.exposeFunction("codeAutomationExit", () => ended());
    const resultFile = join(workspace, "../results.json");
    const remote = (path: string): string => `vscode-remote://${new URL(server.url).host}${path}`;
    const payload = [
      ["extensionDevelopmentPath", remote(tests)],
      ["extensionTestsPath", remote(join(tests, "run.cjs"))],
      ["extensionEnvironment", JSON.stringify({ DRIVERLENS_E2E_RESULTS: resultFile })],
    ];
    const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
    await page.goto(`${server.url}/?${query}`);
    const late = setTimeout(ended, LIMIT);
    await end;
    clearTimeout(late);
    if (!existsSync(resultFile)) {
      await editor.keep("extension host");
      throw new Error(`the tests in the extension host gave no result:\n${output.join("\n")}`);
    }
    return JSON.parse(readFileSync(resultFile, "utf8"));
  } finally {
    await editor.close();
  }
}

/** An extension that is nothing but the tests: VS Code wants one to load them from. Its folder. */
async function bundle(): Promise<string> {
  const source = join(root, "test/e2e/host");
  // Below the root, where the tests find mocha.
  const folder = join(root, "dist/e2e/host");
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: readdirSync(source).map((file) => join(source, file)),
    outdir: folder,
    bundle: true,
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  const manifest = { name: "tests", publisher: "driverlens", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}
