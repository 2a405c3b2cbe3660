/** Arguments, help, explanations and progress, without a process. */
import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { exitCode, type ParseArgs, parseCommandLine, selectRules } from "../../server/src/cli/command-line.ts";
import { explain } from "../../server/src/cli/explain.ts";
import { helpText } from "../../server/src/cli/help.ts";
import { CHECK, COMMANDS, EXPLAIN } from "../../server/src/cli/options.ts";
import { configProblem, formatProblem, suppressionProblems } from "../../server/src/cli/problems.ts";
import { progress, renderProgress } from "../../server/src/cli/progress.ts";
import { generateConfigSchema } from "../../server/tools/config-schema.ts";
import { generateRuleDocs } from "../../server/tools/rule-docs.ts";
import { findingAt, irqlRule, locate, tagRule } from "./support.ts";

const parse = (...args: string[]) => parseCommandLine(args, parseArgs as ParseArgs);
const terminal = { colors: colors("never"), width: 80 };

describe("arguments", () => {
  test("check without options has the documented defaults", () => {
    expect(parse("check")).toEqual({
      kind: "check",
      options: {
        paths: [],
        format: "text",
        output: undefined,
        rules: [],
        minSeverity: "hint",
        failOn: "error",
        targetOs: undefined,
        config: undefined,
        allKinds: false,
        reportUnusedSuppressions: false,
        includeSuppressed: false,
        jobs: undefined,
        sqliteProfile: false,
        stats: false,
        detail: "normal",
        color: "auto",
      },
    });
  });

  test("all options are read", () => {
    const command = parse(
      ..."check a -f sarif -o out --rule C28147 --rule=irql-too-high --min-severity warning --exit-zero".split(" "),
      ..."--target-os 10.0.19041 -c f.json --all-kinds --report-unused-suppressions -j 2 --sqlite-profile --stats -q --no-color".split(
        " ",
      ),
      "--",
      "-b.c",
    );
    expect(command).toMatchObject({
      kind: "check",
      options: {
        paths: ["a", "-b.c"],
        format: "sarif",
        output: "out",
        rules: ["C28147", "irql-too-high"],
        minSeverity: "warning",
        failOn: "never",
        targetOs: "10.0.19041",
        config: "f.json",
        allKinds: true,
        reportUnusedSuppressions: true,
        jobs: 2,
        sqliteProfile: true,
        stats: true,
        detail: "quiet",
        color: "never",
      },
    });
  });

  test.each([
    [["check", "--fromat", "json"], '--fromat is no option of check; did you mean "--format"?'],
    [["check", "--format", "jsn"], '--format must be text, json, sarif, not "jsn"; did you mean "json"?'],
    [["check", "--output"], "--output needs a value: FILE"],
    [["check", "--output="], "--output needs a value: FILE"],
    [["check", "--stats=yes"], "--stats takes no value"],
    [["check", "-j", "0"], '--jobs must be a number from 1 to 999, not "0"'],
    [["check", "-o", "a", "-o", "b"], "--output is given twice"],
    [["check", "-q", "-v"], "--quiet and --verbose exclude each other"],
    [["check", "--exit-zero", "--fail-on", "error"], "--exit-zero and --fail-on exclude each other"],
    [["chekc"], '"chekc" is no command; did you mean "check"?'],
    [["src/io.c"], '"src/io.c" is no command; to check it: driverlens check src/io.c'],
    [["explain", "a", "b"], "explain takes one rule"],
  ])("%j is answered with a sentence", (args, message) => {
    expect(parse(...args)).toEqual({ kind: "mistake", message });
  });

  test("help and version", () => {
    expect(parse()).toEqual({ kind: "help", command: undefined });
    expect(parse("check", "--help")).toEqual({ kind: "help", command: CHECK });
    expect(parse("help", "explain")).toEqual({ kind: "help", command: EXPLAIN });
    expect(parse("--version")).toEqual({ kind: "version" });
    const text = helpText(CHECK, terminal.colors, 80);
    for (const option of CHECK.options) expect(text).toContain(`--${option.name}`);
    expect(text).toContain("-f, --format FORMAT");
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const program = helpText(undefined, terminal.colors, 80);
    expect(program).toContain("  2  it could not run");
    for (const command of COMMANDS) {
      expect(program).toContain(`  ${command.name} `);
      expect(parse("help", command.name)).toEqual({ kind: "help", command });
      for (const { name } of command.options) expect(helpText(command, terminal.colors, 80)).toContain(`--${name}`);
    }
  });

  test("--rule takes any name of a rule", () => {
    const rules = [irqlRule, tagRule];
    expect(selectRules([], rules)).toEqual(rules);
    expect(selectRules(["28147", "C28147"], rules)).toEqual([tagRule]);
    expect(selectRules(["C28147", "irql"], rules)).toBe(
      '--rule: no rule is named "irql"; did you mean "cpp/drivers/irql-too-high" or "irql-too-high"?',
    );
  });

  test("mistakes in inputs are lines that name the place", () => {
    const problem = configProblem({ path: "/p/.driverlens.json", line: 3, column: 7, message: "Unknown key" });
    expect(formatProblem(problem, "/p", terminal.colors)).toBe(
      "driverlens: .driverlens.json: line 3, column 7: Unknown key\n",
    );
    const text = "a;\n// driverlens-disable-line x\n";
    const options = { root: "", textOf: () => text };
    expect(suppressionProblems("a.c", [{ start: 3, end: 9, message: "No rule" }], options)).toEqual([
      { path: "a.c", message: "line 2: No rule" },
    ]);
  });

  test("exit codes", () => {
    const findings = (severity: "error" | "warning" | "hint") =>
      locate([findingAt("x", "x", { severity })], { "/src/drv/io.c": "x" });
    expect(exitCode([], "warning")).toBe(0);
    expect([exitCode(findings("error"), "error"), exitCode(findings("warning"), "error")]).toEqual([1, 0]);
    expect([exitCode(findings("warning"), "warning"), exitCode(findings("hint"), "warning")]).toEqual([1, 0]);
    expect(exitCode(findings("error"), "never")).toBe(0);
  });
});

describe("explain", () => {
  const rules = [irqlRule, tagRule];

  test("prints a rule's page, by any of its names", () => {
    const byId = explain("pool-default-tag", rules, terminal);
    expect(byId).toEqual({
      exitCode: 0,
      text: `warning pool-default-tag: Pool allocated with the default tag
Elsewhere: C28147, cpp/drivers/default-pool-tag, cpp/drivers/default-pool-tag-extended
For: Windows drivers

Leaks with the tag \`Ddk \` or \` kdD\` cannot be told from those of other drivers
in poolmon.

Wrong
    p = ExAllocatePool2(POOL_FLAG_PAGED, 16, ' kdD');

Right
    p = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'xyzM');

To silence it where it is wrong
    // driverlens-disable-next-line pool-default-tag -- why

https://github.com/driverlens/driverlens/blob/main/docs/rules/pool-default-tag.md
`,
    });
    for (const name of ["C28147", "28147", "c28147", "cpp/drivers/default-pool-tag"]) {
      expect(explain(name, rules, terminal)).toEqual(byId);
    }
  });

  test("names the nearest of an unknown rule", () => {
    expect(explain("pool-default-tags", rules, terminal)).toEqual({
      exitCode: 2,
      text: 'No rule is named "pool-default-tags"; did you mean "pool-default-tag"?\n',
    });
    expect(explain("\u001b[31m", rules, terminal).text).not.toContain("\u001b");
  });

  test("lists all rules by topic", () => {
    expect(explain(undefined, rules, terminal).text).toBe(`Pool
  pool-default-tag  warning  Pool allocated with the default tag

IRQL and paged code
  irql-too-high     error    Call above the callee's maximum IRQL

driverlens explain <rule> says more; PREfast numbers and CodeQL ids work too.
`);
  });
});

describe("progress", () => {
  test("never fills the line, and shows the end of a path", () => {
    expect(renderProgress({ done: 1138, total: 2274, label: "audio/sysvad/adapter.cpp" }, 80)).toBe(
      "[##########..........]  50 % 1,138/2,274 audio/sysvad/adapter.cpp",
    );
    for (const width of [0, 1, 5, 20, 40, 60, 79]) {
      const line = renderProgress({ done: 3, total: 4, label: `${"池/".repeat(50)}a.c` }, width);
      expect(line.length).toBeLessThanOrEqual(Math.max(0, width - 1));
    }
  });

  test("is drawn on a terminal after a second, not too often, and taken away", () => {
    const run = (width: number | undefined) => {
      let time = 0;
      const written: string[] = [];
      const bar = progress({ write: (part) => written.push(part), now: () => time, width });
      for (let done = 0; done <= 120; done++) {
        time = done * 10;
        bar.update({ done, total: 120, label: "" });
      }
      bar.finish();
      return written.join("");
    };
    expect(run(undefined)).toBe("");
    expect(
      run(80)
        .split("\r")
        .slice(1)
        .map((part) => part.slice(3).replace(/\[.*\] /, "")),
    ).toEqual([" 83 % 100/120", " 91 % 110/120", "100 % 120/120", ""]);
  });
});

describe("generated documents", () => {
  test("a page per rule and an index", () => {
    const docs = generateRuleDocs([irqlRule, tagRule]);
    expect([...docs.keys()]).toEqual([
      "docs/rules/irql-too-high.md",
      "docs/rules/pool-default-tag.md",
      "docs/rules/README.md",
    ]);
    expect(docs.get("docs/rules/README.md")).toContain(
      "| [irql-too-high](irql-too-high.md) | error | Call above the callee's maximum IRQL | `C28121`, `cpp/drivers/irql-too-high` |",
    );
    expect(docs.get("docs/rules/irql-too-high.md")).toContain("# irql-too-high\n\n**Call above");
  });

  test("the settings' schema", () => {
    const [[path, content] = ["", ""]] = generateConfigSchema([irqlRule]);
    expect(path).toBe("docs/driverlens.schema.json");
    expect(JSON.parse(content).properties.rules.properties["irql-too-high"].enum).toEqual([
      "off",
      "hint",
      "warning",
      "error",
    ]);
  });
});
