/**
 * What VS Code calls inside its extension host: runs the tests beside this file with mocha and writes what became of each
 * to the file that DRIVERLENS_E2E_RESULTS names.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { HostTestResult } from "../support/host-results.ts";

export function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 90_000, reporter: "base" });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith(".spec.cjs"))) {
    mocha.addFile(join(__dirname, file));
  }
  const results: HostTestResult[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      writeFileSync(process.env.DRIVERLENS_E2E_RESULTS ?? "", JSON.stringify(results));
      resolve();
    });
    runner.on("pass", (test) => results.push({ title: test.titlePath() }));
    runner.on("fail", (test, error: Error) => {
      results.push({ title: test.titlePath(), error: error.stack ?? String(error) });
    });
  });
}
