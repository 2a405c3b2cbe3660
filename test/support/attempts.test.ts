/** The second attempts that `npm test` allows: what passes at them is told, what does not fails. */
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Trouble } from "./outcome-reporter.ts";
import { folder, root } from "./program.ts";

interface Result {
  readonly passed: number;
  readonly failed: readonly Trouble[];
  readonly unsteady: readonly Trouble[];
  readonly skipped: readonly { readonly file: string; readonly count: number }[];
}

interface Attempts {
  runTests(config: string, root: string, output: "ignore"): Result;
  told(results: readonly Result[]): readonly string[];
}

const { runTests, told }: Attempts = await import(join(root, "test/attempts.mjs"));

/** A statement that throws the first time that it is run: the marker stays when the process has gone. */
const atFirst = (marker: string, message: string): string =>
  `if (!existsSync("${marker}")) { writeFileSync("${marker}", ""); throw new Error("${message}"); }`;

const throwing = (message: string): RegExp => new RegExp(`^Error: ${message}\nat \\w\\.test\\.ts:\\d+:\\d+`);

function run(files: Readonly<Record<string, string>>): Result {
  const imports = `import { existsSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
`;
  const path = folder({
    "vitest.config.mjs": `export default { test: { include: ["*.test.ts"] } };`,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, imports + text])),
  });
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  return runTests("vitest.config.mjs", path, "ignore");
}

it("tests and hooks that pass at the second attempt are told of by their first error", () => {
  const result = run({
    "a.test.ts": `describe("a suite", () => {
  test("comes round", () => { ${atFirst("busy", "busy")} });
  test("is steady", () => {});
});`,
    "b.test.ts": `describe("a machine", () => {
  beforeAll(() => { ${atFirst("booted", "did not boot")} });
  test("is asked", () => {});
});`,
    // No file but the one whose hook failed is run again: this would fail.
    "c.test.ts": `test("runs once", () => { writeFileSync("ran", "", { flag: "wx" }); });`,
  });
  expect(result).toMatchObject({ passed: 4, failed: [], skipped: [] });
  expect(told([result])).toEqual([
    "unsteady: a.test.ts > a suite > comes round",
    "    Error: busy",
    expect.stringContaining("    at a.test.ts:4:"),
    "unsteady: b.test.ts > a machine",
    "    Error: did not boot",
    expect.stringContaining("    at b.test.ts:4:"),
    "2 unsteady: passed at the second attempt",
  ]);
});

it("what fails twice fails, and so does what no test handles", () => {
  const result = run({
    "a.test.ts": `test("is wrong", () => { expect({ level: 2 }).toEqual({ level: 0 }); });`,
    "b.test.ts": `beforeAll(() => { throw new Error("never boots"); });
test("asks what booted", () => {});`,
    // As a test of it has failed twice, the file has had its attempts.
    "c.test.ts": `test("is wrong twice", () => { ${atFirst("first", "1")} ${atFirst("second", "2")} });
afterAll(() => { ${atFirst("ended", "does not stop")} });`,
    "d.test.ts": `test("leaves something", async () => {
  setTimeout(() => { throw new Error("left"); });
  await new Promise((resolve) => setTimeout(resolve, 100));
});`,
  });
  const byName = [...result.failed].sort((a, b) => (a.name < b.name ? -1 : 1));
  expect({ ...result, failed: byName }).toEqual({
    passed: 1,
    failed: [
      { name: "a.test.ts > is wrong", error: expect.stringMatching(/^AssertionError: /) },
      { name: "b.test.ts", error: expect.stringMatching(throwing("never boots")) },
      { name: "c.test.ts", error: expect.stringMatching(throwing("does not stop")) },
      { name: "c.test.ts > is wrong twice", error: expect.stringMatching(throwing("1")) },
      { name: "d.test.ts > leaves something", error: expect.stringMatching(throwing("left")) },
    ],
    unsteady: [],
    skipped: [{ file: "b.test.ts", count: 1 }],
  });
  const lines = told([{ ...result, failed: byName.slice(0, 1) }]);
  expect(lines).toEqual([
    "failed: a.test.ts > is wrong",
    "    AssertionError: expected { level: 2 } to deeply equal { level: +0 }",
    ...["- Expected", "+ Received", "  {", '-   "level": 0,', '+   "level": 2,', "  }"].map((line) => `    ${line}`),
    expect.stringContaining("    at a.test.ts:3:"),
  ]);
});

it("that no test ran is a failure", () => {
  expect(run({})).toMatchObject({
    passed: 0,
    failed: [{ name: "vitest.config.mjs", error: "no test ran: vitest ended with 1" }],
  });
});
