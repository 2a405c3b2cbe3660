/** The checklist of SQLite on a terminal and for scripts: how it is set, and the built program that prints it. */
import { describe, expect, it } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { formatProfiles, type LocatedProfile, type LocatedStep } from "../../server/src/cli/sqlite-profile.ts";
import { driverlens, folder } from "../support/program.ts";

const place = { path: "src/memory.c", startLine: 20, startColumn: 7, endLine: 20, endColumn: 27 };

const step = (more: Partial<LocatedStep>): LocatedStep => ({
  id: "allocator",
  title: "Allocator",
  state: "done",
  sentence: "SQLite allocates through Methods.",
  details: [],
  at: place,
  evidence: [{ text: "Methods", at: place }],
  findings: [],
  part: undefined,
  ...more,
});

const profile: LocatedProfile = {
  unit: "quirks",
  project: "src/quirks.vcxproj",
  steps: [
    step({}),
    step({
      id: "vfs",
      title: "VFS",
      state: "wrong",
      sentence: "xFileControl of FileMethods is NULL, and SQLite calls it for each database that is opened.",
      part: "sqlite-vfs",
    }),
    step({
      id: "database",
      title: "Embedded database",
      state: "missing",
      sentence: "No database is embedded.",
      details: ["A driver has no file at hand when it starts."],
      at: undefined,
      evidence: [],
    }),
    step({ id: "validation", title: "Validation", state: "unknown", sentence: "It cannot be seen.", at: undefined }),
  ],
};

const plain = colors("never");
const text = (width: number, detail: "quiet" | "normal" | "verbose" = "normal"): string =>
  [...formatProfiles([profile], { colors: plain, width, detail })].join("");

describe("text", () => {
  it("has a tick and a word for each state, and fits the terminal", () => {
    expect(text(80)).toBe(`
SQLite in quirks: 1 of 4 steps done (src/quirks.vcxproj)

  [x] done     Allocator          SQLite allocates through Methods.
                                  src/memory.c:20
  [!] wrong    VFS                xFileControl of FileMethods is NULL, and
                                  SQLite calls it for each database that is
                                  opened.
                                  src/memory.c:20
                                  insert one: driverlens new sqlite-vfs <folder>
  [ ] missing  Embedded database  No database is embedded.
                                  A driver has no file at hand when it starts.
  [?] unknown  Validation         It cannot be seen.
`);
    expect(
      Math.max(
        ...text(80)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(80);
  });

  it("puts sentences below their step where the terminal is narrow", () => {
    expect(text(50).split("\n").slice(4, 12)).toEqual([
      "  [x] done     Allocator",
      "      SQLite allocates through Methods.",
      "      src/memory.c:20",
      "  [!] wrong    VFS",
      "      xFileControl of FileMethods is NULL, and",
      "      SQLite calls it for each database that is",
      "      opened.",
      "      src/memory.c:20",
    ]);
  });

  it("says less when it is to be quiet, and what each step was ticked from when it is not", () => {
    expect(text(80, "quiet")).not.toContain("insert one");
    expect(text(80, "quiet")).toContain("No database is embedded.");
    expect(text(80)).not.toContain("from: Methods");
    expect(text(80, "verbose")).toContain("from: Methods src/memory.c:20");
  });

  it("is coloured beside its words, and steers no terminal", () => {
    const evil = { ...profile, unit: "a\u001b[2Jb", steps: [step({ sentence: "It is \u202eevil." })] };
    const set = [...formatProfiles([evil], { colors: colors("always"), width: 80, detail: "normal" })].join("");
    expect(set).toContain("\u001b[32m[x] done   \u001b[39m");
    expect(set).not.toContain("\u001b[2J");
    expect(set).not.toContain("\u202e");
  });

  it("says that there is nothing to say", () => {
    expect([...formatProfiles([], { colors: plain, width: 80, detail: "normal" })]).toEqual([
      "\nNo driver here has SQLite inside.\n",
    ]);
  });
});

const wrong = "examples/sqlite-driver-wrong";

describe("check --sqlite-profile", () => {
  it("prints the checklist after the findings, which decide the exit code", () => {
    const { code, stdout, stderr } = driverlens(["check", wrong, "-q", "--sqlite-profile"]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/ files checked, .*\n\nSQLite in quirks: \d of 9 steps done/);
    expect(stdout).toMatch(/\n {2}\[!\] wrong {4}Allocator /);
    const right = driverlens(["check", "examples/sqlite-driver-right", "--sqlite-profile"]);
    expect(right.code).toBe(0);
    expect(right.stdout).toMatch(/\n {2}\[x\] done {5}Allocator {10}SQLite allocates through QuirksMemoryMethods/);
  });

  it("is of the whole driver, whichever of its files are named", () => {
    const { stdout } = driverlens(["check", `${wrong}/mutex.c`, "-q", "--sqlite-profile"]);
    expect(stdout).not.toContain("memory.c:6:");
    expect(stdout).toMatch(/wrong {4}Allocator/);
    expect(stdout).toContain("in 1 file checked");
  });

  it("is data in JSON, and SARIF stays as it is", () => {
    const json = (...args: readonly string[]) =>
      JSON.parse(driverlens(["check", "examples", "--format", "json", ...args]).stdout);
    const report = json("--sqlite-profile");
    expect(report.sqliteProfiles.map(({ project }: { project: string }) => project)).toEqual([
      "examples/sqlite-driver-right/quirks.vcxproj",
      "examples/sqlite-driver-wrong/quirks.vcxproj",
    ]);
    const [allocator] = report.sqliteProfiles[1].steps;
    expect(allocator).toMatchObject({ id: "allocator", state: "wrong", part: "sqlite-allocator" });
    expect(allocator.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: "sqlite-method-missing", path: `${wrong}/memory.c` })]),
    );
    expect(allocator.at).toMatchObject({ path: expect.stringContaining(wrong), line: expect.any(Number) });
    expect(json("--jobs", "2", "--sqlite-profile").sqliteProfiles).toEqual(report.sqliteProfiles);
    const sarif = (...args: readonly string[]) => driverlens(["check", wrong, "--format", "sarif", ...args]).stdout;
    expect(sarif("--sqlite-profile")).toBe(sarif());
  });

  it("says so where no driver has SQLite inside", () => {
    const cwd = folder({ "a.c": "#include <ntddk.h>\nvoid F(void)\n{\n}\n" });
    const { stdout, code } = driverlens(["check", "--sqlite-profile"], { cwd });
    expect(stdout).toContain("\nNo driver here has SQLite inside.\n");
    expect(code).toBe(0);
  });
});
