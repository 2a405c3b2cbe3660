/**
 * What VS Code calls inside its extension host: runs the tests beside this file with mocha and writes what became of each
 * to the file that DRIVERLENS_E2E_RESULTS names.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { HostTestResult } from "../support/host-results.ts";

export function run(): Promise<void> {
  // What failed is run a second time, as outside: those who read the results decide what that is worth.
  const mocha = new Mocha({ timeout: 90_000, reporter: "base", retries: 1 });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith(".spec.cjs"))) {
    mocha.addFile(join(__dirname, file));
  }
  const results: HostTestResult[] = [];
  const earlier = new Map<string, string[]>();
  const textOf = (error: Error): string => error.stack ?? String(error);
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      writeFileSync(process.env.DRIVERLENS_E2E_RESULTS ?? "", JSON.stringify(results));
      resolve();
    });
    runner.on("retry", (test, error: Error) => earlier.set(test.fullTitle(), [textOf(error)]));
    runner.on("pass", (test) => {
      results.push({ title: test.titlePath(), errors: earlier.get(test.fullTitle()) ?? [], passed: true });
    });
    runner.on("fail", (test, error: Error) => {
      const errors = [...(earlier.get(test.fullTitle()) ?? []), textOf(error)];
      results.push({ title: test.titlePath(), errors, passed: false });
    });
  });
}
