/** Findings, rules and reports made up for the tests of the command line's output. */
import { colors } from "../../server/src/cli/colors.ts";
import { locateFindings } from "../../server/src/cli/located.ts";
import type { CheckReport } from "../../server/src/cli/report.ts";
import type { TextOptions } from "../../server/src/cli/text.ts";
import type { FileStats, ReportedFinding } from "../../server/src/engine/report.ts";
import type { Rule } from "../../server/src/rules/rule.ts";

export const irqlRule: Rule = {
  id: "irql-too-high",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: ["C28121", "cpp/drivers/irql-too-high"],
  docs: {
    summary: "Call above the callee's maximum IRQL",
    why: "A pageable routine at DISPATCH_LEVEL stops the machine with 0xA or 0xD1 as soon as its page is out.",
    bad: "KeAcquireSpinLock(lock, &old);\nZwClose(handle);\n",
    good: "ZwClose(handle);\nKeAcquireSpinLock(lock, &old);\n",
    references: ["https://learn.microsoft.com/windows-hardware/drivers/devtest/28121"],
  },
};

export const tagRule: Rule = {
  id: "pool-default-tag",
  severity: "warning",
  platforms: ["windows-kernel"],
  equivalents: ["C28147", "cpp/drivers/default-pool-tag", "cpp/drivers/default-pool-tag-extended"],
  docs: {
    summary: "Pool allocated with the default tag",
    why: "Leaks with the tag `Ddk ` or ` kdD` cannot be told from those of other drivers in poolmon.",
    bad: "p = ExAllocatePool2(POOL_FLAG_PAGED, 16, ' kdD');\n",
    good: "p = ExAllocatePool2(POOL_FLAG_PAGED, 16, 'xyzM');\n",
    references: [],
  },
};

export const rules: ReadonlyMap<string, Rule> = new Map([irqlRule, tagRule].map((rule) => [rule.id, rule]));

/** A finding on the first occurrence of `words` in the text. */
export function findingAt(text: string, words: string, more: Partial<ReportedFinding> = {}): ReportedFinding {
  const start = text.indexOf(words);
  return {
    path: "/src/drv/io.c",
    start,
    end: start + words.length,
    rule: "irql-too-high",
    severity: "error",
    message: "ZwClose is called at DISPATCH_LEVEL, but may run at PASSIVE_LEVEL only",
    why: irqlRule.docs.why,
    advice: "release dev->Lock before the call",
    related: [],
    fixes: [],
    symbol: "DevIo",
    suppression: undefined,
    ...more,
  };
}

/** Locates findings in files given as path and text. */
export function locate(findings: readonly ReportedFinding[], files: Readonly<Record<string, string>>) {
  return locateFindings(findings, { root: "/src/drv", textOf: (path) => files[path] });
}

export const plain: TextOptions = { rules, colors: colors("never"), width: 100, detail: "normal" };

export function reportOf(more: Partial<CheckReport>): CheckReport {
  return {
    findings: [],
    suppressed: [],
    unusedSuppressions: [],
    problems: [],
    stats: [],
    checkedKinds: ["windows-kernel", "linux-kernel"],
    leftOut: new Map(),
    milliseconds: 1234,
    ...more,
  };
}

export function statsOf(path: string, more: Partial<FileStats> = {}): FileStats {
  return {
    path,
    bytes: 1000,
    lines: 40,
    language: "c",
    kind: "windows-kernel",
    functions: 3,
    brokenFunctions: 0,
    givenUpFunctions: 0,
    ...more,
  };
}
