/** The built program as a user meets it: what it prints where, with which exit code. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { driverlens, folder, program, root } from "../support/program.ts";

/** One finding at error level on line 4, one warning on line 5. */
const driver = `#include <ntddk.h>
void Leak(void)
{
    void *p = malloc(16);
    p = ExAllocatePoolWithTag(NonPagedPoolNx, 16, ' kdD');
}
`;

const rulesOf = (stdout: string): string[] =>
  stdout
    .split("\n")
    .flatMap((line) => /^\S.*:\d+:\d+ (?:error|warning|hint) ([\w-]+):/.exec(line)?.[1] ?? [])
    .sort();

describe("text", () => {
  it("shows the place, the source, the reason and what to do, with paths as seen from here", () => {
    const cwd = folder({ "src/io.c": driver });
    const { code, stdout, stderr } = driverlens(["check", "src"], { cwd });
    expect(stdout).toContain("src/io.c:4:15 error user-mode-api: malloc");
    expect(stdout).toContain("    4 |     void *p = malloc(16);\n      |               ^^^^^^\n");
    expect(stdout).toMatch(/\n {3}fix: .*ExAllocatePool2/);
    expect(stdout).toMatch(/\n1 error, \d+ warnings? in 1 file checked, /);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });
  it("has no escape sequence in a pipe", () => {
    const { stdout, stderr } = driverlens(["check", "examples"]);
    expect(stdout.length).toBeGreaterThan(1000);
    expect(stdout + stderr).not.toContain("\u001b");
  });
  it("--quiet gives a line a finding, --verbose what is suppressed too", () => {
    const cwd = folder({ "a.c": driver.replace("16);", "16); // driverlens-disable-line user-mode-api -- known") });
    const normal = driverlens(["check"], { cwd });
    const quiet = driverlens(["check", "-q"], { cwd });
    expect(quiet.stdout.split("\n").filter((line) => line.startsWith("   "))).toEqual([]);
    expect(rulesOf(quiet.stdout)).toEqual(rulesOf(normal.stdout));
    expect(normal.stdout).toContain("1 finding suppressed");
    expect(driverlens(["check", "-v"], { cwd }).stdout).toMatch(/user-mode-api: .* suppressed by line 4 \(known\)/);
    expect(normal.code).toBe(0);
  });
  it("ends quietly when the reader has seen enough", () => {
    const { stdout, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${program}" check examples | head -1`], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout.split("\n")).toHaveLength(2);
    expect(stderr).toBe("");
  });
});

describe.skipIf(process.platform !== "linux")("colours on a terminal", () => {
  const onTerminal = (args: string, env: Record<string, string> = {}): string =>
    spawnSync("script", ["-qec", `"${process.execPath}" "${program}" ${args}`, "/dev/null"], {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", TERM: "xterm", ...env },
    }).stdout;
  it("are there, and gone with NO_COLOR and --no-color", () => {
    expect(onTerminal("check examples")).toContain("\u001b[31m");
    expect(onTerminal("check examples --no-color")).not.toContain("\u001b[31m");
    expect(onTerminal("check examples", { NO_COLOR: "1" })).not.toContain("\u001b[31m");
  });
});

describe("exit codes", () => {
  it.each([
    ["1 for errors", [], 1],
    ["0 where only warnings are left", ["--rule", "pool-default-tag"], 0],
    ["1 for warnings if wanted", ["--rule", "pool-default-tag", "--fail-on", "warning"], 1],
    ["0 if wanted", ["--exit-zero"], 0],
    ["0 with --fail-on never", ["--fail-on", "never"], 0],
    ["2 for an unknown rule", ["--rule", "pool-tagg"], 2],
    ["2 for an unknown option", ["--bogus"], 2],
    ["2 for an unknown Windows", ["--target-os", "Vista SP9"], 2],
    ["2 for a missing path", ["nowhere"], 2],
    ["2 for a missing configuration", ["--config", "nowhere.json"], 2],
    ["2 for an output that cannot be written", ["--output", "no/such/folder/x"], 2],
  ])("%s", (_, args, code) => {
    const cwd = folder({ "a.c": driver });
    const run = driverlens(["check", ...args], { cwd });
    expect(run.code).toBe(code);
    expect(run.stderr === "").toBe(code !== 2);
    expect(run.stderr.split("\n").length).toBeLessThanOrEqual(2);
  });
  it("2 where there is nothing to check", () => {
    const { code, stderr } = driverlens(["check"], { cwd: folder({ "README.md": "x" }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining("no C, C++, Rust or INF files")]);
  });
});

describe("options", () => {
  it("--rule takes PREfast's numbers, --min-severity leaves out what is less", () => {
    const cwd = folder({ "a.c": driver });
    expect(rulesOf(driverlens(["check", "--rule", "C28147"], { cwd }).stdout)).toEqual(["pool-default-tag"]);
    expect(rulesOf(driverlens(["check", "--min-severity", "error"], { cwd }).stdout)).toEqual(["user-mode-api"]);
  });
  it("--target-os decides what is deprecated", () => {
    const cwd = folder({ "a.c": driver });
    const first = (target: string): string | undefined =>
      driverlens(["check", "-q", "--rule", "pool-deprecated", "--target-os", target], { cwd }).stdout.split("\n")[0];
    expect(first("10.0.19041")).toContain("a.c:5:9 warning pool-deprecated");
    expect(first("8.1")).toContain("a.c:5:9 hint pool-deprecated");
  });
  it("--output writes a file without colours and prints nothing", () => {
    const cwd = folder({ "a.c": driver });
    const { stdout } = driverlens(["check", "-o", "out.txt"], { cwd });
    expect(stdout).toBe("");
    expect(rulesOf(readFileSync(join(cwd, "out.txt"), "utf8"))).toContain("user-mode-api");
  });
  it("--config replaces the files in the folders", () => {
    const off = '{ "rules": { "*": "off" } }';
    const cwd = folder({ "a.c": driver, ".driverlens.json": off, "ci.json": '{ "rules": { "*": "warning" } }' });
    expect(driverlens(["check"], { cwd }).stdout).toContain("No findings in 1 file");
    const { code, stdout } = driverlens(["check", "--config", "ci.json"], { cwd });
    expect([code, rulesOf(stdout).includes("user-mode-api")]).toEqual([0, true]);
  });
  it("the limit of a stack frame is the folder's", () => {
    const text = "#include <ntddk.h>\nvoid Large(void)\n{\n    UCHAR buffer[1500];\n    Fill(buffer);\n}\n";
    const cwd = folder({ "a.c": text, "roomy/a.c": text, "roomy/.driverlens.json": '{ "stackFrameLimit": 2048 }' });
    const { stdout } = driverlens(["check", "-q"], { cwd });
    expect(stdout).toContain("a.c:2:6 warning large-stack-frame: Large has 1,500 bytes");
    expect(rulesOf(stdout)).toEqual(["large-stack-frame"]);
  });
  it(".driverlens.json holds for its folder", () => {
    const cwd = folder({
      "loud/a.c": driver,
      "calm/a.c": driver,
      "calm/.driverlens.json": '{ "rules": { "user-mode-api": "hint" } } // why not',
    });
    const { stdout } = driverlens(["check"], { cwd });
    expect(stdout).toContain("loud/a.c:4:15 error user-mode-api");
    expect(stdout).toContain("calm/a.c:4:15 hint user-mode-api");
  });
  it("--stats tells on stderr how much could be read", () => {
    const { stderr } = driverlens(["check", "examples", "--stats"]);
    expect(stderr).toMatch(/windows-kernel C +\d+/);
  });
  it("--jobs changes nothing but the time", () => {
    const withJobs = (jobs: string): string =>
      driverlens(["check", "examples", "--format", "json", "--jobs", jobs]).stdout.replace(/"milliseconds": \d+/, "");
    expect(withJobs("2")).toBe(withJobs("1"));
  });
});

describe("json", () => {
  it("has the documented shape", () => {
    const { stdout, code } = driverlens(["check", "--format", "json"], { cwd: folder({ "a.c": driver }) });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(["version", "tool", "findings", "suppressed", "problems", "summary", "stats"]),
    );
    expect(report.findings[0]).toMatchObject({
      path: "a.c",
      line: 4,
      column: 15,
      endLine: 4,
      endColumn: 21,
      rule: "user-mode-api",
      severity: "error",
      symbol: "Leak",
      source: "    void *p = malloc(16);",
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(report.summary).toMatchObject({ error: 1, checkedFiles: 1 });
    expect(code).toBe(1);
  });
});

describe("sarif", () => {
  function errorsOf(log: unknown): unknown {
    const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    const { $schema: _draft, id, ...body } = schema;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats.default(ajv);
    const validate = ajv.compile({ $id: id, ...body });
    return validate(log) ? [] : validate.errors;
  }
  it("of a real run is valid, and its paths lead from the root of the repository", () => {
    const { stdout } = driverlens(["check", "examples/sqlite-driver-wrong", "--format", "sarif"]);
    const log = JSON.parse(stdout);
    expect(errorsOf(log)).toEqual([]);
    const [run] = log.runs;
    expect(run.results.length).toBeGreaterThan(10);
    for (const result of run.results) {
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(artifactLocation).toMatchObject({ uriBaseId: "SRCROOT" });
      const lines = readFileSync(join(root, decodeURIComponent(artifactLocation.uri)), "utf8").split("\n");
      expect(lines.length).toBeGreaterThanOrEqual(region.endLine);
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    }
  });
  it("says so where an input could not be read", () => {
    const cwd = folder({ "a.c": driver, "b.c": new Uint8Array(3000), "ü ä.c": driver });
    const log = JSON.parse(driverlens(["check", "--format", "sarif"], { cwd }).stdout);
    expect(errorsOf(log)).toEqual([]);
    expect(JSON.stringify(log.runs[0].invocations)).toContain("b.c");
    expect(JSON.stringify(log.runs[0].results)).toContain("%C3%BC%20%C3%A4.c");
  });
});

describe("suppressions", () => {
  const call = "    p = ExAllocatePoolWithTag(NonPagedPoolNx, 16, ' kdD');\n";
  it.each([
    ["pragma warning suppress", `#pragma warning(suppress: 28147)\n${call}`],
    ["pragma warning disable", `#pragma warning(push)\n#pragma warning(disable: 28147)\n${call}#pragma warning(pop)\n`],
    ["pragma prefast", `#pragma prefast(suppress: 28147, "known")\n${call}`],
    ["__pragma", `    __pragma(warning(suppress: 28147))\n${call}`],
    ["lgtm", `    // lgtm[cpp/drivers/default-pool-tag]\n${call}`],
    ["codeql", `    // codeql[cpp/drivers/default-pool-tag]\n${call}`],
    ["driverlens-disable-next-line", `    // driverlens-disable-next-line pool-default-tag -- known\n${call}`],
    ["driverlens-disable-line", call.replace("\n", " // driverlens-disable-line C28147\n")],
    ["driverlens-disable", `    // driverlens-disable\n${call}    // driverlens-enable\n`],
    ["driverlens-disable-file", `${call}    /* driverlens-disable-file pool-default-tag */\n`],
  ])("%s hides a finding", (_, lines) => {
    const source = (text: string): string => `#include <ntddk.h>\nvoid f(void)\n{\n    void *p;\n${text}}\n`;
    const args = ["check", "-q", "--rule", "pool-default-tag"];
    expect(rulesOf(driverlens(args, { cwd: folder({ "a.c": source(call) }) }).stdout)).toEqual(["pool-default-tag"]);
    const { stdout } = driverlens(args, { cwd: folder({ "a.c": source(lines) }) });
    expect(rulesOf(stdout)).toEqual([]);
    expect(stdout).toContain("1 finding suppressed");
    // The same pragma on another line hides nothing.
    const apart = driverlens(args, { cwd: folder({ "a.c": `${source(call)}\n${source(lines)}` }) });
    expect(rulesOf(apart.stdout)).toHaveLength(lines.includes("disable-file") ? 0 : 1);
  });
  it("that are not needed are told on request", () => {
    const cwd = folder({ "a.c": "#include <ntddk.h>\nint a; // driverlens-disable-line pool-untagged\n" });
    expect(driverlens(["check", "--report-unused-suppressions"], { cwd }).stdout).toMatch(/a\.c:2:\d+ hint unused/);
  });
});

describe("paths", () => {
  it("with spaces and umlauts, one file, a header alone, from elsewhere", () => {
    const cwd = folder({
      "Treiber für alles/quelle 1.c": driver,
      "Treiber für alles/only.h": "#include <ntddk.h>\nstatic inline void *f(void) { return malloc(1); }\n",
    });
    const file = driverlens(["check", "-q", "Treiber für alles/quelle 1.c"], { cwd });
    expect(file.stdout).toContain("Treiber für alles/quelle 1.c:4:15 error");
    expect(file.stdout).toContain("1 file checked");
    const header = driverlens(["check", "-q", "Treiber für alles/only.h"], { cwd });
    expect(rulesOf(header.stdout)).toEqual(["user-mode-api"]);
    const inside = driverlens(["check", "-q"], { cwd: join(cwd, "Treiber für alles") });
    expect(inside.stdout).toContain("quelle 1.c:4:15 error");
    const elsewhere = driverlens(["check", "-q", cwd], { cwd: root });
    expect(elsewhere.stdout).toContain(`${cwd}/Treiber für alles/quelle 1.c:4:15 error`);
  });
});

describe("explain, help and version", () => {
  it("explain takes every name of a rule and hints where there is none", () => {
    const page = driverlens(["explain", "pool-default-tag"]);
    expect(page.stdout).toContain("Wrong");
    expect(page.stdout).not.toContain("\u001b");
    for (const name of ["C28147", "28147", "cpp/drivers/default-pool-tag"]) {
      expect(driverlens(["explain", name]).stdout).toContain("pool-default-tag");
    }
    expect(driverlens(["explain"]).stdout).toContain("user-mode-api");
    const unknown = driverlens(["explain", "pool-default-tags"]);
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect(unknown.stderr).toContain("pool-default-tag");
  });
  it("help names every command, version is the package's", () => {
    expect(driverlens(["--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("explain") });
    expect(driverlens(["check", "--help"]).stdout).toContain("--target-os");
    expect(driverlens([]).code).toBe(0);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(driverlens(["--version"]).stdout).toBe(`driverlens ${version}\n`);
    const wrong = driverlens(["chekc"]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("check")]);
  });
});
