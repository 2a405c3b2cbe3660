/** SARIF against its official schema, and what code scanning makes of it. */
import { describe, expect, test } from "vitest";
import { formatJson, jsonReport } from "../../server/src/cli/json.ts";
import type { CheckReport } from "../../server/src/cli/report.ts";
import { formatSarif, sarifLog } from "../../server/src/cli/sarif.ts";
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import { sarifErrors } from "./sarif-schema.ts";
import { findingAt, locate, reportOf, rules, statsOf } from "./support.ts";

const PATH = "/src/drv/io.c";
const SOURCE = "void f()\n{\n    KeAcquireSpinLock(&l, &old);\n    ZwClose(h);\n    ZwClose(h);\n}\n";

const options = { rules, toolVersion: "0.1.0", root: "/src/drv", suppressed: "include" } as const;

function log(report: Partial<CheckReport>) {
  const text = formatSarif(reportOf(report), options);
  return JSON.parse(text) as ReturnType<typeof sarifLog>;
}

function full(): Partial<CheckReport> {
  const lock = SOURCE.indexOf("KeAcquire");
  const findings: ReportedFinding[] = [
    findingAt(SOURCE, "ZwClose(h)", {
      message: "a[0] is used",
      related: [{ path: PATH, start: lock, end: lock + 9, message: "raises the IRQL" }],
      fixes: [
        {
          title: "Release first",
          preferred: true,
          edits: [
            { path: PATH, start: lock, end: lock, text: "x();\n" },
            { path: "/src/drv/lock #1.h", start: 0, end: 3, text: "" },
          ],
        },
      ],
    }),
  ];
  const hidden = findingAt(SOURCE, "KeAcquireSpinLock", {
    suppression: { kind: "pragma", at: { path: PATH, start: 0, end: 4 }, justification: "known" },
  });
  const byConfig = findingAt(SOURCE, "f()", {
    suppression: { kind: "config", at: undefined, justification: undefined },
  });
  const files = { [PATH]: SOURCE, "/src/drv/lock #1.h": "abc" };
  return {
    findings: locate(findings, files),
    suppressed: locate([hidden, byConfig], files),
    problems: [{ path: "/src/drv/gone.c", message: "cannot be read" }],
    stats: [statsOf("io.c")],
  };
}

describe("SARIF", () => {
  test("is valid by the schema of the standard, with everything in it and with nothing", () => {
    expect(sarifErrors(log(full()))).toEqual([]);
    expect(sarifErrors(log({}))).toEqual([]);
    // The schema itself must be able to say no.
    expect(sarifErrors({ ...log({}), version: "2.0" })).not.toEqual([]);
  });

  test("says where, in UTF-16 columns below SRCROOT", () => {
    const [run] = log(full()).runs;
    expect(run?.columnKind).toBe("utf16CodeUnits");
    expect(run?.originalUriBaseIds.SRCROOT?.uri).toBe("file:///src/drv/");
    expect(run?.results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "io.c", uriBaseId: "SRCROOT" },
      region: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 15, snippet: { text: "ZwClose(h)" } },
    });
  });

  test("carries reasons as related locations and as a path, fixes, and suppressions", () => {
    const [run] = log(full()).runs;
    const [finding, hidden, byConfig] = run?.results.toSorted((a) => (a.suppressions ? 1 : -1)) ?? [];
    expect(finding?.message.text).toBe("a\\[0\\] is used. Fix: release dev->Lock before the call.");
    expect(finding?.relatedLocations?.map((place) => [place.id, place.message?.text])).toEqual([
      [1, "raises the IRQL"],
    ]);
    expect(finding?.codeFlows).toHaveLength(1);
    expect(JSON.stringify(finding?.fixes)).toContain('"uri":"lock%20%231.h"');
    const kinds = [hidden, byConfig].map((result) => JSON.stringify(result?.suppressions));
    expect(kinds.toSorted()).toEqual(['[{"kind":"external"}]', expect.stringContaining('"justification":"known"')]);
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe("cannot be read");
  });

  test("leaves suppressed findings out unless they are asked for", () => {
    const [run] = sarifLog(reportOf(full()), { ...options, suppressed: "leave-out" }).runs;
    expect(run?.results.map((result) => result.suppressions)).toEqual([undefined]);
  });

  test("describes every rule", () => {
    const rule = log({}).runs[0]?.tool.driver.rules[0];
    expect(rule?.properties.equivalents).toEqual(["C28121", "cpp/drivers/irql-too-high"]);
    expect(rule?.defaultConfiguration.level).toBe("error");
    expect(rule?.help.markdown).toContain("## Wrong\n\n```c\nKeAcquireSpinLock(lock, &old);\nZwClose(handle);\n```");
  });

  test("keeps the gravest of more results than code scanning takes", () => {
    const finding = (severity: "error" | "hint") =>
      locate([findingAt(SOURCE, "ZwClose", { severity })], { [PATH]: SOURCE });
    const findings = [...Array.from({ length: 25_000 }, () => finding("hint")[0]!), finding("error")[0]!];
    const [run] = sarifLog(reportOf({ findings }), options).runs;
    expect(run?.results).toHaveLength(25_000);
    expect(run?.results[0]?.level).toBe("error");
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toMatch(/^1 findings are left out/);
  });

  test("takes paths as they come", () => {
    const uriFor = (path: string) => {
      const findings = locate([findingAt(SOURCE, "ZwClose", { path })], { [path]: SOURCE });
      const whole = log({ findings });
      expect(sarifErrors(whole)).toEqual([]);
      return whole.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
    };
    expect(uriFor("/src/drv/ü b/50%.c")).toBe("%C3%BC%20b/50%25.c");
    expect(uriFor("/other/a b.c")).toBe("file:///other/a%20b.c");
    expect(uriFor("C:/drv/a.c")).toBe("file:///C:/drv/a.c");
    expect(uriFor("//server/share/a.c")).toBe("file://server/share/a.c");
    expect(uriFor("/src/drv/a:b.c")).toBe("a%3Ab.c");
  });
});

describe("fingerprints", () => {
  const prints = (text: string) =>
    locate(
      [...text.matchAll(/ZwClose/g)].map((match) => findingAt(text, "", { start: match.index, end: match.index + 7 })),
      { [PATH]: text },
    ).map((finding) => finding.fingerprint);

  test("tell equal findings of a function apart, and survive moves and new indentation", () => {
    const before = prints(SOURCE);
    expect(new Set(before).size).toBe(2);
    expect(prints(`// new\n\n${SOURCE.replaceAll("    ", "\t")}`)).toEqual(before);
    expect(prints(SOURCE.replaceAll("(h)", "(handle)"))).not.toEqual(before);
  });
});

describe("JSON", () => {
  test("has the documented shape", () => {
    const report = reportOf(full());
    expect(JSON.parse(formatJson(report, rules, "0.1.0"))).toEqual(jsonReport(report, rules, "0.1.0"));
    const json = jsonReport(report, rules, "0.1.0");
    expect(json.findings[0]).toMatchObject({
      path: "io.c",
      line: 4,
      column: 5,
      endLine: 4,
      endColumn: 15,
      rule: "irql-too-high",
      equivalents: ["C28121", "cpp/drivers/irql-too-high"],
      severity: "error",
      symbol: "DevIo",
      source: "    ZwClose(h);",
      related: [{ path: "io.c", line: 3, column: 5, message: "raises the IRQL" }],
    });
    expect(json.summary).toEqual({ error: 1, warning: 0, hint: 0, checkedFiles: 1, otherFiles: 0, milliseconds: 1234 });
    expect(json.suppressed.map((finding) => finding.suppression?.kind).toSorted()).toEqual(["config", "pragma"]);
  });
});
