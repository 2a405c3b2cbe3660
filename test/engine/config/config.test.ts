/** `.driverlens.json`: what it says, what is wrong with it, and which settings hold for a file. */
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest } from "../../../server/src/analysis/names/nearest.ts";
import { readConfig } from "../../../server/src/engine/config/read.ts";
import { ruleNames } from "../../../server/src/engine/config/rule-names.ts";
import { configSchema } from "../../../server/src/engine/config/schema.ts";
import { configTree } from "../../../server/src/engine/config/settings.ts";
import { irqlRule, tagRule } from "../../cli/support.ts";

const names = ruleNames([irqlRule, tagRule]);

function problemsOf(text: string): string[] {
  return readConfig("/p/.driverlens.json", text, names).problems.map((p) => `${p.line}:${p.column} ${p.message}`);
}

describe("reading", () => {
  test("takes comments, trailing commas and a byte order mark", () => {
    const { config, problems } = readConfig("x", '\uFEFF{ // c\n "rules": { "C28147": "off", }, }', names);
    expect([config, problems]).toEqual([{ rules: { C28147: "off" } }, []]);
  });

  test("names mistakes with their line, the accepted values and what was meant; the rest counts", () => {
    const text = `{
  "rule": {},
  "rules": { "irql-to-high": "error", "pool-default-tag": "warn", "*": 1 },
  "checkUnknown": "windows",
  "exclude": "tests",
  "targetWindows": "10.0.19041",
  "overrides": [{ "files": ["a"], "kind": "windows-kernal" }, 7]
}`;
    expect(problemsOf(text)).toEqual([
      '2:3 Unknown key "rule"; did you mean "rules"?',
      '3:14 No rule is named "irql-to-high" in rules; did you mean "irql-too-high"?',
      '3:59 "rules.pool-default-tag" must be one of "off", "hint", "warning", "error"; did you mean "warning"?',
      '3:72 "rules.*" must be one of "off", "hint", "warning", "error"',
      '4:19 "checkUnknown" must be one of "off", "windows-kernel", "linux-kernel"; did you mean "windows-kernel"?',
      '5:14 "exclude" must be a list',
      '7:43 "overrides[0].kind" must be one of "windows-kernel", "windows-user", "linux-kernel", "linux-user"; did you mean "windows-kernel"?',
      '7:63 "overrides[1]" must be an object',
    ]);
    expect(readConfig("x", text, names).config).toEqual({
      rules: {},
      targetWindows: "10.0.19041",
      overrides: [{ files: ["a"] }],
    });
  });

  test("malformed JSON, an empty file and a wrong root are named with their line", () => {
    expect(problemsOf('{\n  "rules": {\n')[0]).toBe("3:1 Not readable as JSON: close brace expected");
    expect(problemsOf("")).toEqual(["1:1 Not readable as JSON: value expected"]);
    expect(problemsOf("[]")).toEqual(["1:1 The file must be an object"]);
    expect(problemsOf('{"rules": {}, "rules": {}}')).toEqual(['1:15 "rules" stands twice']);
    expect(problemsOf(`{"__proto__": 1}`)[0]).toMatch(/^1:2 Unknown key "__proto__"/);
  });

  test("any text is read without an exception", () => {
    expect(problemsOf("[".repeat(200_000))).toEqual(["1:51 Nested deeper than 50 levels"]);
    const piece = fc.constantFrom(
      '"rules"',
      '"files"',
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "1",
      '"x',
      "//",
      "/*",
      "\n",
      "null",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        for (const { line } of readConfig("x", parts.join(""), names).problems) expect(line).toBeGreaterThan(0);
      }),
      { seed: 20_261_122, numRuns: 2000 },
    );
  });
});

describe("settings of a file", () => {
  function tree(files: Readonly<Record<string, unknown>>) {
    return configTree({
      rules: names,
      read: (folder) => (folder in files ? JSON.stringify(files[folder]) : undefined),
    });
  }

  test("the nearest file wins key by key, and overrides win over the keys above them", () => {
    const config = tree({
      "/p": {
        rules: { "pool-default-tag": "error", "*": "hint" },
        targetWindows: "10.0.17763",
        defines: ["DBG=0", "A"],
        includeDirectories: ["inc"],
        overrides: [{ files: ["*.cpp"], targetWindows: "10.0.22000" }],
      },
      "/p/legacy": { rules: { "28147": "off" }, defines: ["DBG=1"], includeDirectories: ["../common"] },
    });
    const outer = config.settingsFor("/p/a.c");
    expect([outer.severityOf(tagRule, "warning"), outer.severityOf(irqlRule, "error")]).toEqual(["error", "hint"]);
    const inner = config.settingsFor("/p/legacy/sub/a.cpp");
    expect(inner.targetWindows).toBe("10.0.22000");
    expect(inner.defines).toEqual(["DBG=1", "A"]);
    expect(inner.includeDirectories).toEqual(["/p/common", "/p/inc"]);
    expect(inner.severityOf(tagRule, "warning")).toBe("off");
    expect(inner.severityOf(irqlRule, "error")).toBe("hint");
    expect(config.settingsFor("/elsewhere/a.c").severityOf(tagRule, "warning")).toBe("warning");
  });

  test("a nearer * wins over single rules farther away; in one file single rules win over *", () => {
    const config = tree({
      "/p": { rules: { "pool-default-tag": "error", C28147: "hint", "*": "off" } },
      "/p/quiet": { rules: { "*": "off" } },
    });
    const levels = ["/p/a.c", "/p/quiet/a.c"].map((path) => config.settingsFor(path).severityOf(tagRule, "warning"));
    expect(levels).toEqual(["error", "off"]);
  });

  test("an override can say what its files are", () => {
    const config = tree({ "/p": { overrides: [{ files: ["app/"], kind: "windows-user", rules: { "*": "off" } }] } });
    expect(config.settingsFor("/p/app/main.c").kind).toBe("windows-user");
    expect(config.settingsFor("/p/app/main.c").severityOf(irqlRule, "error")).toBe("off");
    expect(config.settingsFor("/p/drv/main.c").kind).toBeUndefined();
  });

  test("the limit of a stack frame is the nearest one, and an override's for its files", () => {
    const config = tree({
      "/p": { stackFrameLimit: 2048, overrides: [{ files: ["init*"], stackFrameLimit: 8192 }] },
      "/p/small": { stackFrameLimit: 512 },
    });
    const limits = ["/p/a.c", "/p/init.c", "/p/small/a.c", "/a.c"].map(
      (path) => config.settingsFor(path).stackFrameLimit,
    );
    expect(limits).toEqual([2048, 8192, 512, undefined]);
    expect(problemsOf('{ "stackFrameLimit": 0 }')).toEqual([
      '1:22 "stackFrameLimit" must be a whole number of at least 64',
    ]);
  });

  test("exclude works as .gitignore does, folder by folder", () => {
    const config = tree({ "/p": { exclude: ["gen/", "*.tmp.c"] }, "/p/keep": { exclude: ["!x.tmp.c"] } });
    expect(["/p/gen/a.c", "/p/b.tmp.c", "/p/a.c", "/p/keep/x.tmp.c"].map((path) => config.excludes(path))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([config.excludesFolder("/p/gen"), config.excludesFolder("/p/keep")]).toEqual([true, false]);
  });

  test("mistakes are said once, and --config takes the place of all others", () => {
    const config = tree({ "/p": { rule: 1 } });
    config.settingsFor("/p/a.c");
    config.settingsFor("/p/b/c.c");
    expect(config.problems.map((problem) => problem.path)).toEqual(["/p/.driverlens.json"]);
    const only = configTree({
      rules: names,
      read: () => '{"rules": {"*": "off"}}',
      only: { path: "/ci/strict.json", text: '{"rules": {"*": "error"}}' },
    });
    expect(only.settingsFor("C:/p/a.c").severityOf(tagRule, "warning")).toBe("error");
  });

  test("paths with a drive end at the drive", () => {
    const asked: string[] = [];
    const config = configTree({ rules: names, read: (folder) => void asked.push(folder) });
    config.settingsFor("C:/a/b.c");
    config.settingsFor("C:/a/c.c");
    expect(asked).toEqual(["C:", "C:/a"]);
  });
});

describe("the schema", () => {
  const validate = new Ajv().compile(configSchema([irqlRule, tagRule]));
  test("takes what the reader takes, and refuses what it refuses", () => {
    for (const [value, isRight] of [
      [{ rules: { "irql-too-high": "off", C28147: "hint", "*": "warning" }, checkUnknown: "off" }, true],
      [{ $schema: "x", overrides: [{ files: ["a"], kind: "linux-kernel" }], defines: ["A=1"] }, true],
      [{ rules: { nothing: "off" } }, false],
      [{ rules: { "*": "warn" } }, false],
      [{ unknown: 1 }, false],
      [{ exclude: "x" }, false],
      [{ stackFrameLimit: 4096, overrides: [{ files: ["a"], stackFrameLimit: 64 }] }, true],
      [{ stackFrameLimit: 63 }, false],
      [{ stackFrameLimit: 1024.5 }, false],
      [{ stackFrameLimit: "1024" }, false],
    ] as const) {
      expect(validate(value)).toBe(isRight);
      expect(problemsOf(JSON.stringify(value)).length === 0).toBe(isRight);
    }
  });
});

test("nearest names", () => {
  const ids = ["irql-too-high", "pool-default-tag", "pool-deprecated"];
  expect(nearest("pool-defualt-tag", ids)).toEqual(["pool-default-tag"]);
  expect(nearest("qqqq", ids)).toEqual([]);
  expect(nearest("x".repeat(100_000), ids)).toEqual([]);
});
